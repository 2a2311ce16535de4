//! The server's records as data: reading, writing, taking them out and bringing them in, making more of them.
//!
//! This is what stands behind the data drawer and `roundtrip data`. It is no request: nobody is asked for credentials, and no
//! exchange comes of it. What is written is judged as the server would judge it, and may be kept all the same, since a lesson
//! sometimes wants a record that no client could have made.

mod error;
mod generate;
mod import;

use std::sync::Arc;

use serde_json::{Map, Value};

pub use error::DataError;
pub use generate::{MOST_AT_ONCE, Made};
pub use import::{Imported, judge_whole};

use super::extras;
use super::pipeline::Call;
use super::server::Server;
use super::stages::action::create::{complete, fresh_id};
use super::stages::conflict::beside;
use super::stages::lookup::Subject;
use super::stages::validation::{check_spans, value};
use super::store::{Record, Store};
use super::{Moment, Rng};
use crate::design::policy::UnknownFields;
use crate::design::policy::deletion::DELETED_AT;
use crate::design::{Design, Edit, Resource};
use crate::http::problem::pointer_token;
use crate::http::{FieldError, Method, Request, json};

impl Server {
    /// Reads a text as the members of a record.
    pub fn read_record(text: &str) -> Result<Map<String, Value>, DataError> {
        match json::read(text.as_bytes()).map_err(|error| DataError::syntax(&error))? {
            Value::Object(members) => Ok(members),
            _ => Err(DataError::NoObject),
        }
    }

    /// What the server would say about a record, were it sent: of its members first, else of how it fits beside the others.
    /// `id` names the record that it would replace.
    pub fn judge(&self, resource: &str, id: Option<&str>, members: &Map<String, Value>, now: Moment) -> Result<Vec<FieldError>, DataError> {
        let resource = self.resource(resource)?;
        let mut errors = faults(&self.design, resource, members);
        if errors.is_empty() {
            let subject = Subject { record: id.and_then(|id| self.store.any(&resource.name, id)).cloned(), ..Subject::default() };
            errors.extend(misfit(self, &self.store, resource, &subject, members, now));
        }
        Ok(errors)
    }

    /// Puts a record into the store: in the place of another, or as a new one. An identifier among the members counts; without
    /// one the old one stays, or a fresh one is made. Hands back the identifier.
    pub fn write(&mut self, resource: &str, id: Option<&str>, members: Map<String, Value>, now: Moment, rng: &mut Rng) -> Result<String, DataError> {
        let design = Arc::clone(&self.design);
        let resource = design.resource(resource).ok_or_else(|| DataError::NoResource(resource.to_owned()))?;
        let name = &resource.name;
        let known = match id {
            Some(id) => Some(self.store.any(name, id).cloned().ok_or_else(|| DataError::Gone { resource: name.clone(), id: id.to_owned() })?),
            None => None,
        };
        let given = identifier(resource, &members)?;
        let new = given.unwrap_or_else(|| match &known {
            Some(known) => known.id.clone(),
            None => fresh_id(resource, &members, &self.store, rng),
        });
        if known.as_ref().is_none_or(|known| known.id != new) && self.store.any(name, &new).is_some() {
            return Err(DataError::Taken { resource: name.clone(), id: new });
        }
        let sequence = known.as_ref().map_or_else(|| self.ledger.next_sequence(), |known| known.sequence);
        if let Some(known) = known.filter(|known| known.id != new) {
            self.store.remove(name, &known.id);
        }
        let version = self.store.next_version(name, &new);
        let value = if id.is_some() { ordered(resource, &new, members) } else { complete(resource, &new, members, now) };
        let hidden = value.contains_key(DELETED_AT);
        self.store.put(name, Record { id: new.clone(), value, version, sequence, modified: now, hidden });
        self.store.take_changes();
        Ok(new)
    }

