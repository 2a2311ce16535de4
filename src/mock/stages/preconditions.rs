//! Stage: the caller's copy is current; 304, 412, 428 (RFC 9110 section 13, RFC 6585 section 3).
//!
//! The order of the fields is that of RFC 9110 section 13.2.2: `If-Match`, else `If-Unmodified-Since`, then `If-None-Match`,
//! else `If-Modified-Since`.

use super::lookup::Subject;
use super::problems::refuse;
use super::representation::{collection_validator, freshness, selected_validator, tag_of, vary};
use crate::design::policy::IfMatch;
use crate::design::{Behaviour, Concern, Pointer};
use crate::http::{Body, ETag, ETagList, Method, Problem, Target, date};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::selection::Selection;
use crate::mock::store::Store;
use crate::mock::{Decision, Reply, Why};

/// The present state as preconditions see it.
struct Current {
    tag: Option<ETag>,
    /// Seconds since 1970.
    modified: Option<u64>,
    /// In words: `version 7`.
    name: String,
}

/// Evaluates the preconditions of the request, and asks for one where the policy wants it.
pub fn check(call: &Call, target: &Target, route: &Route, subject: &Subject, selection: &Selection, store: &Store) -> Decision<()> {
    let headers = &call.request.headers;
    let is_home = route.endpoint().behaviour == Behaviour::Home;
    let reads = (route.endpoint().behaviour.is_read() || is_home) && matches!(call.request.method, Method::GET | Method::HEAD);
    let changes = subject_changes(&route.endpoint().behaviour);
    if !reads && !changes {
        return Decision::skip((), "no precondition applies to this endpoint");
    }
    let exists = subject.record.is_some() || route.endpoint().behaviour.is_list() || is_home;
    let place = Pointer::Policy(Concern::Concurrency);
    let policy = &call.design.policies.concurrency;
    let caching = &call.design.policies.caching;
    let insists = exists && policy.if_match == IfMatch::Required && caching.validates() && needs_one(&route.endpoint().behaviour);
    let sent = ["if-match", "if-unmodified-since", "if-none-match", "if-modified-since"].iter().any(|name| headers.has(name));
    if !sent && !insists {
        return Decision::skip((), Why::new("no precondition was sent").because_of(place));
    }
    let current = if exists { Some(current(call, target, route, subject, selection, store)) } else { None };

    if changes && policy.if_match == IfMatch::Ignored && (headers.has("if-match") || headers.has("if-unmodified-since")) {
        return Decision::skip((), Why::new("If-Match is ignored: the last writer wins").because_of(place));
    }
    let mut guarded = headers.combined("if-none-match").is_some_and(|field| field.trim() == "*");
    if let Some(field) = headers.combined("if-match") {
        guarded = true;
        if let Some(stop) = if_match(call, &field, current.as_ref(), changes) {
            return stop;
        }
    } else if let Some((field, since, modified)) = unmodified_since(call, current.as_ref()) {
        guarded = true;
        if modified > since {
            let why = Why::new("changed after If-Unmodified-Since")
                .spec("RFC 9110 section 13.1.4")
                .because_of(place)
                .compare(field, date::format(modified));
            return Decision::answer(stale(call, current.as_ref(), changes), why);
        }
    }
    if insists && !guarded {
        return missing(call, current.as_ref());
    }
    if let Some(field) = headers.combined("if-none-match") {
        if let Some(stop) = if_none_match(call, route, selection, &field, current.as_ref(), reads) {
            return stop;
        }
    } else if let Some(field) = headers.get("if-modified-since").filter(|_| reads) {
        let unchanged =
            date::parse(field).zip(current.as_ref().and_then(|current| current.modified)).is_some_and(|(since, modified)| modified <= since);
        if unchanged {
            return not_modified(
                call,
                route,
                selection,
                current.as_ref(),
                Why::new("unchanged since the client's date").spec("RFC 9110 section 13.1.3"),
            );
        }
    }
    match &current {
        Some(current) => Decision::pass((), Why::new(format!("holds: {}", current.name)).spec("RFC 9110 section 13.2.2").because_of(place)),
        None => Decision::pass((), Why::new("holds: nothing is there yet").spec("RFC 9110 section 13.2.2").because_of(place)),
    }
}

