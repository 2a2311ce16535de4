//! Schemas of recorded values: what all of them have in common.

use serde_json::{Map, Value, json};

use crate::http::calendar;

/// How deep values are looked at, and how many items of a list.
const DEEPEST: usize = 12;
const ITEMS: usize = 50;

/// The media type object of some contents: their schema, and the first as an example.
pub fn media(contents: &[&(String, String)]) -> Value {
    let values: Vec<Value> = contents.iter().filter_map(|(_, text)| serde_json::from_str(text).ok()).collect();
    match values.first() {
        Some(first) => json!({ "schema": of(&values.iter().collect::<Vec<_>>(), 0), "example": first }),
        None => json!({ "schema": { "type": "string" } }),
    }
}

/// The schema of a text that may stand for a number or a truth value.
pub fn of_text(text: &str) -> Value {
    match serde_json::from_str::<Value>(text) {
        Ok(value @ (Value::Number(_) | Value::Bool(_))) => of(&[&value], 0),
        _ => of(&[&Value::from(text)], 0),
    }
}

/// The schema that these values fit.
fn of(values: &[&Value], depth: usize) -> Value {
    let real: Vec<&Value> = values.iter().copied().filter(|value| !value.is_null()).collect();
    let nullable = real.len() < values.len();
    let mut schema = match real.first() {
        _ if depth > DEEPEST => json!({}),
        None => return json!({ "nullable": true }),
        Some(Value::Object(_)) if real.iter().all(|value| value.is_object()) => object(&real, depth),
        Some(Value::Array(_)) if real.iter().all(|value| value.is_array()) => {
            let items: Vec<&Value> = real.iter().filter_map(|value| value.as_array()).flatten().take(ITEMS).collect();
            json!({ "type": "array", "items": if items.is_empty() { json!({}) } else { of(&items, depth + 1) } })
        }
        Some(Value::String(_)) if real.iter().all(|value| value.is_string()) => text(&real),
        Some(Value::Bool(_)) if real.iter().all(|value| value.is_boolean()) => json!({ "type": "boolean" }),
        Some(Value::Number(_)) if real.iter().all(|value| value.is_i64() || value.is_u64()) => json!({ "type": "integer" }),
        Some(Value::Number(_)) if real.iter().all(|value| value.is_number()) => json!({ "type": "number" }),
        _ => json!({}),
    };
    if let (true, Some(members)) = (nullable, schema.as_object_mut()) {
        members.insert("nullable".to_owned(), true.into());
    }
    schema
}

fn object(values: &[&Value], depth: usize) -> Value {
    let mut names: Vec<&String> = Vec::new();
    for name in values.iter().filter_map(|value| value.as_object()).flat_map(Map::keys) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut properties = Map::new();
    let mut required = Vec::new();
    for name in names {
        let found: Vec<&Value> = values.iter().filter_map(|value| value.get(name)).collect();
        if found.len() == values.len() {
            required.push(name.clone());
        }
        let mut schema = of(&found, depth + 1);
        let example = found.iter().find(|value| value.is_string() || value.is_number());
        if let (Some(example), Some(members)) = (example, schema.as_object_mut()) {
            members.insert("example".to_owned(), (*example).clone());
        }
        properties.insert(name.clone(), schema);
    }
    let mut schema = json!({ "type": "object", "properties": properties });
    if let (false, Some(members)) = (required.is_empty(), schema.as_object_mut()) {
        members.insert("required".to_owned(), required.into());
    }
    schema
}

fn text(values: &[&Value]) -> Value {
    let all = |fits: fn(&str) -> bool| values.iter().filter_map(|value| value.as_str()).all(fits);
    let format = [
        ("date-time", (|text| text.len() > 10 && calendar::parse_moment(text).is_some()) as fn(&str) -> bool),
        ("date", |text| text.len() == 10 && calendar::parse_day(text).is_some()),
        ("uuid", |text| text.len() == 36 && uuid::Uuid::try_parse(text).is_ok()),
        ("email", |text| {
            text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace))
        }),
        ("uri", |text| text.starts_with("https://") || text.starts_with("http://")),
    ];
    match format.into_iter().find(|(_, fits)| all(*fits)) {
        Some((format, _)) => json!({ "type": "string", "format": format }),
        None => json!({ "type": "string" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_give_their_schema() {
        let values = [json!({ "id": 1, "at": "2026-03-14", "tags": ["a"] }), json!({ "id": 2.5, "at": null, "by": "ada@example.com" })];
        assert_eq!(
            of(&values.iter().collect::<Vec<_>>(), 0),
            json!({ "type": "object", "required": ["id", "at"], "properties": {
                "id": { "type": "number", "example": 1 },
                "at": { "type": "string", "format": "date", "nullable": true, "example": "2026-03-14" },
                "tags": { "type": "array", "items": { "type": "string" } },
                "by": { "type": "string", "format": "email", "example": "ada@example.com" },
            } })
        );
    }
}
