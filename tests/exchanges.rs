//! The transcripts in `tests/exchanges`: the server's specification, one file per concern.
//!
//! A transcript begins with `# design: <sample>` and goes on with exchanges: `> ` lines are the request, `< ` lines the answer
//! that matters, `? ` lines the stages that decided. `$name` stands for a value that an earlier answer carried: a line
//! `= name: <header, header?parameter of its query, or JSON pointer>` keeps it. `! policy {...}` changes a policy of the design before the next exchange;
//! (a `;` behind a header keeps its first part alone, as browsers do with cookies).
//! `< (to ...)` lines are messages to other servers; `+ {...}` adds an endpoint, `@ {...}` is any other edit; `~ 60` lets so many seconds pass.
//! `UPDATE=1 cargo test --test exchanges` writes the answers anew; the difference is for a person to read.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use roundtrip::design::{Edit, Endpoint, Policy, samples};
use roundtrip::http::form::Form;
use roundtrip::http::{Method, Request, status};
use roundtrip::mock::{Exchange, Moment, Outcome, Rng, Server};

/// Fields of an answer that a transcript does not repeat: they follow from the rest.
const LEFT_OUT: &[&str] = &["content-length", "date"];

/// Every status that the server answers with, but those of `requests_that_are_too_long`.
const STATUSES: [u16; 27] =
    [200, 201, 202, 204, 206, 302, 303, 304, 400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 415, 416, 422, 428, 429, 500, 501, 502, 503];

#[test]
fn transcripts() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "http"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no transcript in tests/exchanges");
    let mut differing = Vec::new();
    let mut missing = STATUSES.to_vec();
    for file in files {
        let before = std::fs::read_to_string(&file).unwrap();
        let after = play(&before, &file);
        missing.retain(|status| !after.contains(&format!("\n< {}\n", status::line(*status))));
        if before != after {
            if update {
                std::fs::write(&file, after).unwrap();
            } else {
                differing.push(format!("{}\n{}", file.display(), first_difference(&before, &after)));
            }
        }
    }
    assert!(differing.is_empty(), "answers differ from their transcripts (UPDATE=1 writes them anew):\n{}", differing.join("\n\n"));
    assert_eq!(missing, [0_u16; 0], "no transcript shows these answers");
}

/// What does not fit on the line of a transcript.
#[test]
fn requests_that_are_too_long() {
    let server = || Server::new(Arc::new(samples::find("hotel-booking").unwrap().design()), Moment::START);
    let long = "a".repeat(40_000);
    for (expected, request) in
        [(414, Request::new(Method::GET, format!("/v1/hotels?q={long}"))), (431, Request::new(Method::GET, "/v1/hotels").header("x-long", &long))]
    {
        let exchange = server().handle(request, Moment::START, &mut Rng::new(1));
        check(&exchange);
        assert_eq!(exchange.response.status, expected);
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchanges")
}

/// Sends what the transcript sends and writes it with the answers of now.
fn play(text: &str, file: &Path) -> String {
    let mut server = None;
    let (mut rng, mut now) = (Rng::new(1), Moment::START);
    let mut kept: BTreeMap<String, String> = BTreeMap::new();
    let mut last: Option<Exchange> = None;
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("< ") || line == "<" || line.starts_with("? ") {
            continue;
        }
        if let Some(sample) = line.strip_prefix("# design: ") {
            let sample = samples::find(sample.trim()).unwrap_or_else(|| panic!("{}: no sample {sample}", file.display()));
            server = Some(Server::new(Arc::new(sample.design()), Moment::START));
        } else if let Some(policy) = line.strip_prefix("! ") {
            let server = server.as_mut().unwrap_or_else(|| panic!("{}: `# design:` comes first", file.display()));
            let policy: Policy = serde_json::from_str(policy).unwrap_or_else(|error| panic!("{}: {policy}: {error}", file.display()));
            let mut design = (**server.design()).clone();
            design.apply(&Edit::SetPolicy(policy)).unwrap();
            server.redesign(Arc::new(design));
        } else if let Some(endpoint) = line.strip_prefix("+ ") {
            let server = server.as_mut().unwrap_or_else(|| panic!("{}: `# design:` comes first", file.display()));
            let endpoint: Endpoint = serde_json::from_str(endpoint).unwrap_or_else(|error| panic!("{}: {endpoint}: {error}", file.display()));
            let mut design = (**server.design()).clone();
            design.apply(&Edit::AddEndpoint { endpoint }).unwrap();
            server.redesign(Arc::new(design));
        } else if let Some(edit) = line.strip_prefix("@ ") {
            let server = server.as_mut().unwrap_or_else(|| panic!("{}: `# design:` comes first", file.display()));
            let edit: Edit = serde_json::from_str(edit).unwrap_or_else(|error| panic!("{}: {edit}: {error}", file.display()));
            let mut design = (**server.design()).clone();
            design.apply(&edit).unwrap();
            server.redesign(Arc::new(design));
        } else if let Some(seconds) = line.strip_prefix("~ ") {
            let seconds: u64 = seconds.trim().parse().unwrap_or_else(|error| panic!("{}: {seconds}: {error}", file.display()));
            now = now.plus_millis(seconds * 1000);
        } else if let Some(rest) = line.strip_prefix("= ") {
            let (name, place) = rest.split_once(": ").unwrap();
            let exchange = last.as_ref().unwrap();
            let (place, first) = place.strip_suffix(';').map_or((place, false), |place| (place, true));
            let value = match (place.starts_with('/'), place.split_once('?')) {
                (true, _) => exchange
                    .response
                    .body
                    .json()
                    .and_then(|body| body.pointer(place).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))),
                (false, Some((field, name))) => {
                    let query = exchange.response.headers.get(field).and_then(|value| value.split_once(['?', '#'])).map_or("", |(_, query)| query);
                    Form::read(query.as_bytes()).unwrap().get(name).map(str::to_owned)
                }
                (false, None) => exchange
                    .response
                    .headers
                    .get(place)
                    .and_then(|value| if first { value.split(';').next() } else { Some(value) })
                    .map(str::to_owned),
            };
            kept.insert(name.to_owned(), value.unwrap_or_else(|| panic!("{}: the answer before has no {place}", file.display())));
        } else if line.starts_with("> ") {
            let mut request_lines = vec![line.strip_prefix("> ").unwrap().to_owned()];
            let _ = writeln!(out, "{line}");
            while let Some(more) = lines.next_if(|line| line.starts_with('>')) {
                let _ = writeln!(out, "{more}");
                request_lines.push(more.strip_prefix("> ").unwrap_or("").to_owned());
            }
            let request = request(&request_lines, &kept);
            now = now.plus_millis(1000);
            let exchange = server.as_mut().unwrap().handle(request, now, &mut rng);
            check(&exchange);
            out.push_str(&answer(&exchange));
            last = Some(exchange);
            continue;
        }
        let _ = writeln!(out, "{line}");
    }
    out
}