    /// Takes a record out for good.
    pub fn erase(&mut self, resource: &str, id: &str) -> Result<(), DataError> {
        self.resource(resource)?;
        let removed = self.store.remove(resource, id);
        self.store.take_changes();
        removed.map(|_| ()).ok_or_else(|| DataError::Gone { resource: resource.to_owned(), id: id.to_owned() })
    }

    /// Every record, by resource: what [`Server::import`] reads. Removed records that are kept stand among the others with
    /// their `deleted_at`.
    pub fn export(&self) -> Value {
        let records = |resource: &Resource| self.store.all(&resource.name).map(|record| Value::Object(record.value.clone())).collect();
        Value::Object(self.design.resources.iter().map(|resource| (resource.name.clone(), records(resource))).collect())
    }

    /// The edits that write the records into the design as the seed. Removed records that are kept are no seed.
    pub fn as_seed(&self) -> Vec<Edit> {
        let with_records = |resource: &Arc<Resource>| {
            let records = self.store.list(&resource.name).map(|record| record.value.clone()).collect();
            let resource = Resource { records, generated: 0, ..(**resource).clone() };
            Edit::SetResource { resource }
        };
        self.design.resources.iter().map(with_records).collect()
    }

    fn resource(&self, name: &str) -> Result<&Arc<Resource>, DataError> {
        self.design.resource(name).ok_or_else(|| DataError::NoResource(name.to_owned()))
    }
}

/// What is wrong with the members of a stored record, as the validation stage would say it.
fn faults(design: &Design, resource: &Resource, members: &Map<String, Value>) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for (name, given) in members {
        let pointer = format!("/{}", pointer_token(name));
        match resource.field(name) {
            Some(field) => value::check(design, extras::ALL, field, given, &pointer, &mut errors),
            None if *name == resource.identifier.field
                || name == DELETED_AT
                || design.policies.validation.unknown_fields != UnknownFields::Refuse => {}
            None => errors.push(FieldError::at(pointer, format!("{} has no field {name}", resource.name))),
        }
    }
    for field in resource.fields.iter().filter(|field| field.required && !field.read_only && !members.contains_key(&field.name)) {
        errors.push(FieldError::at(format!("/{}", pointer_token(&field.name)), format!("{} is missing", field.name)));
    }
    check_spans(resource, members, &mut errors);
    errors
}

/// How a record does not fit beside the others: references, unique values, times.
fn misfit(server: &Server, store: &Store, resource: &Resource, subject: &Subject, members: &Map<String, Value>, now: Moment) -> Option<FieldError> {
    let request = Request::new(Method::PUT, "/");
    let call = Call { design: &server.design, request: &request, now, extras: extras::ALL };
    let (problem, why) = beside(&call, resource, subject, members, store)?;
    let field = match why.design {
        Some(crate::design::Pointer::Field(_, field)) => format!("/{}", pointer_token(&field)),
        _ => resource.no_overlap.first().map_or_else(String::new, |rule| format!("/{}", pointer_token(&rule.from))),
    };
    Some(FieldError::at(field, problem.detail.trim_end_matches('.').to_owned()))
}

/// The identifier that the members name.
fn identifier(resource: &Resource, members: &Map<String, Value>) -> Result<Option<String>, DataError> {
    match members.get(&resource.identifier.field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(id)) if !id.is_empty() => Ok(Some(id.clone())),
        Some(Value::Number(id)) => Ok(Some(id.to_string())),
        Some(_) => Err(DataError::BadIdentifier { resource: resource.name.clone(), field: resource.identifier.field.clone() }),
    }
}

