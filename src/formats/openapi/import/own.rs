//! What OpenAPI has no word for, in documents that Roundtrip wrote: `x-roundtrip` holds what has to be changed in the design that the
//! rest of the document gives, so that the whole is the design that was exported.
//!
//! A change is a step to take at a pointer. Resources, fields, endpoints and clients are found by their names, and a change whose
//! place is gone is passed over and told: whoever edits the document is right.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::reading::Reading;
use super::{Severity, inferred};
use crate::design::{Design, Pointer};
use crate::formats::tree::{self, Id};
use crate::http::problem::pointer_token;

/// The member of the document.
pub const NAME: &str = "x-roundtrip";
/// Other members that say in part what this says in full.
const OTHERS: [&str; 2] = ["x-roundtrip-policies", "x-roundtrip-dropped"];
/// The most values that are read of it.
const MOST: usize = 500_000;

/// Lists of named things, by the member that names them.
const NAMED: [(&str, &str); 4] = [("resources", "name"), ("endpoints", "id"), ("clients", "name"), ("fields", "name")];

/// What has to be added to a document so that it gives this design; `None` where nothing has to be.
pub fn changes(document: &str, design: &Design) -> Option<Value> {
    let tree = tree::read(document).ok()?;
    let reading = Reading::new(&tree);
    let mut before = inferred(&reading);
    policies(&reading, &mut before);
    let assumed = std::mem::take(&mut before.assumed);
    let before = keyed(serde_json::to_value(before).ok()?);
    let after = keyed(serde_json::to_value(design).ok()?);
    let mut steps = Vec::new();
    differ(&before, &after, String::new(), &mut steps);
    if steps.is_empty() && assumed != design.assumed {
        steps.push(json!({ "at": "/assumed", "is": design.assumed }));
    }
    (!steps.is_empty()).then(|| Value::Array(steps))
}

/// A design with what changed from one reading of a document to the next, and the places that are not in it.
pub fn merged(before: &Design, now: &Design, design: &Design) -> Result<(Design, Vec<String>), String> {
    let value = |design: &Design| serde_json::to_value(design).map(keyed).map_err(|error| error.to_string());
    let (old, new, mut whole) = (value(before)?, value(now)?, value(design)?);
    let mut steps = Vec::new();
    differ(&old, &new, String::new(), &mut steps);
    let mut lost = Vec::new();
    for step in &steps {
        let place = step.get("at").and_then(Value::as_str).unwrap_or_default();
        let is = step.get("is");
        // What comes stands last and what goes leaves a gap; only a new order of the same things is an order.
        let reorders = || is_order_of_the_same(old.pointer(place), is);
        if place.ends_with(" in order") && !reorders() {
            continue;
        }
        if !carry_out(&mut whole, place, is) && is.is_some() {
            lost.push(place.to_owned());
        }
    }
    let design = serde_json::from_value(listed(whole)).map_err(|error| format!("The parts do not fit together: {error}."))?;
    Ok((design, lost))
}

fn is_order_of_the_same(before: Option<&Value>, now: Option<&Value>) -> bool {
    let (Some(Value::Array(before)), Some(Value::Array(now))) = (before, now) else { return false };
    before.len() == now.len() && before.iter().all(|name| now.contains(name))
}

/// Carries out the changes of a document.
pub fn complete(reading: &Reading<'_>, design: &mut Design, origins: &mut BTreeMap<Pointer, Id>) {
    policies(reading, design);
    let Some(node) = reading.take(reading.root(), NAME) else { return };
    reading.mark_all(node);
    OTHERS.iter().filter_map(|name| reading.take(reading.root(), name)).for_each(|other| reading.mark_all(other));
    // Whoever wrote this has chosen everything, unless it says otherwise.
    design.assumed.clear();
    let Some(Value::Array(steps)) = node.value(MOST) else { return };
    let Ok(mut value) = serde_json::to_value(&*design).map(keyed) else { return };
    for (index, step) in steps.iter().enumerate() {
        let place = step.get("at").and_then(Value::as_str).unwrap_or_default();
        if !carry_out(&mut value, place, step.get("is")) {
            let at = node.items().nth(index).unwrap_or(node);
            reading.say(Severity::Note, at, format!("{place} is not in the document any more; what was said of it is left out."));
        }
    }
    match serde_json::from_value(listed(value)) {
        Ok(whole) => *design = whole,
        Err(_) => reading.say(Severity::Warning, node, "It does not fit the rest of the document any more and is left out."),
    }
    origins.retain(|place, _| exists(design, place));
}

