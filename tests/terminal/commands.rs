//! `samples`, `review`, `export`, and what goes wrong before any of them.

use std::io::Write;
use std::process::Stdio;

use roundtrip::design::{Document, samples};
use serde_json::Value;

use crate::client::{File, roundtrip};

/// Exit code, standard output, standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = roundtrip().args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn fed(arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut child = roundtrip().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn samples_are_listed() {
    let (code, out, _) = run(&["samples"]);
    assert_eq!(code, 0);
    assert_eq!(out.lines().count(), samples::ALL.len());
    assert!(out.starts_with("hotel-booking  Hotel booking  Searches,"), "{out}");
}

#[test]
fn a_review_for_people() {
    let (code, out, _) = run(&["review", "flawed"]);
    assert_eq!(code, 1, "errors were found");
    for text in ["Flawed shop\n", " of 100\n", "Level ", " to fix, ", "■ ", "Fix: ", "What would raise it\n"] {
        assert!(out.contains(text), "{text}: {out}");
    }
    let points: Vec<f32> = out
        .lines()
        .filter(|line| line.starts_with(['■', '▲', '◆']))
        .map(|line| line.split_whitespace().nth(1).unwrap().trim_start_matches('+').parse().unwrap())
        .collect();
    assert!(points.len() > 5 && points.is_sorted_by(|left, right| left >= right), "{points:?}");
    assert!(!out.contains('\u{1b}'), "no colour outside a terminal");
}

#[test]
fn a_review_for_programs() {
    let (code, out, _) = run(&["review", "flawed", "--format", "json"]);
    assert_eq!(code, 1);
    let review: Value = serde_json::from_str(&out).unwrap();
    assert!(review["score"].as_f64().is_some_and(|score| (0.0..100.0).contains(&score)), "{out}");
    assert!(review["level"].as_u64().is_some_and(|level| level <= 3));
    for finding in review["findings"].as_array().unwrap() {
        assert!(["error", "warning", "hint"].contains(&finding["severity"].as_str().unwrap()));
        assert!(["rule", "at", "message"].iter().all(|name| finding[name].is_string()), "{finding}");
        assert!(finding["points"].is_number());
    }
}

#[test]
fn a_sound_design_passes() {
    assert_eq!(run(&["review", "hotel-booking"]).0, 0);
    let document = Document::new(samples::payments()).to_json();
    assert_eq!(fed(&["review", "-"], &document).0, 0);
    assert_eq!(fed(&["review", "-"], &format!("\u{feff}{document}")).0, 0);
}

#[test]
fn exports() {
    let (code, out, _) = run(&["export", "hotel-booking", "--format", "openapi-json"]);
    let openapi: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, openapi["info"]["title"].as_str()), (0, Some("Hotel booking")));
    assert!(run(&["export", "hotel-booking", "--format", "openapi-yaml"]).1.starts_with("openapi: "));
    let file = File::of("exported.json", "");
    assert_eq!(run(&["export", "payments", "--format", "roundtrip", "-o", file.path()]), (0, String::new(), String::new()));
    let text = std::fs::read_to_string(&file.0).unwrap();
    assert_eq!(Document::from_json(&text).unwrap().design, samples::payments());
    assert_eq!(run(&["export", file.path(), "--format", "roundtrip"]).1, text, "a document exports as itself");
    let (code, _, error) = run(&["export", "payments", "--format", "roundtrip", "-o", "/no/such/folder/x.json"]);
    assert!(code == 2 && error.contains("/no/such/folder/x.json cannot be written: No such file or directory."), "{error}");
}

#[test]
fn a_link_is_a_design_too() {
    let link = format!("https://roundtrip.example/#{}", roundtrip::formats::link::encode(&samples::payments()));
    assert_eq!(run(&["review", &link]).0, 0);
    assert_eq!(run(&["review", &link[..link.len() - 40]]).0, 2);
}

