//! Third-party cases, where they stand beside the checkout. Absent folders are skipped with a printed line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use roundtrip::design::policy::{Caching, Concurrency, Creation, Validator};
use roundtrip::design::{Behaviour, Design, Endpoint, Field, FieldKind, IdKind, Identifier, Resource};
use roundtrip::http::{Accept, Headers, MediaType, Method, Request, Response, method};
use roundtrip::mock::{Moment, Rng, Server};
use roundtrip::user_agent::{Browser, Event, Outcome, Page};
use serde_json::{Map, Value, json};

/// The cases of a set; `None`, with a line, where the set is absent.
fn cases(file: &str) -> Option<Vec<Value>> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(file);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {file} is not beside the checkout");
        return None;
    };
    Some(serde_json::from_str::<Value>(&text).unwrap().as_array().unwrap().clone())
}

/// Prints what was judged and fails with what differed.
fn judge(set: &str, judged: usize, skipped: usize, failures: &[String]) {
    println!("{set}: {} of {judged} as expected, {skipped} do not apply", judged - failures.len());
    assert!(failures.is_empty(), "{set}: {} differ:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn cors_of_web_platform_tests() {
    let Some(cases) = cases("wpt-cors/cors-cases.json") else { return };
    let (mut judged, mut skipped, mut failures) = (0, 0, Vec::new());
    for case in &cases {
        let no_cors = case["request"]["mode"] == "no-cors";
        let text = case.to_string();
        // Redirects, opaque answers and cookies are other parts of a browser.
        if case.get("hops").is_some() || no_cors || text.contains("et-Cookie") || text.contains("\"Cookie\"") {
            skipped += 1;
            continue;
        }
        judged += 1;
        let mut browser = Browser::default();
        let steps = case.get("steps").and_then(Value::as_array).cloned().unwrap_or_else(|| vec![case.clone()]);
        for step in &steps {
            if let Some(fault) = cors_step(&mut browser, case["page_origin"].as_str().unwrap(), step) {
                failures.push(format!("{} {}: {fault}", case["id"], case["title"]));
                break;
            }
        }
    }
    judge("wpt-cors", judged, skipped, &failures);
}

/// Runs one request of a case; what differs, if anything does.
fn cors_step(browser: &mut Browser, page_origin: &str, step: &Value) -> Option<String> {
    let (asked, expected) = (&step["request"], &step["expect"]);
    let url = asked["url"].as_str().unwrap();
    let host_end = url.find("://").map(|place| place + 3 + url[place + 3..].find('/').unwrap_or(url.len() - place - 3)).unwrap();
    let (origin, target) = url.split_at(host_end);
    let mut request = Request::new(method::parse(asked["method"].as_str().unwrap())?, if target.is_empty() { "/" } else { target });
    request.headers = headers(&asked["headers"]);
    let page = Page { origin: page_origin, includes_credentials: asked["credentials"] == "include" };
    let now = step["at_seconds"].as_u64().unwrap_or(0);
    let mut sent: Vec<Request> = Vec::new();
    let journey = browser.fetch(&page, origin, request, now, &mut |request| {
        let is_preflight = request.method == Method::OPTIONS && request.headers.has("access-control-request-method");
        sent.push(request);
        let answer = if is_preflight { &step["preflight_response"] } else { &step["response"] };
        Response {
            status: u16::try_from(answer["status"].as_u64().unwrap_or(200)).unwrap(),
            headers: headers(&answer["headers"]),
            body: Default::default(),
        }
    });
    let preflight = journey.events.iter().any(|event| matches!(event, Event::Preflight { .. }));
    if Some(preflight) != expected["preflight"].as_bool() {
        return Some(format!("preflight {preflight}, expected {}", expected["preflight"]));
    }
    if let Some(wanted) = expected.get("preflight_request").and_then(Value::as_object) {
        for (name, value) in wanted {
            let got = sent.first().and_then(|request| request.headers.get(name));
            if got != value.as_str() {
                return Some(format!("{name} was {got:?}, expected {value}"));
            }
        }
    }
    if let Some(origin) = expected.get("origin_header_sent") {
        let got = sent.last().and_then(|request| request.headers.get("origin"));
        let fits = match origin {
            Value::Bool(wanted) => got.is_some() == *wanted,
            other => got == other.as_str(),
        };
        if !fits {
            return Some(format!("Origin was {got:?}, expected {origin}"));
        }
    }
    match (&journey.outcome, expected["result"].as_str().unwrap()) {
        (Outcome::Blocked(_), "network-error") => None,
        (Outcome::Readable { response, .. }, "ok") => {
            let names = |list: &Value| list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_lowercase).collect::<Vec<_>>();
            let missing = names(&expected["readable_headers"]).into_iter().find(|name| !response.headers.has(name));
            let leaked = names(&expected["hidden_headers"]).into_iter().find(|name| response.headers.has(name));
            let status = expected["visible_status"].as_u64().is_some_and(|status| status != u64::from(response.status));
            match (missing, leaked) {
                (Some(name), _) => Some(format!("{name} should be readable")),
                (_, Some(name)) => Some(format!("{name} should be hidden")),
                _ if status => Some(format!("status {} visible, expected {}", response.status, expected["visible_status"])),
                _ => None,
            }
        }
        (outcome, wanted) => Some(format!("expected {wanted}, got {outcome:?}")),
    }
}

