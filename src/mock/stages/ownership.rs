//! Stage: the record is the caller's, or the caller may pass; 403, or 404 to hide (RFC 9110 sections 15.5.4, 15.5.5).
//!
//! Roles say what a caller may do; ownership says with which records. It needs the record, so it comes after lookup; and before
//! content is judged or compared with other records, since those answers would tell of a record that is none of the caller's
//! business. Who is held to its own records is known from the credentials alone: everything behind, lists, conflicts and related
//! records, asks the same question through [`is_own`].

use std::sync::Arc;

use serde_json::{Map, Value};

use super::action::Done;
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
        None if behaviour.is_list() => {
            Why::new(if who.is_empty() { "nobody known has records".to_owned() } else { format!("only records of {who}") })
        }
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

/// Whether long work or an upload is somebody else's: somebody else has begun it, and its record will not be the caller's.
pub fn is_foreign(call: &Call, who: &str, resource: &Resource, by: &str, draft: &Map<String, Value>, store: &Store) -> bool {
    let record = Record { id: String::new(), value: draft.clone(), version: 0, sequence: 0, modified: call.now, hidden: false };
    call.design.policies.authorization.owner_of(&resource.name).is_some()
        && (who.is_empty() || by != who)
        && !is_own(call.design, who, &resource.name, &record, store)
}

