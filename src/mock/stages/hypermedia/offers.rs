//! Which links a record has: its own address, its collection, its relations, and what its state allows.

use serde_json::Value;

use super::written::needs;
use super::{Reader, has_ended};
use crate::design::query::{criteria, singular};
use crate::design::template::{Meaning, Segment, meanings};
use crate::design::words::letters::Letters;
use crate::design::{Behaviour, Endpoint, Relation, Resource};
use crate::http::{Method, target};
use crate::mock::pipeline::Call;
use crate::mock::stages::representation::fill;
use crate::mock::store::Record;
use crate::order;

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The relation type.
    pub rel: String,
    /// The target's path, and its query.
    pub href: String,
    /// The method to follow it with.
    pub method: Method,
}

impl Offer {
    /// A link to read.
    pub fn get(rel: &str, href: String) -> Self {
        Self { rel: rel.to_owned(), href, method: Method::GET }
    }
}

/// The links of a record, and those left out with the reason.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The links.
    pub offers: Vec<Offer>,
    /// Relation type and reason.
    pub left: Vec<(String, String)>,
}

/// Finds the links of a record.
pub fn of_record(call: &Call, reader: &Reader, resource: &Resource, record: &Record) -> Found {
    let policy = &call.design.policies.hypermedia;
    let mut found = Found::default();
    // A trace line has room for two reasons: those of actions go first.
    let actions = if policy.actions { actions(call, reader, resource, record) } else { Found::default() };
    found.left.extend(actions.left);
    let read = |endpoint: &Endpoint| endpoint.behaviour == Behaviour::Read;
    found.add(call, reader, "self", best(call, reader, &resource.name, read, |endpoint| fill(call.design, endpoint, record)));
    if policy.collection {
        let list = |endpoint: &Endpoint| endpoint.behaviour == Behaviour::List;
        found.add(call, reader, "collection", best(call, reader, &resource.name, list, |endpoint| fill(call.design, endpoint, record)));
    }
    if policy.related {
        related(call, reader, resource, record, &mut found);
    }
    found.offers.extend(actions.offers);
    found
}

type Way<'a> = Option<(&'a Endpoint, String)>;

impl Found {
    fn add(&mut self, call: &Call, reader: &Reader, rel: &str, way: Way) {
        let Some((endpoint, path)) = way else { return };
        match reader.may(endpoint) {
            true => self.offers.push(Offer::get(rel, format!("{}{path}", call.design.base_path))),
            false => self.left.push((rel.to_owned(), reason(call, endpoint))),
        }
    }
}

/// Why a reader may not call an endpoint.
fn reason(call: &Call, endpoint: &Endpoint) -> String {
    if has_ended(call.design, endpoint, call.now) { "its endpoint has ended".to_owned() } else { needs(endpoint) }
}

/// The shortest way with GET that is open; where none is, the shortest that is not.
fn best<'a>(
    call: &Call<'a>,
    reader: &Reader,
    resource: &str,
    fits: impl Fn(&Endpoint) -> bool,
    path: impl Fn(&Endpoint) -> Option<String>,
) -> Way<'a> {
    let design = call.design;
    let mut ways: Vec<(&'a Endpoint, String)> = design
        .endpoints
        .iter()
        .map(|endpoint| &**endpoint)
        .filter(|endpoint| endpoint.resource.as_deref() == Some(resource) && endpoint.method == Method::GET && fits(endpoint))
        .filter_map(|endpoint| Some((endpoint, path(endpoint)?)))
        .collect();
    order::by_key(&mut ways, |(endpoint, _)| (!reader.may(endpoint), endpoint.template().segments.len()));
    ways.into_iter().next()
}