fn request(lines: &[String], kept: &BTreeMap<String, String>) -> Request {
    let fill = |line: &str| kept.iter().rev().fold(line.to_owned(), |line, (name, value)| line.replace(&format!("${name}"), value));
    let mut lines = lines.iter().map(|line| fill(line));
    let first = lines.next().unwrap();
    let (method, target) = first.split_once(' ').unwrap();
    let mut request = Request::new(Method::from_bytes(method.as_bytes()).unwrap(), target);
    for line in lines.by_ref().take_while(|line| !line.is_empty()) {
        let (name, value) = line.split_once(": ").unwrap_or_else(|| panic!("no header line: {line}"));
        request.headers.append(name, value);
    }
    let body: Vec<String> = lines.collect();
    request.body = body.join("\n").into();
    request
}

fn answer(exchange: &Exchange) -> String {
    let mut out = format!("< {}\n", status::line(exchange.response.status));
    for (name, value) in exchange.response.headers.iter().filter(|(name, _)| !LEFT_OUT.contains(name)) {
        let _ = writeln!(out, "< {name}: {value}");
    }
    if let Some(text) = exchange.response.body.text().filter(|text| !text.is_empty()) {
        out.push_str("<\n");
        for line in text.lines() {
            let _ = writeln!(out, "< {line}");
        }
    }
    for delivery in &exchange.deliveries {
        let waits = delivery.attempts.windows(2).map(|pair| format!("{} s", (pair[1].0 - pair[0].0) / 1000)).collect::<Vec<_>>().join(", ");
        let _ = writeln!(out, "< (to {}, again after {waits}) {}", delivery.url, delivery.body.text().unwrap_or_default());
        for (name, value) in delivery.headers.iter() {
            let _ = writeln!(out, "< (to {}) {name}: {value}", delivery.url);
        }
    }
    for step in exchange.trace.0.iter().filter(|step| step.outcome != Outcome::Skipped && step.stage.key() != "finish") {
        let mark = if step.outcome == Outcome::Answered { " = answered" } else { "" };
        let spec = step.why.spec.as_deref().map(|spec| format!(" [{spec}]")).unwrap_or_default();
        let _ = writeln!(out, "? {}{mark}: {}{spec}", step.stage.key(), step.why.text);
    }
    out
}

/// Every trace goes through the stages in order, each at most once; and whatever is not a success shows its cause: a headline, the
/// step that decided, and a header field with a sentence about it.
fn check(exchange: &Exchange) {
    let steps = &exchange.trace.0;
    assert!(steps.windows(2).all(|pair| pair[0].stage < pair[1].stage), "stages out of order: {steps:#?}");
    let title = exchange.response.body.json().and_then(|body| body.get("title").and_then(|title| title.as_str().map(str::to_owned)));
    assert_ne!(title.as_deref(), Some("Something went wrong"), "a problem type without a title: name it in stages/problems.rs");
    assert!(steps.iter().all(|step| step.why.text.split_whitespace().count() <= 14), "a reason is too long: {steps:#?}");
    let Exchange { response, title, notes, .. } = exchange;
    if !(200..300).contains(&response.status) {
        let what = status::line(response.status);
        assert!(!title.is_empty(), "{what} has no headline: {steps:#?}");
        assert!(exchange.decisive().is_some_and(|step| !step.why.text.is_empty()), "{what} comes from no step: {steps:#?}");
        let explained = notes.iter().any(|note| !note.text.is_empty() && response.headers.has(&note.name));
        assert!(explained, "{what} explains none of its header fields: {response:#?}");
    }
}

fn first_difference(before: &str, after: &str) -> String {
    let place = before
        .lines()
        .zip(after.lines())
        .position(|(before, after)| before != after)
        .unwrap_or_else(|| before.lines().count().min(after.lines().count()));
    let line = |text: &str| text.lines().nth(place).unwrap_or("(nothing)").to_owned();
    format!("line {}\n  was {}\n  now {}", place + 1, line(before), line(after))
}
