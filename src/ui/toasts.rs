//! Short messages at the foot of the page, some with one thing to do. One polite live region speaks them.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::workspace::workspace;
use crate::browser::window;

/// A short message.
#[derive(Clone)]
pub struct Toast {
    /// What happened, and what to do.
    pub text: String,
    /// What can be done about it.
    act: Option<Act>,
    /// Whether something failed.
    pub error: bool,
    id: u32,
}

/// What a message offers: to take back what happened to the design or beside it, or to show both of what cannot be together, in a row of a list.
#[derive(Clone)]
enum Act {
    Undo,
    Back(Callback<()>),
    ShowBoth(RwSignal<Option<String>>, String),
}

/// The number of the next message.
static LAST: AtomicU32 = AtomicU32::new(0);

/// How long a message stays, in milliseconds; a failure stays longer.
const SHOWN: (i32, i32) = (6_000, 12_000);

impl Toast {
    /// Something happened.
    pub fn said(text: String) -> Self {
        Self { text, act: None, error: false, id: 0 }
    }

    /// Something happened that can be taken back.
    pub fn undoable(text: String) -> Self {
        Self { act: Some(Act::Undo), ..Self::said(text) }
    }

    /// Something happened beside the design that can be taken back, and how.
    pub fn reversible(text: String, back: Callback<()>) -> Self {
        Self { act: Some(Act::Back(back)), ..Self::said(text) }
    }

    /// Something failed.
    pub fn error(text: String) -> Self {
        Self { error: true, ..Self::said(text) }
    }

    /// Something is in the way of something else: a row of a list shows both once it is the one that is open.
    pub fn in_the_way(text: String, open: RwSignal<Option<String>>, row: &str) -> Self {
        Self { act: Some(Act::ShowBoth(open, row.to_owned())), ..Self::error(text) }
    }
}

/// Adds a message; at most three are in sight.
pub fn show(toasts: RwSignal<Vec<Toast>>, mut toast: Toast) {
    // Never a second time: rows are known by it, and the clock of one message must not take another away.
    let id = LAST.fetch_add(1, Ordering::Relaxed);
    toast.id = id;
    let stays = if toast.error { SHOWN.1 } else { SHOWN.0 };
    toasts.update(|toasts| {
        toasts.retain(|known| known.text != toast.text);
        if toasts.len() >= 3 {
            toasts.remove(0);
        }
        toasts.push(toast);
    });
    window::after(stays, move || toasts.update(|toasts| toasts.retain(|known| known.id != id)));
}

/// Takes the offers of Undo away: what they would take back is no longer the newest step.
pub fn forget_undo(toasts: RwSignal<Vec<Toast>>) {
    let offers = |toast: &Toast| matches!(toast.act, Some(Act::Undo));
    if toasts.with_untracked(|toasts| toasts.iter().any(offers)) {
        toasts.update(|toasts| toasts.retain(|toast| !offers(toast)));
    }
}

/// Opens a row of a list and takes a person to it.
pub fn show_row(open: RwSignal<Option<String>>, row: &str) {
    open.set(Some(row.to_owned()));
    window::focus(row);
}

/// The messages in sight.
#[component]
pub fn Toasts() -> impl IntoView {
    let workspace = workspace();
    let dismiss = move |id: u32| workspace.toasts.update(|toasts| toasts.retain(|known| known.id != id));
    view! {
        <div class="toasts" role="status">
            <For each=move || workspace.toasts.get() key=|toast| toast.id let:toast>
                <div class="toast" class:toast-error=toast.error>
                    <p>{toast.text.clone()}</p>
                    {toast.act.map(|act| {
                        let label = if matches!(act, Act::ShowBoth(..)) { "Show both" } else { "Undo" };
                        let press = move |_| {
                            dismiss(toast.id);
                            match &act {
                                Act::Undo => workspace.undo(),
                                Act::Back(back) => back.run(()),
                                Act::ShowBoth(open, row) => show_row(*open, row),
                            }
                        };
                        view! { <button class="btn btn-s btn-line" on:click=press>{label}</button> }
                    })}
                    <button class="btn btn-s btn-icon" aria-label="Dismiss" on:click=move |_| dismiss(toast.id)>
                        <super::kit::Icon name="x"/>
                    </button>
                </div>
            </For>
        </div>
    }
}
