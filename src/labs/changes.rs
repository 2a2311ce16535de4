//! How many changes lead from one design to another: what was added, what was taken away, and each member that differs. Where cards
//! stand counts for nothing, and neither does the way that led there.

use serde_json::Value;

use crate::design::Design;

/// Members that mean nothing to a client of the API.
const SILENT: &[&str] = &["place", "accepted", "assumed"];

/// Counts them.
pub fn count(from: &Design, to: &Design) -> usize {
    match (serde_json::to_value(from), serde_json::to_value(to)) {
        (Ok(from), Ok(to)) => between(&from, &to),
        _ => 0,
    }
}

fn between(from: &Value, to: &Value) -> usize {
    match (from, to) {
        (Value::Object(old), Value::Object(new)) => {
            let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
            let spoken = names.filter(|name| !SILENT.contains(&name.as_str()));
            spoken.map(|name| member(old.get(name), new.get(name))).sum()
        }
        (Value::Array(old), Value::Array(new)) if old.iter().chain(new).all(|item| name(item).is_some()) => {
            let other = |item: &Value, among: &[Value]| among.iter().find(|other| name(other) == name(item)).cloned();
            let kept: usize = old.iter().map(|item| other(item, new).map_or(1, |other| between(item, &other))).sum();
            kept + new.iter().filter(|item| other(item, old).is_none()).count()
        }
        (old, new) => usize::from(old != new),
    }
}

/// What one side leaves out has its usual value there: each member that the other side writes is one change.
fn member(old: Option<&Value>, new: Option<&Value>) -> usize {
    let empty = Value::Object(serde_json::Map::new());
    match (old, new) {
        (Some(old), Some(new)) => between(old, new),
        (None, Some(value @ Value::Object(members))) | (Some(value @ Value::Object(members)), None) if !members.is_empty() => between(&empty, value),
        (None, None) => 0,
        _ => 1,
    }
}

fn name(item: &Value) -> Option<&str> {
    ["id", "name"].iter().find_map(|key| item.get(key).and_then(Value::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;
    use crate::labs::patch;

    #[test]
    fn each_thing_counts_once() {
        let start = samples::hotel_booking();
        for (set, changes) in [
            ("{}", 0),
            (r#"{ "/policies/concurrency/ifMatch": "ignored" }"#, 1),
            (r#"{ "/endpoints/updateRoom": null, "/clients/-": { "name": "Extra", "roles": ["a", "b"] } }"#, 2),
            (r#"{ "/resources/Room/place": [1, 2] }"#, 0),
            (r#"{ "/resources/Room/note": "Another.", "/resources/Room/segment": "suites" }"#, 2),
        ] {
            let to = patch::apply(&start, &serde_json::from_str(set).unwrap()).unwrap();
            assert_eq!((count(&start, &to), count(&to, &start)), (changes, changes), "{set}");
        }
    }
}
