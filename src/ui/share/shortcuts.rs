//! The sheet of keys: those of every command, and those of single panels.

use leptos::prelude::*;

use crate::browser::window;
use crate::ui::commands::{self, Command};
use crate::ui::kit::Modal;
use crate::ui::workspace::workspace;

/// Keys that mean something in one panel only: where, and what does what.
const LOCAL: &[(&str, &[(&str, &str)])] = &[
    (
        "On the canvas",
        &[
            ("Walk to a card", "← ↑ ↓ →"),
            ("Edit a card", "Enter"),
            ("Add a field", "f"),
            ("Add an endpoint", "e"),
            ("Link to a card", "l"),
            ("Write a note", "n"),
            ("Move, then arrows", "m"),
            ("Select with others", "Space"),
            ("Select as one walks", "Shift+→"),
            ("Move a field", "Alt+↑ ↓"),
            ("Delete", "Del"),
            ("New resource", "r"),
            ("Zoom in, out, 100 %, fit", "plus - 0 1"),
        ],
    ),
    (
        "In the API tree",
        &[
            ("Previous, next row", "↑ ↓"),
            ("Open, close a resource", "→ ←"),
            ("First, last row", "Home End"),
            ("Open in Send", "Enter"),
            ("Edit", "F2"),
            ("Delete", "Del"),
            ("Row that begins so", "letters"),
            ("Leave the filter", "Esc"),
        ],
    ),
    ("In Send", &[("Previous method, in the path", "Alt+↑"), ("Next method, in the path", "Alt+↓")]),
    (
        "In Watch",
        &[
            ("Previous, next step", "← →"),
            ("First, last step", "Home End"),
            ("Play or pause", "Space"),
            ("Older, newer exchange", "j k"),
            ("Headers, body", "h b"),
            ("Previous, next in the traffic", "↑ ↓"),
        ],
    ),
    (
        "In Score",
        &[
            ("Next finding", "↓"),
            ("Previous finding", "↑"),
            ("Open a finding", "Enter"),
            ("Apply its fix", "x"),
            ("Accept it", "a"),
            ("Close it", "Esc"),
        ],
    ),
    (
        "Between panels",
        &[
            ("Next panel", "F6"),
            ("Previous panel", "Shift+F6"),
            ("Move a splitter", "← →"),
            ("Move it far", "Shift+→"),
            ("To its limits", "Home End"),
            ("Fold what it sizes", "Enter"),
        ],
    ),
    (
        "In presenter mode",
        &[
            ("Next step", "→"),
            ("Previous step", "←"),
            ("Play or pause", "Space"),
            ("Blank the screen", "b"),
            ("Spotlight", "k"),
            ("Larger, smaller", "plus -"),
            ("Bring a panel in or out", "1 2 3 4"),
            ("Start of the demo", "r"),
            ("Link to this step", "l"),
            ("Notes in a second window", "n"),
            ("Leave", "Esc Esc"),
        ],
    ),
    ("In Search or run", &[("Next", "↓"), ("Previous", "↑"), ("Run", "Enter"), ("Close", "Esc")]),
];

/// The dialog.
#[component]
pub fn ShortcutsDialog() -> impl IntoView {
    let workspace = workspace();
    let rows = |wanted: fn(&Command) -> bool| {
        commands::ALL
            .iter()
            .filter(move |command| !command.keys.is_empty() && wanted(command))
            .map(|command| row(command.label, command.keys))
            .collect_view()
    };
    let local = LOCAL.iter().map(|(title, keys)| {
        view! { <section><h3>{*title}</h3><dl>{keys.iter().map(|(label, keys)| row(label, keys)).collect_view()}</dl></section> }
    });
    view! {
        <Modal title="Keyboard shortcuts" class="dialog dialog-wide" on_close=Callback::new(move |()| workspace.overlay.set(None))>
            <div class="dialog-b" tabindex="0" role="region" aria-label="Shortcuts">
                <div class="sheet">
                    <section><h3>"Anywhere"</h3><dl>{rows(|command| !command.keys.starts_with("g "))}{row("Redo, too", "Mod+y")}{row("One step out", "Esc")}</dl></section>
                    <section><h3>"Go to a panel"</h3><dl>{rows(|command| command.keys.starts_with("g "))}</dl></section>
                    {local.collect_view()}
                </div>
            </div>
            <footer class="dialog-f"><p class="hint">"Keys without a modifier work outside text fields. Everything else is in Search or run."</p></footer>
        </Modal>
    }
}

fn row(label: &'static str, keys: &'static str) -> impl IntoView {
    let shown = |key: String| match key.as_str() {
        // Between keys, `+` says that they are pressed together.
        "plus" => "+".to_owned(),
        "Alt" if window::is_apple() => "⌥".to_owned(),
        _ => key,
    };
    view! { <dt>{label}</dt><dd>{commands::keys_shown(keys).into_iter().map(|key| view! { <kbd>{shown(key)}</kbd> }).collect_view()}</dd> }
}
