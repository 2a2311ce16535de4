//! Endpoints as signals of their own. A memo per row would look at the whole design after each change; here each change looks at
//! the rows once, and wakes those whose endpoint is another.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::{Design, Endpoint};

use super::Workspace;

type Slice = RwSignal<Option<Arc<Endpoint>>>;

/// The slices that are read somewhere, each with the id of its endpoint.
#[derive(Default)]
pub(super) struct Slices(Vec<(String, Slice)>);

impl Workspace {
    /// The endpoint of this id, as a slice that changes only with it. It lives as long as the part of the page that asks for it.
    pub fn endpoint(&self, id: String) -> Slice {
        let slice = RwSignal::new(self.design.with_untracked(|design| design.endpoint(&id).cloned()));
        self.slices.update_value(|slices| slices.0.push((id, slice)));
        slice
    }

    /// Hands each slice its endpoint of the new design.
    pub(super) fn tell_slices(&self, design: &Design) {
        // Most slices stand in the order of the design: an endpoint is looked for behind the last one first.
        let mut next = 0;
        let mut changed = Vec::new();
        self.slices.update_value(|slices| {
            slices.0.retain(|(id, slice)| {
                let is_here = |endpoint: &Arc<Endpoint>| endpoint.id == *id;
                let place = if design.endpoints.get(next).is_some_and(is_here) { Some(next) } else { design.endpoints.iter().position(is_here) };
                next = place.map_or(next, |place| place + 1);
                let new = place.and_then(|place| design.endpoints.get(place));
                let is_same = slice.try_with_untracked(|old| match (old, new) {
                    (Some(old), Some(new)) => Arc::ptr_eq(old, new),
                    (old, new) => old.is_none() && new.is_none(),
                });
                if is_same == Some(false) {
                    changed.push((*slice, new.cloned()));
                }
                is_same.is_some()
            });
        });
        for (slice, endpoint) in changed {
            slice.set(endpoint);
        }
    }
}
