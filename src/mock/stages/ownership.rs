//! Stage: the record is the caller's, or the caller may pass; 403, or 404 to hide (RFC 9110 sections 15.5.4, 15.5.5).
//!
//! Roles say what a caller may do; ownership says with which records. It needs the record, so it comes after lookup; and before
//! content is judged or compared with other records, since those answers would tell of a record that is none of the caller's
//! business. Who is held to its own records is known from the credentials alone: everything behind, lists, conflicts and related
//! records, asks the same question through [`is_own`].

use std::sync::Arc;

use serde_json::Value;

use super::authentication::{Caller, challenge};
use super::lookup::{self, Subject};
use super::problems::refuse;
use crate::design::policy::{Assign, Refusal};
use crate::design::words::letters::Letters;
use crate::design::{Concern, Design, FieldKind, IdKind, Pointer, Resource};
use crate::http::Problem;
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::selection::Selection;
use crate::mock::store::{Record, Store};
use crate::mock::{Decision, Reply, Why};

/// References are followed to an owner this far; circles end.
const FAR: usize = 8;

/// The identity to whose records the caller is held; empty for nobody known. `None`: it may meet the records of all.
pub fn held(call: &Call, caller: &Caller) -> Option<String> {
    let policy = &call.design.policies.authorization;
    if policy.owners.is_empty() || !policy.check_owner {
        return None;
    }
    let client = caller.client.as_deref();
    let passes = client.is_some_and(|client| client.roles.iter().any(|role| policy.sees_all.contains(role)));
    (!passes).then(|| client.map_or_else(String::new, |client| client.identity()))
}

/// Compares the record's owner with the caller.
pub fn check(call: &Call, route: &Route, subject: Subject, selection: &Selection, store: &Store) -> Decision<Subject> {
    match call.design.policies.authorization.owners.is_empty() {
        true => Decision::skip(subject, "records belong to nobody"),
        false => call.extras.protect(call, route, subject, selection, store),
    }
}

/// The same, where records have owners.
pub fn protect(call: &Call, route: &Route, mut subject: Subject, selection: &Selection, store: &Store) -> Decision<Subject> {
    let policy = &call.design.policies.authorization;
    let at = Pointer::Policy(Concern::Authorization);
    let Some((resource, owner)) = route.resource().and_then(|resource| Some((resource, policy.owner_of(&resource.name)?))) else {
        subject.only = selection.only.clone();
        return Decision::skip(subject, "these records belong to nobody");
    };
    let place = resource.field_at(owner);
    let Some(who) = selection.only.clone() else {
        let text = if policy.check_owner { "the caller's role passes" } else { "nobody compares the owner with the caller" };
        let why = Why::new(text).spec(if policy.check_owner { "RFC 9110 section 15.5.4" } else { "OWASP API1:2023" });
        return Decision::pass(subject, why.because_of(at));
    };
    let behaviour = &route.endpoint().behaviour;
    let fills = filled(call.design, resource).filter(|_| route.endpoint().takes_content() && policy.assign == Assign::Caller);
    if let Some(record) = subject.record.as_ref().filter(|record| !is_own(call.design, &who, &resource.name, record, store)) {
        let id = record.id.clone();
        return withhold(call, &resource.name, &id, &who);
    }
    // Without an identity there is nothing to fill in and nothing to list: credentials would help.
    let lists = behaviour.is_list() && policy.own_lists && policy.refusal != Refusal::Hidden;
    if who.is_empty() && (lists || subject.record.is_none() && fills.is_some()) {
        return anonymous(call, &resource.name);
    }
    if let Some(field) = fills {
        let value = match &subject.record {
            Some(record) => record.value.get(field).cloned(),
            None => Some(identity_value(call.design, resource, field, &who)),
        };
        subject.owner = value.map(|value| (field.to_owned(), value));
    }
    let why = match &subject.record {
        Some(record) => Why::new(format!("{} {} belongs to {who}", resource.name, short(&record.id))),
        None if subject.owner.is_some() => Why::new(format!("it will belong to {who}")),
        None if behaviour.is_list() && !policy.own_lists => Why::new("the list shows the records of all").spec("OWASP API1:2023"),
        None if behaviour.is_list() => Why::new(if who.is_empty() { "nobody known has records".to_owned() } else { format!("only records of {who}") }),
        None if policy.assign == Assign::Content => Why::new("the content says whose it will be").spec("OWASP API3:2023"),
        None => Why::new("no record of anybody is touched yet"),
    };
    subject.only = Some(who);
    Decision::pass(subject, why.because_of(if behaviour.is_list() { at } else { place }))
}

