//! Third-party cases for the field `Range`, where they stand beside the checkout. Absent folders are skipped with a printed line.
//!
//! The cases are those of a library that keeps the good ranges of a field with bad ones in it. RFC 9110 section 14.2 lets a
//! server pass such a field over, which is safer: the client gets the whole and knows it. These cases do not apply here, nor
//! do units other than bytes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "corpora/suite.rs"]
mod suite;

use roundtrip::http::headers::split_list;
use roundtrip::http::range::{Asked, asked, joined};
use serde_json::Value;
use suite::{Tally, cases};

#[test]
fn ranges() {
    let file = "http-headers/range.json";
    let Some(cases) = cases(file) else { return };
    let mut tally = Tally::default();
    for case in &cases {
        let (field, size) = (case["range"].as_str().unwrap(), case["size"].as_u64().unwrap());
        let expected = expected(case);
        if expected != Asked::Nothing && is_invalid(field, size) {
            assert_eq!(asked(field, size), Asked::Nothing, "{field}");
            tally.skip("a field with a bad range in it is passed over as a whole (RFC 9110 section 14.2)");
            continue;
        }
        let got = match asked(field, size) {
            Asked::Spans(spans) if case["options"]["combine"] == true => Asked::Spans(joined(spans)),
            other => other,
        };
        tally.judge(got == expected, || format!("{}: {field} of {size}: {got:?}, not {expected:?}", case["id"]));
    }
    tally.close(file);
}

fn expected(case: &Value) -> Asked {
    match case["result"].as_str() {
        Some("malformed") => Asked::Nothing,
        Some(_) => Asked::Beyond,
        None => {
            let ranges = case["result"]["ranges"].as_array().unwrap();
            Asked::Spans(ranges.iter().map(|range| (range["start"].as_u64().unwrap(), range["end"].as_u64().unwrap())).collect())
        }
    }
}

/// Whether a part of the field is no range of bytes (RFC 9110 section 14.1.1), though another part may be one.
fn is_invalid(field: &str, size: u64) -> bool {
    let (unit, set) = field.split_once('=').unwrap_or_default();
    unit.trim() != "bytes" || split_list(set).into_iter().any(|member| asked(&format!("bytes={member}"), size) == Asked::Nothing)
}
