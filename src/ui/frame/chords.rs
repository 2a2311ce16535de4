//! The keys that come in two: `g` and the letter of a place. They come before those of cards, rows and menus of the page, which
//! would take the second letter for themselves. And the focus of a place that is come to: it never stays on what is gone.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::browser::{script, window};
use crate::ui::commands::{self, Command};
use crate::ui::workspace::{View, Workspace};

/// How long the first key waits for the second, in milliseconds.
const WAIT: i32 = 1200;
/// How often, and how many milliseconds apart, a heading is looked for that is still to be drawn.
const TRIES: (u32, i32) = (20, 50);

/// The first key, while it waits for the second, and how many there were.
type First = StoredValue<(Option<String>, u32)>;

/// Listens, for as long as the page lives.
pub fn listen(workspace: Workspace) {
    let first = StoredValue::new((None, 0));
    let on_key = script::function(move |event| {
        let event: KeyboardEvent = event.unchecked_into();
        if press(workspace, first, &event) {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    });
    // Without the listener every place can be reached by the palette.
    let _ = script::call(&script::global("window"), "addEventListener", &["keydown".into(), on_key, true.into()]);
    Effect::new(move |before: Option<(Option<String>, bool)>| {
        let place = (workspace.learn.get(), workspace.view.get() == View::Compare);
        if before.is_some_and(|before| before != place) {
            window::after(0, move || settle(workspace, TRIES.0));
        }
        place
    });
}

/// Runs the command of two keys, or waits for the second; `false` leaves the key to others.
fn press(workspace: Workspace, first: First, event: &KeyboardEvent) -> bool {
    let Some(pressed) = commands::pressed(event) else { return false };
    let (before, number) = first.get_value();
    first.set_value((None, number));
    let is_elsewhere = workspace.overlay.with_untracked(Option::is_some) || commands::writes_text(event) || is_in_menu(event);
    if pressed.starts_with("Mod+") || is_elsewhere || event.is_composing() || commands::is_off(event) {
        return false;
    }
    if let Some(command) = before.and_then(|before| commands::ALL.iter().find(|command| command.keys == format!("{before} {pressed}"))) {
        run(workspace, command);
        return true;
    }
    if commands::ALL.iter().any(|command| command.keys.starts_with(&format!("{pressed} "))) {
        let number = number + 1;
        first.set_value((Some(pressed), number));
        window::after(WAIT, move || {
            // Another first key has a time of its own.
            if first.get_value().1 == number {
                first.set_value((None, number));
            }
        });
    }
    false
}

fn run(workspace: Workspace, command: &Command) {
    let goes = command.id.starts_with("go-");
    if let Some(active) = window::document().and_then(|document| document.active_element()).filter(|_| goes)
        && let Some(active) = active.dyn_ref::<web_sys::HtmlElement>()
    {
        // What leaves one place takes its focus along.
        let _ = active.blur();
    }
    commands::run(workspace, command);
    if goes {
        window::after(TRIES.1, move || settle(workspace, TRIES.0));
    }
}

/// Whether a menu is open, in which letters choose.
fn is_in_menu(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| element.closest("[role=menu]").ok().flatten().is_some())
}

/// Moves the focus to the heading of the place, where it is on nothing that can be seen.
fn settle(workspace: Workspace, tries: u32) {
    let active = window::document().and_then(|document| document.active_element());
    let is_seen = |element: &web_sys::Element| element.tag_name() != "BODY" && element.get_bounding_client_rect().width() > 0.0;
    if active.as_ref().is_some_and(is_seen) || workspace.overlay.with_untracked(Option::is_some) {
        return;
    }
    let heading = match workspace.learn.with_untracked(Option::is_some) {
        true => "t-learn",
        false => commands::heading(workspace.view.get_untracked()),
    };
    match window::element(heading) {
        Some(_) => window::focus(heading),
        None if tries > 0 => window::after(TRIES.1, move || settle(workspace, tries - 1)),
        None => {}
    }
}
