//! The content of the request: an editor with line numbers and colours, and what the server would refuse about it.

use leptos::prelude::*;
use roundtrip::design::Endpoint;
use roundtrip::mock::sample_request;

use super::check::{Fault, faults};
use super::made;
use crate::browser::window;
use crate::ui::kit::code::pieces;
use crate::ui::workspace::{Workspace, workspace};

/// How long typing has to rest before the content is checked, in milliseconds.
const REST: i32 = 150;
/// Longer contents stay without colours.
const PAINTED: usize = 20_000;

/// The editor and what is wrong with its text.
#[component]
pub fn BodyPart() -> impl IntoView {
    let workspace = workspace();
    let draft = workspace.draft;
    let made = made();
    let found = RwSignal::new(Vec::<Fault>::new());
    check_at_rest(workspace, found);
    let bad = Memo::new(move |_| {
        found.with(|faults| faults.iter().filter_map(|fault| Some((fault.line?, fault.text.clone()))).collect::<Vec<(usize, String)>>())
    });
    // What has once moved apart stays so while there is content: nothing jumps under the hands of whoever mends it.
    let apart = Memo::new(move |before| bad.with(|bad| !bad.is_empty()) || (before == Some(&true) && draft.body.with(|body| !body.is_empty())));
    let takes_content = Memo::new(move |_| made.endpoint.with(|endpoint| endpoint.as_ref().is_none_or(|endpoint| endpoint.takes_content())));
    let placeholder = move || match takes_content.get() {
        true => "No content".to_owned(),
        false => format!("{} carries no content here. What you type is sent all the same.", draft.method.get()),
    };
    view! {
        <div class="editor is-lined" class:is-apart=move || apart.get() class:is-painted=move || draft.body.with(|body| !body.is_empty())>
            <pre class="editor-paint" aria-hidden="true">{move || draft.body.with(|body| paint(body, &bad.get()))}</pre>
            <textarea class="editor-t" id="send-body" aria-label="Request body" aria-describedby="send-problems" spellcheck="false" autocapitalize="off"
                rows=move || draft.body.with(|body| body.split('\n').count().max(3)) placeholder=placeholder
                prop:value=move || draft.body.get() on:input=move |event: web_sys::Event| draft.body.set(event_target_value(&event))></textarea>
        </div>
        <div id="send-problems">
            {move || {
                let faults = found.get();
                (!faults.is_empty()).then(|| view! { <Problems faults/> })
            }}
        </div>
    }
}

/// The text line by line, in colours; lines with a fault are marked, and say under their text what is wrong.
pub fn paint(body: &str, bad: &[(usize, String)]) -> AnyView {
    let coloured = body.len() < PAINTED;
    body.split('\n')
        .enumerate()
        .map(|(index, line)| {
            let fault = bad.iter().find(|(line, _)| *line == index + 1).map(|(_, text)| text.clone());
            let class = if fault.is_some() { "editor-l is-bad" } else { "editor-l" };
            let message = fault.map(|text| view! { <i class="editor-m">{text}</i> });
            let text = match coloured {
                true => pieces(line).into_iter().map(|(class, text)| view! { <span class=class>{text}</span> }).collect_view().into_any(),
                false => line.to_owned().into_any(),
            };
            view! { <span class=class>{text}{message}</span> }
        })
        .collect_view()
        .into_any()
}

/// Asks what would be refused once typing has rested.
fn check_at_rest(workspace: Workspace, found: RwSignal<Vec<Fault>>) {
    let made = made();
    let waiting = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let request = made.request.get();
        let endpoint = made.endpoint.get();
        workspace.records.track();
        waiting.update_value(|count| *count += 1);
        let mine = waiting.get_value();
        window::after(REST, move || {
            // The part may be gone by then, or the text may have changed again.
            if waiting.try_get_value() != Some(mine) {
                return;
            }
            let faults = request.map(|request| faults(workspace, endpoint.as_deref(), &request)).unwrap_or_default();
            // Content that nobody has touched follows the design.
            let is_untouched = workspace.draft.made.with_value(|made| workspace.draft.body.with_untracked(|body| !body.is_empty() && body == made));
            if !faults.is_empty() && is_untouched && make_anew(workspace, endpoint.as_deref()) {
                return;
            }
            if found.try_with_untracked(|known| *known != faults) == Some(true) {
                found.set(faults);
            }
        });
    });
}

/// Puts content that the endpoint takes in the place of what is there. Whether that was any other.
fn make_anew(workspace: Workspace, endpoint: Option<&Endpoint>) -> bool {
    let Some(endpoint) = endpoint else { return false };
    let now = workspace.now();
    let request = workspace.with_server(|server| sample_request(server, endpoint, now));
    let body = request.body.text().unwrap_or_default();
    let is_other = workspace.draft.body.with_untracked(|known| known != body);
    if is_other {
        workspace.draft.made.set_value(body.to_owned());
        workspace.draft.body.set(body.to_owned());
    }
    is_other
}

/// Messages under the editor, and the way to content that works.
#[component]
fn Problems(faults: Vec<Fault>) -> impl IntoView {
    let workspace = workspace();
    let made = made();
    let status = faults.first().map(|fault| fault.status).unwrap_or_default();
    let mend = move |_| {
        make_anew(workspace, made.endpoint.get_untracked().as_deref());
        window::focus("send-body");
    };
    view! {
        <ul class="problems">
            {faults.into_iter().map(|fault| view! {
                <li><b>{fault.line.map_or_else(|| "Body".to_owned(), |line| format!("Line {line}"))}</b><span>{fault.text}</span></li>
            }).collect_view()}
            <li class="problems-f">
                <span>{format!("Sent as it is, the answer will be {status}.")}</span>
                {move || made.endpoint.with(Option::is_some).then(|| view! {
                    <button class="btn btn-s btn-line" type="button" on:click=mend>"Make it valid again"</button>
                })}
            </li>
        </ul>
    }
}
