//! F6 and Shift F6 go round the panels, as they do in desktop programs; only while the focus is inside the page, so that the
//! browser keeps the key for its own bars. From the heading of Score, arrows lead to its first finding.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::browser::window;
use crate::ui::workspace::Workspace;

/// The headings of the panels, in reading order.
const HEADINGS: [&str; 5] = ["t-tree", "t-sketch", "t-score", "t-send", "t-watch"];

/// Listens, for as long as the page is there.
pub fn listen(workspace: Workspace) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if event.default_prevented() || workspace.overlay.with_untracked(Option::is_some) {
            return;
        }
        let done = match event.key().as_str() {
            "F6" => go(event.shift_key()),
            "ArrowDown" | "ArrowUp" => go_to_finding(),
            _ => None,
        };
        if done.is_some() {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// Moves the focus from the heading of Score to the first finding.
fn go_to_finding() -> Option<()> {
    let document = window::document()?;
    document.active_element().filter(|element| element.id() == "t-score")?;
    let finding = document.query_selector("#score .issue-open").ok().flatten()?;
    finding.dyn_ref::<web_sys::HtmlElement>()?.focus().ok()
}

/// Moves the focus to the next panel in sight, or the one before.
fn go(back: bool) -> Option<()> {
    let active = window::document()?.active_element().filter(|element| element.tag_name() != "BODY")?;
    let panel = active.closest(".panel, .side").ok().flatten();
    let heading = panel.and_then(|panel| panel.query_selector("h2[id]").ok().flatten()).map(|heading| heading.id());
    let shown: Vec<&str> = HEADINGS.into_iter().filter(|id| window::element(id).is_some_and(|heading| heading.offset_width() > 0)).collect();
    let place = shown.iter().position(|id| heading.as_deref() == Some(id));
    let next = match (place, back) {
        (None, _) => 0,
        (Some(place), false) => (place + 1) % shown.len(),
        (Some(place), true) => (place + shown.len() - 1) % shown.len(),
    };
    window::focus(shown.get(next)?);
    Some(())
}
