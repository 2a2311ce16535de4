//! What stands around the panels: the splitters between them, the address that leads to a view or a step, and presenter mode. A
//! part of its own: the panels are there without it.

mod chords;
pub mod intro;
mod panels;
pub mod places;
pub mod presenter;
pub mod replay;
mod second;
mod splitter;
mod stage_keys;

use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use super::parts::Fetched;
use super::workspace::Workspace;
pub use splitter::Edge;

/// What the frame draws.
#[derive(Clone, Copy)]
pub struct Frame {
    /// What lies around the panels as long as the page is there.
    pub around: fn() -> AnyView,
    /// A splitter.
    pub split: fn(Edge) -> AnyView,
}

/// The part with all of it.
#[wasm_split(frame, fallible)]
pub fn frame_part() -> Fetched<Frame> {
    Ok(Frame {
        around: || {
            let workspace = super::workspace::workspace();
            places::start(workspace);
            panels::listen(workspace);
            chords::listen(workspace);
            tell_offline(workspace);
            intro::start(workspace);
            presenter::Presenter().into_any()
        },
        split: splitter::draw,
    })
}

/// Says once that nothing changes without a network.
fn tell_offline(workspace: Workspace) {
    let told = StoredValue::new(false);
    let handle = window_event_listener(leptos::ev::offline, move |_| {
        if !told.get_value() {
            told.set_value(true);
            workspace.toast(super::toasts::Toast::said("Offline, everything works.".to_owned()));
        }
    });
    on_cleanup(move || handle.remove());
}

/// Turns presenter mode on or off.
pub fn present(workspace: Workspace) {
    workspace.presents.update(|presents| *presents = !*presents);
}
