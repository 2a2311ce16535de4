//! Bringing records in: all of them or none.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{DataError, faults, identifier, misfit, ordered};
use crate::design::policy::deletion::DELETED_AT;
use crate::design::{Design, Resource};
use crate::http::{FieldError, json};
use crate::mock::server::Server;
use crate::mock::stages::action::create::fresh_id;
use crate::mock::stages::lookup::Subject;
use crate::mock::store::{Record, Store};
use crate::mock::{Moment, Rng};

/// What came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Resources whose records were replaced.
    pub resources: usize,
    /// Records that they have now.
    pub records: usize,
}

/// A resource and the records that are to be its own.
type List = (Arc<Resource>, Vec<Value>);

struct Fault {
    resource: String,
    index: usize,
    error: FieldError,
}

impl Server {
    /// Puts the records of a text in the place of those that are there, resource by resource; a resource that it does not name
    /// keeps its records. A record that is the same as before keeps its version. With `strict`, every record has to be one that
    /// the server would take. Where anything is wrong, nothing changes.
    pub fn import(&mut self, text: &str, strict: bool, now: Moment, rng: &mut Rng) -> Result<Imported, DataError> {
        let given = match json::read(text.as_bytes()).map_err(|error| DataError::syntax(&error))? {
            Value::Object(given) => given,
            _ => return Err(DataError::NoLists),
        };
        let design = Arc::clone(&self.design);
        let lists = lists(&design, given)?;
        let mut store = self.store.clone();
        let mut sequence = self.ledger.sequence;
        let mut imported = Imported { resources: lists.len(), records: 0 };
        let mut wrong = Vec::new();
        for (resource, records) in &lists {
            let name = &resource.name;
            let known: Vec<String> = store.all(name).map(|record| record.id.clone()).collect();
            for id in known {
                store.remove(name, &id);
            }
            for (index, given) in records.iter().enumerate() {
                let mut blame = |error| wrong.push(Fault { resource: name.clone(), index, error });
                let Value::Object(members) = given else {
                    blame(FieldError::at("", "a record is a JSON object"));
                    continue;
                };
                if strict {
                    faults(&design, resource, members).into_iter().for_each(&mut blame);
                }
                sequence += 1;
                match placed(resource, members, &store, self.store(), sequence, now, rng) {
                    Ok(record) => drop(store.put(name, record)),
                    // Neither of these can be overruled: the record would have no name of its own.
                    Err(error) => blame(error),
                }
            }
            imported.records += records.len();
        }
        if strict && wrong.is_empty() {
            wrong = misfits(self, &store, &lists, now);
        }
        let more = wrong.len().saturating_sub(1);
        if let Some(Fault { resource, index, error }) = wrong.into_iter().next() {
            return Err(DataError::Record { resource, index, error, more });
        }
        store.take_changes();
        self.store = store;
        self.ledger.sequence = sequence;
        Ok(imported)
    }
}

/// What is wrong with all records together, for a look without an import.
pub fn judge_whole(server: &Server, text: &str, now: Moment) -> Result<Imported, DataError> {
    server.clone().import(text, true, now, &mut Rng::new(1))
}

/// The lists in the order of the design, which a resource's name or its path segment names.
fn lists(design: &Design, given: Map<String, Value>) -> Result<Vec<List>, DataError> {
    let mut lists: Vec<(usize, Arc<Resource>, Vec<Value>)> = Vec::new();
    for (name, list) in given {
        let place = design.resources.iter().position(|resource| resource.name == name || resource.segment == name);
        let (Some(place), Some(resource)) = (place, place.and_then(|place| design.resources.get(place))) else {
            return Err(DataError::NoResource(name));
        };
        let Value::Array(records) = list else { return Err(DataError::NoList(name)) };
        lists.push((place, Arc::clone(resource), records));
    }
    crate::order::by_key(&mut lists, |(place, ..)| *place);
    Ok(lists.into_iter().map(|(_, resource, records)| (resource, records)).collect())
}

/// The record that members become.
fn placed(
    resource: &Resource,
    members: &Map<String, Value>,
    store: &Store,
    before: &Store,
    sequence: u64,
    now: Moment,
    rng: &mut Rng,
) -> Result<Record, FieldError> {
    let name = &resource.name;
    let given =
        identifier(resource, members).map_err(|_| FieldError::at("", format!("its {} is neither text nor number", resource.identifier.field)))?;
    let id = given.unwrap_or_else(|| fresh_id(resource, members, store, rng));
    if store.any(name, &id).is_some() {
        return Err(FieldError::at("", format!("another record has the {} {id}", resource.identifier.field)));
    }
    let value = ordered(resource, &id, members.clone());
    let hidden = value.contains_key(DELETED_AT);
    let same = before.any(name, &id).filter(|known| known.value == value && known.hidden == hidden);
    let (version, modified) = same.map_or_else(|| (store.next_version(name, &id), now), |known| (known.version, known.modified));
    Ok(Record { id, value, version, sequence, modified, hidden })
}

