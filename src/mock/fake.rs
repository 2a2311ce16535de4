//! Believable records and request content, made from the design and a seed.

mod values;

use serde_json::{Map, Value, json};

use super::ledger::Ledger;
use super::moment::Moment;
use super::rng::Rng;
use super::stages::action::create::{complete, fresh_id};
use super::stages::conflict::{overlaps, takes_nothing};
use super::store::{Record, Store};
use crate::design::policy::PatchFormat;
use crate::design::{Behaviour, Design, Endpoint, FieldKind, Resource};
use crate::http::calendar;
use crate::http::problem::pointer_token;

/// Fills the store with the seed records of the wanted resources; resources that others point to come first.
pub fn seed(design: &Design, store: &mut Store, ledger: &mut Ledger, now: Moment, wanted: impl Fn(&str) -> bool) {
    for resource in in_order(design) {
        if !wanted(&resource.name) {
            continue;
        }
        store.clear(&resource.name);
        let mut rng = Rng::named(design.seed, &resource.name);
        for given in &resource.records {
            let id = match given.get(&resource.identifier.field) {
                Some(Value::String(id)) => id.clone(),
                Some(Value::Number(id)) => id.to_string(),
                _ => fresh_id(resource, given, store, &mut rng),
            };
            add(resource, &id, given.clone(), store, ledger, now);
        }
        for index in 0..usize::from(resource.generated) {
            let Some(draft) = draft(design, resource, store, &mut rng, now, Purpose::Record(index)) else { continue };
            let id = fresh_id(resource, &draft, store, &mut rng);
            let made = now.plus_millis(0).0.saturating_sub(rng.below(40 * 86_400_000));
            add(resource, &id, draft, store, ledger, Moment(made));
        }
    }
}

/// Request content that an endpoint accepts as things stand; `None` where it takes none, or where nothing valid can be made.
pub fn content(design: &Design, store: &Store, endpoint: &Endpoint, current: Option<&Record>, rng: &mut Rng, now: Moment) -> Option<Value> {
    let resource = design.resource_of(endpoint)?;
    match endpoint.behaviour {
        Behaviour::Create | Behaviour::StartJob | Behaviour::StartUpload => {
            draft(design, resource, store, rng, now, Purpose::Create).map(Value::Object)
        }
        Behaviour::Replace => {
            let mut draft = draft(design, resource, store, rng, now, Purpose::Create)?;
            // A believable replacement keeps what ties a record to others and to its place in time.
            for field in resource.fields.iter().filter(|field| is_tie(resource, &field.name, &field.kind)) {
                if let Some(value) = current.and_then(|record| record.value.get(&field.name)) {
                    draft.insert(field.name.clone(), value.clone());
                }
            }
            Some(Value::Object(draft))
        }
        Behaviour::Update => {
            let members = patch(resource, rng, now);
            Some(match design.policies.update.patch_formats.first() {
                Some(PatchFormat::JsonPatch) => operations(&members),
                _ => Value::Object(members),
            })
        }
        _ => None,
    }
}

/// A further record of a resource, server-made members too; `None` where it refers to something of which there is nothing.
pub fn record(design: &Design, resource: &Resource, store: &Store, rng: &mut Rng, now: Moment, index: usize) -> Option<Map<String, Value>> {
    draft(design, resource, store, rng, now, Purpose::Record(index))
}

enum Purpose {
    /// The n-th generated record: server-made members too.
    Record(usize),
    /// The content of a request: only what a client may send.
    Create,
}

fn draft(design: &Design, resource: &Resource, store: &Store, rng: &mut Rng, now: Moment, purpose: Purpose) -> Option<Map<String, Value>> {
    let mut draft = Map::new();
    let index = match purpose {
        Purpose::Record(index) => index,
        Purpose::Create => store.count(&resource.name),
    };
    for field in &resource.fields {
        let server_made = field.read_only && matches!(purpose, Purpose::Create);
        let spared = !field.required && matches!(purpose, Purpose::Record(_)) && field.nullable && rng.below(4) == 0;
        if server_made || spared {
            continue;
        }
        let given = field.example.clone().filter(|_| is_known_by_example(&field.kind));
        let value = given.or_else(|| values::value(&field.kind, &field.name, store, rng, now, index));
        match value {
            Some(value) if field.unique => {
                draft.insert(field.name.clone(), unique(resource, &field.name, value, store));
            }
            Some(value) => {
                draft.insert(field.name.clone(), value);
            }
            None if field.required => return None,
            None => {}
        }
    }
    if let Purpose::Record(index) = purpose {
        live(resource, &mut draft, rng, index);
    }
    free_span(resource, &mut draft, store, rng, now);
    let _ = design;
    Some(draft)
}

/// Nobody can make such a value by its kind alone: what is in an object, or fits a pattern, only an example tells.
fn is_known_by_example(kind: &FieldKind) -> bool {
    match kind {
        FieldKind::Object | FieldKind::String { pattern: Some(_), .. } => true,
        FieldKind::Array { items } => is_known_by_example(items),
        _ => false,
    }
}

/// Records stand in various states of their life.
fn live(resource: &Resource, draft: &mut Map<String, Value>, rng: &mut Rng, index: usize) {
    let Some(lifecycle) = &resource.lifecycle else { return };
    let mut state = lifecycle.initial.clone();
    for _ in 0..index % 3 {
        let ways: Vec<_> = lifecycle.ways_from(&state).collect();
        match rng.pick(&ways) {
            Some(way) => state = way.to.clone(),
            None => break,
        }
    }
    draft.insert(lifecycle.field.clone(), state.into());
}

