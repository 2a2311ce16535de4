//! Designs to start from. They are also what the tests run on.

mod flawed;
mod hotel_booking;
mod payments;

use super::Design;

pub use flawed::flawed;
pub use hotel_booking::hotel_booking;
pub use payments::payments;

/// A design to start from.
pub struct Sample {
    /// The word on the command line: `hotel-booking`.
    pub id: &'static str,
    /// What the page calls it.
    pub title: &'static str,
    /// One sentence about it.
    pub about: &'static str,
}

impl Sample {
    /// Makes it. A method and no part of the value: the page lists the samples at once and fetches what makes them.
    pub fn design(&self) -> Design {
        match self.id {
            "payments" => payments(),
            "flawed" => flawed(),
            _ => hotel_booking(),
        }
    }
}

/// Every sample, in the order in which they are offered.
pub const ALL: &[Sample] = &[
    Sample { id: "hotel-booking", title: "Hotel booking", about: "Searches, rooms, bookings that never overlap, and payments." },
    Sample { id: "payments", title: "Payments", about: "Customers, payments with a life-cycle, and refunds, for programs with API keys." },
    Sample { id: "flawed", title: "Flawed shop", about: "A shop API with the usual mistakes, to be found and mended." },
];

/// The sample of this id.
pub fn find(id: &str) -> Option<&'static Sample> {
    ALL.iter().find(|sample| sample.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn samples_are_consistent() {
        for sample in ALL {
            let design = sample.design();
            let ids: BTreeSet<_> = design.endpoints.iter().map(|endpoint| &endpoint.id).collect();
            assert_eq!(ids.len(), design.endpoints.len(), "{}: endpoint ids repeat", sample.id);
            for endpoint in &design.endpoints {
                let named = endpoint.resource.as_deref();
                assert!(named.is_none_or(|name| design.resource(name).is_some()), "{}: {named:?} is no resource", endpoint.id);
            }
            for relation in design.relations() {
                assert!(design.resource(&relation.to).is_some(), "{}.{} points nowhere", relation.from, relation.field);
            }
            for resource in &design.resources {
                for rule in &resource.no_overlap {
                    assert!([&rule.from, &rule.to].into_iter().chain(&rule.key).all(|name| resource.field(name).is_some()));
                }
                assert!(resource.lifecycle.as_ref().is_none_or(|lifecycle| resource.field(&lifecycle.field).is_some()));
            }
        }
    }
}
