//! Stage: the change fits the other records and the life-cycle; 409 (RFC 9110 section 15.5.10).

use crate::design::words::letters::Letters;
use serde_json::{Map, Value, json};

use super::lookup::Subject;
use super::ownership::forbidden;
use super::problems::refuse;
use super::representation::uri;
use super::validation::{Draft, value::order};
use crate::design::policy::{Referenced, Refusal};
use crate::design::{Behaviour, Concern, FieldKind, NoOverlap, Pointer, Resource};
use crate::http::{self, Problem};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::store::{Record, Store};
use crate::mock::{Decision, Why};

/// Compares the draft with what is stored.
pub fn check(call: &Call, route: &Route, subject: &Subject, draft: &Draft, store: &Store) -> Decision<()> {
    let Some(resource) = route.resource() else { return Decision::skip((), "nothing is written") };
    let conflict = match (&route.endpoint().behaviour, draft) {
        (Behaviour::Transition { name }, _) => {
            transition(call, resource, subject, name).or_else(|| overlap(call, resource, subject, &moved(resource, subject, name)?, store))
        }
        (Behaviour::Restore, _) => call.extras.unrestorable(call, resource, subject, store),
        (Behaviour::DeleteAll, _) => any_referenced(call, resource, subject, store),
        (Behaviour::Delete, _) => referenced(call, resource, subject, store),
        (_, Draft::Record(draft)) => met(call, resource, subject, draft, store),
        _ => return Decision::skip((), "nothing is written"),
    };
    match conflict {
        None => Decision::pass((), Why::new("fits the other records").because_of(resource.at())),
        Some((problem, why)) if problem.status == 403 => Decision::answer(refuse(call, problem), why.spec("RFC 9110 section 15.5.4")),
        Some((problem, why)) => Decision::answer(refuse(call, problem), why.spec("RFC 9110 section 15.5.10")),
    }
}

/// The conflict that a draft meets. What fitted when it was accepted may meet one when it is stored.
pub fn met(call: &Call, resource: &Resource, subject: &Subject, draft: &Map<String, Value>, store: &Store) -> Conflict {
    dangling(call, resource, subject, draft, store)
        .or_else(|| state(call, resource, subject, draft))
        .or_else(|| unique(call, resource, subject, draft, store))
        .or_else(|| overlap(call, resource, subject, draft, store))
}

/// The problem and the reason, where there is a conflict.
pub type Conflict = Option<(Problem, Why)>;

/// What keeps a removed record from coming back. While it was away its keys and its times were free for others: a caller who
/// cannot see it could not make sense of a conflict with it. So they are compared again, and what it points to has to be there.
pub fn restorable(call: &Call, resource: &Resource, subject: &Subject, store: &Store) -> Conflict {
    let record = subject.record.as_ref()?;
    if !record.hidden {
        let name = resource.name.lower();
        let detail = format!("The {name} `{}` was not removed.", record.id);
        let problem = Problem::new(409, "not-removed", "There is nothing to restore", detail);
        return Some((problem, Why::new(format!("the {name} is there")).because_of(Pointer::Policy(Concern::Deletion))));
    }
    beside(call, resource, subject, &record.value, store)
}

/// The conflict that a whole record meets beside the others, whatever state it had before.
pub fn beside(call: &Call, resource: &Resource, subject: &Subject, value: &Map<String, Value>, store: &Store) -> Conflict {
    dangling(call, resource, subject, value, store)
        .or_else(|| unique(call, resource, subject, value, store))
        .or_else(|| overlap(call, resource, subject, value, store))
}

/// A reference to a record that does not exist.
fn dangling(call: &Call, resource: &Resource, subject: &Subject, draft: &Map<String, Value>, store: &Store) -> Conflict {
    for field in &resource.fields {
        let (to, values): (&str, Vec<&Value>) = match (&field.kind, draft.get(&field.name)) {
            (FieldKind::Reference { to, .. }, Some(value)) => (to, vec![value]),
            (FieldKind::Array { items }, Some(Value::Array(values))) => match items.as_ref() {
                FieldKind::Reference { to, .. } => (to, values.iter().collect()),
                _ => continue,
            },
            _ => continue,
        };
        for id in values.into_iter().filter_map(id_text) {
            let found = store.get(to, &id);
            let others = found.is_some_and(|found| is_others(call, subject, to, found, store));
            let text = if others { format!("{} names a {to} of somebody else", field.name) } else { format!("{} leads to no {to}", field.name) };
            let why = Why::new(text).because_of(resource.field_at(&field.name));
            if others && call.design.policies.authorization.refusal != Refusal::Hidden {
                return Some((forbidden(to), why));
            }
            if found.is_none() || others {
                let problem = Problem::new(
                    409,
                    "dangling-reference",
                    format!("{to} {id} does not exist"),
                    format!("{} names {to} `{id}`, which does not exist.", field.name),
                )
                .with("pointer", format!("#/{}", field.name));
                return Some((problem, why.compare(format!("an existing {to}"), id)));
            }
        }
    }
    None
}