/// Tries of a free span before it is put behind all others.
const TRIES: usize = 40;

/// Moves a span behind every span that takes the same thing.
fn free_span(resource: &Resource, draft: &mut Map<String, Value>, store: &Store, rng: &mut Rng, now: Moment) {
    for rule in &resource.no_overlap {
        let dated = resource.field(&rule.from).is_some_and(|field| field.kind == FieldKind::Date);
        let mut start = i64::try_from(rng.below(12)).unwrap_or(0) + 4;
        let nights = i64::try_from(rng.below(4)).unwrap_or(0) + 1;
        let same = |record: &Record| rule.key.iter().all(|name| draft.get(name).is_some() && draft.get(name) == record.value.get(name));
        let busy: Vec<_> = store.list(&resource.name).filter(|record| same(record) && !takes_nothing(resource, rule, &record.value)).collect();
        for attempt in 0..=TRIES {
            if attempt == TRIES {
                start = busy.iter().filter_map(|record| days_until(record.value.get(&rule.to)?, now)).max().unwrap_or(start).max(start) + 1;
            }
            let (from, to) = (now.day(start), now.day(start + nights));
            let shape = |day: String| if dated { day } else { format!("{day}T10:00:00Z") };
            draft.insert(rule.from.clone(), shape(from).into());
            draft.insert(rule.to.clone(), shape(to).into());
            if !busy.iter().any(|record| overlaps(rule, draft, &record.value)) {
                break;
            }
            start += nights;
        }
    }
}

/// How many days after this moment the day of a date lies.
fn days_until(date: &Value, now: Moment) -> Option<i64> {
    let day = calendar::parse_day(date.as_str()?.get(..10)?)?;
    Some(calendar::days_since_1970(day) - i64::try_from(now.seconds() / 86_400).ok()?)
}

/// A value that no other record has: the value itself, or the value with a number.
fn unique(resource: &Resource, field: &str, value: Value, store: &Store) -> Value {
    let taken = |value: &Value| store.list(&resource.name).any(|record| record.value.get(field) == Some(value));
    if !taken(&value) {
        return value;
    }
    let changed = |number: usize| match &value {
        Value::String(text) => match text.split_once('@') {
            Some((local, domain)) => Value::from(format!("{local}{number}@{domain}")),
            None => Value::from(format!("{text}{number}")),
        },
        Value::Number(base) => Value::from(base.as_i64().unwrap_or(0).saturating_add(i64::try_from(number).unwrap_or(0))),
        other => other.clone(),
    };
    if !matches!(value, Value::String(_) | Value::Number(_)) {
        return value;
    }
    (2..100_000).map(changed).find(|value| !taken(value)).unwrap_or(value)
}

/// One or two members that may change without a conflict.
fn patch(resource: &Resource, rng: &mut Rng, now: Moment) -> Map<String, Value> {
    let changeable: Vec<_> =
        resource.fields.iter().filter(|field| !field.read_only && !field.unique && !is_tie(resource, &field.name, &field.kind)).collect();
    let mut patch = Map::new();
    for field in changeable.iter().take(2) {
        let index = usize::try_from(rng.below(50)).unwrap_or(0);
        if let Some(value) = values::value(&field.kind, &field.name, &Store::default(), rng, now, index) {
            patch.insert(field.name.clone(), value);
        }
        if !patch.is_empty() {
            break;
        }
    }
    patch
}

/// The same change as a JSON Patch: `add` puts a member in its place whether it was there or not (RFC 6902 section 4.1).
fn operations(members: &Map<String, Value>) -> Value {
    members.iter().map(|(name, value)| json!({ "op": "add", "path": format!("/{}", pointer_token(name)), "value": value })).collect()
}

/// Fields that tie a record to others, or to its place in time.
fn is_tie(resource: &Resource, name: &str, kind: &FieldKind) -> bool {
    let in_span = resource.no_overlap.iter().any(|rule| rule.from == name || rule.to == name || rule.key.iter().any(|key| key == name));
    let in_key = resource.all_unique_keys().iter().flatten().any(|key| key == name);
    let is_state = resource.lifecycle.as_ref().is_some_and(|lifecycle| lifecycle.field == name);
    matches!(kind, FieldKind::Reference { .. }) || in_span || in_key || is_state
}

fn add(resource: &Resource, id: &str, draft: Map<String, Value>, store: &mut Store, ledger: &mut Ledger, modified: Moment) {
    let value = complete(resource, id, draft, modified);
    store.put(&resource.name, Record { id: id.to_owned(), value, version: 1, sequence: ledger.next_sequence(), modified, hidden: false });
}

/// Resources so that a reference's target comes before its holder, as far as there is no circle.
pub fn in_order(design: &Design) -> Vec<&Resource> {
    let relations = design.relations();
    let mut ordered: Vec<&Resource> = Vec::new();
    let mut waiting: Vec<&Resource> = design.resources.iter().map(|resource| &**resource).collect();
    while !waiting.is_empty() {
        let ready = |resource: &&Resource| {
            relations
                .iter()
                .filter(|relation| relation.from == resource.name && relation.to != resource.name)
                .all(|relation| ordered.iter().any(|known| known.name == relation.to))
        };
        let index = waiting.iter().position(ready).unwrap_or(0);
        ordered.push(waiting.remove(index));
    }
    ordered
}