/// References to nothing, values that have to be unique and are not, times that overlap.
fn misfits(server: &Server, store: &Store, lists: &[List], now: Moment) -> Vec<Fault> {
    let mut wrong = Vec::new();
    for (resource, records) in lists {
        let placed = store.all(&resource.name).zip(0..records.len());
        for (record, index) in placed.filter(|(record, _)| !record.hidden) {
            let subject = Subject { record: Some(Arc::clone(record)), ..Subject::default() };
            wrong.extend(misfit(server, store, resource, &subject, &record.value, now).map(|error| Fault {
                resource: resource.name.clone(),
                index,
                error,
            }));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;
    use serde_json::json;

    fn server() -> Server {
        Server::new(Arc::new(samples::hotel_booking()), Moment::START)
    }

    #[test]
    fn what_was_exported_comes_back_and_changes_nothing() {
        for sample in samples::ALL {
            let mut server = Server::new(Arc::new(sample.design()), Moment::START);
            let before = server.clone();
            let text = json::pretty(&server.export());
            let imported = server.import(&text, false, Moment::START.plus_millis(9), &mut Rng::new(1)).unwrap();
            assert_eq!((imported.records, server.export()), (server.store().total(), before.export()), "{}", sample.id);
            for resource in &server.design().resources {
                let versions =
                    |server: &Server| server.store().all(&resource.name).map(|record| (record.version, record.modified)).collect::<Vec<_>>();
                assert_eq!(versions(&server), versions(&before));
            }
        }
    }

    #[test]
    fn the_seed_of_a_sound_design_is_sound() {
        let server = server();
        assert_eq!(judge_whole(&server, &json::pretty(&server.export()), Moment::START).map(|imported| imported.resources), Ok(5));
    }

    #[test]
    fn anything_wrong_is_named_and_nothing_is_lost() {
        let mut server = server();
        let before = server.export();
        let room = before.pointer("/Room/0").cloned().unwrap();
        let with = |changes: Value| {
            let mut room = room.clone();
            let members = room.as_object_mut().unwrap();
            for (name, value) in changes.as_object().unwrap() {
                members.insert(name.clone(), value.clone());
            }
            room
        };
        let cases = [
            ("{\"Room\": [\n  {,\n]}".to_owned(), "Line 2, column 4: key must be a string. Mend the JSON there."),
            ("[]".to_owned(), "Data is a JSON object with a list for each resource"),
            (json!({ "Spaceship": [] }).to_string(), "The design has no resource `Spaceship`."),
            (json!({ "Room": {} }).to_string(), "Room is no list."),
            (json!({ "Room": [room, 7] }).to_string(), "Room, record 2: a record is a JSON object."),
            (json!({ "Room": [room, room] }).to_string(), "Room, record 2: another record has the id"),
            (
                json!({ "rooms": [room, with(json!({ "id": "b", "hotelId": "x" }))] }).to_string(),
                "Room, record 2, member hotelId: hotelId names Hotel `x`",
            ),
            (json!({ "Room": [with(json!({ "id": "b", "nightlyRate": 7 })), 1, 2] }).to_string(), "Room, record 1, member nightlyRate:"),
        ];
        for (text, expected) in cases {
            let error = server.import(&text, true, Moment::START, &mut Rng::new(1)).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}\nshould begin with\n{expected}");
            assert_eq!(server.export(), before);
        }
    }

    #[test]
    fn who_knows_better_may_keep_it() {
        let mut server = server();
        let mut rooms = server.export().get("Room").cloned().unwrap();
        rooms.pointer_mut("/0/hotelId").map(|id| *id = json!("nowhere")).unwrap();
        let text = json!({ "Room": rooms }).to_string();
        let error = server.import(&text, true, Moment::START, &mut Rng::new(1)).unwrap_err();
        assert!(error.can_be_overruled(), "{error}");
        assert!(server.import(&text, false, Moment::START, &mut Rng::new(1)).is_ok());
        assert_eq!(server.export().get("Room"), Some(&rooms));
    }
}
