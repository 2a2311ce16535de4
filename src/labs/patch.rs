//! A design as another one with some places set, so that a lab's file holds only what is its own.

use serde_json::{Map, Value, json};

use super::LabError;
use crate::design::document::FORMAT;
use crate::design::{Design, Document};

/// Sets places of a design. A place is a path through its document: `/policies/concurrency/ifMatch`. A member of a list goes by
/// its `id`, its `name` or its number, and `-` adds one at the end, as do `--` and so on. `null` takes away.
pub fn apply(design: &Design, set: &Map<String, Value>) -> Result<Design, LabError> {
    if set.is_empty() {
        return Ok(design.clone());
    }
    let mut value = serde_json::to_value(design).map_err(|error| refused("/", error.to_string()))?;
    for (place, to) in set {
        let names: Vec<&str> = place.split('/').skip(1).collect();
        put(&mut value, &names, to).ok_or_else(|| refused(place, "no such place".to_owned()))?;
    }
    // Through a text: designs are read in one way.
    let text = json!({ "roundtrip": FORMAT, "design": value }).to_string();
    Document::from_json(&text)
        .map(|document| document.design)
        .map_err(|error| refused(set.keys().next().map_or("/", String::as_str), error.to_string()))
}

fn refused(at: &str, why: String) -> LabError {
    LabError::Patch { at: at.to_owned(), why }
}

fn put(at: &mut Value, names: &[&str], to: &Value) -> Option<()> {
    let (name, rest) = names.split_first()?;
    match at {
        Value::Object(members) if rest.is_empty() && to.is_null() => {
            members.shift_remove(*name);
            Some(())
        }
        Value::Object(members) => {
            let member = members.entry((*name).to_owned()).or_insert_with(|| if rest.is_empty() { Value::Null } else { json!({}) });
            into(member, rest, to)
        }
        Value::Array(items) if name.chars().all(|mark| mark == '-') && rest.is_empty() => {
            items.push(to.clone());
            Some(())
        }
        Value::Array(items) => {
            let is_it = |item: &Value| ["id", "name"].iter().any(|key| item.get(key).and_then(Value::as_str) == Some(name));
            let place = items.iter().position(is_it).or_else(|| name.parse().ok().filter(|place| *place < items.len()))?;
            if rest.is_empty() && to.is_null() {
                items.remove(place);
                return Some(());
            }
            into(items.get_mut(place)?, rest, to)
        }
        _ => None,
    }
}

fn into(member: &mut Value, rest: &[&str], to: &Value) -> Option<()> {
    if rest.is_empty() {
        *member = to.clone();
        return Some(());
    }
    put(member, rest, to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;

    fn set(text: &str) -> Map<String, Value> {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn places_are_set_added_and_taken_away() {
        let start = samples::hotel_booking();
        let changes = set(r#"{
            "/policies/concurrency/ifMatch": "ignored", "/resources/Room/generated": 3, "/endpoints/updateRoom": null,
            "/clients/-": { "name": "Extra" }, "/clients/0": null }"#);
        let changed = apply(&start, &changes).unwrap();
        assert_eq!(changed.policies.concurrency.if_match, crate::design::policy::IfMatch::Ignored);
        assert_eq!(changed.resource("Room").unwrap().generated, 3);
        assert!(changed.endpoint("updateRoom").is_none() && start.endpoint("updateRoom").is_some());
        assert!(changed.client("Extra").is_some() && changed.client("Guest app").is_none());
    }

    #[test]
    fn a_place_that_is_not_there_is_named() {
        let start = samples::hotel_booking();
        for changes in [r#"{ "/resources/Spa/generated": 3 }"#, r#"{ "/policies/concurrency/ifMatch": "perhaps" }"#, r#"{ "/name/x": 1 }"#] {
            let error = apply(&start, &set(changes)).unwrap_err();
            assert!(error.to_string().contains(set(changes).keys().next().unwrap().as_str()), "{error}");
        }
    }
}