/// A change that nothing guards. Weak tags never suit `If-Match`, so there the date has to do.
fn missing(call: &Call, current: Option<&Current>) -> Decision<()> {
    let by_date = call.design.policies.caching.guards_by_date();
    let (field, source) = if by_date { ("If-Unmodified-Since", "Last-Modified") } else { ("If-Match", "ETag") };
    let detail = format!("Read the record first and send its {source} as {field}, so that nobody overwrites unseen changes.");
    let reply = refuse(call, Problem::new(428, "precondition-required", format!("{field} is missing"), detail));
    let why = Why::new(format!("a change needs {field}")).spec("RFC 6585 section 3").because_of(Pointer::Policy(Concern::Concurrency));
    let wanted = match current {
        Some(Current { modified: Some(modified), .. }) if by_date => date::format(*modified),
        Some(Current { tag: Some(tag), .. }) => tag.to_string(),
        _ => format!("its {source}"),
    };
    Decision::answer(reply, why.compare(format!("{field}: {wanted}"), format!("no {field}")))
}

/// The field, the client's date and the present one; `None` where there is no usable date on either side, since such a field
/// is ignored (RFC 9110 section 13.1.4).
fn unmodified_since<'a>(call: &Call<'a>, current: Option<&Current>) -> Option<(&'a str, u64, u64)> {
    let field = call.request.headers.get("if-unmodified-since")?;
    Some((field, date::parse(field)?, current?.modified?))
}

fn subject_changes(behaviour: &Behaviour) -> bool {
    matches!(behaviour, Behaviour::Replace | Behaviour::Update | Behaviour::Delete | Behaviour::Restore | Behaviour::Transition { .. })
}

/// A transition names the state it starts in, so it loses no update; the others overwrite what they have not seen.
fn needs_one(behaviour: &Behaviour) -> bool {
    matches!(behaviour, Behaviour::Replace | Behaviour::Update | Behaviour::Delete)
}

fn current(call: &Call, target: &Target, route: &Route, subject: &Subject, selection: &Selection, store: &Store) -> Current {
    match &subject.record {
        Some(record) => Current {
            tag: selected_validator(call, route, record, selection, store),
            // Related records change at times of their own.
            modified: (call.design.policies.caching.last_modified && selection.include.is_empty()).then(|| record.modified.seconds()),
            name: format!("version {}", record.version),
        },
        None if route.endpoint().behaviour == Behaviour::Home => Current {
            tag: tag_of(call.design, Body::from(&call.extras.entry(call, target, selection)).bytes()),
            modified: None,
            name: "the links are the same".to_owned(),
        },
        None => Current {
            tag: collection_validator(call, target, route, subject, selection, store),
            modified: None,
            name: "the list is unchanged".to_owned(),
        },
    }
}

fn if_match(call: &Call, field: &str, current: Option<&Current>, changes: bool) -> Option<Decision<()>> {
    let place = Pointer::Policy(Concern::Concurrency);
    let list = match ETagList::parse(field) {
        Ok(list) => list,
        Err(member) => return Some(malformed(call, "If-Match", &member)),
    };
    let holds = match (&list, current) {
        (_, None) => false,
        (ETagList::Any, Some(_)) => true,
        (ETagList::Tags(tags), Some(current)) => current.tag.as_ref().is_some_and(|own| tags.iter().any(|tag| tag.matches_strongly(own))),
    };
    if holds {
        return None;
    }
    let weak =
        matches!((&list, current), (ETagList::Tags(tags), Some(Current { tag: Some(own), .. })) if tags.iter().any(|tag| tag.matches_weakly(own)));
    let version = |tag: &ETag| tag.tag.split('-').next().map(str::to_owned);
    let other = matches!((&list, current), (ETagList::Tags(tags), Some(Current { tag: Some(own), .. })) if tags.iter().any(|tag| version(tag) == version(own)));
    let text = match (current, changes) {
        (None, _) => "If-Match asks for a record that is not there",
        _ if other && !weak => "If-Match names the tag of another representation",
        _ if weak => "If-Match needs a strong tag, this one is weak",
        _ if !changes => "the client's copy is outdated",
        _ => "the record has changed since the client read it",
    };
    let expected = current.and_then(|current| current.tag.as_ref()).map_or("an existing record".to_owned(), ETag::to_string);
    let why = Why::new(text).spec("RFC 9110 section 13.1.1").because_of(place).compare(expected, field);
    Some(Decision::answer(stale(call, current, changes), why))
}

