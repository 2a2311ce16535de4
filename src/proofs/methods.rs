//! What methods really do.

use serde_json::{Value, json};

use super::Proof;
use super::stand::Stand;
use crate::design::{Behaviour, Endpoint};
use crate::http::{Method, media_type};

pub const PROOFS: &[Proof] = &[
    Proof {
        rule: "get-changes-state",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding).filter(|endpoint| endpoint.method.is_safe())?;
            let at = stand.call(&endpoint)?;
            let text = format!("{} changed what is stored; a browser that looks ahead would do so too.", stand.line(at));
            if stand.changes(at) > 0 { stand.by_line(at, change(stand, at), text) } else { None }
        },
    },
    Proof {
        rule: "delete-on-collection",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding)?;
            let at = stand.call(&endpoint)?;
            let gone = stand.changes(at);
            let text = format!("One request without an identifier removed {gone} records.");
            if gone > 1 { stand.by_line(at, format!("{gone} records are gone"), text) } else { None }
        },
    },
    Proof {
        rule: "patch-that-replaces",
        run: |stand, finding| {
            let endpoint = stand.endpoint(finding, |endpoint| endpoint.method == Method::PATCH && endpoint.behaviour == Behaviour::Update)?;
            let (member, value) = spare(stand, &endpoint)?;
            let at = stand.call_with(&endpoint, |request| request.body = json!({ (member.clone()): value }).to_string().into())?;
            let text = format!("A PATCH that names `{member}` alone is refused, because it leaves the others out.");
            if stand.status(at) == 422 {
                return stand.by_status(at, text);
            }
            let (before, after) = both(stand, at)?;
            let lost: Vec<&String> = before.keys().filter(|name| **name != member && !after.contains_key(*name)).collect();
            let lost = lost.first()?.to_string();
            stand.by_line(at, format!("{lost}: gone"), format!("A PATCH that names `{member}` alone took `{lost}` away."))
        },
    },
    Proof {
        rule: "put-that-patches",
        run: |stand, finding| {
            let endpoint = stand.endpoint(finding, |endpoint| endpoint.method == Method::PUT && endpoint.behaviour == Behaviour::Replace)?;
            let resource = stand.resource(&endpoint)?;
            let request = stand.plain(&endpoint)?;
            let sent = request.body.json()?;
            let left_out =
                resource.fields.iter().find(|field| !field.read_only && !field.write_only && sent.get(&field.name).is_some())?.name.clone();
            let at = stand.call_with(&endpoint, |request| {
                let mut value = request.body.json().unwrap_or_default();
                value.as_object_mut().and_then(|members| members.shift_remove(&left_out));
                request.body = value.to_string().into();
            })?;
            let kept = stand.worked(at) && stand.json(at).get(&left_out).is_some_and(|value| !value.is_null());
            let text = format!("A PUT that leaves `{left_out}` out kept it.");
            if kept { stand.by_line(at, format!("{left_out}: still there"), text) } else { None }
        },
    },
    Proof {
        rule: "patch-type-missing",
        run: |stand, finding| {
            let endpoint = stand.endpoint(finding, |endpoint| endpoint.method == Method::PATCH && endpoint.behaviour == Behaviour::Update)?;
            let at = stand.call_with(&endpoint, |request| request.headers.set("content-type", media_type::MERGE_PATCH))?;
            let text = "A merge patch that says what it is gets refused.";
            if stand.status(at) == 415 { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "post-for-reading",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding).filter(|endpoint| endpoint.method == Method::POST)?;
            let first = stand.call(&endpoint)?;
            let again = stand.call_with(&endpoint, |request| request.headers.set("if-none-match", "*"))?;
            let read = stand.worked(first) && stand.changes(first) == 0 && stand.changes(again) == 0;
            let text = format!("{} changes nothing, and no cache may keep what it answers.", stand.line(again));
            if read && stand.worked(again) { stand.by_status(again, text) } else { None }
        },
    },
    Proof {
        rule: "create-without-read",
        run: |stand, finding| {
            let endpoint = stand.endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::Create)?;
            let made = stand.call(&endpoint)?;
            let location = stand.header(made, "location").map(str::to_owned);
            let id = stand.seen.get(made)?.exchange.changes.first()?.after.as_ref()?.id.clone();
            let collection = stand.seen.get(made)?.exchange.request.path().to_owned();
            let location = location.unwrap_or_else(|| format!("{collection}/{id}"));
            let target = location.strip_prefix(stand.design.origin.as_str()).unwrap_or(&location).to_owned();
            let client = stand.client(&endpoint);
            let at = stand.send_as(client.as_deref(), crate::http::Request::new(Method::GET, target));
            let text = "The record was made, and its address leads nowhere.";
            if stand.made(made) > 0 && [404, 405].contains(&stand.status(at)) { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "update-without-method",
        run: |stand, finding| {
            let named = match &finding.at {
                crate::design::Pointer::Resource(name) => Some(name.clone()),
                _ => None,
            };
            let read =
                stand.endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::Read && (named.is_none() || endpoint.resource == named))?;
            let mut last = None;
            for method in [Method::PUT, Method::PATCH] {
                let mut request = stand.plain(&read)?;
                request.method = method;
                request.headers.set("content-type", media_type::JSON);
                request.body = "{}".into();
                let client = stand.client(&read);
                let at = stand.send_as(client.as_deref(), request);
                if stand.status(at) != 405 {
                    return None;
                }
                last = Some(at);
            }
            stand.by_header(last?, "Allow", "Neither PUT nor PATCH changes a record.")
        },
    },
    Proof {
        rule: "content-without-meaning",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding).filter(|endpoint| matches!(endpoint.method, Method::GET | Method::DELETE))?;
            let with = stand.call(&endpoint)?;
            let without = stand.call_with(&endpoint, |request| {
                request.headers.remove("content-type");
                request.body = crate::http::Body::empty();
            })?;
            let text = "A proxy that drops the content, as it may, turns success into an error.";
            if stand.worked(with) && !stand.worked(without) { stand.by_status(without, text) } else { None }
        },
    },
    Proof {
        rule: "tunnelled-change",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding)?;
            let at = stand.call(&endpoint)?;
            let usual = endpoint.behaviour.usual_method();
            let text = format!("{} did what {usual} stands for.", stand.line(at));
            if usual != endpoint.method && !fits(&endpoint) && stand.changes(at) > 0 { stand.by_line(at, change(stand, at), text) } else { None }
        },
    },
];

