//! An example of a problem type: requests that may meet it are sent to a copy of the server, and the first that does is shown.
//!
//! Nothing of it is made up. Where the design as it is never answers so, the copy gets what the problem is about: a limit, a
//! version, work that takes long.

use std::sync::Arc;

use serde_json::Value;

use crate::design::edit::authorization_server;
use crate::design::policy::{Algorithm, Faults, Gone, IfMatch, KeyUse, PatchFormat, RangeUse, Sessions, Strategy};
use crate::design::{Behaviour, Client, Design, Endpoint};
use crate::http::{Method, Request, media_type, method};
use crate::mock::{Exchange, Moment, Rng, Server, sample_request, with_credentials};

/// The longest content that is tried.
const LONG: usize = 2_000_000;

/// Kinds that no single request meets: they take a story of several, or a fault that the playground should not have.
const STORIES: &[&str] = &[
    "content-cut-off",
    "content-too-deep",
    "digest-mismatch",
    "fault",
    "idempotency-key-reused",
    "identifier-missing",
    "insufficient-scope",
    "job-finished",
    "job-forgotten",
    "malformed-request",
    "no-resource",
    "not-removed",
    "not-the-owner",
    "part-unfit",
    "patch-too-large",
    "referenced",
    "upload-forgotten",
    "upload-malformed",
];

/// An exchange that ends in a problem of this kind; whether the design had to be given what it is about.
pub fn find(server: &Server, kind: &str, now: Moment) -> Option<(Exchange, bool)> {
    if STORIES.contains(&kind) {
        return None;
    }
    if let Some(found) = search(server, kind, now) {
        return Some((found, false));
    }
    let design = prepared(server.design(), kind);
    search(&Server::new(Arc::new(design), now), kind, now).map(|found| (found, true))
}

/// An exchange that ends in a problem of this kind, on the server as it is.
pub fn as_it_is(server: &Server, kind: &str, now: Moment) -> Option<Exchange> {
    if STORIES.contains(&kind) { None } else { search(server, kind, now) }
}

/// Requests by rising effort: what anybody can get wrong first, then what depends on who calls and on what is stored.
fn search(server: &Server, kind: &str, now: Moment) -> Option<Exchange> {
    let design = Arc::clone(server.design());
    let callers = || design.clients.iter().map(|client| Some(&**client)).chain([None]);
    for endpoint in &design.endpoints {
        let plain = sample_request(server, endpoint, now);
        for caller in callers() {
            let known = |request: Request| as_caller(&design, caller, request);
            for request in variants(&plain, kind) {
                // The second time it may be too much, or there already.
                let mut scratch = server.clone();
                for _ in 0..2 {
                    let signed = scratch.sign(known(request.clone()), now);
                    let exchange = scratch.handle(signed, now, &mut Rng::named(design.seed, kind));
                    if is_of(&exchange, kind) {
                        return Some(exchange);
                    }
                }
                // What was taken away, or begun, is asked for once more.
                let read = known(Request::new(Method::GET, plain.path()));
                let after = scratch.handle(scratch.sign(read, now), now, &mut Rng::new(1));
                if is_of(&after, kind) {
                    return Some(after);
                }
            }
        }
    }
    None
}

fn as_caller(design: &Design, caller: Option<&Client>, request: Request) -> Request {
    match caller {
        Some(client) => with_credentials(design, client, request),
        None => request,
    }
}

fn is_of(exchange: &Exchange, kind: &str) -> bool {
    // Thousands of answers are asked, and nearly all say something else: those are not taken apart.
    if !exchange.response.body.text().is_some_and(|text| text.contains(kind)) {
        return false;
    }
    let body = exchange.response.body.json().unwrap_or_default();
    body.get("type").and_then(Value::as_str).and_then(|uri| uri.rsplit('/').next()) == Some(kind)
}

