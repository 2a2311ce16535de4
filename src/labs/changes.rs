//! How many changes lead from one design to another: what was added, what was taken away, and each member that differs. Where cards
//! stand counts for nothing, and neither does the way that led there.

use serde_json::{Map, Value};

use crate::design::{Concern, Design};

/// Members that mean nothing to a client of the API.
const SILENT: &[&str] = &["place", "accepted", "assumed"];

/// Counts them.
pub fn count(from: &Design, to: &Design) -> usize {
    between(&written(from), &written(to))
}

/// A design with every policy written out: a document leaves out those that are as usual.
fn written(design: &Design) -> Value {
    let mut value = serde_json::to_value(design).unwrap_or_default();
    let policy = |concern: &Concern| {
        let policy = serde_json::to_value(design.policies.get(*concern)).unwrap_or_default();
        (concern.key().to_owned(), policy.get("policy").cloned().unwrap_or_default())
    };
    if let Value::Object(members) = &mut value {
        members.insert("policies".to_owned(), Value::Object(Concern::ALL.iter().map(policy).collect::<Map<_, _>>()));
    }
    value
}

fn between(from: &Value, to: &Value) -> usize {
    match (from, to) {
        // One thing in place of another of a different kind: however much comes with it, it was one choice.
        (Value::Object(old), Value::Object(new)) if old.get("type") != new.get("type") => 1,
        (Value::Object(old), Value::Object(new)) => {
            let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
            let spoken = names.filter(|name| !SILENT.contains(&name.as_str()));
            spoken.map(|name| old.get(name).zip(new.get(name)).map_or(1, |(old, new)| between(old, new))).sum()
        }
        (Value::Array(old), Value::Array(new)) if old.iter().chain(new).all(|item| name(item).is_some()) => {
            let other = |item: &Value, among: &[Value]| among.iter().find(|other| name(other) == name(item)).cloned();
            let kept: usize = old.iter().map(|item| other(item, new).map_or(1, |other| between(item, &other))).sum();
            kept + new.iter().filter(|item| other(item, old).is_none()).count()
        }
        (old, new) => usize::from(old != new),
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
            (r#"{ "/policies/jobs/location": false, "/policies/jobs/progress": false }"#, 2),
            (r#"{ "/endpoints/updateRoom/access": { "type": "public" }, "/endpoints/listHotels/access": { "type": "authenticated" } }"#, 2),
            (r#"{ "/endpoints/updateRoom": null, "/clients/-": { "name": "Extra", "roles": ["a", "b"] } }"#, 2),
            (r#"{ "/resources/Room/place": [1, 2] }"#, 0),
            (r#"{ "/resources/Room/note": "Another.", "/resources/Room/segment": "suites" }"#, 2),
        ] {
            let to = patch::apply(&start, &serde_json::from_str(set).unwrap()).unwrap();
            assert_eq!((count(&start, &to), count(&to, &start)), (changes, changes), "{set}");
        }
    }
}
