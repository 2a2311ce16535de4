//! The resources as JSON Schema 2020-12: one document with a definition for whatever a client reads or writes.

use serde_json::{Value, json};

use super::{Rendered, openapi};
use crate::design::Design;

/// Definitions of what a design's clients read and write.
pub fn document(design: &Design) -> Rendered {
    let export = openapi::export(design);
    let written: Value = serde_json::from_str(&openapi::to_json(&export.document)).unwrap_or_default();
    let mut definitions = written.pointer("/components/schemas").cloned().unwrap_or_else(|| json!({}));
    for definition in definitions.as_object_mut().into_iter().flatten().map(|(_, definition)| definition) {
        openapi::newer::schema(definition);
        aim(definition);
    }
    let id = format!("{}{}/schemas.json", design.origin, design.base_path);
    let mut document = json!({ "$schema": "https://json-schema.org/draft/2020-12/schema" });
    if let Some(members) = document.as_object_mut() {
        // An identifier is an absolute address (JSON Schema core, section 8.2.1); a name that is none would be read against another.
        if id.split_once("://").is_some_and(|(_, rest)| rest.bytes().all(|byte| byte.is_ascii_graphic() && !b"#{}<>\"\\^`|".contains(&byte))) {
            members.insert("$id".to_owned(), id.into());
        }
        members.insert("title".to_owned(), design.name.clone().into());
        if !design.summary.is_empty() {
            members.insert("description".to_owned(), design.summary.clone().into());
        }
        members.insert("$defs".to_owned(), definitions);
    }
    Rendered { text: serde_json::to_string_pretty(&document).unwrap_or_default() + "\n", remarks: Vec::new() }
}

/// References lead into this document.
fn aim(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(aim),
        Value::Object(members) => {
            for (name, member) in members {
                match (name.as_str(), &mut *member) {
                    ("$ref", Value::String(text)) => *text = text.replace("#/components/schemas/", "#/$defs/"),
                    ("examples" | "default" | "enum" | "const", _) => {}
                    // A property may have any of these names.
                    ("properties", Value::Object(properties)) => properties.values_mut().for_each(aim),
                    _ => aim(member),
                }
            }
        }
        _ => {}
    }
}