/// A state that cannot be reached from the present one.
fn state(call: &Call, resource: &Resource, subject: &Subject, draft: &Map<String, Value>) -> Conflict {
    let lifecycle = resource.lifecycle.as_ref()?;
    let from = subject.record.as_ref()?.value.get(&lifecycle.field)?.as_str()?;
    let to = draft.get(&lifecycle.field)?.as_str()?;
    if lifecycle.allows(from, to) {
        return None;
    }
    Some(illegal(call, resource, from, &format!("become {to}")))
}

/// An action that the present state does not allow.
fn transition(call: &Call, resource: &Resource, subject: &Subject, name: &str) -> Conflict {
    let Some(lifecycle) = &resource.lifecycle else {
        let problem = Problem::new(
            409,
            "illegal-transition",
            format!("{} has no states", resource.name),
            format!("The design gives {} no life-cycle, so it cannot {name}.", resource.name),
        );
        return Some((problem, Why::new("the resource has no life-cycle").because_of(resource.at())));
    };
    let from = subject.record.as_ref().and_then(|record| record.value.get(&lifecycle.field)).and_then(Value::as_str).unwrap_or_default();
    if lifecycle.ways_from(from).any(|way| way.name == name) {
        return None;
    }
    Some(illegal(call, resource, from, name))
}

/// The record as it will be in its next state: it may take what it gave back before.
fn moved(resource: &Resource, subject: &Subject, name: &str) -> Option<Map<String, Value>> {
    let lifecycle = resource.lifecycle.as_ref()?;
    let way = lifecycle.transitions.iter().find(|way| way.name == name)?;
    let mut value = subject.record.as_ref()?.value.clone();
    value.insert(lifecycle.field.clone(), way.to.clone().into());
    Some(value)
}

fn illegal(_call: &Call, resource: &Resource, from: &str, wish: &str) -> (Problem, Why) {
    let legal: Vec<String> = resource.lifecycle.iter().flat_map(|lifecycle| lifecycle.ways_from(from)).map(|way| way.name.clone()).collect();
    let can = if legal.is_empty() { "nothing".to_owned() } else { legal.join(", ") };
    let name = resource.name.lower();
    let problem = Problem::new(
        409,
        "illegal-transition",
        format!("A {from} {name} cannot {wish}"),
        format!("The {name} is {from}. Possible from there: {can}."),
    )
    .with("state", from)
    .with("allowed", json!(legal));
    let why = Why::new(format!("{from} does not lead there")).because_of(resource.at()).compare(can, wish);
    (problem, why)
}

/// Another record with the same key.
fn unique(call: &Call, resource: &Resource, subject: &Subject, draft: &Map<String, Value>, store: &Store) -> Conflict {
    for key in resource.all_unique_keys() {
        let values: Vec<Option<&Value>> = key.iter().map(|name| draft.get(name)).collect();
        if values.iter().any(|value| value.is_none_or(Value::is_null)) {
            continue;
        }
        let same = |record: &Record| key.iter().zip(&values).all(|(name, value)| record.value.get(name) == *value);
        if let Some(other) = store.list(&resource.name).find(|record| !is_self(subject, record) && same(record)) {
            let names = key.join(" and ");
            let title = format!("{names} already in use", names = crate::design::words::sentence(&names));
            let others = is_others(call, subject, &resource.name, other, store);
            let whose = if others { format!("Another {}", resource.name.lower()) } else { format!("{} {}", resource.name, other.id) };
            let problem = Problem::new(409, "duplicate", title, format!("{whose} has the same {names}."));
            let why = Why::new(format!("{names} taken by {}", other.id)).because_of(resource.field_at(key.first().map_or("", String::as_str)));
            return Some((
                linked(call, problem, resource, other, others),
                why.compare(format!("a {names} of its own"), format!("the one of {}", other.id)),
            ));
        }
    }
    None
}

/// Another record that takes the same thing at the same time.
fn overlap(call: &Call, resource: &Resource, subject: &Subject, draft: &Map<String, Value>, store: &Store) -> Conflict {
    for rule in &resource.no_overlap {
        if takes_nothing(resource, rule, draft) {
            continue;
        }
        let found = store
            .list(&resource.name)
            .find(|record| !is_self(subject, record) && !takes_nothing(resource, rule, &record.value) && overlaps(rule, draft, &record.value));
        if let Some(other) = found {
            let others = is_others(call, subject, &resource.name, other, store);
            let taken = taken(resource, rule);
            let span = |value: &Map<String, Value>| format!("{} to {}", plain(value.get(&rule.from)), plain(value.get(&rule.to)));
            let problem = Problem::new(
                409,
                "overlap",
                format!("{taken} unavailable for these dates"),
                match others {
                    true => "Somebody else has it then. Choose other dates.".to_owned(),
                    false => format!("{} {} has it from {}. Choose other dates.", resource.name, other.id, span(&other.value)),
                },
            );
            let why = Why::new(format!("{} taken by {}", taken.lower(), other.id)).because_of(resource.at());
            return Some((
                linked(call, problem, resource, other, others),
                why.compare(format!("no overlap with {}", span(&other.value)), span(draft)),
            ));
        }
    }
    None
}

