//! Designs that can only be read here: another tab keeps them, or a newer version has made them, and what this one does not know of
//! them would be lost. Nothing of them is written.

use super::autosave;
use crate::ui::start_state::{Banner, Offer, ReadOnly};
use crate::ui::toasts::Toast;
use crate::ui::workspace::Workspace;

/// Whether the design is one of these.
pub fn is(workspace: Workspace) -> bool {
    workspace.read_only.with_untracked(Option::is_some)
}

/// A design of a newer version, with the way back to one's own, where there is one.
pub fn newer(back: Option<Offer>) -> ReadOnly {
    let text = "Made with a newer version. Opened read-only: what this version does not know is missing.";
    let offers = [Banner::offer("Keep a copy", keep_a_copy)].into_iter().chain(back).collect();
    ReadOnly { way: "Keep a copy, and change that.", banner: Banner { error: false, offers, ..Banner::new(text.to_owned()) } }
}

/// From now on the design is kept as one of its own, as far as it was read, and can be changed.
pub fn keep_a_copy(workspace: Workspace) {
    workspace.lie_beside();
    autosave::now(workspace);
    workspace.toast(Toast::said("Kept as a design of its own. The other one is where it was.".to_owned()));
}
