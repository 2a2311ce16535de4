//! The Send panel: who asks, the request line, the parts of the request, and what it means.

use leptos::prelude::*;
use roundtrip::http::status;

use super::client_bar::ClientBar;
use super::parts::Parts;
use super::request_line::RequestLine;
use super::{Made, is_folded};
use crate::browser::window;
use crate::ui::kit::{Icon, StatusBadge};
use crate::ui::workspace::{View, Workspace, workspace};

/// Windows in which the panel folds to its request line after an answer.
const LOW: &str = "(max-height: 860px) and (min-width: 641px)";

/// The request line and what goes with it.
#[component]
pub fn SendPanel() -> impl IntoView {
    let workspace = workspace();
    provide_context(Made::new(workspace));
    follow_height(workspace);
    let is_empty = Memo::new(move |_| workspace.draft.target.with(|target| target.trim().is_empty()));
    view! {
        <section class="panel send" id="send" aria-labelledby="t-send" data-send=move || if is_folded(workspace) { "folded" } else { "open" }>
            <ClientBar/>
            <RequestLine/>
            <div class="send-x" id="send-x">
                {move || match is_empty.get() {
                    true => view! {
                        <div class="empty send-empty"><p>"Pick an endpoint, or type a path. Unknown paths are fine: the server will say 404 and why."</p></div>
                    }.into_any(),
                    false => view! { <Parts/> }.into_any(),
                }}
            </div>
            <LastAnswer/>
        </section>
    }
}

fn follow_height(workspace: Workspace) {
    let low = workspace.draft.low;
    low.set(window::matches(LOW));
    let handle = window_event_listener(leptos::ev::resize, move |_| {
        let now = window::matches(LOW);
        if low.get_untracked() != now {
            low.set(now);
        }
    });
    on_cleanup(move || handle.remove());
}

/// Phone: the way back to the exchange.
#[component]
fn LastAnswer() -> impl IntoView {
    let workspace = workspace();
    move || {
        let entry = workspace.shown_entry()?;
        let (code, title) = match (entry.blocked(), entry.last()) {
            (_, exchange) if entry.is_cancelled() => (exchange.map_or(0, |exchange| exchange.response.status), "Cancelled".to_owned()),
            (None, Some(exchange)) => (exchange.response.status, exchange.title.clone()),
            (None, None) if entry.given().is_some() => (entry.given().map_or(0, |response| response.status), "From the cache".to_owned()),
            (_, exchange) => (exchange.map_or(0, |exchange| exchange.response.status), "Blocked by the browser".to_owned()),
        };
        let label = format!("Last answer: {}, {title}. See the exchange.", status::line(code));
        let struck = entry.blocked().is_some() || entry.is_cancelled();
        Some(view! {
            <button class="last" type="button" aria-label=label on:click=move |_| workspace.view.set(View::Watch)>
                <StatusBadge status=code text=if code == 0 { "none".to_owned() } else { String::new() } class=if struck { "is-struck" } else { "" }/>
                <b class="trunc">{title}</b><Icon name="chev"/>
            </button>
        })
    }
}
