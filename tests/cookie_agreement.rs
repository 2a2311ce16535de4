//! What the simulated browser does with cookies, written down for a real one: `target/cookies/cases.json` holds answers that set a
//! cookie, requests that follow, and what each of these brings along according to `user_agent`.
//!
//! `tests/e2e/cookie_agreement.spec.ts` plays the same in Chromium, against servers on loopback that answer for these hosts, and
//! expects the same.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "cookie_agreement/cases.rs"]
mod cases;
#[path = "cookie_agreement/lines.rs"]
mod lines;

use std::path::Path;

use cases::{Case, Visit, Way};
use roundtrip::http::{Method, Request, Response};
use roundtrip::user_agent::fetch::{Credentials, Mode};
use roundtrip::user_agent::{Browser, Call, Network};
use serde::Serialize;
use serde_json::json;

/// Seconds since 1970: a moment of 2026, so that the past of the cases is the past of a real browser too.
const NOW: u64 = 1_798_000_000;

/// A request at a server: where to, and with which cookies.
#[derive(Debug, PartialEq, Serialize)]
struct Message {
    url: String,
    cookie: Option<String>,
}

/// Every request of a case, those of redirects too, visit by visit.
fn played(case: &Case) -> Vec<Vec<Message>> {
    let mut browser = Browser::default();
    case.visits.iter().map(|visit| visited(&mut browser, visit)).collect()
}

fn visited(browser: &mut Browser, visit: &Visit) -> Vec<Message> {
    let mut wire = Vec::new();
    let (origin, target) = apart(visit.url);
    let mut server = |origin: &str, request: Request| {
        wire.push(Message { url: format!("{origin}{}", request.target), cookie: request.headers.get("cookie").map(str::to_owned) });
        let plain = |status| Response::new(status).header("cache-control", "no-store");
        // Only the address that was asked for sets cookies and leads on; what it leads to does neither.
        let first = wire.len() == 1;
        let answer = match visit.leads_to.filter(|_| first) {
            Some(place) => plain(302).header("location", place),
            None => plain(200),
        };
        Some(visit.sets.iter().filter(|_| first).fold(answer, |answer, line| answer.header("set-cookie", *line)))
    };
    let mode = if visit.way == Way::Fetch { Mode::NoCors } else { Mode::Navigate };
    let call = Call { mode, credentials: Credentials::Include, ..Call::new(visit.page) };
    let method = if visit.way == Way::Form { Method::POST } else { Method::GET };
    browser.call(&call, origin, Request::new(method, target), NOW, &mut Network { proxy: None, server: &mut server });
    wire
}

/// Origin and target of a URL.
fn apart(url: &str) -> (&str, &str) {
    let start = url.find("://").unwrap() + 3;
    url.split_at(start + url[start..].find('/').unwrap())
}

#[test]
fn the_simulated_browser_writes_down_which_cookies_a_real_one_shall_send() {
    let cases = cases::all();
    let played: Vec<_> = cases.iter().map(played).collect();
    represents_everything(&cases, &played);
    let file: Vec<_> = cases.iter().zip(&played).map(|(case, wire)| json!({ "visits": case.visits, "wire": wire })).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/cookies");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("cases.json"), serde_json::to_string(&file).unwrap()).unwrap();
    println!("{} cases, {} requests", cases.len(), played.iter().flatten().flatten().count());
}

/// A comparison proves something only where cookies go along often, and stay behind often, each way.
fn represents_everything(cases: &[Case], played: &[Vec<Vec<Message>>]) {
    assert!(cases.len() >= 250, "{} cases", cases.len());
    for way in [Way::Fetch, Way::Link, Way::Form] {
        for strange in [false, true] {
            let messages = cases.iter().zip(played).flat_map(|(case, wire)| case.visits.iter().zip(wire).skip(1));
            let of_way: Vec<_> = messages.filter(|(visit, _)| visit.way == way && visit.page.contains("other") == strange).collect();
            let with = of_way.iter().filter(|(_, wire)| wire.iter().any(|message| message.cookie.is_some())).count();
            assert!(with >= 10, "{way:?}, from another site {strange}: only {with} with a cookie");
            assert!(of_way.len() - with >= 10, "{way:?}, from another site {strange}: only {} without one", of_way.len() - with);
        }
    }
}
