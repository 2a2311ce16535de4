//! Texts of the sketch that are taken while somebody types, so that a page that is closed takes no more than the last moment
//! with it. What is typed without a rest is one step of undo; what cannot stand is told once the hands rest.

use leptos::prelude::*;

use crate::browser::window;
use crate::ui::workspace::Workspace;

/// The rest that ends what belongs together, in milliseconds.
const REST: i32 = 800;

/// When a text is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// With every letter.
    AtOnce,
    /// Once the hands rest: half of it would be another name or kind, which reaches all that speaks of it.
    AtRest,
}

/// A text in the making.
#[derive(Clone, Copy)]
pub struct Typing {
    workspace: Workspace,
    taken: Taken,
    take: Callback<String, Result<(), String>>,
    error: RwSignal<Option<String>>,
    /// What was typed since the last rest.
    typed: StoredValue<Option<String>>,
    letters: StoredValue<u32>,
}

impl Typing {
    /// A text that is taken so. What is refused is told by the signal, and what was there before stays.
    pub fn new(
        workspace: Workspace,
        taken: Taken,
        error: RwSignal<Option<String>>,
        take: impl Fn(String) -> Result<(), String> + Send + Sync + 'static,
    ) -> Self {
        Self { workspace, taken, take: Callback::new(take), error, typed: StoredValue::new(None), letters: StoredValue::new(0) }
    }

    /// Something was typed.
    pub fn on_input(self, event: &web_sys::Event) {
        let text = event_target_value(event).trim().to_owned();
        self.typed.set_value(Some(text.clone()));
        self.error.set(None);
        if self.taken == Taken::AtOnce {
            // What is refused now may stand with the next letter.
            let _ = self.take.run(text);
        }
        self.letters.update_value(|letters| *letters += 1);
        let mine = self.letters.get_value();
        window::after(REST, move || {
            if self.letters.try_get_value() == Some(mine) {
                self.rest();
            }
        });
    }

    /// The hands rest, or the field is left.
    pub fn rest(self) {
        let Some(Some(text)) = self.typed.try_get_value() else { return };
        self.typed.set_value(None);
        self.error.set(self.take.run(text).err());
        self.workspace.close_burst();
    }

    /// What could not be taken is not wanted any more.
    pub fn forget(self) {
        self.typed.set_value(None);
        self.error.set(None);
        self.workspace.close_burst();
    }
}

thread_local! {
    /// Lines that were begun and left, by the id of their field.
    static BEGUN: std::cell::RefCell<Vec<(String, String)>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// What was begun in a line that adds something, until it is used: leaving a card loses no text.
pub fn begun(id: &str) -> String {
    BEGUN.with_borrow(|lines| lines.iter().find(|(known, _)| known == id).map(|(_, text)| text.clone()).unwrap_or_default())
}

/// Keeps what stands in such a line.
pub fn keep_begun(id: &str, text: &str) {
    BEGUN.with_borrow_mut(|lines| {
        lines.retain(|(known, _)| known != id);
        if !text.is_empty() {
            lines.push((id.to_owned(), text.to_owned()));
        }
    });
}
