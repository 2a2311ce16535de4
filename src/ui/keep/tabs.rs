//! One design in two tabs: in the later tab it can only be read until that takes it over, so that neither overwrites the other.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsValue;

use super::{autosave, unkept};
use crate::browser::{clock, location, script, window};
use crate::ui::start_state::{Banner, ReadOnly};
use crate::ui::workspace::Workspace;

/// How long a tab may take to let go, in milliseconds.
const PATIENCE: i32 = 1500;

thread_local! {
    static TAKING: Cell<bool> = const { Cell::new(false) };
    static CHANNEL: RefCell<Option<(JsValue, String)>> = const { RefCell::new(None) };
}

/// Asks other tabs, and answers them. Browsers without channels do without.
pub fn start(workspace: Workspace) {
    let Ok(channel) = script::new("BroadcastChannel", &["roundtrip".into()]) else { return };
    let me = format!("{:x}-{:x}", clock::wall(), (clock::elapsed() * 1000.0) as u64);
    let on_message = script::function(move |event| {
        if let Some(text) = script::text(&event, "data") {
            hear(workspace, &text);
        }
    });
    script::set(&channel, "onmessage", &on_message);
    CHANNEL.set(Some((channel, me)));
    if workspace.place.get_untracked().is_some() {
        say(workspace, "hello", "all");
    }
}

/// `verb place from to`.
fn say(workspace: Workspace, verb: &str, to: &str) {
    let Some(place) = workspace.place.get_untracked() else { return };
    CHANNEL.with_borrow(|channel| {
        if let Some((channel, me)) = channel {
            // A channel that is closed has nobody to tell.
            let _ = script::call(channel, "postMessage", &[format!("{verb} {place} {me} {to}").into()]);
        }
    });
}

fn hear(workspace: Workspace, text: &str) {
    let words: Vec<&str> = text.split(' ').collect();
    let &[verb, place, from, to] = words.as_slice() else { return };
    let me = CHANNEL.with_borrow(|channel| channel.as_ref().map(|(_, me)| me.clone()).unwrap_or_default());
    let is_mine = workspace.place.with_untracked(|mine| mine.as_deref() == Some(place));
    if !is_mine || (to != "all" && to != me) {
        return;
    }
    match verb {
        "hello" if !unkept::is(workspace) => say(workspace, "mine", from),
        "mine" if !TAKING.get() => wait(workspace, "Open in another tab."),
        "take" if !unkept::is(workspace) => {
            autosave::now(workspace);
            wait(workspace, "Another tab has taken this design over.");
            // The write above comes first: the database carries them out in order.
            window::after(50, {
                let from = from.to_owned();
                move || say(workspace, "given", &from)
            });
        }
        "given" => location::reload_without_fragment(),
        _ => {}
    }
}

fn wait(workspace: Workspace, why: &str) {
    let offers = vec![Banner::offer("Take over", take), Banner::offer("Keep a copy", unkept::keep_a_copy), Banner::offer("Read only", |_| ())];
    let banner = Banner { error: false, offers, ..Banner::new(why.to_owned()) };
    workspace.banner.set(Some(banner.clone()));
    workspace.read_only.set(Some(ReadOnly { way: "Take over, or keep a copy.", banner }));
}

fn take(workspace: Workspace) {
    TAKING.set(true);
    say(workspace, "take", "all");
    // Should the other tab be gone by now, nobody answers.
    window::after(PATIENCE, location::reload_without_fragment);
}
