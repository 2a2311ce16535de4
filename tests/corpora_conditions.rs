//! Third-party cases for conditional requests, where they stand beside the checkout. Absent folders are skipped with a printed line.
//!
//! The server makes its own tags, so a case's tag is written as that of the record's first version.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "corpora/suite.rs"]
mod suite;

use std::sync::Arc;

use roundtrip::design::policy::{Caching, Validator};
use roundtrip::design::{Access, Behaviour, Design, Endpoint, Field, FieldKind, IdKind, Identifier, Resource};
use roundtrip::http::{Request, date, method};
use roundtrip::mock::{Moment, Rng, Server};
use serde_json::{Value, json};
use suite::{Tally, cases};

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
    let mut tally = Tally::default();
    for case in &cases {
        let answer = &case["response_headers"];
        let (tag, modified) = (answer["etag"].as_str(), answer["last-modified"].as_str());
        let text = case["request_headers"].to_string();
        let skip = match () {
            () if text.contains("*, ") || text.contains(", *") => Some("a member that is no entity tag is refused here, not passed over"),
            () if text.contains("cache-control") => Some("a server may ignore Cache-Control of a request (RFC 9111 section 5.2.1)"),
            () if modified.is_some_and(|modified| date::parse(modified).is_none()) => Some("this server never sends a date that is none"),
            () => None,
        };
        if let Some(why) = skip {
            tally.skip(why);
            continue;
        }
        let status = status(&mut server(tag, modified.and_then(date::parse)), "GET", &case["request_headers"], tag);
        let expected = if case["not_modified"] == true { 304 } else { 200 };
        tally.judge(status == expected, || format!("{case}: answered {status}"));
    }
    tally.close("http-headers/fresh");
}

#[test]
fn preconditions_of_a_file_server() {
    let Some(cases) = cases("http-headers/preconditions-go.json") else { return };
    let mut tally = Tally::default();
    for case in &cases {
        let headers = &case["request_headers"];
        let skip = match () {
            () if headers.get("Range").is_some() => Some("records have no ranges"),
            () if headers["If-None-Match"] == "," => Some("a member that is no entity tag is refused here"),
            () if case["score"] == false => Some("not scored by the suite itself"),
            () => None,
        };
        if let Some(why) = skip {
            tally.skip(why);
            continue;
        }
        let (tag, modified) = (case["resource"]["etag"].as_str(), case["resource"]["last_modified"].as_str());
        let status = status(&mut server(tag, modified.and_then(date::parse)), case["method"].as_str().unwrap(), headers, tag);
        tally.judge(case["status"].as_u64() == Some(u64::from(status)), || format!("{case}: answered {status}"));
    }
    tally.close("http-headers/preconditions-go");
}
