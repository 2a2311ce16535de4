//! What the served booking API shows, from the first create to the last refusal.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use roundtrip::design::policy::{Concurrency, IfMatch};
use serde_json::{Value, json};

use crate::client::{Answer, File, Served, roundtrip, write_request};

const GUEST: &str = "authorization: Bearer guest-token-1";
const DESK: &str = "authorization: Bearer desk-token-1";
const JSON: &str = "content-type: application/json";
const PATCH: &str = "content-type: application/merge-patch+json";
const STAY: &str = r#"{"roomId": "rm_205", "guestId": "gs_81", "checkIn": "2031-06-01", "checkOut": "2031-06-03"}"#;

#[test]
fn a_create_leads_to_a_location_that_resolves() {
    let api = Served::booking();
    let created = api.send("POST", "/v1/bookings", &[GUEST, JSON], STAY);
    assert_eq!(created.line, "HTTP/1.1 201 Created");
    let location = created.get("location").unwrap();
    let read = api.get(location, &[GUEST]);
    assert_eq!((read.status, &read.body), (200, &created.body));
    assert_eq!(read.get("etag"), created.get("etag"));
    assert!(read.get("date").is_some() && read.get("last-modified").is_some());
}

#[test]
fn a_copy_that_is_still_right_is_304() {
    let api = Served::booking();
    let first = api.get("/v1/hotels/ht_12", &[]);
    let tag = format!("if-none-match: {}", first.get("etag").unwrap());
    let again = api.get("/v1/hotels/ht_12", &[&tag]);
    assert_eq!((again.status, again.body.as_str(), again.get("content-length")), (304, "", None));
    for name in ["etag", "cache-control", "vary"] {
        assert_eq!(again.get(name), first.get(name), "{name}");
    }
}