/// A method that a careful reader expects for the behaviour.
fn fits(endpoint: &Endpoint) -> bool {
    match endpoint.behaviour {
        Behaviour::Create => [Method::POST, Method::PUT].contains(&endpoint.method),
        Behaviour::Replace | Behaviour::Update => [Method::PUT, Method::PATCH].contains(&endpoint.method),
        _ => endpoint.method == endpoint.behaviour.usual_method(),
    }
}

/// What an exchange has done to a record, in words.
fn change(stand: &Stand, at: usize) -> String {
    let change = stand.seen.get(at).and_then(|seen| seen.exchange.changes.first());
    match change.map(|change| (&change.resource, &change.before, &change.after)) {
        Some((name, None, _)) => format!("one {name} more"),
        Some((name, Some(_), None)) => format!("one {name} less"),
        Some((name, Some(record), Some(_))) => format!("{name} {} changed", record.id),
        None => String::new(),
    }
}

/// A member that clients may set, with the value it has in content that fits.
fn spare(stand: &Stand, endpoint: &Endpoint) -> Option<(String, Value)> {
    let resource = stand.resource(endpoint)?;
    let state = resource.lifecycle.as_ref().map(|lifecycle| lifecycle.field.clone());
    let content = stand.plain(endpoint)?.body.json()?;
    let settable = |name: &str| resource.fields.iter().any(|field| field.name == name && !field.read_only && Some(name) != state.as_deref());
    content.as_object()?.iter().find(|(name, _)| settable(name)).map(|(name, value)| (name.clone(), value.clone()))
}

type Members = serde_json::Map<String, Value>;

/// The first record that an exchange changed, before and after.
pub fn both(stand: &Stand, at: usize) -> Option<(Members, Members)> {
    let change = stand.seen.get(at)?.exchange.changes.first()?;
    Some((change.before.as_ref()?.value.clone(), change.after.as_ref()?.value.clone()))
}

/// The members of the first record that an exchange made or changed.
pub fn after(stand: &Stand, at: usize) -> Option<Members> {
    Some(stand.seen.get(at)?.exchange.changes.first()?.after.as_ref()?.value.clone())
}
