//! The same document in OpenAPI 3.1, whose schemas are those of JSON Schema 2020-12: `null` is a type, limits that are not allowed
//! themselves are numbers, and examples are a list.

use serde_json::{Map, Value, json};

/// Members whose own members are named by people.
const NAMES: [&str; 12] = [
    "paths",
    "responses",
    "headers",
    "content",
    "links",
    "callbacks",
    "securitySchemes",
    "requestBodies",
    "variables",
    "scopes",
    "encoding",
    "mapping",
];
/// Members that hold data of people.
const DATA: [&str; 5] = ["example", "examples", "default", "enum", "value"];

/// A document of 3.0 as one of 3.1.
pub fn document(mut document: Value) -> Value {
    walk(&mut document, false);
    if let Some(members) = document.as_object_mut() {
        members.insert("openapi".to_owned(), json!("3.1.0"));
    }
    document
}

fn walk(value: &mut Value, named: bool) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, false)),
        Value::Object(members) => {
            for (name, member) in members {
                match name.as_str() {
                    _ if named => walk(member, false),
                    "schema" => schema(member),
                    "schemas" => member.as_object_mut().into_iter().flat_map(Map::values_mut).for_each(schema),
                    // In components they are an object by name, elsewhere a list.
                    "parameters" => walk(member, member.is_object()),
                    name if DATA.contains(&name) || name.starts_with("x-") => {}
                    name => walk(member, NAMES.contains(&name)),
                }
            }
        }
        _ => {}
    }
}

/// A schema of 3.0 as one of JSON Schema 2020-12.
pub fn schema(value: &mut Value) {
    let Some(members) = value.as_object_mut() else { return };
    for (name, member) in members.iter_mut() {
        match name.as_str() {
            "properties" => member.as_object_mut().into_iter().flat_map(Map::values_mut).for_each(schema),
            "items" | "additionalProperties" | "not" => schema(member),
            "allOf" | "anyOf" | "oneOf" => member.as_array_mut().into_iter().flatten().for_each(schema),
            _ => {}
        }
    }
    for (exclusive, limit) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if let Some(Value::Bool(is)) = members.get(exclusive).cloned() {
            members.shift_remove(exclusive);
            if let Some(limit) = is.then(|| members.shift_remove(limit)).flatten() {
                members.insert(exclusive.to_owned(), limit);
            }
        }
    }
    if let Some(example) = members.shift_remove("example") {
        members.insert("examples".to_owned(), json!([example]));
    }
    if members.shift_remove("nullable") == Some(Value::Bool(true)) {
        match members.get_mut("type") {
            Some(kind) => *kind = json!([kind.take(), "null"]),
            None => {
                let whole = Value::Object(std::mem::take(members));
                members.insert("anyOf".to_owned(), json!([whole, { "type": "null" }]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_speak_json_schema_and_data_stays() {
        let before = json!({ "openapi": "3.0.3", "components": { "schemas": {
            "example": { "type": "object", "nullable": true, "example": { "nullable": true }, "properties": {
                "nullable": { "type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": 9, "exclusiveMaximum": false },
                "items": { "allOf": [{ "$ref": "#/a" }], "nullable": true },
            } },
        }, "headers": { "schema": { "schema": { "type": "string", "nullable": true } } } } });
        let after = json!({ "openapi": "3.1.0", "components": { "schemas": {
            "example": { "type": ["object", "null"], "properties": {
                "nullable": { "type": "integer", "maximum": 9, "exclusiveMinimum": 1 },
                "items": { "anyOf": [{ "allOf": [{ "$ref": "#/a" }] }, { "type": "null" }] },
            }, "examples": [{ "nullable": true }] },
        }, "headers": { "schema": { "schema": { "type": ["string", "null"] } } } } });
        assert_eq!(document(before), after);
    }
}
