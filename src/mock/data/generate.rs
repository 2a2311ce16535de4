//! Making more records, each of which the server would take.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{DataError, faults, misfit};
use crate::design::{FieldKind, Resource};
use crate::mock::server::Server;
use crate::mock::stages::action::create::{complete, fresh_id};
use crate::mock::stages::lookup::Subject;
use crate::mock::store::Record;
use crate::mock::{Moment, Rng, fake};

/// The most records that are made at once.
pub const MOST_AT_ONCE: usize = 1000;
/// How often another one is tried in the place of one that does not fit.
const TRIES: usize = 30;

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// So many.
    pub made: usize,
    /// So many were wanted. Fewer can be made where unique values or free times run out.
    pub wanted: usize,
}

impl Server {
    /// Makes records that look real and fit beside the others: references lead to records that exist, unique values are unique,
    /// and nothing is taken twice at a time.
    pub fn generate(&mut self, resource: &str, wanted: usize, now: Moment, rng: &mut Rng) -> Result<Made, DataError> {
        let design = Arc::clone(&self.design);
        let resource = design.resource(resource).ok_or_else(|| DataError::NoResource(resource.to_owned()))?;
        self.has_targets(resource)?;
        let wanted = wanted.min(MOST_AT_ONCE);
        let mut made = 0;
        while made < wanted {
            let record = (0..TRIES).find_map(|_| self.fitting(resource, now, rng));
            let Some(record) = record else { break };
            self.store.put(&resource.name, record);
            made += 1;
        }
        self.store.take_changes();
        Ok(Made { made, wanted })
    }

    /// The same for every resource; those that others refer to come first.
    pub fn generate_everywhere(&mut self, wanted: usize, now: Moment, rng: &mut Rng) -> Result<Made, DataError> {
        let design = Arc::clone(&self.design);
        let mut all = Made { made: 0, wanted: 0 };
        for resource in fake::in_order(&design) {
            let made = self.generate(&resource.name, wanted, now, rng)?;
            all = Made { made: all.made + made.made, wanted: all.wanted + made.wanted };
        }
        Ok(all)
    }

    /// The members of a record that would fit, without its identifier.
    pub fn suggest(&self, resource: &str, now: Moment) -> Option<Map<String, Value>> {
        let mut copy = self.clone();
        let design = Arc::clone(&self.design);
        let resource = design.resource(resource)?;
        let mut rng = Rng::new(self.ledger.sequence);
        let mut members = (0..TRIES).find_map(|_| copy.fitting(resource, now, &mut rng))?.value;
        members.shift_remove(&resource.identifier.field);
        Some(members)
    }

    /// A record that fits. A server-made rule outside the design's reach, such as a pattern, is not made up for: believable
    /// values count there.
    fn fitting(&mut self, resource: &Resource, now: Moment, rng: &mut Rng) -> Option<Record> {
        let index = self.store.count(&resource.name);
        let mut draft = fake::record(&self.design, resource, &self.store, rng, now, index)?;
        let bad: Vec<String> = faults(&self.design, resource, &draft).into_iter().map(|error| error.pointer).collect();
        // An optional member that cannot be made well is left out.
        for field in resource.fields.iter().filter(|field| bad.contains(&format!("/{}", field.name))) {
            let no_better = has_pattern(&field.kind) || field.required;
            if !no_better {
                draft.shift_remove(&field.name);
            }
        }
        if misfit(self, &self.store, resource, &Subject::default(), &draft, now).is_some() {
            return None;
        }
        let id = fresh_id(resource, &draft, &self.store, rng);
        let value = complete(resource, &id, draft, now);
        let version = self.store.next_version(&resource.name, &id);
        Some(Record { id, value, version, sequence: self.ledger.next_sequence(), modified: now, hidden: false })
    }

    /// Whether there is something to refer to, wherever a record has to refer.
    fn has_targets(&self, resource: &Resource) -> Result<(), DataError> {
        for field in resource.fields.iter().filter(|field| field.required) {
            if let FieldKind::Reference { to, .. } = &field.kind
                && self.store.list(to).next().is_none()
            {
                return Err(DataError::NoTarget { resource: resource.name.clone(), field: field.name.clone(), to: to.clone() });
            }
        }
        Ok(())
    }
}

fn has_pattern(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::String { pattern: Some(_), .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;
    use crate::http::json;
    use crate::mock::data::judge_whole;

    #[test]
    fn what_is_made_fits_beside_the_rest() {
        for sample in samples::ALL.iter().filter(|sample| sample.id != "flawed") {
            let mut server = Server::new(Arc::new(sample.design()), Moment::START);
            let mut rng = Rng::new(5);
            for resource in sample.design().resources {
                let made = server.generate(&resource.name, 120, Moment::START, &mut rng).unwrap();
                println!("{} {}: {made:?}", sample.id, resource.name);
                assert!(made.made >= 20, "{} {}: {made:?}", sample.id, resource.name);
            }
            let whole = judge_whole(&server, &json::pretty(&server.export()), Moment::START);
            assert!(whole.is_ok(), "{}: {}", sample.id, whole.unwrap_err());
        }
    }

    #[test]
    fn a_thousand_bookings_overlap_nowhere() {
        let mut server = Server::new(Arc::new(samples::hotel_booking()), Moment::START);
        let made = server.generate("Booking", 5000, Moment::START, &mut Rng::new(5)).unwrap();
        assert_eq!(made, Made { made: 1000, wanted: 1000 });
        assert!(judge_whole(&server, &json::pretty(&server.export()), Moment::START).is_ok());
    }

    #[test]
    fn nothing_is_made_that_refers_to_nothing() {
        let mut server = Server::new(Arc::new(samples::hotel_booking()), Moment::START);
        let rooms: Vec<String> = server.store().list("Room").map(|record| record.id.clone()).collect();
        for id in rooms {
            server.erase("Room", &id).unwrap();
        }
        let error = server.generate("Booking", 1, Moment::START, &mut Rng::new(5)).unwrap_err();
        assert_eq!(error.to_string(), "Booking.roomId refers to a Room, and there is none. Generate Room first.");
    }
}