#[test]
fn bad_input_says_what_to_do() {
    let files = [
        ("trailing.json", "{\n  \"roundtrip\": 1,\n}", "Line 3, column 1: this is not JSON"),
        ("foreign.json", "{\"name\": \"3.1.0\"}", "nothing that can be opened"),
        ("pathless.json", "{\"openapi\": \"3.1.0\"}", "The document has no `paths`"),
        ("newer.json", "{\"roundtrip\": 9, \"design\": {}}", "format 9; this program reads up to format 1"),
        ("invalid.json", "{\"roundtrip\": 1, \"design\": {\"name\": 7}}", "Line 1, column"),
        ("empty.json", "", "There is nothing in it"),
    ];
    for (name, text, expected) in files {
        let file = File::of(name, text);
        for command in [&["review", file.path()][..], &["serve", file.path(), "--port", "0"], &["export", file.path(), "--format", "roundtrip"]] {
            let (code, out, error) = run(command);
            assert_eq!((code, out.as_str()), (2, ""), "{error}");
            assert!(error.starts_with("roundtrip: ") && error.contains(expected) && error.contains(file.path()), "{error}");
        }
    }
    let (code, _, error) = run(&["review", "hotel-bokking"]);
    assert!(code == 2 && error.contains("Did you mean hotel-booking? The samples: hotel-booking, payments, flawed."), "{error}");
    assert!(run(&["review", "."]).2.contains("is a folder"));
    let binary = File::of("binary.json", "");
    std::fs::write(&binary.0, b"{\"a\": \"\xff\"}").unwrap();
    assert!(run(&["review", binary.path()]).2.contains("byte 8 is not UTF-8"));
}

#[test]
fn usage() {
    for arguments in [&[][..], &["fly"], &["export", "payments"], &["export", "payments", "--format", "soap"], &["serve", "payments", "--port", "x"]]
    {
        assert_eq!(run(arguments).0, 2, "{arguments:?}");
    }
    for arguments in [
        &["--help"][..],
        &["serve", "--help"],
        &["review", "--help"],
        &["export", "--help"],
        &["samples", "--help"],
        &["import", "--help"],
        &["probe", "--help"],
        &["completion", "--help"],
        &["--version"],
    ] {
        let (code, out, _) = run(arguments);
        assert_eq!(code, 0);
        assert!(arguments == ["--version"] || out.contains("Examples:\n"), "{out}");
    }
}

#[test]
fn a_taken_port_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, out, error) = run(&["serve", "payments", "--port", &port]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(error.contains(&format!("Port {port} on 127.0.0.1 is taken")) && error.contains("--port 0"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_is_no_fault() {
    let program = env!("CARGO_BIN_EXE_roundtrip");
    for command in ["export hotel-booking --format openapi-yaml", "review flawed", "samples", "--help"] {
        let output = std::process::Command::new("sh").args(["-c", &format!("{program} {command} | true")]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{command}");
    }
}

#[test]
fn records_go_out_and_come_in() {
    let arguments = ["data", "hotel-booking", "--generate", "20", "--seed", "7", "--at", "2026-01-01"];
    let (code, out, error) = run(&arguments);
    assert_eq!((code, error.as_str()), (0, ""));
    let data: Value = serde_json::from_str(&out).unwrap();
    assert!(data.as_object().unwrap().values().all(|list| list.as_array().is_some_and(|list| list.len() >= 20)), "{out}");
    assert_eq!(run(&arguments).1, out, "the same seed and moment make the same records");
    let file = File::of("data.json", &out);
    let api = crate::client::Served::start("hotel-booking", &["--quiet", "--data", file.path(), "--at", "2026-01-01T12:00:00Z", "--frozen"]);
    let id = data["Hotel"][19]["id"].as_str().unwrap();
    let read = api.get(&format!("/v1/hotels/{id}"), &[]);
    assert_eq!((read.status, read.get("date")), (200, Some("Thu, 01 Jan 2026 12:00:00 GMT")));
    assert_eq!(serde_json::from_str::<Value>(&read.body).unwrap()["name"], data["Hotel"][19]["name"]);

    let bad = File::of("bad.json", r#"{"Hotel": [{"id": "a", "name": 7}]}"#);
    let (code, _, error) = run(&["serve", "hotel-booking", "--port", "0", "--data", bad.path()]);
    assert_eq!(code, 2);
    assert!(error.contains("Hotel, record 1, member"), "{error}");
    let (code, _, error) = run(&["data", "hotel-booking", "--resource", "Spaceship"]);
    assert!(code == 2 && error.contains("no resource `Spaceship`"), "{error}");
    assert_eq!(run(&["serve", "hotel-booking", "--at", "tomorrow"]).0, 2);
}

#[test]
fn who_may_do_what() {
    let (code, out, _) = run(&["matrix", "hotel-booking"]);
    assert_eq!(code, 0);
    let head: Vec<&str> = out.lines().next().unwrap().split("  ").map(str::trim).filter(|word| !word.is_empty()).collect();
    assert_eq!(head, ["Endpoint", "Guest app", "Front desk", "Travel agency", "Unknown page", "Nobody"]);
    let row = out.lines().find(|line| line.starts_with("DELETE /bookings/{id}")).unwrap();
    assert_eq!(row.split_whitespace().skip(2).collect::<Vec<_>>(), ["403", "204", "403", "401", "401"]);
    let (code, out, _) = run(&["matrix", "hotel-booking", "--json"]);
    let table: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, table["rows"][0]["cells"][0]["status"].as_u64()), (0, Some(200)));
    let (_, out, _) = run(&["matrix", "payments", "--format", "markdown"]);
    assert!(out.lines().nth(1).unwrap().starts_with("| --- | "), "{out}");
}

const SHOP: &str = "openapi: 3.1.0
info: {title: Shop, version: '1'}
paths:
  /getOrders:
    get: {operationId: getOrders, responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {type: object, properties: {id: {type: integer}, n: {type: integer, multipleOf: 2}}}}}}}}}
