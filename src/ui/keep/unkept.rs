//! Designs that are not kept here: another tab keeps them, or a newer version has made them, and what this one does not know of
//! them would be lost.

use std::cell::Cell;

use super::autosave;
use crate::ui::workspace::Workspace;

/// Why nothing of a newer version's design is kept.
pub const NEWER: &str =
    "The design was made with a newer version, so changes made here are not kept. Keep a copy, or open it with a newer Roundtrip.";

thread_local! {
    static WHY: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// Why the design is not kept, where it is not.
pub fn why() -> Option<&'static str> {
    WHY.get()
}

/// From now on nothing is kept.
pub fn keep_nothing(why: &'static str) {
    WHY.set(Some(why));
}

/// From now on a design of a newer version is kept, as far as it was read.
pub fn keep_a_copy(workspace: Workspace) {
    WHY.set(None);
    autosave::now(workspace);
}

/// Another design than that of a newer version is kept as ever.
pub fn opened_another() {
    if WHY.get() == Some(NEWER) {
        WHY.set(None);
    }
}