/// What can be wrong with a request that is right: little, so that each is tried, and only what this problem can come of.
fn variants(plain: &Request, kind: &str) -> Vec<Request> {
    let with = |name: &str, value: &str| {
        let mut request = plain.clone();
        request.headers.set(name, value);
        vec![request]
    };
    let content = |text: String| vec![Request { body: text.into(), ..plain.clone() }];
    let query = |text: &str| {
        vec![Request { target: format!("{}{}{text}", plain.target, if plain.target.contains('?') { '&' } else { '?' }), ..plain.clone() }]
    };
    let target = |target: String| vec![Request { target, ..plain.clone() }];
    let call = |word: &str| method::parse(word).map(|method| Request { method, ..plain.clone() }).into_iter().collect::<Vec<_>>();
    let (parent, _) = plain.target.rsplit_once('/').unwrap_or(("", ""));
    match kind {
        "bad-query" => query("surprise=1"),
        "unauthenticated" => with("authorization", "Bearer unknown"),
        "content-missing" => content(String::new()),
        "malformed-content" => content("{\"name\": ".to_owned()),
        "content-too-large" => content("1".repeat(LONG)),
        "malformed-patch" => {
            with("content-type", media_type::JSON_PATCH).into_iter().map(|request| Request { body: "{}".into(), ..request }).collect()
        }
        "validation" => content("{}".to_owned()).into_iter().chain(content("[]".to_owned())).collect(),
        "unsupported-media-type" => with("content-type", "text/plain"),
        "not-acceptable" => with("accept", "application/xml"),
        "malformed-precondition" => with("if-match", "v7"),
        "precondition-failed" => with("if-match", "\"v0\""),
        "precondition-required" => {
            let mut bare = plain.clone();
            bare.headers.remove("if-match");
            vec![bare]
        }
        "idempotency-key-malformed" => with("idempotency-key", "\"\""),
        "idempotency-key-missing" => {
            let mut bare = plain.clone();
            bare.headers.remove("idempotency-key");
            vec![bare]
        }
        "method-not-allowed" => call("DELETE"),
        "method-unknown" => call("BREW"),
        "malformed-target" => target(format!("{}%zz", plain.target)),
        "target-too-long" => target(format!("{}?q={}", plain.target, "x".repeat(20_000))),
        "headers-too-large" => with("x-padding", &"x".repeat(70_000)),
        "no-such-path" => target(format!("{}/nowhere/at/all", plain.target)),
        "no-such-record" | "no-such-job" | "no-such-upload" => target(format!("{parent}/unknown")),
        "range-beyond-end" => with("range", "bytes=999999-"),
        "unknown-application" => target(plain.target.replace("client_id=", "client_id=nobody-")),
        "redirect-not-registered" => target(plain.target.replace("redirect_uri=", "redirect_uri=https%3A%2F%2Fprizes.example%2F")),
        "unknown-version" => with("api-version", "9"),
        "repeated-parameter" => query("limit=1&limit=2"),
        "cross-site-request" => with("origin", "https://prizes.example"),
        "patch-conflict" => with("content-type", media_type::JSON_PATCH)
            .into_iter()
            .map(|request| Request { body: "[{\"op\": \"remove\", \"path\": \"/nowhere\"}]".into(), ..request })
            .collect(),
        "dangling-reference" => dangling(plain),
        _ => vec![plain.clone()],
    }
}

/// The content with each member in turn that looks like a reference naming nothing.
fn dangling(plain: &Request) -> Vec<Request> {
    let Some(Value::Object(members)) = plain.body.json() else { return Vec::new() };
    let named = members.keys().filter(|name| name.ends_with("Id") || name.ends_with("_id"));
    let wrong = named.map(|name| {
        let mut wrong = members.clone();
        wrong.insert(name.clone(), "nothing".into());
        Request { body: (&Value::Object(wrong)).into(), ..plain.clone() }
    });
    wrong.collect()
}

/// The design with what a problem is about.
fn prepared(design: &Design, kind: &str) -> Design {
    let mut design = design.clone();
    let resource = design.resources.first().cloned();
    let mut add = |behaviours: &[Behaviour]| {
        let made = resource.iter().flat_map(|resource| behaviours.iter().map(move |behaviour| Endpoint::usual(resource, behaviour.clone())));
        let fresh: Vec<_> =
            made.filter(|endpoint| design.endpoints.iter().all(|known| known.behaviour != endpoint.behaviour)).map(Arc::new).collect();
        design.endpoints.extend(fresh);
    };
    match kind {
        "no-such-job" => add(&[Behaviour::StartJob, Behaviour::JobStatus, Behaviour::CancelJob]),
        "no-such-upload" => add(&[Behaviour::StartUpload, Behaviour::UploadChunk, Behaviour::UploadStatus]),
        "removed" => add(&[Behaviour::Read, Behaviour::Delete]),
        "unknown-application" | "redirect-not-registered" => {
            // What is there already is left out, so nothing is refused.
            let _ = design.apply_all(&authorization_server::add(&design.clone()));
        }
        "cross-site-request" => design.endpoints.extend(Endpoint::sessions().map(Arc::new)),
        _ => {}
    }
    let policies = Arc::make_mut(&mut design.policies);
    match kind {
        "too-many-requests" => {
            policies.rate_limits.algorithm = Algorithm::FixedWindow;
            (policies.rate_limits.limit, policies.rate_limits.anonymous) = (1, 1);
        }
        "unknown-version" => {
            policies.versioning.versions = vec!["1".to_owned(), "2".to_owned()];
            policies.versioning.strategy = Strategy::Header;
        }
        "played-failure" => policies.faults = Faults { error_percent: 100, ..Faults::default() },
        "removed" => {
            policies.deletion.keeps = true;
            policies.deletion.gone = Gone::Gone;
            policies.concurrency.if_match = IfMatch::Honoured;
        }
        "range-beyond-end" => policies.ranges.support = RangeUse::One,
        "precondition-required" => policies.concurrency.if_match = IfMatch::Required,
        "idempotency-key-missing" | "idempotency-key-malformed" => policies.idempotency.key = KeyUse::Required,
        "cross-site-request" => policies.authentication.sessions = Some(Sessions { checks_origin: true, ..Sessions::default() }),
        "sunset-passed" => {
            policies.deprecation.version.sunset = "2020-01-01".to_owned();
            policies.deprecation.ends = true;
        }
        "malformed-patch" | "patch-conflict" => policies.update.patch_formats = vec![PatchFormat::JsonPatch],
        _ => {}
    }
    design
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;
    use crate::mock::problem_kinds::ALL;

    #[test]
    fn every_kind_that_one_request_can_meet_has_an_example() {
        let server = Server::new(Arc::new(samples::hotel_booking()), Moment::START);
        let mut without = Vec::new();
        for known in ALL {
            match find(&server, known.kind, Moment::START) {
                Some((exchange, _)) => assert!(exchange.response.status >= 400, "{}", known.kind),
                None => without.push(known.kind),
            }
        }
        assert_eq!(without, STORIES);
    }
}
