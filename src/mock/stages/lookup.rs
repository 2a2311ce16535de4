//! Stage: the records that the path names exist; 404 (RFC 9110 section 15.5.5).

use crate::design::words::letters::Letters;
use std::sync::Arc;

use serde_json::Value;

use super::problems::refuse;
use crate::design::policy::Gone;
use crate::design::template::Meaning;
use crate::design::{Behaviour, Concern, IdKind, Pointer, Resource};
use crate::http::{FieldError, Problem, Target};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::selection::Selection;
use crate::mock::store::{Record, Store};
use crate::mock::{Decision, Reply, Why};

/// What a request is about.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// The record it works on, if it exists.
    pub record: Option<Arc<Record>>,
    /// The identifier in the path, for a PUT that makes a record there.
    pub id: Option<String>,
    /// The identity to whose records the caller is held, where records have owners.
    pub only: Option<String>,
    /// The field that says whose the record is, and its value: no content may say otherwise.
    pub owner: Option<(String, Value)>,
    /// Reference fields that the path fixes: `/hotels/{hotelId}/rooms` fixes `hotelId`.
    pub parents: Vec<(String, Value)>,
}

/// Finds the record, and the records above it in the path.
pub fn find(call: &Call, target: &Target, route: &Route, selection: &Selection, store: &Store) -> Decision<Subject> {
    let Some(resource) = route.resource() else {
        return Decision::skip(Subject::default(), "no resource stands behind this endpoint");
    };
    let get = |resource: &str, id: &str, hidden: bool| if hidden { store.any(resource, id) } else { store.get(resource, id) };
    let mut subject = Subject::default();
    for (_, value, meaning) in route.named() {
        let Meaning::Parent { resource: parent, field } = meaning else { continue };
        let Some(found) = get(parent, value, selection.hidden) else { return missing(call, parent, value, selection, store) };
        // Before anything is said of what lies below it.
        if let Some(who) = others(call, selection, parent, found, store) {
            return call.extras.withhold(call, parent, value, who);
        }
        if let Some(field) = field {
            let id = call.design.resource(parent).and_then(|parent| found.value.get(&parent.identifier.field)).cloned();
            subject.parents.push((field.clone(), id.unwrap_or_else(|| value.into())));
        }
    }
    if !route.endpoint().behaviour.is_on_item() {
        let text = if subject.parents.is_empty() { "works on the collection" } else { "works on part of the collection" };
        return Decision::pass(subject, text);
    }
    let in_query = [resource.identifier.field.as_str(), "id"].into_iter().find_map(|name| target.parameter(name));
    let Some(id) = route.identity().or(in_query) else {
        let name = &resource.identifier.field;
        let problem = Problem::new(
            400,
            "identifier-missing",
            "Which record is not said",
            format!("Neither path nor query names a record. Send `{name}` in the query."),
        )
        .with_errors(vec![FieldError::in_query(name.as_str(), "missing")]);
        let why = Why::new("neither path nor query names a record").because_of(route.endpoint().at()).compare(format!("?{name}=…"), "no identifier");
        return Decision::answer(refuse(call, problem), why);
    };
    let restores = route.endpoint().behaviour == Behaviour::Restore;
    let found = get(&resource.name, id, selection.hidden || restores)
        .filter(|record| subject.parents.iter().all(|(field, value)| record.value.get(field) == Some(value)));
    match found {
        Some(record) => {
            let text = [&resource.name, " ", id, ", version ", &record.version.to_string()].concat();
            subject.record = Some(Arc::clone(record));
            subject.id = Some(id.to_owned());
            Decision::pass(subject, text)
        }
        None if may_create(call, route) && fits(resource, id) && store.any(&resource.name, id).is_none() => {
            subject.id = Some(id.to_owned());
            let place = Pointer::Policy(Concern::Creation);
            Decision::pass(
                subject,
                Why::new(format!("no {} {id} yet, PUT may make it", resource.name)).spec("RFC 9110 section 9.3.4").because_of(place),
            )
        }
        None => missing(call, &resource.name, id, selection, store),
    }
}

fn may_create(call: &Call, route: &Route) -> bool {
    route.endpoint().behaviour == Behaviour::Replace && call.design.policies.creation.put_creates
}

/// Whether a client may choose this identifier.
fn fits(resource: &Resource, id: &str) -> bool {
    match &resource.identifier.kind {
        IdKind::Uuid => uuid::Uuid::try_parse(id).is_ok(),
        IdKind::Integer => id.parse::<u64>().is_ok_and(|number| number.to_string() == id),
        IdKind::Slug | IdKind::Prefixed { .. } => id.len() <= 80 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)),
    }
}

fn missing(call: &Call, resource: &str, id: &str, selection: &Selection, store: &Store) -> Decision<Subject> {
    let deletion = &call.design.policies.deletion;
    if deletion.keeps
        && deletion.gone == Gone::Gone
        && store.any(resource, id).is_some_and(|record| others(call, selection, resource, record, store).is_none())
    {
        return call.extras.gone(call, resource, id);
    }
    let why = Why::new(format!("no {resource} {id} is stored")).spec("RFC 9110 section 15.5.5").because_of(Pointer::resource(resource));
    Decision::answer(no_such(call, resource, id), why)
}

/// The answer where there is no such record.
pub fn no_such(call: &Call, resource: &str, id: &str) -> Reply {
    let detail = format!("There is no {resource} `{id}`.");
    refuse(call, Problem::new(404, "no-such-record", format!("No such {}", resource.lower()), detail))
}

/// The caller's identity, if it is held to its own records and this is none of them.
fn others<'a>(call: &Call, selection: &'a Selection, resource: &str, record: &Record, store: &Store) -> Option<&'a str> {
    selection.only.as_deref().filter(|who| !call.extras.is_own(call.design, who, resource, record, store))
}
