//! What people bring: collections, archives and command lines become designs that answer, and what has no place is told with its
//! place. What Roundtrip itself exports in these forms comes back with the same endpoints.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::sync::Arc;

use roundtrip::design::{Design, samples};
use roundtrip::formats::{self, har, opening};
use roundtrip::mock::{Moment, Rng, Server, sample_request, with_credentials};

fn labels(design: &Design) -> BTreeSet<String> {
    design.endpoints.iter().map(|endpoint| format!("{} {}{}", endpoint.method, design.base_path, endpoint.template().shape())).collect()
}

fn listed(design: &Design) -> Vec<String> {
    design.endpoints.iter().map(|endpoint| format!("{} {}", endpoint.label(), endpoint.behaviour.word())).collect()
}

/// Every call of a design, made on a server.
fn traffic(design: &Design) -> String {
    let mut server = Server::new(Arc::new(design.clone()), Moment::START);
    let mut rng = Rng::new(1);
    let mut exchanges = Vec::new();
    for endpoint in &design.endpoints {
        let calls: Vec<_> =
            design.clients.iter().map(|client| with_credentials(design, client, sample_request(&server, endpoint, Moment::START))).collect();
        exchanges.extend(calls.into_iter().map(|request| server.handle(request, Moment::START, &mut rng)));
    }
    har::archive(&design.origin, &exchanges, true)
}

#[test]
fn our_own_exports_come_back_with_the_same_endpoints() {
    println!("| sample | form | endpoints | resources | remarks | score of behaviours |");
    for sample in samples::ALL {
        let design = sample.design();
        let texts = [
            ("postman", (formats::find("postman").unwrap().render)(&design).text),
            ("har", traffic(&design)),
            ("curl", (formats::find("curl").unwrap().render)(&design).text),
        ];
        for (form, text) in texts {
            let import = opening::read(&text).unwrap_or_else(|error| panic!("{form}: {error}"));
            let (was, now) = (labels(&design), labels(&import.design));
            let behaving = import
                .design
                .endpoints
                .iter()
                .filter(|endpoint| {
                    design.endpoints.iter().any(|known| known.label() == endpoint.label() && known.behaviour.word() == endpoint.behaviour.word())
                })
                .count();
            println!(
                "| {} | {form} | {} of {} | {} of {} | {} | {behaving} |",
                sample.id,
                now.intersection(&was).count(),
                was.len(),
                import.design.resources.len(),
                design.resources.len(),
                import.remarks.len()
            );
            assert!(import.remarks.iter().all(|remark| remark.place.spot.line > 0 && !remark.text.is_empty()), "{form}");
            if sample.id == "flawed" {
                // Verbs, numbers in names: a guess from calls alone is right about most of it.
                continue;
            }
            let missing: Vec<&String> = was.difference(&now).collect();
            assert!(missing.is_empty(), "{} as {form}: {missing:#?} are missing in {now:#?}", sample.id);
        }
    }
}

const COLLECTION: &str = r#"{
  "info": { "name": "Shop", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
  "variable": [{ "key": "baseUrl", "value": "https://shop.example/api/v2" }],
  "auth": { "type": "apikey", "apikey": [{ "key": "key", "value": "X-Key" }, { "key": "in", "value": "header" }] },
  "item": [
    { "name": "Orders", "item": [
      { "name": "List orders", "request": { "method": "GET", "url": { "raw": "{{baseUrl}}/orders?limit=2&old=1", "host": ["{{baseUrl}}"], "path": ["orders"], "query": [{ "key": "limit", "value": "2" }] } },
        "response": [{ "name": "ok", "code": 200, "header": [{ "key": "Content-Type", "value": "application/json" }], "body": "[{\"id\": 7, \"total\": 12.5, \"note\": null}]" }] },
      { "name": "Make an order", "event": [{ "listen": "test", "script": { "exec": ["pm.response.to.have.status(201);"] } }],
        "request": { "method": "POST", "header": [], "url": "{{baseUrl}}/orders", "body": { "mode": "raw", "raw": "{\"total\": 3}" } } },
      { "name": "Read an order", "request": "{{baseUrl}}/orders/:orderId", "protocolProfileBehavior": { "strictSSL": true } },
      { "name": "Health", "request": { "method": "GET", "auth": { "type": "noauth" }, "url": "{{baseUrl}}/health" } },
      { "name": "Elsewhere", "request": { "method": "GET", "url": "https://other.example/things" } }
    ] }
  ]
}"#;

