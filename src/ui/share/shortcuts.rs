//! The sheet of keys: those of every command, and those of single panels.

use leptos::prelude::*;

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
            ("Delete", "Del"),
            ("Zoom in, out, 100 %, fit", "= - 0 1"),
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
    ("Between panels", &[("Next panel", "F6"), ("Previous panel", "Shift+F6"), ("Move a splitter", "← →"), ("Fold what it sizes", "Enter")]),
    (
        "In presenter mode",
        &[
            ("Next step", "→"),
            ("Previous step", "←"),
            ("Play or pause", "Space"),
            ("Blank the screen", "b"),
            ("Spotlight", "k"),
            ("Larger, smaller", "= -"),
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
                    <section><h3>"Anywhere"</h3><dl>{rows(|command| !command.keys.starts_with("g "))}</dl></section>
                    <section><h3>"Go to a panel"</h3><dl>{rows(|command| command.keys.starts_with("g "))}</dl></section>
                    {local.collect_view()}
                </div>
            </div>
            <footer class="dialog-f"><p class="hint">"Keys without a modifier work outside text fields. Everything else is in Search or run."</p></footer>
        </Modal>
    }
}

fn row(label: &'static str, keys: &'static str) -> impl IntoView {
    view! { <dt>{label}</dt><dd>{commands::keys_shown(keys).into_iter().map(|key| view! { <kbd>{key}</kbd> }).collect_view()}</dd> }
}
