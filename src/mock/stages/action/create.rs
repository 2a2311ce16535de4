//! Making a record: its identifier, the members the server sets, its place in the order of creation.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::Done;
use crate::design::{Field, FieldKind, IdKind, Resource, words};
use crate::mock::ledger::Ledger;
use crate::mock::pipeline::Call;
use crate::mock::store::{Record, Store};
use crate::mock::{Decision, Moment, Rng, Why};

/// Letters and digits of short identifiers, without those that look alike.
const ALPHABET: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";

/// Stores a new record, under the client's identifier or a fresh one.
pub fn perform(
    call: &Call,
    resource: &Resource,
    id: Option<String>,
    draft: Map<String, Value>,
    store: &mut Store,
    ledger: &mut Ledger,
    rng: &mut Rng,
) -> Decision<Done> {
    let chosen = id.is_some();
    let stored = self::store(call, resource, id, draft, store, ledger, rng);
    let id = &stored.id;
    let why = match chosen {
        true => Why::new(format!("made under the client's identifier {id}")).spec("RFC 9110 section 9.3.4"),
        false => Why::new(format!("stored as {id}")).spec("RFC 9110 section 9.3.3"),
    };
    Decision::pass(Done::Created(stored), why.because_of(resource.at()))
}

/// The same without a decision.
pub fn store(
    call: &Call,
    resource: &Resource,
    id: Option<String>,
    draft: Map<String, Value>,
    store: &mut Store,
    ledger: &mut Ledger,
    rng: &mut Rng,
) -> Arc<Record> {
    let id = id.unwrap_or_else(|| fresh_id(resource, &draft, store, rng));
    let value = complete(resource, &id, draft, call.now);
    let version = store.next_version(&resource.name, &id);
    let record = Record { id, value, version, sequence: ledger.next_sequence(), modified: call.now, hidden: false };
    store.put(&resource.name, record)
}

/// The whole record: identifier first, then the fields in the order of the design, then members that no field names.
pub fn complete(resource: &Resource, id: &str, mut draft: Map<String, Value>, now: Moment) -> Map<String, Value> {
    let mut value = Map::new();
    value.insert(resource.identifier.field.clone(), id_value(resource, id));
    let state = resource.lifecycle.as_ref();
    for field in &resource.fields {
        let made = match draft.shift_remove(&field.name) {
            Some(given) => Some(given),
            None => match state.filter(|state| state.field == field.name) {
                Some(state) => Some(state.initial.clone().into()),
                None => field.default.clone().or_else(|| stamp(field, now)),
            },
        };
        if let Some(made) = made {
            value.insert(field.name.clone(), made);
        }
    }
    draft.shift_remove(&resource.identifier.field);
    value.extend(draft);
    value
}

/// Sets the moments that say when a record last changed.
pub fn touch(resource: &Resource, value: &mut Map<String, Value>, now: Moment) {
    for field in resource.fields.iter().filter(|field| field.read_only && says_changed(&field.name)) {
        if let Some(stamp) = moment(field, now) {
            value.insert(field.name.clone(), stamp);
        }
    }
}

/// The identifier as its JSON type.
pub fn id_value(resource: &Resource, id: &str) -> Value {
    match (&resource.identifier.kind, id.parse::<u64>()) {
        (IdKind::Integer, Ok(number)) => number.into(),
        _ => id.into(),
    }
}

/// An identifier that no record has yet.
pub fn fresh_id(resource: &Resource, draft: &Map<String, Value>, store: &Store, rng: &mut Rng) -> String {
    let free = |id: &String| store.any(&resource.name, id).is_none();
    match &resource.identifier.kind {
        IdKind::Uuid => uuid_v4(rng),
        IdKind::Integer => {
            let highest = store.all(&resource.name).filter_map(|record| record.id.parse::<u64>().ok()).max().unwrap_or(0);
            // Removed records keep their numbers: the next version of a free number tells whether it was used.
            (highest.saturating_add(1)..).find(|number| store.next_version(&resource.name, &number.to_string()) == 1).unwrap_or(highest).to_string()
        }
        IdKind::Prefixed { prefix } => (0..64)
            .map(|round| {
                let letters = 4 + round / 16;
                let text: String = (0..letters).filter_map(|_| rng.pick(ALPHABET)).map(|byte| char::from(*byte)).collect();
                format!("{prefix}_{text}")
            })
            .find(free)
            .unwrap_or_else(|| uuid_v4(rng)),
        IdKind::Slug => {
            let name = ["name", "title", "label"].into_iter().find_map(|name| draft.get(name)?.as_str()).unwrap_or(&resource.name);
            let slug: String = words::kebab(name).chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').take(60).collect();
            let slug = if slug.is_empty() { words::kebab(&resource.name) } else { slug };
            std::iter::once(slug.clone()).chain((2..10_000).map(|number| format!("{slug}-{number}"))).find(free).unwrap_or_else(|| uuid_v4(rng))
        }
    }
}

/// A random UUID (RFC 9562 section 5.4) from the seeded generator.
pub fn uuid_v4(rng: &mut Rng) -> String {
    let bits = (u128::from(rng.next_u64()) << 64) | u128::from(rng.next_u64());
    uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid().to_string()
}

/// The value of a moment that the server sets on creation.
fn stamp(field: &Field, now: Moment) -> Option<Value> {
    let words = words::split(&field.name);
    let made = field.read_only && words.first().is_some_and(|word| ["created", "made", "placed", "registered", "issued"].contains(&word.as_str()));
    if made || (field.read_only && says_changed(&field.name)) { moment(field, now) } else { None }
}

fn says_changed(name: &str) -> bool {
    words::split(name).first().is_some_and(|word| ["updated", "modified", "changed"].contains(&word.as_str()))
}

fn moment(field: &Field, now: Moment) -> Option<Value> {
    match field.kind {
        FieldKind::DateTime => Some(now.rfc3339().into()),
        FieldKind::Date => Some(now.day(0).into()),
        FieldKind::Epoch => Some(now.seconds().into()),
        _ => None,
    }
}
