//! A Postman collection, format 2.1: a folder for each resource, a request for each endpoint, with the answer that a scratch server
//! gave as a saved example and as a test of the status.

pub mod import;

use serde_json::{Value, json};

use super::calls::{self, Call, Folder};
use super::scripts::identifier;
use super::{Remark, Rendered};
use crate::design::policy::ApiKeyPlace;
use crate::design::template::Segment;
use crate::design::{Client, Concern, Credential, Design, Pointer};
use crate::http::target::Target;
use crate::http::{Headers, Request, Response, status};

const SCHEMA: &str = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

/// The collection of a design.
pub fn collection(design: &Design) -> Rendered {
    let (folders, mut remarks) = calls::all(design);
    let mut variables = vec![json!({ "key": "origin", "value": design.origin, "type": "string" })];
    for client in callers(&folders) {
        let value = secret(design, client, &folders);
        variables.push(json!({ "key": variable(client), "value": value, "type": "string", "description": format!("The example credential of {}.", client.name) }));
    }
    if design.policies.tokens.are_signed() && variables.len() > 1 {
        let text = "Signed tokens are written as they are at the start of the playground's clock and run out; put fresh ones into the variables.";
        remarks.push(Remark { at: Pointer::Policy(Concern::Tokens), text: text.to_owned() });
    }
    let items: Vec<Value> = folders.iter().map(|folder| written(design, folder)).collect();
    let document = json!({
        "info": { "name": design.name, "description": design.summary, "schema": SCHEMA },
        "item": items,
        "variable": variables,
    });
    Rendered { text: serde_json::to_string_pretty(&document).unwrap_or_default() + "\n", remarks }
}

/// The clients that call, each once.
fn callers<'d>(folders: &[Folder<'d>]) -> Vec<&'d Client> {
    let mut all: Vec<&Client> = Vec::new();
    for client in folders.iter().flat_map(|folder| &folder.calls).filter_map(|call| call.client) {
        if matches!(client.credential, Credential::Bearer(_) | Credential::ApiKey(_)) && !all.iter().any(|known| known.name == client.name) {
            all.push(client);
        }
    }
    all
}

/// The name of the variable for a client's credential: `guestAppCredential`.
fn variable(client: &Client) -> String {
    format!("{}Credential", identifier(&client.name, &[]))
}