/// The members of policies that differ from what is usual.
fn policies(reading: &Reading<'_>, design: &mut Design) {
    let Some(node) = reading.take(reading.root(), OTHERS[0]) else { return };
    reading.mark_all(node);
    let (Some(Value::Object(said)), Ok(mut value)) = (node.value(MOST), serde_json::to_value(&*design.policies)) else { return };
    for (concern, members) in said {
        let key = crate::design::words::camel(&concern);
        let policy = value.as_object_mut().map(|value| value.entry(key).or_insert_with(|| json!({})));
        if let (Some(policy), Value::Object(members)) = (policy.and_then(Value::as_object_mut), members) {
            policy.extend(members);
        }
    }
    match serde_json::from_value(value) {
        Ok(policies) => design.policies = policies,
        Err(error) => reading.say(Severity::Warning, node, format!("These policies cannot be read ({error}) and are left out.")),
    }
}

fn exists(design: &Design, place: &Pointer) -> bool {
    match place {
        Pointer::Resource(name) => design.resource(name).is_some(),
        Pointer::Field(resource, field) => {
            design.resource(resource).is_some_and(|resource| resource.field(field).is_some() || resource.identifier.field == *field)
        }
        Pointer::Endpoint(id) => design.endpoint(id).is_some(),
        _ => true,
    }
}

/// Named lists as objects, with the order of the names beside them; named things alone can be told apart after an edit.
fn keyed(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut all = Map::new();
            for (name, member) in members {
                let key = NAMED.iter().find(|(list, _)| *list == name).map(|(_, key)| *key);
                match (key, member) {
                    (Some(key), Value::Array(list)) if can_be_keyed(&list, key) => {
                        let mut order = Vec::new();
                        let mut items = Map::new();
                        for item in list {
                            let id = item.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
                            order.push(Value::String(id.clone()));
                            items.insert(id, keyed(item));
                        }
                        all.insert(name.clone(), Value::Object(items));
                        all.insert(format!("{name} in order"), Value::Array(order));
                    }
                    // Values of people stay as they are.
                    (_, member) if ["records", "body", "example", "default"].contains(&name.as_str()) => {
                        all.insert(name, member);
                    }
                    (_, member) => {
                        all.insert(name, keyed(member));
                    }
                }
            }
            Value::Object(all)
        }
        Value::Array(items) => Value::Array(items.into_iter().map(keyed).collect()),
        other => other,
    }
}

fn can_be_keyed(list: &[Value], key: &str) -> bool {
    let names: Vec<Option<&str>> = list.iter().map(|item| item.get(key).and_then(Value::as_str)).collect();
    names.iter().enumerate().all(|(index, name)| name.is_some() && !names.iter().take(index).any(|other| other == name))
}

/// The opposite of [`keyed`]: what the order does not name comes last.
fn listed(value: Value) -> Value {
    match value {
        Value::Object(mut members) => {
            for (name, _) in NAMED {
                let Some(Value::Array(order)) = members.shift_remove(&format!("{name} in order")) else { continue };
                let Some(Value::Object(mut items)) = members.get_mut(name).map(Value::take) else { continue };
                let mut list: Vec<Value> = order.iter().filter_map(|id| items.shift_remove(id.as_str()?)).collect();
                list.extend(items.into_iter().map(|(_, item)| item));
                members.insert(name.to_owned(), Value::Array(list));
            }
            let inner = |(name, member): (String, Value)| match ["records", "body", "example", "default"].contains(&name.as_str()) {
                true => (name, member),
                false => (name, listed(member)),
            };
            Value::Object(members.into_iter().map(inner).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(listed).collect()),
        other => other,
    }
}

/// The steps from one value to another.
fn differ(before: &Value, after: &Value, place: String, steps: &mut Vec<Value>) {
    let (Value::Object(old), Value::Object(new)) = (before, after) else {
        if before != after {
            steps.push(json!({ "at": place, "is": after }));
        }
        return;
    };
    // Kinds of different sorts have nothing in common.
    if old.get("type") != new.get("type") && new.get("type").is_some_and(Value::is_string) {
        steps.push(json!({ "at": place, "is": after }));
        return;
    }
    for name in old.keys().filter(|name| !new.contains_key(*name)) {
        steps.push(json!({ "at": format!("{place}/{}", pointer_token(name)) }));
    }
    for (name, member) in new {
        let place = format!("{place}/{}", pointer_token(name));
        match old.get(name) {
            Some(known) => differ(known, member, place, steps),
            None => steps.push(json!({ "at": place, "is": member })),
        }
    }
}

/// Takes a step; whether its place is there.
fn carry_out(value: &mut Value, place: &str, is: Option<&Value>) -> bool {
    let Some((holder, last)) = place.rsplit_once('/') else {
        if let Some(is) = is {
            *value = is.clone();
        }
        return is.is_some();
    };
    let name = last.replace("~1", "/").replace("~0", "~");
    let Some(Value::Object(members)) = value.pointer_mut(holder) else { return false };
    match is {
        Some(is) => {
            members.insert(name, is.clone());
            true
        }
        None => members.shift_remove(&name).is_some(),
    }
}