/// Whether a record belongs to an identity. What has no owner belongs to everybody.
pub fn is_own(design: &Design, who: &str, resource: &str, record: &Record, store: &Store) -> bool {
    let mut place = (resource.to_owned(), Some(record.value.clone()));
    for step in 0..FAR {
        let (resource, value) = &place;
        let Some(field) = design.policies.authorization.owner_of(resource) else { return step == 0 };
        let Some(value) = value.as_ref().and_then(|value| value.get(field)) else { return false };
        let Some(above) = above(design, resource, field) else { return !who.is_empty() && names(value, who) };
        let id = text(value);
        place = (above.to_owned(), store.any(above, &id).map(|record: &Arc<Record>| record.value.clone()));
    }
    false
}

/// The answer to somebody who asks for a record of somebody else. Hidden, it is the one for a record that does not exist.
pub fn withhold(call: &Call, resource: &str, id: &str, who: &str) -> Decision<Subject> {
    let policy = &call.design.policies.authorization;
    let field = policy.owner_of(resource).unwrap_or_default();
    let reply: Reply = match policy.refusal {
        Refusal::Hidden => lookup::no_such(call, resource, id),
        _ if who.is_empty() => return anonymous(call, resource),
        Refusal::Forbidden => refuse(call, forbidden(resource)),
        Refusal::Unauthorized => challenge(call, "Sign in again", "The credentials do not suffice.".to_owned(), None),
    };
    let text = format!("{resource} {} is not the caller's", short(id));
    let hidden = policy.refusal == Refusal::Hidden;
    let spec = if hidden { "RFC 9110 section 15.5.5" } else { "RFC 9110 section 15.5.4" };
    let got = if who.is_empty() { "nobody known" } else { who };
    let why = Why::new(text).spec(spec).because_of(Pointer::field(resource, field));
    Decision::answer(reply, why.compare("the owner", got))
}

/// What a caller is told openly: not whose it is.
pub fn forbidden(resource: &str) -> Problem {
    let name = resource.lower();
    Problem::new(403, "not-the-owner", format!("This {name} is somebody else's"), format!("The {name} does not belong to the caller."))
}

fn anonymous(call: &Call, resource: &str) -> Decision<Subject> {
    let detail = format!("{} belong to somebody. Say who you are.", crate::design::words::plural(resource));
    let why = Why::new("these records have owners, and nobody knows the caller").spec("RFC 9110 section 11.6.1");
    Decision::answer(challenge(call, "Credentials are missing", detail, None), why.because_of(Pointer::Policy(Concern::Authorization)))
}

/// The field that the server can fill with the caller's identity; a reference to a record that is not its own owner is none.
pub fn filled<'a>(design: &'a Design, resource: &Resource) -> Option<&'a str> {
    let field = design.policies.authorization.owner_of(&resource.name)?;
    let is_field = field != resource.identifier.field;
    let names_identity = above(design, &resource.name, field).is_none_or(|above| {
        let of = design.resource(above).map(|above| above.identifier.field.as_str());
        of.is_some() && design.policies.authorization.owner_of(above) == of
    });
    (is_field && names_identity).then_some(field)
}

/// The resource with an owner of its own that an owner field points to.
fn above<'a>(design: &'a Design, resource: &str, field: &str) -> Option<&'a str> {
    match &design.resource(resource)?.field(field)?.kind {
        FieldKind::Reference { to, .. } if design.policies.authorization.owner_of(to).is_some() => design.resource(to).map(|to| to.name.as_str()),
        _ => None,
    }
}

/// An identity as the field holds it.
fn identity_value(design: &Design, resource: &Resource, field: &str, who: &str) -> Value {
    let numbered = match resource.field(field).map(|field| &field.kind) {
        Some(FieldKind::Integer { .. }) => true,
        Some(FieldKind::Reference { to, .. }) => design.resource(to).is_some_and(|to| to.identifier.kind == IdKind::Integer),
        _ => false,
    };
    match who.parse::<i64>() {
        Ok(number) if numbered => number.into(),
        _ => who.into(),
    }
}

fn names(value: &Value, who: &str) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| text(item) == who),
        value => text(value) == who,
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A client's identifier may be of any length.
fn short(id: &str) -> String {
    id.chars().take(40).collect()
}
