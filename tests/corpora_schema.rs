//! The JSON Schema test suite (draft 2020-12), for the keywords that fields have, where it stands beside the checkout.
//!
//! Each schema becomes a field of a resource, each datum the content of a create, and the server says whether it takes it. A field
//! has one type, so a keyword that lets other types pass is judged on its own type only.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "corpora/suite.rs"]
mod suite;

use std::sync::Arc;

use roundtrip::design::{Access, Behaviour, Design, Endpoint, Field, FieldKind, IdKind, Identifier, Resource, TextFormat};
use roundtrip::http::{Method, Request};
use roundtrip::mock::{Moment, Rng, Server};
use serde_json::{Value, json};
use suite::{Tally, cases};

const OTHER_TYPE: &str = "a field has one type, and refuses what a schema without one lets pass";

#[test]
fn keywords_of_one_value() {
    for name in ["minLength", "maxLength", "pattern", "minimum", "maximum", "enum", "type", "optional/format/date-time"]
        .into_iter()
        .chain(["optional/format/email", "optional/format/uuid"])
    {
        let file = format!("json-schema-test-suite/tests/draft2020-12/{name}.json");
        let Some(groups) = cases(&file) else { continue };
        let mut tally = Tally::default();
        for group in &groups {
            let tests = group["tests"].as_array().unwrap();
            let kind = match kind(&group["schema"]) {
                Ok(kind) => kind,
                Err(why) => {
                    tally.skip_all(tests.len(), why);
                    continue;
                }
            };
            for test in tests {
                let (data, valid) = (&test["data"], test["valid"] == true);
                if valid && !is_own(&kind, data) {
                    tally.skip(OTHER_TYPE);
                    continue;
                }
                if name.ends_with("email") && valid && data.as_str().is_some_and(|text| text.contains(['"', '['])) {
                    tally.skip("quoted names and addresses of machines are refused here, as browsers refuse them in forms");
                    continue;
                }
                let fields = vec![Field::required("value", kind.clone())];
                let taken = takes(fields, &json!({ "value": data }));
                tally.judge(taken == valid, || format!("{}, {}: {data}: taken {taken}", group["description"], test["description"]));
            }
        }
        tally.close(&file);
    }
}

#[test]
fn required_members() {
    let file = "json-schema-test-suite/tests/draft2020-12/required.json";
    let Some(groups) = cases(file) else { return };
    let mut tally = Tally::default();
    for group in &groups {
        let schema = &group["schema"];
        let names = |list: Option<Vec<String>>| list.unwrap_or_default();
        let required = names(schema["required"].as_array().map(|list| list.iter().filter_map(Value::as_str).map(str::to_owned).collect()));
        let known = names(schema["properties"].as_object().map(|members| members.keys().cloned().collect()));
        for test in group["tests"].as_array().unwrap() {
            let Some(members) = test["data"].as_object() else {
                tally.skip("content is an object here");
                continue;
            };
            if required.iter().chain(&known).chain(members.keys()).any(|name| name.starts_with("__") || name.contains(['\\', '"', '\n'])) {
                tally.skip("names of fields are plain words");
                continue;
            }
            let mut all: Vec<&String> = required.iter().chain(&known).chain(members.keys()).collect();
            all.sort();
            all.dedup();
            let field = |name: &&String| {
                let kind =
                    if members.get(*name).is_some_and(Value::is_number) { FieldKind::Integer { min: None, max: None } } else { FieldKind::text() };
                Field { required: required.contains(name), ..Field::new(name, kind) }
            };
            let taken = takes(all.iter().map(field).collect(), &test["data"]);
            tally.judge(taken == (test["valid"] == true), || format!("{}, {}: taken {taken}", group["description"], test["description"]));
        }
    }
    tally.close(file);
}

/// The kind of field that a schema says, or why there is none.
fn kind(schema: &Value) -> Result<FieldKind, &'static str> {
    let members: Vec<(&str, &Value)> =
        schema.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value)).filter(|(name, _)| *name != "$schema").collect();
    let [(keyword, value)] = members.as_slice() else { return Err("more than one keyword, or one that fields do not have") };
    let length = || value.as_f64().map(|length| length as u32);
    let string = FieldKind::text;
    match *keyword {
        "minLength" => Ok(FieldKind::String { min_length: length(), max_length: None, pattern: None, format: None }),
        "maxLength" => Ok(FieldKind::String { min_length: None, max_length: length(), pattern: None, format: None }),
        "pattern" => {
            let pattern = value.as_str().map(str::to_owned);
            if pattern.as_deref().is_some_and(|pattern| pattern.contains("\\p{")) {
                return Err("classes of Unicode are not in the patterns here");
            }
            Ok(FieldKind::String { min_length: None, max_length: None, pattern, format: None })
        }
        "minimum" => Ok(FieldKind::Number { min: value.as_f64(), max: None }),
        "maximum" => Ok(FieldKind::Number { min: None, max: value.as_f64() }),
        "enum" => match value.as_array().map(|values| values.iter().map(Value::as_str).collect::<Option<Vec<&str>>>()) {
            Some(Some(values)) => Ok(FieldKind::one_of(&values)),
            _ => Err("the values of an enum are texts here"),
        },
        "type" => match value.as_str() {
            Some("string") => Ok(string()),
            Some("integer") => Ok(FieldKind::Integer { min: None, max: None }),
            Some("number") => Ok(FieldKind::Number { min: None, max: None }),
            Some("boolean") => Ok(FieldKind::Boolean),
            Some("object") => Ok(FieldKind::Object),
            Some("array") => Err("a list says here what its items are"),
            _ => Err("null and several types at once are no kind of field"),
        },
        "format" => match value.as_str().unwrap_or_default() {
            "date" => Ok(FieldKind::Date),
            "date-time" => Ok(FieldKind::DateTime),
            word => match TextFormat::ALL.into_iter().find(|format| format.word() == word) {
                Some(format) => Ok(FieldKind::format(format)),
                None => Err("a format that fields do not have"),
            },
        },
        _ => Err("a keyword that fields do not have"),
    }
}

/// Whether a datum has the type of a kind.
fn is_own(kind: &FieldKind, data: &Value) -> bool {
    match kind {
        FieldKind::Integer { .. } | FieldKind::Number { .. } => data.is_number(),
        FieldKind::Boolean => data.is_boolean(),
        FieldKind::Object => data.is_object(),
        _ => data.is_string(),
    }
}

/// Whether a create with this content succeeds.
fn takes(fields: Vec<Field>, content: &Value) -> bool {
    let resource = Resource {
        name: "Thing".into(),
        segment: "things".into(),
        identifier: Identifier { field: "id".into(), kind: IdKind::Uuid },
        fields,
        ..Resource::default()
    };
    let mut design = Design { base_path: String::new(), ..Design::default() };
    design.endpoints.push(Arc::new(Endpoint { access: Access::Public, ..Endpoint::usual(&resource, Behaviour::Create) }));
    design.resources.push(Arc::new(resource));
    let mut request = Request::new(Method::POST, "/things").header("content-type", "application/json");
    request.body = content.into();
    let status = Server::new(Arc::new(design), Moment::START).handle(request, Moment::START, &mut Rng::new(1)).response.status;
    assert!(matches!(status, 201 | 422), "{content}: {status}");
    status == 201
}
