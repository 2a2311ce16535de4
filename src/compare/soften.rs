//! A softer way for what breaks: edits of the new design after which old clients go on, with the end announced where something ends.

use super::{Change, Level, Report, Softer, Today};
use crate::design::policy::{IfMatch, KeyUse, Lifetime, Policy};
use crate::design::{Concern, Design, Edit, Endpoint, FieldKind, Pointer, naming};
use crate::http::calendar;

/// How long clients keep the old way, in days.
const GRACE: i64 = 180;

/// Adds a softer way to each change that has one.
pub fn add(old: &Design, new: &Design, today: Today, report: &mut Report) {
    for change in report.changes.iter_mut().filter(|change| change.level <= Level::Risky) {
        change.softer = softer(old, new, today, change).filter(|softer| holds(new, softer));
    }
}

/// Whether the edits can be done, one after the other.
fn holds(new: &Design, softer: &Softer) -> bool {
    let mut design = new.clone();
    softer.edits.iter().all(|edit| design.apply(edit).is_ok())
}

fn softer(old: &Design, new: &Design, today: Today, change: &Change) -> Option<Softer> {
    match &change.at {
        Pointer::Endpoint(id) => {
            let before = old.endpoint(id)?;
            match change.kind.as_str() {
                "endpoint-moved" | "endpoint-removed-without-deprecation" | "endpoint-removed-before-sunset" => keep(old, new, today, before),
                "api-security-required" | "api-security-scope-added" => {
                    let after = twin(old, new, before)?;
                    let to = before.access.clone();
                    let to = if to.is_inherit() && new.needs_credentials(&Endpoint { access: to.clone(), ..after.clone() }) {
                        crate::design::Access::Public
                    } else {
                        to
                    };
                    Some(Softer {
                        label: "Let those in who were let in".to_owned(),
                        edits: vec![Edit::SetAccess { id: after.id.clone(), access: to }],
                    })
                }
                _ => None,
            }
        }
        Pointer::Field(resource, field) => of_field(old, new, resource, field, &change.kind),
        Pointer::Policy(concern) => Some(of_policy(old, new, *concern, &change.kind)),
        Pointer::Design if change.kind == "origin-changed" => Some(Softer {
            label: "Stay at the old address".to_owned(),
            edits: vec![Edit::Locate { origin: old.origin.clone(), base_path: new.base_path.clone() }],
        }),
        _ => None,
    }
}

/// The endpoint of the new design that answers the same calls.
fn twin<'n>(old: &Design, new: &'n Design, before: &Endpoint) -> Option<&'n Endpoint> {
    let same = |after: &&std::sync::Arc<Endpoint>| after.method == before.method && new.full_path(after) == old.full_path(before);
    new.endpoints.iter().find(same).map(|endpoint| &**endpoint)
}

/// Keeps an endpoint at its old path, deprecated, with its end and what takes its place.
fn keep(old: &Design, new: &Design, today: Today, before: &Endpoint) -> Option<Softer> {
    let gone = before.resource.as_ref().is_some_and(|name| new.resource(name).is_none());
    // The old base path is the new one's business: a path that lies outside of it cannot be kept by one endpoint.
    if gone || old.base_path != new.base_path || twin(old, new, before).is_some() {
        return None;
    }
    let successor = new.endpoint(&before.id).map(|after| new.full_path(after)).unwrap_or_default();
    let day = |days: i64| {
        let (year, month, day) = calendar::day_after_1970(days);
        format!("{year:04}-{month:02}-{day:02}")
    };
    let now = i64::try_from(today.seconds / 86_400).unwrap_or_default();
    let id = if new.endpoint(&before.id).is_some() { naming::free_id(new, &format!("{}Before", before.id)) } else { before.id.clone() };
    let lifetime = Lifetime { since: day(now), sunset: day(now + GRACE), successor, documentation: String::new() };
    let mut edits = vec![Edit::AddEndpoint { endpoint: Endpoint { id, deprecated: true, lifetime, ..before.clone() } }];
    if !new.policies.deprecation.announces {
        edits.push(Edit::SetPolicy(Policy::Deprecation(crate::design::policy::Deprecation { announces: true, ..new.policies.deprecation.clone() })));
    }
    Some(Softer { label: "Keep the old path, with Deprecation and Sunset".to_owned(), edits })
}

fn of_field(old: &Design, new: &Design, resource: &str, name: &str, kind: &str) -> Option<Softer> {
    let set = |label: &str, to: crate::design::Field| Softer {
        label: label.to_owned(),
        edits: vec![Edit::SetField { resource: resource.to_owned(), field: name.to_owned(), to }],
    };
    let before = old.resource(resource).and_then(|resource| resource.field(name)).cloned();
    let after = new.resource(resource).and_then(|resource| resource.field(name)).cloned();
    match (before, after) {
        (Some(before), None) => {
            let field = crate::design::Field { required: false, ..before };
            Some(Softer {
                label: "Keep the field, optional".to_owned(),
                edits: vec![Edit::AddField { resource: resource.to_owned(), field, index: None }],
            })
        }
        (None, Some(after)) => after.required.then(|| set("Make it optional", crate::design::Field { required: false, ..after })),
        (Some(before), Some(after)) => {
            let what = kind.trim_start_matches("request-").trim_start_matches("response-").trim_start_matches("property-");
            match what {
                "became-required" | "became-required-with-default" => {
                    Some(set("Leave it optional", crate::design::Field { required: false, ..after }))
                }
                "became-optional" => Some(set("Leave it required", crate::design::Field { required: true, ..after })),
                "became-nullable" | "became-not-nullable" => {
                    Some(set("Leave null as it was", crate::design::Field { nullable: before.nullable, ..after }))
                }
                "enum-value-removed" => {
                    let (FieldKind::Enum { values: old }, FieldKind::Enum { values: mut new }) = (before.kind, after.kind.clone()) else {
                        return None;
                    };
                    new.extend(old.into_iter().filter(|value| !new.contains(value)).collect::<Vec<_>>());
                    Some(set("Take the old values too", crate::design::Field { kind: FieldKind::Enum { values: new }, ..after }))
                }
                "enum-value-added" => None,
                _ if before.kind != after.kind => Some(set("Leave the kind and its limits", crate::design::Field { kind: before.kind, ..after })),
                _ => Some(set("Leave the field as it was", before)),
            }
        }
        (None, None) => None,
    }
}

fn of_policy(old: &Design, new: &Design, concern: Concern, kind: &str) -> Softer {
    let one = |label: &str, policy: Policy| Softer { label: label.to_owned(), edits: vec![Edit::SetPolicy(policy)] };
    match kind {
        "idempotency-key-changed" => {
            let policy = crate::design::policy::Idempotency { key: KeyUse::Honoured, ..new.policies.idempotency.clone() };
            one("Honour Idempotency-Key where it is sent", Policy::Idempotency(policy))
        }
        "if-match-changed" => {
            let policy = crate::design::policy::Concurrency { if_match: IfMatch::Honoured, ..new.policies.concurrency.clone() };
            one("Honour If-Match where it is sent", Policy::Concurrency(policy))
        }
        "bearer-removed" | "api-key-changed" => {
            let (before, after) = (&old.policies.authentication, new.policies.authentication.clone());
            let policy = crate::design::policy::Authentication {
                bearer: after.bearer || before.bearer,
                api_key: before.api_key.clone().or(after.api_key.clone()),
                ..after
            };
            one("Let the old credentials in too", Policy::Authentication(policy))
        }
        _ => one(&format!("Leave {} as it was", concern.title()), old.policies.get(concern)),
    }
}
