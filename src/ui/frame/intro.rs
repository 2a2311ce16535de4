//! The first answer is introduced: three quiet labels beside the real places, one at a time, each until its place is used, and never
//! again. `?intro=0`, which teachers' links carry, leaves them out.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Element;

use crate::browser::{location, storage, window};
use crate::ui::workspace::Workspace;

/// The query that leaves the labels out.
pub const WITHOUT: &str = "intro=0";

/// How many labels were used, in this browser.
const KEPT: &str = "introduced";

/// The heading that a label stands beside, and what it says.
const LABELS: [(&str, &str); 3] = [("t-why", "This is why"), ("t-hdr", "Every header explained"), ("t-score", "Your design's weak points")];

/// The time in which an answer is drawn, in milliseconds.
const DRAWN: i32 = 60;

/// Shows the labels from the first answer on.
pub fn start(workspace: Workspace) {
    let used: usize = storage::read(KEPT).and_then(|count| count.parse().ok()).unwrap_or(0);
    if location::asks_for(WITHOUT) || used >= LABELS.len() {
        return;
    }
    let used = RwSignal::new(used);
    // The wall says nothing of its own accord.
    let is_due = move || workspace.shown.get().is_some() && !workspace.presents.get();
    Effect::new(move |_| {
        let (due, next) = (is_due(), used.get());
        forget();
        if let Some((heading, words)) = LABELS.get(next).filter(|_| due) {
            window::after(DRAWN, move || {
                // Drawn meanwhile, or used meanwhile: the effect has run again and does it.
                if used.try_get_untracked() == Some(next) {
                    show(heading, words, move || {
                        // A browser that keeps nothing introduces once for each visit.
                        let _ = storage::keep(KEPT, &(next + 1).to_string());
                        used.set(next + 1);
                    });
                }
            });
        }
    });
}

/// Takes the label away.
fn forget() {
    if let Some(label) = window::element("intro") {
        label.remove();
    }
}

/// Puts a label at the end of a heading, silent since the heading itself is spoken, until somebody uses the panel around it.
fn show(heading: &str, words: &str, used: impl Fn() + 'static) {
    forget();
    let Some(heading) = window::element(heading) else { return };
    let Some(label) = window::document().and_then(|document| document.create_element("span").ok()) else { return };
    let attributes = [("id", "intro"), ("class", "intro"), ("aria-hidden", "true")];
    if attributes.iter().any(|(name, value)| label.set_attribute(name, value).is_err()) {
        return;
    }
    label.set_text_content(Some(words));
    let place: Option<Element> = heading.closest("section").ok().flatten();
    if heading.append_child(&label).is_err() {
        return;
    }
    let Some(place) = place else { return };
    let on_use = Closure::<dyn Fn()>::new(used).into_js_value();
    let once = web_sys::AddEventListenerOptions::new();
    once.set_once(true);
    for kind in ["click", "keydown", "wheel"] {
        // Where it cannot listen, the label goes with the next answer.
        let _ = place.add_event_listener_with_callback_and_add_event_listener_options(kind, on_use.unchecked_ref(), &once);
    }
}