fn if_none_match(call: &Call, route: &Route, selection: &Selection, field: &str, current: Option<&Current>, reads: bool) -> Option<Decision<()>> {
    let list = match ETagList::parse(field) {
        Ok(list) => list,
        Err(member) => return Some(malformed(call, "If-None-Match", &member)),
    };
    let current = current?;
    let matches = match &list {
        ETagList::Any => true,
        ETagList::Tags(tags) => current.tag.as_ref().is_some_and(|own| tags.iter().any(|tag| tag.matches_weakly(own))),
    };
    if !matches {
        return None;
    }
    if reads {
        return Some(not_modified(
            call,
            route,
            selection,
            Some(current),
            Why::new("the client's copy is still right").spec("RFC 9110 section 13.1.2").compare("another tag", field),
        ));
    }
    let detail = "There is a record already, and If-None-Match asks for none. Leave the field out to change it.";
    let reply = refuse(call, Problem::new(412, "precondition-failed", "Something is there already", detail));
    Some(Decision::answer(
        reply,
        Why::new("a record exists, If-None-Match wants none").spec("RFC 9110 section 13.1.2").compare("no record", current.name.clone()),
    ))
}

/// The answer where the client's copy is outdated. Only for changes does the policy choose the status.
fn stale(call: &Call, current: Option<&Current>, changes: bool) -> Reply {
    let status = if changes { call.design.policies.concurrency.stale_write_status } else { 412 };
    let (title, detail) = match current {
        Some(current) if changes => {
            let new = if call.design.policies.caching.guards_by_date() { "Last-Modified" } else { "ETag" };
            ("Someone changed it first", format!("The record is at {}. Read it again, redo the change, and send its new {new}.", current.name))
        }
        Some(_) => ("Your copy is outdated", "If-Match asks for a version that is gone. Read it without If-Match.".to_owned()),
        None => ("Nothing is there to change", "If-Match asks for a record that exists, and there is none.".to_owned()),
    };
    let mut reply = refuse(call, Problem::new(status, "precondition-failed", title, detail));
    if let Some(tag) = current.and_then(|current| current.tag.as_ref()) {
        reply.set("etag", tag.to_string(), "The tag of the present version.");
    }
    if let Some(modified) = current.and_then(|current| current.modified).filter(|_| call.design.policies.caching.guards_by_date()) {
        reply.set("last-modified", date::format(modified), "When the present version was made.");
    }
    reply
}

/// 304 with the fields that RFC 9110 section 15.4.5 asks for.
fn not_modified(call: &Call, route: &Route, selection: &Selection, current: Option<&Current>, why: Why) -> Decision<()> {
    let mut reply = Reply::new(304, "Not modified, use your copy");
    if let Some(tag) = current.and_then(|current| current.tag.as_ref()) {
        reply.set("etag", tag.to_string(), "The tag of your copy: it is still right.");
    }
    if let Some(modified) = current.and_then(|current| current.modified).filter(|_| !reply.response.headers.has("etag")) {
        reply.set("last-modified", date::format(modified), "When your copy last changed: it is still right.");
    }
    freshness(call.design, route.endpoint(), selection, &mut reply);
    vary(call, &mut reply);
    Decision::answer(reply, why.because_of(Pointer::Policy(Concern::Caching)))
}

fn malformed(call: &Call, field: &str, member: &str) -> Decision<()> {
    let problem = Problem::new(
        400,
        "malformed-precondition",
        format!("{field} holds no entity tag"),
        format!("`{member}` is no entity tag: it has to stand in double quotes, such as \"v7\"."),
    );
    let why = Why::new(format!("{field} is no entity tag")).spec("RFC 9110 section 8.8.3").compare("\"v7\"", member);
    Decision::answer(refuse(call, problem), why)
}