#[test]
fn a_stale_write_is_412_or_what_the_design_says() {
    let stale = |api: &Served| api.send("PATCH", "/v1/rooms/rm_204", &[DESK, PATCH, "if-match: \"v0\""], r#"{"type": "suite"}"#);
    stale(&Served::booking()).is_problem(412);
    let file = File::with_policy("stale.json", Concurrency { if_match: IfMatch::Required, stale_write_status: 409 });
    stale(&Served::start(file.path(), &["--quiet"])).is_problem(409);
}

#[test]
fn a_change_needs_if_match() {
    let api = Served::booking();
    api.send("PATCH", "/v1/rooms/rm_204", &[DESK, PATCH], r#"{"type": "suite"}"#).is_problem(428);
    let changed = api.send("PATCH", "/v1/rooms/rm_204", &[DESK, PATCH, "if-match: \"v1\""], r#"{"type": "suite"}"#);
    assert_eq!((changed.status, changed.get("etag")), (200, Some("\"v2\"")));
}

#[test]
fn a_room_is_booked_once() {
    let api = Served::booking();
    let first = api.send("POST", "/v1/bookings", &[GUEST, JSON], STAY);
    let problem = api.send("POST", "/v1/bookings", &[GUEST, JSON], STAY).is_problem(409);
    assert_eq!(problem["conflictsWith"]["href"].as_str(), first.get("location"));
}

#[test]
fn content_is_read_with_care() {
    let api = Served::booking();
    let broken = api.send("POST", "/v1/guests", &[GUEST, JSON], r#"{"name": "Khalid",}"#).is_problem(400);
    assert_eq!((broken["line"].as_u64(), broken["column"].as_u64()), (Some(1), Some(19)));
    let answer = api.send("POST", "/v1/guests", &[GUEST, JSON], r#"{"name": "Khalid", "email": "not-an-email"}"#);
    assert_eq!(answer.line, "HTTP/1.1 422 Unprocessable Content");
    assert_eq!(answer.is_problem(422)["errors"][0]["pointer"], "#/email");
    let other = api.send("POST", "/v1/guests", &[GUEST, "content-type: text/plain"], "Khalid");
    other.is_problem(415);
    assert_eq!(other.get("accept"), Some("application/json"));
    let large = api.send("POST", "/v1/guests", &[GUEST, JSON], &"x".repeat(1_048_577));
    assert_eq!(large.line, "HTTP/1.1 413 Content Too Large");
    large.is_problem(413);
}

#[test]
fn methods_paths_and_representations_that_do_not_fit() {
    let api = Served::booking();
    let refused = api.send("DELETE", "/v1/bookings", &[DESK], "");
    refused.is_problem(405);
    assert_eq!(refused.get("allow"), Some("GET, HEAD, POST, OPTIONS"));
    api.get("/v1/hotels", &["accept: text/html"]).is_problem(406);
    api.get("/v1/nowhere", &[]).is_problem(404);
    api.send("BREW", "/v1/hotels", &[], "").is_problem(501);
    assert_eq!(api.send("OPTIONS", "*", &[], "").status, 204);
    assert_eq!(api.send("OPTIONS", "/v1/rooms/rm_204", &[], "").get("allow"), Some("GET, HEAD, PATCH, OPTIONS"));
}

#[test]
fn who_calls_and_what_they_may() {
    let api = Served::booking();
    let unknown = api.get("/v1/bookings", &[]);
    unknown.is_problem(401);
    assert_eq!(unknown.get("www-authenticate"), Some("Bearer realm=\"Hotel booking\""));
    let wrong = api.get("/v1/bookings", &["authorization: Bearer nobody"]);
    assert_eq!(wrong.get("www-authenticate"), Some("Bearer realm=\"Hotel booking\", error=\"invalid_token\""));
    api.send("POST", "/v1/bookings/bk_7q2m/confirmation", &[GUEST], "").is_problem(403);
    assert_eq!(api.get("/v1/bookings", &["x-api-key: agency-key-1"]).status, 200);
}

#[test]
fn a_preflight_allows_what_the_design_allows() {
    let api = Served::booking();
    let ask = |origin: &str| api.send("OPTIONS", "/v1/bookings", &[origin, "access-control-request-method: POST"], "");
    let allowed = ask("origin: https://app.stay.example");
    let granted: Vec<_> =
        allowed.headers.iter().filter(|(name, _)| name.starts_with("access-control-")).map(|(name, value)| (&**name, &**value)).collect();
    assert_eq!(allowed.status, 204);
    assert_eq!(
        granted,
        [
            ("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE"),
            ("access-control-allow-headers", "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, X-API-Key"),
            ("access-control-max-age", "600"),
            ("access-control-allow-origin", "https://app.stay.example"),
        ]
    );
    let refused = ask("origin: https://elsewhere.example");
    assert_eq!((refused.status, refused.get("vary")), (204, Some("Origin")));
    assert!(refused.headers.iter().all(|(name, _)| !name.starts_with("access-control-")), "{refused:?}");
}

#[test]
fn head_is_get_without_content() {
    let api = Served::booking();
    for target in ["/v1/hotels/ht_12", "/v1/hotels?limit=3", "/v1/hotels/ht_99", "/v1/payments"] {
        let (get, head) = (api.get(target, &[]), api.send("HEAD", target, &[], ""));
        let fields = |answer: &Answer| answer.headers.iter().filter(|(name, _)| name != "date").cloned().collect::<Vec<_>>();
        assert_eq!((get.status, fields(&get)), (head.status, fields(&head)), "{target}");
        assert!(!get.body.is_empty() && head.body.is_empty());
    }
}

#[test]
fn one_connection_carries_many_requests() {
    let api = Served::booking();
    let mut stream = api.connect();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    for (target, status) in [("/v1/hotels/ht_12", 200), ("/v1/nowhere", 404), ("/v1/hotels/ht_12", 200)] {
        write_request(&mut stream, "GET", target, &[], "");
        assert_eq!(Answer::read(&mut reader, false).status, status);
    }
    write_request(&mut stream, "GET", "http://localhost/v1/hotels/ht_12", &["connection: close"], "");
    assert_eq!(Answer::read(&mut reader, false).status, 200);
}

#[test]
fn an_upload_is_asked_for_only_if_it_fits() {
    let api = Served::booking();
    let head = |length: usize| {
        format!("POST /v1/guests HTTP/1.1\r\nhost: a\r\n{GUEST}\r\n{JSON}\r\nexpect: 100-continue\r\ncontent-length: {length}\r\n\r\n")
    };
    let fits = api.raw(format!("{}{{}}", head(2)).as_bytes());
    assert!(fits.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 422 "), "{fits}");
    let large = api.raw(head(90_000_000).as_bytes());
    assert!(large.starts_with("HTTP/1.1 413 Content Too Large\r\n"), "{large}");
}

#[test]
fn it_says_what_it_serves_and_what_happened() {
    let mut api = Served::start("hotel-booking", &[]);
    for text in ["Base URL http://127.0.0.1:", "5 resources, 20 endpoints, ", "Guest app", "412: someone changed it first", "if-none-match"] {
        assert!(api.greeting.contains(text), "{}", api.greeting);
    }
    api.send(
        "POST",
        "/v1/bookings",
        &[GUEST, JSON],
        r#"{"roomId": "rm_204", "guestId": "gs_81", "checkIn": "2026-03-15", "checkOut": "2026-03-16"}"#,
    );
    let mut line = String::new();
    api.lines.read_line(&mut line).unwrap();
    assert!(line.ends_with(" POST /v1/bookings 409 room taken by bk_7q2m · conflict, RFC 9110 section 15.5.10\n"), "{line}");
}

#[test]
fn a_log_of_json_lines_stands_alone_on_standard_output() {
    let design = ["serve", "hotel-booking", "--port", "0", "--log", "json"];
    let mut child = roundtrip().args(design).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut greeting = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut greeting).unwrap();
    let address = greeting.trim().split("http://").nth(1).unwrap();
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    write_request(&mut stream, "OPTIONS", "/v1/bookings", &["origin: https://app.stay.example", "access-control-request-method: DELETE"], "");
    write_request(&mut stream, "GET", "/v1/bookings?sort=%22", &[GUEST, "origin: https://app.stay.example"], "");
    write_request(&mut stream, "GET", "/v1/hotels", &["host: again"], "");
    let lines: Vec<Value> =
        BufReader::new(child.stdout.take().unwrap()).lines().take(3).map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(lines[0]["preflight"], json!({ "method": "DELETE", "headers": [] }));
    assert_eq!((&lines[0]["status"], &lines[0]["origin"]), (&json!(204), &json!("https://app.stay.example")));
    assert_eq!((&lines[1]["target"], &lines[1]["client"]), (&json!("/v1/bookings?sort=%22"), &json!("Guest app")));
    assert_eq!((lines[1].get("preflight"), lines[1]["time"].as_str().map(str::len)), (None, Some(20)));
    assert_eq!(
        lines[2],
        json!({ "method": "GET", "target": "/v1/hotels", "status": 400, "why": "The Host line stands more than once. Send it once." })
    );
}

#[cfg(unix)]
#[test]
fn every_line_of_the_greeting_works() {
    let api = Served::booking();
    let lines: Vec<&str> = api.greeting.lines().map(str::trim).filter(|line| line.starts_with("curl ")).collect();
    assert_eq!(lines.len(), 10, "{}", api.greeting);
    if std::process::Command::new("curl").arg("--version").output().is_err() {
        eprintln!("curl is not here, so its lines are not tried");
        return;
    }
    let mut statuses = Vec::new();
    for line in lines {
        let output = std::process::Command::new("sh").args(["-c", &format!("{line} --silent --noproxy '*'")]).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        statuses.push(text.split(' ').nth(1).unwrap_or_default().to_owned());
    }
    assert_eq!(statuses, ["200", "200", "200", "200", "201", "304", "412", "409", "422", "204"]);
}

#[cfg(unix)]
#[test]
fn it_ends_well_when_interrupted() {
    assert_eq!(Served::booking().interrupt().code(), Some(0));
}

#[test]
fn the_type_of_a_problem_leads_to_a_page() {
    let api = Served::booking();
    let problem = api.get("/v1/bookings/none", &[GUEST]).is_problem(404);
    let path = problem["type"].as_str().unwrap().strip_prefix("https://api.stay.example").unwrap().to_owned();
    let page = api.get(&path, &[]);
    assert_eq!((page.status, page.get("content-type")), (200, Some("text/markdown; charset=utf-8")));
    assert!(page.body.starts_with("# There is no such record\n") && page.body.contains("What to do"), "{}", page.body);
    assert_eq!(api.get("/problems/no-such-type", &[]).status, 404);
}
