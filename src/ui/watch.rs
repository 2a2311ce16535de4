//! Watch: the exchange, told as a sequence, with the reason of its status and the headers that mattered.

pub mod body;
mod body_diff;
pub mod cors_fix;
pub mod deliveries;
mod dense;
pub mod empty;
pub mod head;
pub mod headers;
pub mod log;
pub mod panel;
mod path;
pub mod player;
pub mod raw;
pub mod restore;
pub mod sequence;
mod sieve;
mod telling;
pub mod why;

use roundtrip::design::{Concern, Pointer};

pub use panel::WatchPanel;

use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use super::parts::{DrawExchange, Fetched};
use super::sketch::{Mode, card};
use super::workspace::{Overlay, View, Workspace};

/// What a tab says instead of an answer that is waited for.
const ON_ITS_WAY: &str = "The answer is still on its way.";
/// What the part calls the traffic, which is no tab.
pub const TRAFFIC: usize = usize::MAX;

/// The part with the tabs behind the first: headers, body, raw, the decision path, messages to other servers; and the traffic.
#[wasm_split(details, fallible)]
pub fn exchange_part() -> Fetched<DrawExchange> {
    Ok(|tab, entry| match tab {
        1 => view! { <headers::HeadersTab entry/> }.into_any(),
        2 => view! { <body::BodyTab entry/> }.into_any(),
        4 => view! { <path::PathTab entry/> }.into_any(),
        5 => view! { <deliveries::DeliveriesTab entry/> }.into_any(),
        TRAFFIC => view! { <log::Traffic/> }.into_any(),
        _ => view! { <raw::RawTab entry/> }.into_any(),
    })
}

/// Opens what a reason points to: a policy, a client, or a place in the sketch.
pub fn edit_rule(workspace: Workspace, at: &Pointer) {
    match at {
        Pointer::Policy(concern) => workspace.overlay.set(Some(Overlay::Policies(Some(*concern)))),
        Pointer::Client(name) => workspace.overlay.set(Some(Overlay::Clients(Some(name.clone())))),
        Pointer::Endpoint(id) => workspace.overlay.set(Some(Overlay::Endpoint(id.clone()))),
        Pointer::Resource(name) | Pointer::Field(name, _) => {
            workspace.view.set(View::Sketch);
            workspace.sketch.mode.set(Mode::Canvas);
            card::edit(workspace, name, "name");
        }
        place => {
            workspace.selection.set(place.clone());
            workspace.view.set(View::Sketch);
        }
    }
}

/// Opens the CORS policy.
pub fn edit_cors(workspace: Workspace) {
    edit_rule(workspace, &Pointer::Policy(Concern::Cors));
}
