//! An environment for Mockoon: each endpoint answers as a scratch server did, and refuses whoever shows no credentials.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::calls::{self, Call};
use super::{Remark, Rendered};
use crate::design::policy::ApiKeyPlace;
use crate::design::template::Segment;
use crate::design::{Design, Pointer};
use crate::http::{Response, status};

/// The form that is written; newer programs bring it up to date by themselves.
const FORM: u32 = 33;
/// Methods that a route can have.
const METHODS: [&str; 7] = ["get", "post", "put", "patch", "delete", "head", "options"];
/// Fields that Mockoon writes itself.
const OWN: [&str; 3] = ["content-length", "date", "connection"];

/// The environment of a design.
pub fn environment(design: &Design) -> Rendered {
    let (folders, mut remarks) = calls::all(design);
    let (mut routes, mut children, mut list) = (Vec::new(), Vec::new(), Vec::new());
    for folder in &folders {
        let mut inner = Vec::new();
        for call in &folder.calls {
            let method = call.endpoint.method.as_str().to_ascii_lowercase();
            if !METHODS.contains(&method.as_str()) {
                let text = format!("It is left out: Mockoon has no method {}.", call.endpoint.method);
                remarks.push(Remark { at: call.endpoint.at(), text });
                continue;
            }
            let id = identifier(&format!("route {}", call.endpoint.id));
            inner.push(json!({ "type": "route", "uuid": id }));
            routes.push(route(design, call, &method, &id));
        }
        let id = identifier(&format!("folder {}", folder.name()));
        children.push(json!({ "type": "folder", "uuid": id }));
        list.push(json!({ "uuid": id, "name": folder.name(), "children": inner }));
    }
    if design.policies.cors != Default::default() {
        let text = "Mockoon has one CORS switch; it is off, and the answers carry the fields that this policy gives without an origin.";
        remarks.push(Remark { at: Pointer::Policy(crate::design::Concern::Cors), text: text.to_owned() });
    }
    let document = json!({
        "uuid": identifier(&format!("environment {}", design.name)),
        "lastMigration": FORM,
        "name": design.name,
        "port": 3000,
        "hostname": "127.0.0.1",
        "endpointPrefix": "",
        "latency": design.policies.faults.latency,
        "folders": list,
        "routes": routes,
        "rootChildren": children,
        "proxyMode": false,
        "proxyHost": "",
        "proxyRemovePrefix": false,
        "tlsOptions": { "enabled": false, "type": "CERT", "pfxPath": "", "certPath": "", "keyPath": "", "caPath": "", "passphrase": "" },
        "cors": false,
        "headers": [],
        "proxyReqHeaders": [],
        "proxyResHeaders": [],
        "data": [],
        "callbacks": [],
    });
    Rendered { text: serde_json::to_string_pretty(&document).unwrap_or_default() + "\n", remarks }
}

fn route(design: &Design, call: &Call<'_>, method: &str, id: &str) -> Value {
    let key = |text: &str| identifier(&format!("{text} {}", call.endpoint.id));
    let mut answers = vec![answer(&call.response, &key("answer"), true, Vec::new())];
    if let Some(refusal) = &call.refusal {
        answers.insert(0, answer(refusal, &key("refusal"), false, strangers(design)));
    }
    json!({
        "uuid": id,
        "type": "http",
        "documentation": call.title(),
        "method": method,
        "endpoint": endpoint(call),
        "responses": answers,
        "responseMode": null,
        "streamingMode": null,
        "streamingInterval": 0,
    })
}

/// The path without its first slash; slots stand behind a colon.
fn endpoint(call: &Call<'_>) -> String {
    let segments = call.endpoint.template().segments;
    let asked: Vec<&str> = call.request.path().split('/').skip(1).collect();
    let before = asked.len().saturating_sub(segments.len());
    let slot = |index: usize| index.checked_sub(before).and_then(|index| segments.get(index));
    let written = asked.iter().enumerate().map(|(index, text)| match slot(index) {
        Some(Segment::Parameter(name)) => format!(":{}", super::scripts::identifier(name, &[])),
        _ => escaped(text),
    });
    written.collect::<Vec<_>>().join("/")
}

/// Signs that mean something in a route stand for themselves behind a backslash.
fn escaped(text: &str) -> String {
    text.chars().map(|letter| if "?+*()[]:\\".contains(letter) { format!("\\{letter}") } else { letter.to_string() }).collect()
}

/// Rules that tell whoever shows nothing.
fn strangers(design: &Design) -> Vec<Value> {
    let policy = &design.policies.authentication;
    let rule = |target: &str, name: &str| json!({ "target": target, "modifier": name, "value": "", "invert": false, "operator": "null" });
    let mut rules = vec![rule("header", "Authorization")];
    if let Some(key) = &policy.api_key {
        rules.push(rule(if key.place == ApiKeyPlace::Query { "query" } else { "header" }, &key.name));
    }
    if let Some(sessions) = &policy.sessions {
        rules.push(rule("cookie", &sessions.name));
    }
    rules
}

fn answer(response: &Response, id: &str, default: bool, rules: Vec<Value>) -> Value {
    let headers: Vec<Value> =
        response.headers.iter().filter(|(name, _)| !OWN.contains(name)).map(|(name, value)| json!({ "key": name, "value": value })).collect();
    json!({
        "uuid": id,
        "body": response.body.text().unwrap_or_default(),
        "latency": 0,
        "statusCode": response.status,
        "label": status::line(response.status),
        "headers": headers,
        "bodyType": "INLINE",
        "filePath": "",
        "databucketID": "",
        "sendFileAsBody": false,
        "rules": rules,
        "rulesOperator": "AND",
        // Braces in answers are braces.
        "disableTemplating": true,
        "fallbackTo404": false,
        "default": default,
        "crudKey": "id",
        "callbacks": [],
    })
}

/// A UUID that is the same for the same text.
fn identifier(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash).for_each(|(byte, of)| *byte = of);
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}