fn related(call: &Call, reader: &Reader, resource: &Resource, record: &Record, found: &mut Found) {
    let shows = |relation: &Relation| {
        call.design.resource(&relation.from).is_some_and(|from| from.field(&relation.field).is_none_or(|field| !field.write_only))
    };
    let relations: Vec<Relation> = call.design.relations().into_iter().filter(shows).collect();
    for relation in relations.iter().filter(|relation| relation.from == resource.name && !relation.many) {
        let id = match record.value.get(&relation.field) {
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => continue,
        };
        let to = Record { id, value: Default::default(), ..record.clone() };
        let read = |endpoint: &Endpoint| endpoint.behaviour == Behaviour::Read;
        let rel = singular(&relation.field);
        found.add(call, reader, &rel, best(call, reader, &relation.to, read, |endpoint| fill(call.design, endpoint, &to)));
    }
    for relation in relations.iter().filter(|relation| relation.to == resource.name) {
        let list = |endpoint: &Endpoint| endpoint.behaviour == Behaviour::List;
        let Some(from) = call.design.resource(&relation.from) else { continue };
        let way = best(call, reader, &relation.from, list, |endpoint| below(call, endpoint, from, relation, record));
        found.add(call, reader, &from.segment, way);
    }
}

/// The list of the records that point to one: nested below it, or filtered by it.
fn below(call: &Call, endpoint: &Endpoint, from: &Resource, relation: &Relation, record: &Record) -> Option<String> {
    let mut meanings = meanings(call.design, endpoint).into_iter();
    let mut path = String::new();
    let mut named = false;
    for segment in endpoint.template().segments {
        match segment {
            Segment::Literal(text) => path = path + "/" + &text,
            Segment::Parameter(_) => match meanings.next()?.1 {
                Meaning::Parent { field: Some(field), .. } if field == relation.field => {
                    named = true;
                    path = path + "/" + &target::encode_segment(&record.id);
                }
                _ => return None,
            },
        }
    }
    let filters = call.design.policies.filtering.filters && !relation.many && criteria(from).iter().any(|known| known.name == relation.field);
    match named {
        true => Some(path),
        false => filters.then(|| format!("{path}?{}={}", relation.field, target::encode_segment(&record.id))),
    }
}

fn actions(call: &Call, reader: &Reader, resource: &Resource, record: &Record) -> Found {
    let mut found = Found::default();
    let mut by_caller = Vec::new();
    for endpoint in call.design.endpoints_of(&resource.name) {
        let rel = match &endpoint.behaviour {
            Behaviour::Replace | Behaviour::Update => "edit",
            Behaviour::Delete => "delete",
            Behaviour::Restore => "restore",
            Behaviour::Transition { name } => name,
            _ => continue,
        };
        let Some(path) = fill(call.design, endpoint, record) else { continue };
        let unfit = if call.design.policies.hypermedia.by_state { unfit(resource, record, &endpoint.behaviour) } else { None };
        match unfit {
            // Nobody misses it.
            Some(_) if endpoint.behaviour == Behaviour::Restore => {}
            Some(reason) => found.left.push((rel.to_owned(), reason)),
            None if !reader.may(endpoint) => by_caller.push((rel.to_owned(), reason(call, endpoint))),
            None => {
                let href = format!("{}{path}", call.design.base_path);
                found.offers.push(Offer { rel: rel.to_owned(), href, method: endpoint.method.clone() });
            }
        }
    }
    found.left.extend(by_caller);
    found
}

/// What the record's state has against an action.
fn unfit(resource: &Resource, record: &Record, behaviour: &Behaviour) -> Option<String> {
    let name = resource.name.lower();
    match behaviour {
        Behaviour::Restore if !record.hidden => Some(format!("the {name} is there")),
        Behaviour::Restore => None,
        _ if record.hidden => Some(format!("the {name} was removed")),
        Behaviour::Transition { name: action } => {
            let lifecycle = resource.lifecycle.as_ref()?;
            let state = record.value.get(&lifecycle.field).and_then(Value::as_str).unwrap_or_default();
            let open = lifecycle.ways_from(state).any(|way| way.name == *action);
            (!open).then(|| format!("{name} is {state}"))
        }
        _ => None,
    }
}
