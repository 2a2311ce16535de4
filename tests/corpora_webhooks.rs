//! Third-party cases for Standard Webhooks, where they stand beside the checkout. Absent folders are skipped with a printed line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "corpora/suite.rs"]
mod suite;

use roundtrip::http::Headers;
use roundtrip::http::webhook::{Verdict, sign, verify};
use serde_json::Value;
use suite::{Tally, cases};

fn text<'a>(case: &'a Value, name: &str) -> &'a str {
    case[name].as_str().unwrap()
}

#[test]
fn signatures() {
    let Some(cases) = cases("standard-webhooks/sign.json") else { return };
    let mut tally = Tally::default();
    for case in &cases {
        let signed = sign(text(case, "secret"), text(case, "id"), case["timestamp"].as_u64().unwrap(), text(case, "payload").as_bytes());
        tally.judge(signed.as_deref() == case["signature"].as_str(), || format!("{case}: {signed:?}"));
    }
    tally.close("standard-webhooks/sign.json");
}

#[test]
fn verdicts() {
    let Some(cases) = cases("standard-webhooks/verify.json") else { return };
    let mut tally = Tally::default();
    for case in &cases {
        let headers: Headers = case["headers"].as_object().unwrap().iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap())).collect();
        let (now, tolerance) = (case["now"].as_u64().unwrap(), case["tolerance_seconds"].as_u64().unwrap());
        let verdict = verify(text(case, "secret"), &headers, text(case, "payload").as_bytes(), now, tolerance, |_| false);
        let said = match verdict {
            Verdict::Valid => "valid",
            Verdict::BadSecret => "error",
            _ => "invalid",
        };
        tally.judge(said == text(case, "result"), || format!("{} {}: {verdict:?}", case["id"], case["title"]));
    }
    tally.close("standard-webhooks/verify.json");
}