#[test]
fn a_collection_becomes_a_design() {
    let import = opening::read(COLLECTION).unwrap();
    let design = &import.design;
    assert_eq!((design.origin.as_str(), design.base_path.as_str()), ("https://shop.example", "/api/v2"));
    assert_eq!(listed(design), ["GET /orders list", "POST /orders create", "GET /orders/{orderId} read", "GET /health health"]);
    let fields: Vec<String> =
        design.resource("Order").unwrap().fields.iter().map(|field| format!("{} {}", field.name, field.kind.summary())).collect();
    assert_eq!(fields, ["total number", "note object"]);
    assert_eq!(design.policies.authentication.api_key.as_ref().map(|key| key.name.as_str()), Some("X-Key"));
    assert!(!design.needs_credentials(design.endpoint("getHealth").unwrap_or(&design.endpoints[3])));
    let said: Vec<String> =
        import.remarks.iter().map(|remark| format!("{}:{} {}", remark.place.spot.line, remark.place.pointer, remark.text)).collect();
    for expected in [
        "/item/0/item/2/protocolProfileBehavior `protocolProfileBehavior` has no place",
        "/item/0/item/4 It goes to https://other.example",
        "/item/0/item/1/event/0 Scripts are not run",
    ] {
        assert!(said.iter().any(|line| line.contains(expected)), "{expected}: {said:#?}");
    }
}

#[test]
fn a_pasted_line_becomes_a_design() {
    let text = "curl -X POST 'https://api.example/v1/bookings' \\\n  -H 'Authorization: Bearer t' -H 'Idempotency-Key: \"a\"' --cookie a=b \\\n  -d '{\"room\": \"rm_204\", \"checkIn\": \"2026-06-01\"}'\ncurl https://api.example/v1/bookings/bk_7q2m";
    let import = opening::read(text).unwrap();
    let design = &import.design;
    assert_eq!((design.origin.as_str(), design.base_path.as_str()), ("https://api.example", "/v1"));
    assert_eq!(listed(design), ["POST /bookings create", "GET /bookings/{bookingId} read"]);
    assert!(design.policies.authentication.bearer);
    let cookies = import.remarks.iter().find(|remark| remark.text.starts_with("Cookies")).unwrap();
    assert_eq!((cookies.place.spot.line, cookies.place.spot.column), (2, 58));
}

#[test]
fn an_archive_becomes_a_design_without_what_draws_the_page() {
    let entry = |method: &str, url: &str, kind: &str, status: u16, body: &str| {
        serde_json::json!({ "request": { "method": method, "url": url, "headers": [{ "name": "Accept", "value": "*/*" }] },
            "response": { "status": status, "headers": [{ "name": "ETag", "value": "\"1\"" }], "content": { "mimeType": kind, "text": body } } })
    };
    let entries = [
        entry("GET", "https://shop.example/index.html", "text/html", 200, "<p>"),
        entry("GET", "https://api.shop.example/users/ada", "application/json", 200, "{\"login\": \"ada\", \"born\": \"1815-12-10\"}"),
        entry("GET", "https://api.shop.example/users/grace", "application/json", 200, "{\"login\": \"grace\", \"born\": \"1906-12-09\"}"),
        entry("GET", "https://api.shop.example/users", "application/json", 200, "[{\"login\": \"ada\"}]"),
        entry("GET", "https://api.shop.example/users/41", "application/problem+json", 404, "{\"title\": \"Not found\"}"),
    ];
    let import = opening::read(&serde_json::json!({ "log": { "version": "1.2", "entries": entries } }).to_string()).unwrap();
    assert_eq!(listed(&import.design), ["GET /users/{userId} read", "GET /users list"]);
    assert_eq!(import.design.origin, "https://api.shop.example");
    assert!(import.remarks.iter().any(|remark| remark.place.pointer == "/log/entries/0" && remark.text.contains("no data")));
}