/// The answer to somebody who asks for such work. Hidden, it is the one for work that nobody has begun.
pub fn withhold_work(call: &Call, resource: &Resource, who: &str, hidden: Problem) -> Decision<Done> {
    let (title, detail) =
        ("Credentials are missing", format!("{} belong to somebody. Say who you are.", crate::design::words::plural(&resource.name)));
    let reply = match call.design.policies.authorization.refusal {
        Refusal::Hidden => refuse(call, hidden),
        _ if who.is_empty() => challenge(call, title, detail, None),
        Refusal::Forbidden => refuse(call, forbidden(&resource.name)),
        Refusal::Unauthorized => challenge(call, "Sign in again", "The credentials do not suffice.".to_owned(), None),
    };
    let is_hidden = call.design.policies.authorization.refusal == Refusal::Hidden;
    let spec = if is_hidden { "RFC 9110 section 15.5.5" } else { "RFC 9110 section 15.5.4" };
    let why = Why::new("somebody else has begun this").spec(spec).because_of(Pointer::Policy(Concern::Authorization));
    Decision::answer(reply, why.compare("whoever began it", if who.is_empty() { "nobody known" } else { who }))
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::design::policy::{Deletion, Gone, Owner, Refusal};
    use crate::design::{Access, Behaviour, Design, Endpoint, samples};
    use crate::http::{Method, Request};
    use crate::mock::{Exchange, Moment, Rng, Server};

    /// Bookings, guests and payments have owners; the guest app is the guest `gs_81`.
    fn hotel(change: impl FnOnce(&mut Design)) -> Server {
        let mut design = samples::hotel_booking();
        Arc::make_mut(&mut design.clients[0]).subject = "gs_81".to_owned();
        let policies = Arc::make_mut(&mut design.policies);
        policies.authorization.refusal = Refusal::Hidden;
        policies.authorization.sees_all = vec!["staff".to_owned()];
        policies.authorization.owners = ["Booking.guestId", "Guest.id", "Payment.bookingId"].into_iter().filter_map(Owner::parse).collect();
        change(&mut design);
        Server::new(Arc::new(design), Moment::START)
    }

    fn send(server: &mut Server, method: Method, target: &str, who: &str, fields: &[(&str, &str)], body: &str) -> Exchange {
        let mut request = Request::new(method, target);
        match who {
            "agency" => request.headers.append("x-api-key", "agency-key-1"),
            token => request.headers.append("authorization", format!("Bearer {token}-token-1")),
        }
        fields.iter().for_each(|(name, value)| request.headers.append(name, *value));
        request.body = body.into();
        server.handle(request, Moment::START, &mut Rng::new(1))
    }

    /// What is hidden looks, byte for byte, like what is not there: another identifier of the same length is all that differs.
    #[test]
    fn hidden_records_cannot_be_told_from_none() {
        let patch = ("content-type", "application/merge-patch+json");
        let reads: [&[(&str, &str)]; 5] = [
            &[],
            &[("if-none-match", "\"v1\"")],
            &[("if-match", "*")],
            &[("if-modified-since", "Tue, 10 Mar 2026 09:41:00 GMT")],
            &[("range", "bytes=0-9")],
        ];
        type Case<'a> = (Method, String, Vec<(&'a str, &'a str)>, &'a str);
        let mut cases: Vec<Case> = Vec::new();
        for fields in reads {
            for method in [Method::GET, Method::HEAD] {
                for query in ["", "?fields=id", "?include=guest", "?include=nothing"] {
                    cases.push((method.clone(), format!("/v1/bookings/ID{query}"), fields.to_vec(), ""));
                }
            }
        }
        for body in ["{\"checkOut\": \"2026-03-18\"}", "{\"nonsense\": 1}", "{", "{\"roomId\": \"rm_none\"}"] {
            for tag in ["\"v1\"", "\"v9\"", "*"] {
                cases.push((Method::PATCH, "/v1/bookings/ID".to_owned(), vec![patch, ("if-match", tag)], body));
            }
            cases.push((Method::PATCH, "/v1/bookings/ID".to_owned(), vec![patch], body));
        }
        cases.push((Method::POST, "/v1/bookings/ID/cancellation".to_owned(), vec![], ""));
        for (method, target, fields, body) in cases {
            let mut server = hotel(|_| {});
            let mut answer = |id: &str| {
                let response = send(&mut server, method.clone(), &target.replace("ID", id), "agency", &fields, body).response;
                serde_json::to_string(&response).unwrap().replace(id, "ID")
            };
            assert_eq!(answer("bk_7q2m"), answer("bk_none"), "{method} {target} {fields:?} {body}");
        }
    }

    #[test]
    fn nothing_leaks_by_a_detour() {
        // A record that was removed is gone for its owner, and was never there for others.
        let mut server = hotel(|design| {
            let deletion = Deletion { keeps: true, gone: Gone::Gone, ..Deletion::default() };
            Arc::make_mut(&mut design.policies).deletion = deletion;
        });
        let payments: Vec<String> = server.store().list("Payment").map(|record| record.id.clone()).collect();
        for id in payments {
            server.store.remove("Payment", &id);
        }
        assert_eq!(send(&mut server, Method::DELETE, "/v1/bookings/bk_7q2m", "desk", &[("if-match", "*")], "").response.status, 204);
        let statuses = ["guest", "agency"].map(|who| send(&mut server, Method::GET, "/v1/bookings/bk_7q2m", who, &[], "").response.status);
        assert_eq!(statuses, [410, 404]);

        // Related records, filters, searches and counts know the caller's own alone; a parent of somebody else is none.
        let known = |id: &str, path: &str, behaviour, resource| {
            Arc::new(Endpoint { access: Access::Authenticated, ..Endpoint::new(id, Method::GET, path, behaviour, Some(resource)) })
        };
        let mut server = hotel(|design| {
            design.endpoints.push(known("room", "/my-rooms/{id}", Behaviour::Read, "Room"));
            design.endpoints.push(known("of", "/guests/{guestId}/bookings", Behaviour::List, "Booking"));
            design.endpoints.push(known("search", "/bookings/search", Behaviour::Search, "Booking"));
        });
        for (target, guest, agency) in [
            ("/v1/my-rooms/rm_204?include=bookings", "bk_7q2m", "\"bookings\":[]"),
            ("/v1/bookings?roomId=rm_204", "bk_7q2m", "\"items\":[]"),
            ("/v1/bookings/search?q=confirmed", "bk_7q2m", "\"total\":0"),
            ("/v1/guests/gs_81/bookings", "bk_7q2m", "There is no Guest `gs_81`."),
        ] {
            let text = |who: &str, server: &mut Server| {
                let response = send(server, Method::GET, target, who, &[], "").response;
                response.body.text().unwrap_or_default().to_owned()
            };
            let (own, others) = (text("guest", &mut server), text("agency", &mut server));
            assert!(own.contains(guest), "{target}: {own}");
            assert!(others.contains(agency) && !others.contains("bk_7q2m"), "{target}: {others}");
        }
    }
}
