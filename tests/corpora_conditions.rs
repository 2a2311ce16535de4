//! Third-party cases for conditional requests, where they stand beside the checkout. Absent folders are skipped with a printed line.
//!
//! The server makes its own tags, so a case's tag is written as that of the record's first version.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::Path;
use std::sync::Arc;

use roundtrip::design::policy::{Caching, Validator};
use roundtrip::design::{Access, Behaviour, Design, Endpoint, Field, FieldKind, IdKind, Identifier, Resource};
use roundtrip::http::{Request, date, method};
use roundtrip::mock::{Moment, Rng, Server};
use serde_json::{Value, json};

/// The cases of a set; `None`, with a line, where the set is absent.
fn cases(file: &str) -> Option<Vec<Value>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(file);
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

/// A server with one record that has this tag and this date.
fn server(tag: Option<&str>, modified: Option<u64>) -> Server {
    let record = json!({ "id": "a", "text": "first" });
    let resource = Resource {
        name: "Note".into(),
        segment: "notes".into(),
        identifier: Identifier { field: "id".into(), kind: IdKind::Slug },
        fields: vec![Field::new("text", FieldKind::text())],
        records: record.as_object().cloned().into_iter().collect(),
        ..Resource::default()
    };
    let mut design = Design { base_path: String::new(), ..Design::default() };
    design.endpoints.push(Arc::new(Endpoint { access: Access::Public, ..Endpoint::usual(&resource, Behaviour::Read) }));
    design.resources.push(Arc::new(resource));
    let validator = match tag {
        None => Validator::None,
        Some(tag) if tag.starts_with("W/") => Validator::Weak,
        Some(_) => Validator::Strong,
    };
    Arc::make_mut(&mut design.policies).caching = Caching { validator, last_modified: modified.is_some(), ..Caching::default() };
    Server::new(Arc::new(design), Moment(modified.unwrap_or(0) * 1000))
}

/// What stands between a tag's quotes.
fn inner(tag: &str) -> &str {
    tag.trim_start_matches("W/").trim_matches('"')
}

fn status(server: &mut Server, name: &str, headers: &Value, tag: Option<&str>) -> u16 {
    let mut request = Request::new(method::parse(name).unwrap(), "/notes/a");
    for (name, value) in headers.as_object().unwrap() {
        let value = value.as_str().unwrap();
        let value = tag.map_or(value.to_owned(), |tag| value.replace(&format!("\"{}\"", inner(tag)), "\"v1\""));
        request.headers.append(name, value);
    }
    server.handle(request, Moment::START, &mut Rng::new(1)).response.status
}

#[test]
fn freshness_of_stored_answers() {
    let Some(cases) = cases("http-headers/fresh.json") else { return };
    let (mut judged, mut skipped, mut failures) = (0, 0, Vec::new());
    for case in &cases {
        let answer = &case["response_headers"];
        let (tag, modified) = (answer["etag"].as_str(), answer["last-modified"].as_str());
        let text = case["request_headers"].to_string();
        // Members that are no entity tag are refused here and not passed over; a server may ignore Cache-Control of a request
        // (RFC 9111 section 5.2.1), as this one does; and it never sends a date that is none.
        let refused = text.contains("*, ") || text.contains(", *") || text.contains("cache-control");
        if refused || modified.is_some_and(|modified| date::parse(modified).is_none()) {
            skipped += 1;
            continue;
        }
        judged += 1;
        let status = status(&mut server(tag, modified.and_then(date::parse)), "GET", &case["request_headers"], tag);
        let expected = if case["not_modified"] == true { 304 } else { 200 };
        if status != expected {
            failures.push(format!("{case}: answered {status}"));
        }
    }
    judge("http-headers/fresh", judged, skipped, &failures);
}

#[test]
fn preconditions_of_a_file_server() {
    let Some(cases) = cases("http-headers/preconditions-go.json") else { return };
    let (mut judged, mut skipped, mut failures) = (0, 0, Vec::new());
    for case in &cases {
        let headers = &case["request_headers"];
        // Records have no ranges, and a member that is no entity tag is refused.
        if headers.get("Range").is_some() || headers["If-None-Match"] == "," || case["score"] == false {
            skipped += 1;
            continue;
        }
        judged += 1;
        let (tag, modified) = (case["resource"]["etag"].as_str(), case["resource"]["last_modified"].as_str());
        let status = status(&mut server(tag, modified.and_then(date::parse)), case["method"].as_str().unwrap(), headers, tag);
        if case["status"].as_u64() != Some(u64::from(status)) {
            failures.push(format!("{case}: answered {status}"));
        }
    }
    judge("http-headers/preconditions-go", judged, skipped, &failures);
}
