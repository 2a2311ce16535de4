//! What a valid OpenAPI document promises beyond its schema, checked on the JSON that is written.

use std::collections::BTreeSet;

use serde_json::Value;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Every broken promise, one line each.
pub fn faults(document: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |text: String| faults.push(text);
    if document["openapi"] != "3.0.3" || !document["info"]["title"].is_string() || !document["info"]["version"].is_string() {
        fault("openapi, title or version is missing".into());
    }
    for reference in references(document) {
        if reference.strip_prefix('#').and_then(|pointer| document.pointer(pointer)).is_none() {
            fault(format!("{reference} leads nowhere"));
        }
    }
    for (kind, parts) in document["components"].as_object().into_iter().flatten() {
        for name in parts.as_object().into_iter().flatten().map(|(name, _)| name) {
            if name.is_empty() || !name.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-".contains(letter)) {
                fault(format!("{kind} `{name}` cannot be a name"));
            }
        }
    }
    for (name, schema) in document["components"]["schemas"].as_object().into_iter().flatten() {
        for required in schema["required"].as_array().into_iter().flatten() {
            if schema["properties"].get(required.as_str().unwrap_or_default()).is_none() {
                fault(format!("{name} requires {required}, which it does not describe"));
            }
        }
    }
    let (mut ids, mut shapes) = (BTreeSet::new(), BTreeSet::new());
    let tags: BTreeSet<_> = document["tags"].as_array().into_iter().flatten().map(|tag| tag["name"].as_str()).collect();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        let names = parameters(path);
        let shape = names.iter().fold(path.clone(), |shape, name| shape.replacen(&format!("{{{name}}}"), "{}", 1));
        if !path.starts_with('/') || !shapes.insert(shape) || names.iter().collect::<BTreeSet<_>>().len() != names.len() {
            fault(format!("{path} begins wrong or repeats another path or a name"));
        }
        let mut operations = 0;
        for (method, operation) in item.as_object().into_iter().flatten().filter(|(key, _)| METHODS.contains(&key.as_str())) {
            operations += 1;
            let at = format!("{method} {path}");
            if !operation["operationId"].as_str().is_some_and(|id| ids.insert(id.to_owned())) {
                fault(format!("{at}: the operationId is missing or taken"));
            }
            let lists = [&item["parameters"], &operation["parameters"]].into_iter().filter_map(Value::as_array).flatten();
            let all: Vec<(String, String)> = lists
                .map(|parameter| {
                    let parameter = resolved(document, parameter);
                    if (parameter["in"] == "path") != (parameter["in"] == "path" && parameter["required"] == true) || parameter["schema"].is_null() {
                        fault(format!("{at}: parameter {} is not required or has no schema", parameter["name"]));
                    }
                    (parameter["in"].as_str().unwrap_or_default().to_owned(), parameter["name"].as_str().unwrap_or_default().to_owned())
                })
                .collect();
            let declared: BTreeSet<_> = all.iter().filter(|(place, _)| place == "path").map(|(_, name)| name.clone()).collect();
            if all.iter().collect::<BTreeSet<_>>().len() != all.len() || declared != names.iter().cloned().collect() {
                fault(format!("{at}: path parameters {declared:?} declared, {names:?} in the path, or one stands twice"));
            }
            let responses = operation["responses"].as_object();
            if responses.is_none_or(|responses| responses.is_empty()) {
                fault(format!("{at}: no response"));
            }
            for (status, response) in responses.into_iter().flatten() {
                let response = resolved(document, response);
                let fits = status == "default" || (status.len() == 3 && status.parse::<u16>().is_ok_and(|code| (100..600).contains(&code)));
                if !fits || response["description"].as_str().is_none_or(str::is_empty) {
                    fault(format!("{at}: response {status} has a wrong status or no description"));
                }
                if (status == "204" || status == "304" || method == "head") && response.get("content").is_some() {
                    fault(format!("{at}: response {status} cannot have content"));
                }
            }
            for requirement in operation["security"].as_array().into_iter().flatten() {
                for scheme in requirement.as_object().into_iter().flatten().map(|(name, _)| name) {
                    if document["components"]["securitySchemes"].get(scheme).is_none() {
                        fault(format!("{at}: no security scheme {scheme}"));
                    }
                }
            }
            if operation["security"].is_null() || operation["tags"].as_array().into_iter().flatten().any(|tag| !tags.contains(&tag.as_str())) {
                fault(format!("{at}: security is missing or a tag is undeclared"));
            }
            if operation.get("requestBody").is_some() && !["post", "put", "patch"].contains(&method.as_str()) {
                fault(format!("{at}: cannot have a request body"));
            }
        }
        if operations == 0 {
            fault(format!("{path} has no operation"));
        }
    }
    faults
}

fn resolved<'a>(document: &'a Value, part: &'a Value) -> &'a Value {
    part["$ref"].as_str().and_then(|reference| document.pointer(reference.trim_start_matches('#'))).unwrap_or(part)
}

fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().flat_map(references).collect(),
        Value::Object(map) => match map.get("$ref").and_then(Value::as_str) {
            Some(reference) => vec![reference.to_owned()],
            None => map.iter().filter(|(key, _)| *key != "example").flat_map(|(_, value)| references(value)).collect(),
        },
        _ => Vec::new(),
    }
}

fn parameters(path: &str) -> Vec<String> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
}
