//! Third-party cases for structured fields (RFC 9651), where they stand beside the checkout.
//!
//! Two fields that are read here are such items and nothing else: `Deprecation`, a date, and `Idempotency-Key`, a string. The
//! others are written here, not read, or are older than structured fields, such as `Prefer`. So numbers, tokens, lists and
//! dictionaries have no reader of their own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "corpora/suite.rs"]
mod suite;

use roundtrip::http::idempotency_key::{self, KeyError};
use roundtrip::http::structured;
use suite::{Tally, cases};

#[test]
fn dates() {
    let Some(cases) = cases("structured-fields/date.json") else { return };
    let mut tally = Tally::default();
    for case in &cases {
        let raw = case["raw"][0].as_str().unwrap();
        let expected = case["expected"][0]["value"].as_i64().filter(|_| case["must_fail"] != true);
        let got = structured::parse_date(raw);
        let written = case["canonical"][0].as_str().unwrap_or(raw);
        tally.judge(got == expected && got.is_none_or(|seconds| structured::date(seconds) == written), || {
            format!("{}: {got:?}, expected {expected:?}", case["name"])
        });
    }
    tally.close("structured-fields/date.json");
}

/// Strings, as keys of requests.
#[test]
fn strings() {
    for file in ["string.json", "string-generated.json"] {
        let file = format!("structured-fields/{file}");
        let Some(cases) = cases(&file) else { continue };
        let mut tally = Tally::default();
        for case in &cases {
            let lines = case["raw"].as_array().unwrap();
            let raw = lines[0].as_str().unwrap();
            let got = idempotency_key::parse(raw);
            let skip = match &got {
                _ if lines.len() > 1 => Some("a key that stands twice is refused before it is read"),
                Err(KeyError::Empty) => Some("a key may not be empty"),
                Err(KeyError::TooLong(_)) => Some("a key of more than 255 characters is refused"),
                _ if !raw.trim_matches(' ').starts_with('"') => Some("a key without quotes is read as many clients send it"),
                _ => None,
            };
            if let Some(why) = skip {
                tally.skip(why);
                continue;
            }
            let expected = case["expected"][0].as_str().filter(|_| case["must_fail"] != true);
            tally.judge(got.as_deref().ok() == expected, || format!("{} {raw:?}: {got:?}, expected {expected:?}", case["name"]));
        }
        tally.close(&file);
    }
}

/// What has no reader here, so that the table of suites names it.
#[test]
fn what_is_not_read() {
    const NUMBER: &str = "no field that is read here is a number";
    const TOKEN: &str = "no field that is read here is a token";
    const LIST: &str = "lists and dictionaries are written here (RateLimit), not read";
    const WRITTEN: &str = "what is written here is made of parts that cannot be out of range";
    for (file, why) in [
        ("binary.json", "Repr-Digest is read for its one algorithm by the stage of uploads, not as a dictionary"),
        ("boolean.json", "no field that is read here is a boolean"),
        ("dictionary.json", LIST),
        ("display-string.json", "no field that is read here is a display string"),
        ("examples.json", LIST),
        ("item.json", "no field that is read here may be any item"),
        ("key-generated.json", LIST),
        ("large-generated.json", LIST),
        ("list.json", LIST),
        ("listlist.json", LIST),
        ("number-generated.json", NUMBER),
        ("number.json", NUMBER),
        ("param-dict.json", LIST),
        ("param-list.json", LIST),
        ("param-listlist.json", LIST),
        ("token-generated.json", TOKEN),
        ("token.json", TOKEN),
        ("serialisation-tests/key-generated.json", WRITTEN),
        ("serialisation-tests/number.json", WRITTEN),
        ("serialisation-tests/string-generated.json", WRITTEN),
        ("serialisation-tests/token-generated.json", WRITTEN),
    ] {
        let file = format!("structured-fields/{file}");
        let Some(cases) = cases(&file) else { continue };
        let mut tally = Tally::default();
        tally.skip_all(cases.len(), why);
        tally.close(&file);
    }
}
