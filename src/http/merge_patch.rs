//! JSON Merge Patch (RFC 7396).

use serde_json::{Map, Value};

/// The target with a patch merged into it, as the algorithm of RFC 7396 section 2 says: `null` removes, objects merge, everything
/// else replaces.
pub fn merge(target: Value, patch: Value) -> Value {
    let Value::Object(patch) = patch else { return patch };
    let mut merged = match target {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    for (name, value) in patch {
        match value {
            Value::Null => {
                merged.shift_remove(&name);
            }
            value => {
                let before = merged.get(&name).cloned().unwrap_or(Value::Null);
                merged.insert(name, merge(before, value));
            }
        }
    }
    Value::Object(merged)
}
