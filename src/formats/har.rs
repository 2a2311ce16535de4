//! Traffic as HAR 1.2: what was sent and answered, as the developer tools of browsers read it.

pub mod import;

use serde_json::{Value, json};

use crate::http::target::Target;
use crate::http::{Body, Headers, status};
use crate::mock::Exchange;

/// Fields whose values are secrets; the archive tells that they were there.
const SECRETS: [&str; 3] = ["authorization", "cookie", "set-cookie"];

/// The traffic with a server at an origin. Secrets are left out unless they are asked for: archives are sent around.
pub fn archive<'a>(origin: &str, exchanges: impl IntoIterator<Item = &'a Exchange>, secrets: bool) -> String {
    let entries: Vec<Value> = exchanges.into_iter().map(|exchange| entry(origin, exchange, secrets)).collect();
    let creator = json!({ "name": "Roundtrip", "version": env!("CARGO_PKG_VERSION") });
    let document = json!({ "log": { "version": "1.2", "creator": creator, "entries": entries } });
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn entry(origin: &str, exchange: &Exchange, secrets: bool) -> Value {
    let (request, response) = (&exchange.request, &exchange.response);
    let query: Vec<Value> = Target::parse(&request.target)
        .map(|target| target.query.into_iter().map(|(name, value)| json!({ "name": name, "value": value })).collect())
        .unwrap_or_default();
    let mut asked = json!({
        "method": request.method.as_str(),
        "url": format!("{origin}{}", request.target),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers(&request.headers, secrets),
        "queryString": query,
        "headersSize": -1,
        "bodySize": request.body.len(),
    });
    if let (false, Some(members)) = (request.body.is_empty(), asked.as_object_mut()) {
        let kind = request.headers.get("content-type").unwrap_or_default();
        members.insert("postData".to_owned(), json!({ "mimeType": kind, "text": request.body.text().unwrap_or_default() }));
    }
    json!({
        "startedDateTime": exchange.moment.rfc3339(),
        "time": exchange.latency,
        "request": asked,
        "response": {
            "status": response.status,
            "statusText": status::reason(response.status),
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": headers(&response.headers, secrets),
            "content": content(&response.body, response.headers.get("content-type").unwrap_or_default()),
            "redirectURL": response.headers.get("location").unwrap_or_default(),
            "headersSize": -1,
            "bodySize": response.body.len(),
        },
        "cache": {},
        "timings": { "send": 0, "wait": exchange.latency, "receive": 0 },
        "comment": exchange.title,
    })
}

fn headers(all: &Headers, secrets: bool) -> Vec<Value> {
    let value = |name: &str, value: &str| if !secrets && SECRETS.contains(&name) { "(left out)".to_owned() } else { value.to_owned() };
    all.iter().map(|(name, known)| json!({ "name": name, "value": value(name, known) })).collect()
}

/// Content that is no text is written as Base64 (HAR 1.2, `content`).
fn content(body: &Body, kind: &str) -> Value {
    match body.text() {
        Some(text) => json!({ "size": body.len(), "mimeType": kind, "text": text }),
        None => {
            use base64::Engine as _;
            json!({ "size": body.len(), "mimeType": kind, "text": base64::prelude::BASE64_STANDARD.encode(body.bytes()), "encoding": "base64" })
        }
    }
}
