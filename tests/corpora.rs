//! Third-party cases, where they stand beside the checkout. Absent folders are skipped with a printed line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "corpora/http_cache.rs"]
mod http_cache;
#[path = "corpora/suite.rs"]
mod suite;
#[path = "corpora/wpt_cors.rs"]
mod wpt_cors;

use std::sync::Arc;

use roundtrip::design::policy::{Caching, Concurrency, Creation, Validator};
use roundtrip::design::{Behaviour, Design, Endpoint, Field, FieldKind, IdKind, Identifier, Resource};
use roundtrip::http::{Accept, MediaType, Method, Request, date, method, structured};
use roundtrip::mock::{Moment, Rng, Server};
use serde_json::{Map, Value, json};
use suite::{Tally, cases};

#[test]
fn negotiation_of_media_types() {
    let Some(cases) = cases("http-headers/negotiation.json") else { return };
    let mut tally = Tally::default();
    for case in &cases {
        let available: Option<Vec<MediaType>> =
            case["available"].as_array().and_then(|list| list.iter().map(|media| MediaType::parse(media.as_str()?)).collect());
        if case["method"] != "mediaType" {
            tally.skip("this server negotiates types, no languages, charsets or codings");
            continue;
        }
        let Some(available) = available else {
            tally.skip("what is available is no media type");
            continue;
        };
        let got = match case["value"].as_str() {
            None => available.first(),
            Some(accept) => Accept::parse(accept).best(&available).and_then(|place| available.get(place)),
        };
        let got = got.map(MediaType::to_string);
        // Media types are compared without case; this server writes them in lower case.
        let fits = got.as_deref() == case["result"].as_str().map(str::to_lowercase).as_deref();
        tally.judge(fits, || format!("{} {}: {got:?}, expected {}", case["id"], case["title"], case["result"]));
    }
    tally.close("http-headers/negotiation");
}

#[test]
fn preconditions_of_rfc_9110() {
    let Some(cases) = cases("http-headers/preconditions-rfc9110.json") else { return };
    let mut tally = Tally::default();
    for case in &cases {
        let resource = &case["resource"];
        let (validator, exists) = (resource["etag"].as_str(), resource["exists"] == true);
        let method = method::parse(case["method"].as_str().unwrap()).unwrap();
        let strength = match validator {
            Some("\"v1\"") => Validator::Strong,
            Some("W/\"v1\"") => Validator::Weak,
            None => Validator::None,
            Some(_) => {
                tally.skip("the server makes its own tags");
                continue;
            }
        };
        if method == Method::POST {
            tally.skip("POST makes new records, which no condition is about");
            continue;
        }
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
        tally.judge(fits, || format!("{} {case}: answered {status}", case["id"]));
    }
    tally.close("http-headers/preconditions-rfc9110");
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

/// The examples of the specifications: every `Deprecation` is a date, and no `Sunset` but an HTTP-date is read as one.
#[test]
fn deprecation_and_sunset_of_the_specifications() {
    let Some(cases) = cases("ietf-examples/examples.json") else { return };
    let mut tally = Tally::default();
    for case in &cases {
        for field in case["fields"].as_array().into_iter().flatten() {
            let value = field[1].as_str().unwrap_or_default();
            let fits = match field[0].as_str() {
                Some("Deprecation") => structured::parse_date(value).is_some_and(|seconds| structured::date(seconds) == value),
                // One example ends in UTC where RFC 9110 section 5.6.7 has GMT: no HTTP-date.
                Some("Sunset") => date::parse(value).is_some_and(|seconds| date::format(seconds) == value) == value.ends_with("GMT"),
                _ => continue,
            };
            tally.judge(fits, || format!("{}: {field}", case["id"]));
        }
    }
    tally.close("ietf-examples, Deprecation and Sunset");
}