";

#[test]
fn an_openapi_document_is_imported_reviewed_and_exported() {
    let file = File::of("shop.yaml", SHOP);
    let (code, out, told) = run(&["import", file.path()]);
    assert_eq!(code, 0, "{told}");
    let design = Document::from_json(&out).unwrap().design;
    assert_eq!((design.name.as_str(), design.endpoints.len()), ("Shop", 1));
    assert!(told.contains("warning: The design has no word for `multipleOf`"), "{told}");
    assert!(told.contains("  line 5, column ") && told.contains(": /paths/~1getOrders/get/responses/200/"), "{told}");
    let (_, _, told) = run(&["import", file.path(), "--remarks", "all"]);
    assert!(told.lines().all(|line| line.starts_with(&format!("{}:", file.path()))), "{told}");

    let (code, out, _) = run(&["review", file.path(), "--format", "sarif", "--fail-on", "never"]);
    assert_eq!(code, 0);
    let sarif: Value = serde_json::from_str(&out).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let verb = results.iter().find(|result| result["ruleId"] == "crud-word-in-path").unwrap();
    assert_eq!(verb["locations"][0]["physicalLocation"]["region"]["startLine"], 5, "{verb}");
    assert_eq!(verb["locations"][0]["logicalLocations"][0]["properties"]["jsonPointer"], "/paths/~1getOrders/get");

    for (format, beginning) in [("markdown", "# Review of Shop\n"), ("html", "<!doctype html>\n"), ("text", "Shop\n"), ("json", "{\n")] {
        let (_, out, _) = fed(&["review", "-", "--format", format], SHOP);
        assert!(out.starts_with(beginning), "{format}: {out}");
    }
    assert_eq!(run(&["review", "hotel-booking", "--fail-on", "never", "--fail-below", "100"]).0, 1);
    assert_eq!(run(&["review", "flawed", "--fail-on", "never", "--fail-below", "1"]).0, 0);

    let (code, out, _) = run(&["export", file.path(), "--format", "openapi-yaml"]);
    assert_eq!(code, 0);
    assert!(out.contains("operationId: getOrders"), "{out}");
    let (code, _, told) = fed(&["review", "-"], "openapi: 3.1.0\npaths: [\n");
    assert_eq!(code, 2);
    assert!(told.contains("Line "), "{told}");
}
