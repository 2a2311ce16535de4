//! Buttons of the panels that the palette presses too: whoever types the name of a view or of a step needs not look for it.

use wasm_bindgen::JsCast;

use super::items::{Act, Item, plain};
use crate::browser::window;
use crate::ui::learn;
use crate::ui::workspace::{View, Workspace};

/// A button: what it does, the panel it stands in, how it is found, and what is missing while it is not there.
struct Press(&'static str, View, &'static str, &'static str);

const CARDS: &str = "Show the canvas first.";
const EMPTY: &str = "Add a resource first.";
const NOTHING: &str = "Send a request first.";

const ALL: [Press; 14] = [
    Press("Show the canvas", View::Sketch, "#sketch .seg button:nth-child(1)", EMPTY),
    Press("Show the table of fields", View::Sketch, "#sketch .seg button:nth-child(2)", EMPTY),
    Press("Show the OpenAPI text", View::Sketch, "#sketch .seg button:nth-child(3)", EMPTY),
    Press("Arrange cards", View::Sketch, "#sketch [aria-label='Arrange cards']", CARDS),
    Press("Fit the canvas to view", View::Sketch, "#sketch [aria-label='Fit to view']", CARDS),
    Press("Next step", View::Watch, "#watch [aria-label='Next step']", NOTHING),
    Press("Previous step", View::Watch, "#watch [aria-label='Previous step']", NOTHING),
    Press("Play or pause the steps", View::Watch, "#watch :is([aria-label='Play steps'], [aria-label='Pause'])", NOTHING),
    Press("Show the sequence", View::Watch, "#watch-tab-0", NOTHING),
    Press("Show the headers", View::Watch, "#watch-tab-1", NOTHING),
    Press("Show the body of the answer", View::Watch, "#watch-tab-2", NOTHING),
    Press("Show the raw messages", View::Watch, "#watch-tab-3", NOTHING),
    Press("Filter the traffic", View::Watch, "#watch .log-sift", NOTHING),
    Press("Pause or resume the list of traffic", View::Watch, "#watch .log-dense button", "The list pauses only while much is sent."),
];

/// Items for all of them.
pub fn items() -> impl Iterator<Item = Item> {
    ALL.iter().map(|Press(label, view, selector, missing)| {
        let reason = find(selector).is_none().then(|| (*missing).to_owned());
        let group = if reason.is_some() { "Not now" } else { "Commands" };
        Item { reason, ..plain(group, (*label).to_owned(), String::new(), Act::Press(*view, selector)) }
    })
}

/// Presses a button, and goes to its panel.
pub fn press(workspace: Workspace, view: View, selector: &'static str) {
    learn::leave(workspace);
    workspace.view.set(view);
    // The panel may have to come to the front first.
    window::after(0, move || {
        window::focus(if view == View::Sketch { "t-sketch" } else { "t-watch" });
        if let Some(button) = find(selector) {
            button.click();
        }
    });
}

fn find(selector: &str) -> Option<web_sys::HtmlElement> {
    window::document()?.query_selector(selector).ok().flatten()?.dyn_into().ok()
}
