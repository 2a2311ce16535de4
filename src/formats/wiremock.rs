//! Stub mappings for WireMock 3: each endpoint answers as a scratch server did, and refuses whoever shows no credentials.

use serde_json::{Map, Value, json};

use super::Rendered;
use super::calls::{self, Call};
use crate::design::Design;
use crate::design::policy::ApiKeyPlace;
use crate::design::template::Segment;
use crate::http::{Request, Response};

/// Fields that WireMock writes itself.
const OWN: [&str; 3] = ["content-length", "date", "connection"];

/// The mappings of a design.
pub fn mappings(design: &Design) -> Rendered {
    let (folders, remarks) = calls::all(design);
    let mut all = Vec::new();
    for call in folders.iter().flat_map(|folder| &folder.calls) {
        let mut request = pattern(call);
        all.push(json!({ "name": call.endpoint.id, "priority": 5, "request": request, "response": answer(&call.response) }));
        if let (Some(refusal), Some(members)) = (&call.refusal, request.as_object_mut()) {
            absent(design, members);
            all.push(json!({ "name": format!("{} without credentials", call.endpoint.id), "priority": 1, "request": members, "response": answer(refusal) }));
        }
    }
    let document = json!({ "mappings": all, "meta": { "total": all.len() } });
    Rendered { text: serde_json::to_string_pretty(&document).unwrap_or_default() + "\n", remarks }
}

fn pattern(call: &Call<'_>) -> Value {
    let path = template(call.endpoint.template().segments, &call.request);
    let method = call.endpoint.method.as_str();
    if path.contains('{') { json!({ "method": method, "urlPathTemplate": path }) } else { json!({ "method": method, "urlPath": path }) }
}

/// The path as it is asked for, with slots where the endpoint has them.
pub fn template(segments: Vec<Segment>, request: &Request) -> String {
    let asked: Vec<&str> = request.path().split('/').skip(1).collect();
    let before = asked.len().saturating_sub(segments.len());
    let mut path = String::new();
    for (index, text) in asked.iter().enumerate() {
        path.push('/');
        match index.checked_sub(before).and_then(|index| segments.get(index)) {
            Some(Segment::Parameter(name)) => path = format!("{path}{{{}}}", super::scripts::identifier(name, &[])),
            _ => path.push_str(text),
        }
    }
    path
}

/// Nobody says who calls: in the query where the design wants its key there, otherwise in header fields.
fn absent(design: &Design, request: &mut Map<String, Value>) {
    let policy = &design.policies.authentication;
    let mut headers = Map::new();
    headers.insert("Authorization".to_owned(), json!({ "absent": true }));
    match &policy.api_key {
        Some(key) if key.place == ApiKeyPlace::Query => {
            request.insert("queryParameters".to_owned(), json!({ key.name.clone(): { "absent": true } }));
        }
        Some(key) => {
            headers.insert(key.name.clone(), json!({ "absent": true }));
        }
        None => {}
    }
    if let Some(sessions) = &policy.sessions {
        request.insert("cookies".to_owned(), json!({ sessions.name.clone(): { "absent": true } }));
    }
    request.insert("headers".to_owned(), headers.into());
}

fn answer(response: &Response) -> Value {
    let mut headers: Map<String, Value> = Map::new();
    for (name, value) in response.headers.iter().filter(|(name, _)| !OWN.contains(name)) {
        // Several fields of a name are a list.
        match headers.get_mut(name) {
            Some(Value::Array(known)) => known.push(value.into()),
            Some(known) => *known = json!([known.take(), value]),
            None => drop(headers.insert(name.to_owned(), value.into())),
        }
    }
    let mut answer = json!({ "status": response.status, "headers": headers });
    let is_json = response.headers.get("content-type").is_some_and(|kind| kind.contains("json"));
    if let (Some(text), Some(members)) = (response.body.text().filter(|text| !text.is_empty()), answer.as_object_mut()) {
        match response.body.json().filter(|_| is_json) {
            Some(value) => members.insert("jsonBody".to_owned(), value),
            None => members.insert("body".to_owned(), text.into()),
        };
    }
    answer
}