/// Whether two records with the same key share a moment; ends are not part of a span.
pub fn overlaps(rule: &NoOverlap, left: &Map<String, Value>, right: &Map<String, Value>) -> bool {
    let same_key = rule.key.iter().all(|name| left.get(name).is_some() && left.get(name) == right.get(name));
    let before =
        |one: Option<&Value>, other: Option<&Value>| one.zip(other).and_then(|(one, other)| order(one, other)) == Some(std::cmp::Ordering::Less);
    same_key && before(left.get(&rule.from), right.get(&rule.to)) && before(right.get(&rule.from), left.get(&rule.to))
}

/// Whether a record is in a state in which it takes nothing.
pub fn takes_nothing(resource: &Resource, rule: &NoOverlap, value: &Map<String, Value>) -> bool {
    let state = resource.lifecycle.as_ref().and_then(|lifecycle| value.get(&lifecycle.field)).and_then(Value::as_str);
    state.is_some_and(|state| rule.except.iter().any(|except| except == state))
}

/// A record that others point to.
fn referenced(call: &Call, resource: &Resource, subject: &Subject, store: &Store) -> Conflict {
    if call.design.policies.deletion.referenced != Referenced::Refuse {
        return None;
    }
    let record = subject.record.as_ref()?;
    for relation in call.design.relations().into_iter().filter(|relation| relation.to == resource.name) {
        let points = |other: &Record| points_to(other.value.get(&relation.field), &record.id);
        let count = store.list(&relation.from).filter(|other| points(other)).count();
        if let (Some(other), Some(owner)) = (store.list(&relation.from).find(|other| points(other)), call.design.resource(&relation.from)) {
            let others = is_others(call, subject, &relation.from, other, store);
            let detail = match others {
                true => format!("Some of {} point to it. Keep it.", owner.segment),
                false => format!("{count} of {} point to it, {} first. Remove them before, or keep it.", owner.segment, other.id),
            };
            let problem = Problem::new(409, "referenced", format!("{} is still in use", resource.name), detail);
            let why = Why::new(format!("{} {} points to it", relation.from, other.id)).because_of(Pointer::Policy(Concern::Deletion));
            return Some((linked(call, problem, owner, other, others), why.compare("nobody points to it", format!("{count} do"))));
        }
    }
    None
}

/// A collection in which others point to some record.
fn any_referenced(call: &Call, resource: &Resource, subject: &Subject, store: &Store) -> Conflict {
    if call.design.policies.deletion.referenced != Referenced::Refuse {
        return None;
    }
    for relation in call.design.relations().into_iter().filter(|relation| relation.to == resource.name && relation.from != resource.name) {
        let points = |other: &Record| store.list(&resource.name).any(|record| points_to(other.value.get(&relation.field), &record.id));
        if let (Some(other), Some(owner)) = (store.list(&relation.from).find(|other| points(other)), call.design.resource(&relation.from)) {
            let others = is_others(call, subject, &relation.from, other, store);
            let detail = match others {
                true => format!("Some of {} point to one of the {}. Keep them.", owner.segment, resource.segment),
                false => format!("{} {} points to one of the {}. Remove it before, or keep them.", owner.name, other.id, resource.segment),
            };
            let problem = Problem::new(409, "referenced", format!("{} are still in use", resource.segment), detail);
            let why = Why::new(format!("{} {} points to one", relation.from, other.id)).because_of(Pointer::Policy(Concern::Deletion));
            return Some((linked(call, problem, owner, other, others), why.compare("nobody points to them", format!("{} does", other.id))));
        }
    }
    None
}

/// Whether a reference field, alone or a list, names this record.
pub fn points_to(value: Option<&Value>, id: &str) -> bool {
    match value {
        Some(Value::Array(values)) => values.iter().filter_map(id_text).any(|known| known == id),
        Some(value) => id_text(value).as_deref() == Some(id),
        None => false,
    }
}

/// Names the record in the way, unless it is none of the caller's business.
fn linked(call: &Call, problem: Problem, resource: &Resource, other: &Record, others: bool) -> Problem {
    if others {
        return problem;
    }
    match uri(call.design, resource, other) {
        Some(href) => problem.with("conflictsWith", json!({ "id": other.id, "href": href })),
        None => problem.with("conflictsWith", json!({ "id": other.id })),
    }
}

/// Whether the caller is held to its own records, and this is none of them.
fn is_others(call: &Call, subject: &Subject, resource: &str, record: &Record, store: &Store) -> bool {
    subject.only.as_deref().is_some_and(|who| !call.extras.is_own(call.design, who, resource, record, store))
}

fn is_self(subject: &Subject, record: &Record) -> bool {
    subject.record.as_ref().is_some_and(|own| own.id == record.id)
}

/// What an overlap is about, in words: the resource that the key points to.
fn taken(resource: &Resource, rule: &NoOverlap) -> String {
    let field = rule.key.first().and_then(|name| resource.field(name));
    match field.map(|field| &field.kind) {
        Some(FieldKind::Reference { to, .. }) => to.clone(),
        _ => resource.name.clone(),
    }
}

fn id_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn plain(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(value) => http::json::line(value),
        None => String::new(),
    }
}
