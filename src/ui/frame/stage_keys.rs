//! The keys of presenter mode. They come before those of the page, since a hand on a projector's keyboard is far from the mouse.

use leptos::ev::KeyboardEvent;
use wasm_bindgen::{JsCast, JsValue};

use super::presenter::Stage;
use crate::browser::{script, window};
use crate::ui::commands::is_off;
use crate::ui::workspace::Overlay;

/// How long a pressed key is shown, and how long Escape waits for its second press, in milliseconds.
pub const SHOWN: i32 = 1500;

/// Listens, for as long as the page lives.
pub fn listen(stage: Stage) {
    listen_in(stage, &script::global("window"));
}

/// Listens in a window, for as long as the page lives.
pub fn listen_in(stage: Stage, window: &JsValue) {
    let on_key = script::function(move |event| {
        // Not `dyn_into`: the events of another window are of that window's kind.
        let event: KeyboardEvent = event.unchecked_into();
        if stage.workspace.presents.get_untracked() && press(stage, &event) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    // Without the listener the buttons still work.
    let _ = script::call(window, "addEventListener", &["keydown".into(), on_key, true.into()]);
}

/// Does what a key stands for; `false` leaves it to the page.
fn press(stage: Stage, event: &KeyboardEvent) -> bool {
    let is_open = stage.workspace.overlay.with_untracked(Option::is_some);
    if is_open || event.is_composing() || is_off(event) {
        return false;
    }
    let key = event.key();
    let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
    if has_modifier || key.len() > 1 && !matches!(key.as_str(), "ArrowRight" | "ArrowLeft" | "Home" | "End" | "Escape") {
        stage.tell(&name_of(event));
        return false;
    }
    if key == "Escape" {
        return stage.escape();
    }
    if is_of_control(event) {
        return false;
    }
    match key.as_str() {
        "ArrowRight" => stage.go(1),
        "ArrowLeft" => stage.go(-1),
        "Home" => stage.jump(false),
        "End" => stage.jump(true),
        " " => stage.play(),
        "b" | "B" => stage.blank.update(|blank| *blank = !*blank),
        "k" | "K" => stage.spot.update(|spot| *spot = !*spot),
        "+" | "=" => stage.resize(1),
        "-" => stage.resize(-1),
        "l" | "L" => stage.workspace.overlay.set(Some(Overlay::StepLink)),
        "r" | "R" => stage.begin_again(),
        "n" | "N" => super::second::open(stage),
        "1" | "2" | "3" | "4" => stage.toggle(&key),
        _ => return false,
    }
    stage.tell(&name_of(event));
    true
}

/// Whether the key belongs to a control of its own: letters go into texts, Space presses buttons, arrows go from tab to tab.
fn is_of_control(event: &KeyboardEvent) -> bool {
    // Properties rather than `dyn_into`, for the same reason.
    let target = event.target().map(JsValue::from).unwrap_or_default();
    let of = |name: &str| script::text(&target, name).unwrap_or_default();
    match (of("tagName").as_str(), event.key().as_str()) {
        ("INPUT" | "TEXTAREA" | "SELECT", key) => key != "Escape",
        ("BUTTON", "ArrowLeft" | "ArrowRight" | "Home" | "End") => of("role") == "tab",
        ("BUTTON" | "SUMMARY" | "A", " ") => of("className") != "hit",
        _ => of("contentEditable") == "true" && event.key() != "Escape",
    }
}

/// `Ctrl ↵`.
fn name_of(event: &KeyboardEvent) -> String {
    let key = event.key();
    let key = match key.as_str() {
        "ArrowRight" => "→",
        "ArrowLeft" => "←",
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "Enter" => "↵",
        " " => "Space",
        "Control" | "Shift" | "Alt" | "Meta" => return String::new(),
        other => other,
    };
    let modifier = match (event.ctrl_key(), event.meta_key()) {
        (true, _) => "Ctrl ",
        (_, true) if window::is_apple() => "⌘ ",
        _ => "",
    };
    format!("{modifier}{key}")
}
