//! Who sends: the client changes the answer, so it comes first.

use leptos::prelude::*;

use super::{is_folded, toggle_fold};
use crate::ui::kit::Icon;
use crate::ui::traffic::Wire;
use crate::ui::workspace::{Overlay, workspace};

/// With more clients than this, a list takes the place of the switch.
const MOST: usize = 4;

/// The header of the panel: the clients, and where the request comes from.
#[component]
pub fn ClientBar() -> impl IntoView {
    let workspace = workspace();
    let draft = workspace.draft;
    let names = Memo::new(move |_| workspace.design.with(|design| design.clients.iter().map(|client| client.name.clone()).collect::<Vec<_>>()));
    let edit = move |_| workspace.overlay.set(Some(Overlay::Clients(Some(draft.client.get_untracked()))));
    let origin = move || {
        let client = draft.client.get();
        if draft.wire.get() == Wire::Real {
            return "from this page".to_owned();
        }
        workspace.design.with(|design| match design.client(&client) {
            None => "nobody known".to_owned(),
            Some(client) => client.origin.as_ref().map_or_else(|| "a program, no browser".to_owned(), |origin| format!("from {origin}")),
        })
    };
    let fold_label = move || if is_folded(workspace) { "Open the request" } else { "Fold the request" };
    view! {
        <div class="bar">
            <h2 id="t-send" tabindex="-1">"Send"</h2><span class="muted small d-only">"as"</span>
            {move || {
                let names = names.get();
                let seg = (names.len() <= MOST).then(|| view! {
                    <div class="seg d-only" role="group" aria-label="Client">
                        {names.iter().cloned().map(|name| {
                            let pressed = name.clone();
                            let shown = name.clone();
                            view! {
                                <button type="button" aria-pressed=move || draft.client.with(|now| *now == pressed).to_string()
                                    on:click=move |_| draft.client.set(name.clone())>{shown}</button>
                            }
                        }).collect_view()}
                    </div>
                });
                let class = if seg.is_some() { "client-of m-only" } else { "client-of" };
                view! {
                    {seg}
                    <label class=class><span class="vh">"Client"</span>
                        <select class="select" prop:value=move || draft.client.get() on:change=move |event: web_sys::Event| draft.client.set(event_target_value(&event))>
                            {names.into_iter().map(|name| {
                                let value = name.clone();
                                let chosen = name.clone();
                                view! { <option value=value selected=move || draft.client.with(|now| *now == chosen)>{name}</option> }
                            }).collect_view()}
                        </select>
                    </label>
                }
            }}
            <button class="btn btn-s btn-icon" type="button" aria-label="Edit clients" title="Edit clients" on:click=edit><Icon name="plus"/></button>
            <span class="grow"></span>
            <span class="origin-of trunc d-only">{origin}</span>
            <button class="btn btn-s btn-icon send-fold d-only" type="button" aria-controls="send-x" aria-label=fold_label title=fold_label
                aria-expanded=move || (!is_folded(workspace)).to_string() on:click=move |_| toggle_fold(workspace)><Icon name="down"/></button>
        </div>
    }
}

/// The way the request takes.
#[component]
pub fn WireSwitch() -> impl IntoView {
    let workspace = workspace();
    let wire = workspace.draft.wire;
    let way = move |way: Wire, text: &'static str, title: &'static str| {
        view! { <button type="button" title=title aria-pressed=move || (wire.get() == way).to_string() on:click=move |_| wire.set(way)>{text}</button> }
    };
    view! {
        <div class="seg wire" role="group" aria-label="Wire">
            {way(Wire::Virtual, "Virtual", "Straight to the server in this tab, with the client's browser simulated")}
            {way(Wire::Real, "Real", "The browser's own fetch, through the service worker")}
        </div>
    }
}
