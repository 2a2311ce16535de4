//! Third-party cases for Standard Webhooks, where they stand beside the checkout. Absent folders are skipped with a printed line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::Path;

use roundtrip::http::Headers;
use roundtrip::http::webhook::{Verdict, sign, verify};
use serde_json::Value;

/// The cases of a file; none, with a line, where it is absent.
fn cases(file: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/standard-webhooks").join(file);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {file} is not beside the checkout");
        return Vec::new();
    };
    serde_json::from_str::<Value>(&text).unwrap().as_array().unwrap().clone()
}

fn text<'a>(case: &'a Value, name: &str) -> &'a str {
    case[name].as_str().unwrap()
}

#[test]
fn signatures() {
    let cases = cases("sign.json");
    for case in &cases {
        let signed = sign(text(case, "secret"), text(case, "id"), case["timestamp"].as_u64().unwrap(), text(case, "payload").as_bytes());
        assert_eq!(signed.as_deref(), case["signature"].as_str(), "{case}");
    }
    println!("sign.json: {} as expected", cases.len());
}

#[test]
fn verdicts() {
    let cases = cases("verify.json");
    let mut failures = Vec::new();
    for case in &cases {
        let headers: Headers = case["headers"].as_object().unwrap().iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap())).collect();
        let (now, tolerance) = (case["now"].as_u64().unwrap(), case["tolerance_seconds"].as_u64().unwrap());
        let verdict = verify(text(case, "secret"), &headers, text(case, "payload").as_bytes(), now, tolerance, |_| false);
        let said = match verdict {
            Verdict::Valid => "valid",
            Verdict::BadSecret => "error",
            _ => "invalid",
        };
        if said != text(case, "result") {
            failures.push(format!("{} {}: {verdict:?}", case["id"], case["title"]));
        }
    }
    println!("verify.json: {} of {} as expected", cases.len() - failures.len(), cases.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
