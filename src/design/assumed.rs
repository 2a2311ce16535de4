//! What nobody chose: places that whoever read the design out of a document had to fill in, because the document says nothing of them.
//!
//! Rules neither blame nor praise an assumption. Whoever edits such a place has chosen, and the place is no longer assumed.

use super::{Design, Edit, Pointer};

impl Design {
    /// Whether what stands at a place was assumed. `Pointer::Design` stands for a design that was read from a document which has no
    /// word for what the server does behind the contract; an endpoint, for errors that its document leaves open; a resource, for
    /// the kind of its identifier.
    pub fn is_assumed(&self, at: &Pointer) -> bool {
        self.assumed.binary_search(at).is_ok()
    }

    /// Notes places that were assumed.
    pub fn assume(&mut self, places: impl IntoIterator<Item = Pointer>) {
        self.assumed.extend(places);
        self.assumed.sort();
        self.assumed.dedup();
    }

    /// What an edit sets is chosen.
    pub(super) fn choose(&mut self, edit: &Edit) {
        if self.assumed.is_empty() {
            return;
        }
        let at = match edit {
            Edit::SetPolicy(policy) => Pointer::Policy(policy.concern()),
            Edit::SetBrief { .. } => Pointer::Brief,
            Edit::SetField { resource, field, .. } | Edit::RemoveField { resource, field } => Pointer::field(resource, field),
            Edit::SetEndpoint { id, .. } | Edit::RemoveEndpoint { id } => Pointer::endpoint(id),
            Edit::SetResource { resource } => resource.at(),
            Edit::RemoveResource { name } => Pointer::resource(name),
            _ => return,
        };
        self.assumed.retain(|place| *place != at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::policy::Negotiation;
    use crate::design::{Concern, samples};

    #[test]
    fn whoever_edits_has_chosen() {
        let mut design = samples::hotel_booking();
        let at = Pointer::Policy(Concern::Negotiation);
        design.assume([Pointer::Brief, at.clone(), at.clone()]);
        assert!(design.is_assumed(&at));
        design.apply(&Edit::SetPolicy(Negotiation::default().into())).unwrap();
        assert!(!design.is_assumed(&at));
        assert_eq!(design.assumed, [Pointer::Brief]);
    }
}