/// The members with the identifier first, and in the order of the design.
fn ordered(resource: &Resource, id: &str, mut members: Map<String, Value>) -> Map<String, Value> {
    let mut value = Map::new();
    value.insert(resource.identifier.field.clone(), super::stages::action::create::id_value(resource, id));
    members.shift_remove(&resource.identifier.field);
    for field in &resource.fields {
        if let Some(given) = members.shift_remove(&field.name) {
            value.insert(field.name.clone(), given);
        }
    }
    value.extend(members);
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;
    use serde_json::json;

    fn server() -> Server {
        Server::new(Arc::new(samples::hotel_booking()), Moment::START)
    }

    fn first(server: &Server, resource: &str) -> Arc<Record> {
        Arc::clone(server.store().list(resource).next().unwrap())
    }

    #[test]
    fn a_written_record_is_what_a_read_shows() {
        let (mut server, mut rng) = (server(), Rng::new(1));
        let room = first(&server, "Room");
        let mut members = room.value.clone();
        members.insert("number".into(), json!("999"));
        assert_eq!(server.write("Room", Some(&room.id), members.clone(), Moment::START, &mut rng), Ok(room.id.clone()));
        let after = Arc::clone(server.store().get("Room", &room.id).unwrap());
        assert_eq!((after.value.get("number"), after.version, after.sequence), (Some(&json!("999")), room.version + 1, room.sequence));
        // A copy without identifier gets one of its own; with a taken one it is refused.
        let taken = server.write("Room", None, members.clone(), Moment::START, &mut rng);
        assert_eq!(taken, Err(DataError::Taken { resource: "Room".into(), id: room.id.clone() }));
        members.shift_remove("id");
        let id = server.write("Room", None, members.clone(), Moment::START, &mut rng).unwrap();
        assert_ne!(id, room.id);
        members.insert("id".into(), json!("own"));
        assert_eq!(server.write("Room", Some(&id), members, Moment::START, &mut rng), Ok("own".into()));
        assert!(server.store().get("Room", &id).is_none());
        assert_eq!(server.erase("Room", "own"), Ok(()));
        assert_eq!(server.erase("Room", "own"), Err(DataError::Gone { resource: "Room".into(), id: "own".into() }));
        assert_eq!(server.erase("Rooms", "own"), Err(DataError::NoResource("Rooms".into())));
    }

    #[test]
    fn records_are_judged_as_the_server_would() {
        let server = server();
        let booking = first(&server, "Booking");
        let judged = |change: &dyn Fn(&mut Map<String, Value>), id: Option<&str>| {
            let mut members = booking.value.clone();
            change(&mut members);
            let errors = server.judge("Booking", id, &members, Moment::START).unwrap();
            errors.into_iter().map(|error| format!("{} {}", error.pointer, error.detail)).collect::<Vec<_>>().join("; ")
        };
        let own = Some(booking.id.as_str());
        assert_eq!(judged(&|_| {}, own), "");
        for (judged, part) in [
            (judged(&|members| drop(members.shift_remove("roomId")), own), "/roomId roomId is missing"),
            (judged(&|members| drop(members.insert("roomId".into(), json!("nowhere"))), own), "/roomId roomId names Room `nowhere`"),
            (judged(&|members| drop(members.insert("checkOut".into(), json!("1999-01-01"))), own), "checkOut has to be after checkIn"),
            (judged(&|members| drop(members.insert("checkIn".into(), json!(7))), own), "/checkIn"),
            (judged(&|members| drop(members.insert("pets".into(), json!(7))), own), "/pets Booking has no field pets"),
            (judged(&|members| drop(members.insert("id".into(), json!("other"))), None), "has it from"),
        ] {
            assert!(judged.contains(part), "{judged:?} should speak of {part:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_names_its_place() {
        assert_eq!(Server::read_record("{\"a\": 1,\n  oops}").map_err(|error| error.position()), Err(Some((2, 3))));
        assert_eq!(Server::read_record("[1]"), Err(DataError::NoObject));
    }

    #[test]
    fn the_records_become_the_seed() {
        let (mut server, mut rng) = (server(), Rng::new(1));
        server.generate("Room", 3, Moment::START, &mut rng).unwrap();
        let mut design = (**server.design()).clone();
        let before = design.clone();
        let inverse = design.apply_all(&server.as_seed()).unwrap();
        let seeded = Server::new(Arc::new(design.clone()), Moment::START);
        assert_eq!(seeded.export(), server.export());
        design.revert(inverse);
        assert_eq!(design, before);
    }
}