/// What the client shows: signed tokens as they were sent.
fn secret(design: &Design, client: &Client, folders: &[Folder<'_>]) -> String {
    let sent = folders.iter().flat_map(|folder| &folder.calls).filter(|call| call.client.is_some_and(|known| known.name == client.name));
    let token = sent.filter_map(|call| call.request.headers.get("authorization")?.strip_prefix("Bearer ")).next();
    match token.filter(|_| design.policies.tokens.are_signed()) {
        Some(token) => token.to_owned(),
        None => client.secret().unwrap_or_default().to_owned(),
    }
}

fn written(design: &Design, folder: &Folder<'_>) -> Value {
    let items: Vec<Value> = folder.calls.iter().map(|call| item(design, call)).collect();
    json!({ "name": folder.name(), "description": folder.resource.map_or("", |resource| &resource.note), "item": items })
}

fn item(design: &Design, call: &Call<'_>) -> Value {
    let status = call.response.status;
    let test = format!("pm.test(\"answers {status}\", () => pm.response.to.have.status({status}));");
    json!({
        "name": call.title(),
        "event": [{ "listen": "test", "script": { "type": "text/javascript", "exec": [test] } }],
        "request": request(design, call),
        "response": [example(design, call)],
    })
}

fn request(design: &Design, call: &Call<'_>) -> Value {
    let plain = &call.plain;
    let mut request = json!({
        "method": plain.method.as_str(),
        "header": headers(&plain.headers),
        "auth": auth(design, call),
        "url": url(call, plain),
        "description": format!("`{}`", call.endpoint.id),
    });
    let body = plain.body.text().filter(|body| !body.is_empty());
    if let (Some(body), Some(request)) = (body, request.as_object_mut()) {
        let is_json = plain.headers.get("content-type").is_some_and(|kind| kind.contains("json"));
        let options = json!({ "raw": { "language": if is_json { "json" } else { "text" } } });
        request.insert("body".to_owned(), json!({ "mode": "raw", "raw": body, "options": options }));
    }
    request
}

/// How the caller says who it is, with its credential as a variable.
fn auth(design: &Design, call: &Call<'_>) -> Value {
    let entry = |key: &str, value: &str| json!({ "key": key, "value": value, "type": "string" });
    let Some(client) = call.client.filter(|_| call.request != call.plain) else { return json!({ "type": "noauth" }) };
    let variable = format!("{{{{{}}}}}", variable(client));
    match (&client.credential, &design.policies.authentication.api_key) {
        (Credential::Bearer(_), _) => json!({ "type": "bearer", "bearer": [entry("token", &variable)] }),
        (Credential::ApiKey(_), Some(key)) => {
            let place = if key.place == ApiKeyPlace::Header { "header" } else { "query" };
            json!({ "type": "apikey", "apikey": [entry("key", &key.name), entry("value", &variable), entry("in", place)] })
        }
        _ => json!({ "type": "noauth" }),
    }
}

/// Header fields; a key for repetition is a fresh one each time.
fn headers(all: &Headers) -> Vec<Value> {
    let value = |name: &str, value: &str| if name == "idempotency-key" { "\"{{$guid}}\"".to_owned() } else { value.to_owned() };
    all.iter().map(|(name, known)| json!({ "key": name, "value": value(name, known) })).collect()
}

/// The address: slots of the path are variables of it.
fn url(call: &Call<'_>, request: &Request) -> Value {
    let target = Target::parse(&request.target).unwrap_or_default();
    let template = call.endpoint.template().segments;
    let before = target.segments.len().saturating_sub(template.len());
    let mut variables: Vec<Value> = Vec::new();
    let mut path: Vec<String> = Vec::new();
    let raw_path: Vec<&str> = request.path().split('/').skip(1).collect();
    for (index, raw) in raw_path.iter().enumerate() {
        let slot = index.checked_sub(before).and_then(|index| template.get(index));
        let repeats = |name: &str| variables.iter().any(|known| known.get("key").and_then(Value::as_str) == Some(name));
        match (slot, target.segments.get(index)) {
            (Some(Segment::Parameter(name)), Some(value)) if is_plain(name) && !repeats(name) => {
                variables.push(json!({ "key": name, "value": value }));
                path.push(format!(":{name}"));
            }
            _ => path.push((*raw).to_owned()),
        }
    }
    let query: Vec<Value> = target.query.iter().map(|(name, value)| json!({ "key": name, "value": value })).collect();
    let asked = request.target.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
    let mut url = json!({ "raw": format!("{{{{origin}}}}/{}{asked}", path.join("/")), "host": ["{{origin}}"], "path": path });
    if let Some(url) = url.as_object_mut() {
        if !query.is_empty() {
            url.insert("query".to_owned(), query.into());
        }
        if !variables.is_empty() {
            url.insert("variable".to_owned(), variables.into());
        }
    }
    url
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

fn example(design: &Design, call: &Call<'_>) -> Value {
    let Response { status, headers, body } = &call.response;
    let fields: Vec<Value> = headers.iter().map(|(name, value)| json!({ "key": name, "value": value })).collect();
    let is_json = headers.get("content-type").is_some_and(|kind| kind.contains("json"));
    json!({
        "name": status::line(*status),
        "originalRequest": request(design, call),
        "status": status::reason(*status),
        "code": status,
        "_postman_previewlanguage": if is_json { "json" } else { "text" },
        "header": fields,
        "body": body.text().unwrap_or_default(),
    })
}