fn headers(list: &Value) -> Headers {
    list.as_array().into_iter().flatten().filter_map(|pair| Some((pair.get(0)?.as_str()?, pair.get(1)?.as_str()?))).collect()
}

#[test]
fn negotiation_of_media_types() {
    let Some(cases) = cases("http-headers/negotiation.json") else { return };
    let (mut judged, mut skipped, mut failures) = (0, 0, Vec::new());
    for case in &cases {
        let available: Option<Vec<MediaType>> =
            case["available"].as_array().and_then(|list| list.iter().map(|media| MediaType::parse(media.as_str()?)).collect());
        let (true, Some(available)) = (case["method"] == "mediaType", available) else {
            skipped += 1;
            continue;
        };
        judged += 1;
        let got = match case["value"].as_str() {
            None => available.first(),
            Some(accept) => Accept::parse(accept).best(&available).and_then(|place| available.get(place)),
        };
        let got = got.map(MediaType::to_string);
        // Media types are compared without case; this server writes them in lower case.
        if got.as_deref() != case["result"].as_str().map(str::to_lowercase).as_deref() {
            failures.push(format!("{} {}: {got:?}, expected {}", case["id"], case["title"], case["result"]));
        }
    }
    judge("http-headers/negotiation", judged, skipped, &failures);
}

#[test]
fn preconditions_of_rfc_9110() {
    let Some(cases) = cases("http-headers/preconditions-rfc9110.json") else { return };
    let (mut judged, mut skipped, mut failures) = (0, 0, Vec::new());
    for case in &cases {
        let resource = &case["resource"];
        let (validator, exists) = (resource["etag"].as_str(), resource["exists"] == true);
        let method = method::parse(case["method"].as_str().unwrap()).unwrap();
        let strength = match validator {
            Some("\"v1\"") => Validator::Strong,
            Some("W/\"v1\"") => Validator::Weak,
            None => Validator::None,
            // The server makes its own tags, and POST makes new records.
            Some(_) => {
                skipped += 1;
                continue;
            }
        };
        if method == Method::POST {
            skipped += 1;
            continue;
        }
        judged += 1;
        let modified = resource["last_modified"].as_str().and_then(roundtrip::http::date::parse);
        let mut server = Server::new(Arc::new(notes(strength, modified.is_some(), exists)), Moment(modified.unwrap_or(0) * 1000));
        let mut request = Request::new(method.clone(), "/notes/a");
        for (name, value) in case["request_headers"].as_object().unwrap() {
            request.headers.append(name, value.as_str().unwrap());
        }
        if matches!(method, Method::PUT | Method::PATCH) {
            request.headers.append("content-type", "application/json");
            request.body = (&json!({ "text": "changed" })).into();
        }
        let status = server.handle(request, Moment::START, &mut Rng::new(1)).response.status;
        let proceeds = !matches!(status, 304 | 412);
        let fits = case["outcome"].as_u64().map_or(proceeds, |wanted| wanted == u64::from(status));
        if !fits {
            failures.push(format!("{} {case}: answered {status}", case["id"]));
        }
    }
    judge("http-headers/preconditions-rfc9110", judged, skipped, &failures);
}

/// One resource with one record, readable and writable by anybody.
fn notes(validator: Validator, last_modified: bool, exists: bool) -> Design {
    let mut design = Design { base_path: String::new(), ..Design::default() };
    let record: Map<String, Value> = [("id".to_owned(), json!("a")), ("text".to_owned(), json!("first"))].into_iter().collect();
    let resource = Resource {
        name: "Note".into(),
        segment: "notes".into(),
        identifier: Identifier { field: "id".into(), kind: IdKind::Slug },
        fields: vec![Field::new("text", FieldKind::text())],
        records: if exists { vec![record] } else { Vec::new() },
        ..Resource::default()
    };
    for behaviour in [Behaviour::Read, Behaviour::Replace, Behaviour::Update, Behaviour::Delete] {
        design.endpoints.push(Arc::new(Endpoint { access: roundtrip::design::Access::Public, ..Endpoint::usual(&resource, behaviour) }));
    }
    design.resources.push(Arc::new(resource));
    let policies = Arc::make_mut(&mut design.policies);
    policies.caching = Caching { validator, last_modified, ..Caching::default() };
    policies.creation = Creation { put_creates: true, ..Creation::default() };
    policies.concurrency = Concurrency::default();
    design
}
