//! Copies, and writers that do not know of each other.

use std::sync::Arc;

use serde_json::Value;

use super::methods::after;
use super::stand::Stand;
use super::{Claim, Proof};
use crate::design::{Behaviour, Endpoint};
use crate::http::Request;
use crate::rules::Finding;
use crate::user_agent::cache::{Cache, Kind};
use crate::user_agent::fetch::Credentials;

pub const PROOFS: &[Proof] = &[
    Proof {
        rule: "no-validator",
        run: |stand, finding| {
            let read = read(stand, finding)?;
            let at = stand.call_with(&read, |request| request.headers.set("if-none-match", "\"v1\""))?;
            let bare = stand.header(at, "etag").is_none() && stand.header(at, "last-modified").is_none();
            let text = "A client that has the record already gets all of it again.";
            if stand.status(at) == 200 && bare { stand.by_header(at, "ETag", text) } else { None }
        },
    },
    Proof {
        rule: "cacheability-undeclared",
        run: |stand, finding| {
            let read = read(stand, finding)?;
            let at = stand.call(&read)?;
            let text = "Nothing says whether this may be kept, so each cache guesses.";
            if stand.worked(at) && stand.header(at, "cache-control").is_none() { stand.by_header(at, "Cache-Control", text) } else { None }
        },
    },
    Proof { rule: "lost-update-possible", run: lost_update },
    Proof {
        rule: "precondition-optional",
        run: |stand, finding| {
            let write = write(stand, finding)?;
            let at = stand.call_with(&write, unguarded)?;
            let text = format!("{} changed a record that its sender may never have seen.", stand.line(at));
            if stand.worked(at) { stand.by_status(at, text) } else { None }
        },
    },
    Proof { rule: "private-data-in-shared-cache", run: shared },
    Proof {
        rule: "vary-missing",
        run: |stand, finding| {
            let read = read(stand, finding)?;
            let at = stand.call(&read)?;
            let named = stand.header(at, "vary").is_some_and(|vary| vary.to_ascii_lowercase().contains("accept"));
            let text = "The answer depends on Accept, and a cache is not told: the next client may get a format that it cannot read.";
            if stand.worked(at) && !named { stand.by_header(at, "Vary", text) } else { None }
        },
    },
    Proof {
        rule: "weak-validator-for-writes",
        run: |stand, finding| {
            let write = write(stand, finding)?;
            let read = stand.beside(&write, &Behaviour::Read)?;
            let seen = stand.call(&read)?;
            let tag = stand.header(seen, "etag").filter(|tag| tag.starts_with("W/"))?.to_owned();
            let at = stand.call_with(&write, |request| {
                unguarded(request);
                request.headers.set("if-match", tag);
            })?;
            let text = "The tag that the server has given out does not guard a change: weak tags never match.";
            if stand.status(at) == 412 || stand.status(at) == 409 { stand.by_status(at, text) } else { None }
        },
    },
];

/// A read of one record.
fn read(stand: &Stand, finding: &Finding) -> Option<Arc<Endpoint>> {
    stand.endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::Read && endpoint.method.is_safe())
}

/// A change of one record.
fn write(stand: &Stand, finding: &Finding) -> Option<Arc<Endpoint>> {
    stand.endpoint(finding, |endpoint| matches!(endpoint.behaviour, Behaviour::Update | Behaviour::Replace) && endpoint.resource.is_some())
}

fn unguarded(request: &mut Request) {
    request.headers.remove("if-match");
    request.headers.remove("if-unmodified-since");
}

/// Two writers read the same record, and each sends what it made of it with the tag that it saw.
fn lost_update(stand: &mut Stand, finding: &Finding) -> Option<Claim> {
    let write = write(stand, finding)?;
    let resource = stand.resource(&write)?;
    let content = stand.plain(&write)?.body.json()?;
    let state = resource.lifecycle.as_ref().map(|lifecycle| lifecycle.field.as_str());
    let is_free = |name: &str| resource.fields.iter().any(|field| field.name == name && !field.read_only && Some(name) != state);
    let member = content.as_object()?.keys().find(|name| is_free(name))?.clone();
    let tag = stand.beside(&write, &Behaviour::Read).and_then(|read| stand.call(&read)).and_then(|at| stand.header(at, "etag").map(str::to_owned));
    let change = |stand: &mut Stand| {
        stand.call_with(&write, |request| {
            unguarded(request);
            if let Some(tag) = &tag {
                request.headers.set("if-match", tag.clone());
            }
        })
    };
    let first = change(stand)?;
    let second = change(stand)?;
    let (one, two) = (after(stand, first)?, after(stand, second)?);
    let lost = stand.worked(first) && stand.worked(second) && one.get(&member).is_some();
    let shown = |members: &serde_json::Map<String, Value>| members.get(&member).map(ToString::to_string).unwrap_or_default();
    let text = format!("Two writers read the same record; the second one's `{member}` took the place of the first one's, and neither was told.");
    if lost { stand.by_line(second, format!("{member}: {} then {}", shown(&one), shown(&two)), text) } else { None }
}

/// Two people ask the same shared cache.
fn shared(stand: &mut Stand, finding: &Finding) -> Option<Claim> {
    let read = stand.endpoint(finding, |endpoint| endpoint.behaviour.is_read())?;
    let first = stand.client(&read)?;
    let mut cache = Cache::new(Kind::Shared);
    let origin = stand.design.origin.clone();
    let plain = stand.plain(&read)?;
    let signed = stand.server.sign(crate::mock::with_credentials(&stand.design, &first, plain.clone()), stand.now);
    stand.fetch(&first.name, &origin, Credentials::Omit, signed, Some(&mut cache)).ok()?;
    let reached = stand.seen.len();
    let answer = stand.fetch(super::stand::ANYBODY, &origin, Credentials::Omit, plain, Some(&mut cache)).ok()?;
    let from_cache = stand.seen.len() == reached && answer.status == 200;
    let text = format!("A shared cache kept what {} had fetched, and gave it to somebody without credentials.", first.name);
    if from_cache { stand.by_header(reached.checked_sub(1)?, "Cache-Control", text) } else { None }
}
