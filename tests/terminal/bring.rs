//! What people bring and take away by the command: imports of every kind, scripts against a design and a port, completion, watching.

use std::io::Write as _;
use std::process::Stdio;
use std::time::Duration;

use roundtrip::design::{Document, samples};

use crate::client::{File, roundtrip};

fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = roundtrip().args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn every_kind_is_told_by_its_content() {
    let postman = run(&["export", "payments", "--format", "postman"]).1;
    for (name, text, from) in [
        ("a.yaml", "swagger: '2.0'\ninfo: {title: A, version: '1'}\npaths:\n  /a: {get: {responses: {'200': {description: ok}}}}\n", "openapi"),
        ("a.json", postman.as_str(), "postman"),
        ("a.sh", "curl https://api.example/v1/orders/42", "curl"),
        ("a.har", "{\"log\": {\"entries\": []}}", "har"),
    ] {
        let file = File::of(name, text);
        let (code, out, error) = run(&["import", file.path(), "--from", from]);
        assert_eq!(code, 0, "{error}");
        assert!(Document::from_json(&out).is_ok());
        let other = if from == "curl" { "har" } else { "curl" };
        let (code, _, error) = run(&["import", file.path(), "--from", other]);
        assert!(code == 2 && error.contains("Leave out --from"), "{error}");
    }
    let (code, out, _) = run(&["import", "curl -X POST https://api.example/v1/orders -d '{\"total\": 2}'"]);
    assert!(code == 0 && out.contains("\"origin\": \"https://api.example\""), "{out}");
}

#[test]
fn a_script_is_run_against_a_design() {
    let script = File::of("calls.http", &run(&["export", "hotel-booking", "--format", "http"]).1);
    let (code, out, error) = run(&["probe", script.path(), "--design", "hotel-booking"]);
    assert_eq!(code, 0, "{out}{error}");
    assert!(out.contains("  routing: listHotels\n") && out.ends_with("20 requests, 20 with an expected status, 0 answered otherwise\n"), "{out}");
    let wrong = File::of("wrong.http", "### Nothing there\n? 200\nGET /v1/nothing\n");
    let (code, out, _) = run(&["probe", wrong.path(), "--design", "hotel-booking", "--full"]);
    assert!(code == 1 && out.contains("line 3: expected 200 OK") && out.contains("< content-type: application/problem+json"), "{out}");
    let bad = File::of("bad.http", "hello\n");
    assert!(run(&["probe", bad.path(), "--design", "payments"]).2.contains("Line 1: `hello` is no request"));
    assert!(run(&["probe", wrong.path(), "--url", "http://example.com"]).2.contains("only this machine"));
}

#[test]
fn shells_complete() {
    for shell in ["bash", "zsh", "fish"] {
        let (code, out, _) = run(&["completion", shell]);
        assert!(code == 0 && out.contains("probe") && out.contains("typescript"), "{shell}");
    }
}

#[test]
fn a_watched_design_is_served_as_it_is_now() {
    use std::io::BufRead;
    let mut design = samples::hotel_booking();
    let file = File::of("watched.json", &Document::new(design.clone()).to_json());
    let mut child = roundtrip().args(["serve", file.path(), "--port", "0", "--watch", "--quiet"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    let address = first.split(" listens on ").nth(1).unwrap().to_owned();
    let script = File::of("one.http", "? 200\nGET /v1/hotels\n");
    assert_eq!(run(&["probe", script.path(), "--url", &address]).0, 0);
    design.base_path = "/v9".to_owned();
    std::thread::sleep(Duration::from_millis(50));
    std::fs::File::create(&file.0).unwrap().write_all(Document::new(design).to_json().as_bytes()).unwrap();
    let told = lines.by_ref().map_while(Result::ok).find(|line| line.contains("was read again"));
    assert!(told.is_some_and(|line| line.contains("20 endpoints")));
    assert_eq!(run(&["probe", script.path(), "--url", &address]).0, 1, "the old path is gone");
    let _ = child.kill();
    let _ = child.wait();
}
