//! What differs between two JSON values, so that many states of one document can be kept in the room of one.
//!
//! A delta is JSON itself: `{"=": value}` puts a value in the place of the old one; `{"m": {name: delta}}` changes members, `null`
//! takes one away; `{"i": [at, gone, [values]]}` puts values in the place of items; `{"c": {index: delta}}` changes items where
//! they stand. Applied to the first value it gives the second one exactly, the order of members included.

use serde_json::{Map, Value, json};

/// What leads from one value to another; `None` where they are the same.
pub fn between(from: &Value, to: &Value) -> Option<Value> {
    match (from, to) {
        (Value::Object(old), Value::Object(new)) => members(old, new).unwrap_or_else(|| Some(json!({ "=": to }))),
        (Value::Array(old), Value::Array(new)) => items(old, new),
        _ if from == to => None,
        _ => Some(json!({ "=": to })),
    }
}

/// Carries a delta out. `None`: it was made for another value, and this one is spoilt.
pub fn apply(delta: &Value, value: &mut Value) -> Option<()> {
    let (kind, content) = delta.as_object()?.iter().next()?;
    match (kind.as_str(), content, value) {
        ("=", content, value) => *value = content.clone(),
        ("m", Value::Object(changes), Value::Object(members)) => {
            for (name, change) in changes {
                match (change, members.get_mut(name)) {
                    (Value::Null, _) => {
                        members.shift_remove(name);
                    }
                    (change, Some(member)) => apply(change, member)?,
                    (change, None) => {
                        members.insert(name.clone(), change.get("=")?.clone());
                    }
                }
            }
        }
        ("i", Value::Array(change), Value::Array(items)) => {
            let number = |index: usize| change.get(index).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
            let (at, gone) = (number(0)?, number(1)?);
            let end = at.checked_add(gone).filter(|end| *end <= items.len())?;
            items.splice(at..end, change.get(2)?.as_array()?.iter().cloned());
        }
        ("c", Value::Object(changes), Value::Array(items)) => {
            for (index, change) in changes {
                apply(change, items.get_mut(index.parse::<usize>().ok()?)?)?;
            }
        }
        _ => return None,
    }
    Some(())
}

/// `None`: members change their order, which no delta of members tells.
#[expect(clippy::option_option, reason = "no way to tell it, and nothing to tell, are two things")]
fn members(old: &Map<String, Value>, new: &Map<String, Value>) -> Option<Option<Value>> {
    let kept = old.keys().filter(|name| new.contains_key(*name));
    let added = new.keys().filter(|name| !old.contains_key(*name));
    if !kept.chain(added).eq(new.keys()) {
        return None;
    }
    let gone = old.keys().filter(|name| !new.contains_key(*name)).map(|name| (name.clone(), Value::Null));
    let changed = new.iter().filter_map(|(name, value)| {
        let change = match old.get(name) {
            Some(old) => between(old, value)?,
            None => json!({ "=": value }),
        };
        Some((name.clone(), change))
    });
    let changes: Map<String, Value> = gone.chain(changed).collect();
    Some((!changes.is_empty()).then(|| json!({ "m": changes })))
}

fn items(old: &[Value], new: &[Value]) -> Option<Value> {
    let same = |(old, new): &(&Value, &Value)| between(old, new).is_none();
    let start = old.iter().zip(new).take_while(same).count();
    let (old, new) = (old.get(start..)?, new.get(start..)?);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let (old, new) = (old.get(..old.len() - end)?, new.get(..new.len() - end)?);
    if old.is_empty() && new.is_empty() {
        return None;
    }
    if old.len() != new.len() {
        return Some(json!({ "i": [start, old.len(), new] }));
    }
    let changes: Map<String, Value> =
        old.iter().zip(new).enumerate().filter_map(|(index, (old, new))| Some(((start + index).to_string(), between(old, new)?))).collect();
    Some(json!({ "c": changes }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;

    fn leads(from: &Value, to: &Value) -> String {
        let mut value = from.clone();
        let text = match between(from, to) {
            None => "same".to_owned(),
            Some(delta) => {
                apply(&delta, &mut value).unwrap();
                delta.to_string()
            }
        };
        assert_eq!(value.to_string(), to.to_string());
        text
    }

    #[test]
    fn every_kind_of_change() {
        for (from, to, delta) in [
            (json!({ "a": 1 }), json!({ "a": 1 }), "same"),
            (json!({ "a": 1, "b": 2 }), json!({ "a": 3, "b": 2 }), r#"{"m":{"a":{"=":3}}}"#),
            (json!({ "a": 1, "b": 2 }), json!({ "b": 2 }), r#"{"m":{"a":null}}"#),
            (json!({ "b": 2 }), json!({ "b": 2, "a": null }), r#"{"m":{"a":{"=":null}}}"#),
            (json!({ "a": 1, "b": 2 }), json!({ "b": 2, "a": 1 }), r#"{"=":{"b":2,"a":1}}"#),
            (json!([1, 2, 3]), json!([1, 3]), r#"{"i":[1,1,[]]}"#),
            (json!([1, 3]), json!([1, 2, 3]), r#"{"i":[1,0,[2]]}"#),
            (json!([{ "a": 1 }, 2]), json!([{ "a": 2 }, 2]), r#"{"c":{"0":{"m":{"a":{"=":2}}}}}"#),
            (json!(1), json!([]), r#"{"=":[]}"#),
        ] {
            assert_eq!(leads(&from, &to), delta);
        }
    }

    #[test]
    fn from_any_sample_to_any_other() {
        let all: Vec<Value> = samples::ALL.iter().map(|sample| serde_json::to_value(sample.design()).unwrap()).collect();
        for from in &all {
            for to in &all {
                leads(from, to);
            }
        }
    }

    #[test]
    fn a_delta_of_another_value_is_refused() {
        for (delta, value) in [(json!({ "i": [2, 1, []] }), json!([1])), (json!({ "m": { "a": null } }), json!([])), (json!({}), json!(1))] {
            assert_eq!(apply(&delta, &mut value.clone()), None);
        }
    }
}
