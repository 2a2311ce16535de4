//! Third-party cases for patches, where they stand beside the checkout. Absent folders are skipped with a printed line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "corpora/suite.rs"]
mod suite;

use roundtrip::http::json_patch;
use roundtrip::http::merge_patch::merge;
use suite::{Tally, cases};

#[test]
fn merge_patches_of_rfc_7396() {
    let Some(cases) = cases("json-merge-patch/cases.json") else { return };
    let mut tally = Tally::default();
    for case in &cases {
        tally.judge(merge(case["doc"].clone(), case["patch"].clone()) == case["expected"], || case.to_string());
    }
    tally.close("json-merge-patch");
}

#[test]
fn json_patches_of_rfc_6902() {
    for file in ["json-patch/cases.json", "json-patch/extra-idubrov.json"] {
        let Some(cases) = cases(file) else { continue };
        let mut tally = Tally::default();
        for case in &cases {
            if case["disabled"] == true {
                tally.skip("disabled by the suite itself");
                continue;
            }
            let got = json_patch::parse(&case["patch"])
                .map_err(|error| error.to_string())
                .and_then(|patch| json_patch::apply(&case["doc"], &patch).map_err(|failure| failure.to_string()));
            let fits = match (&got, case.get("expected"), case.get("error")) {
                (Ok(got), Some(expected), _) => got == expected,
                (Ok(_), None, None) | (Err(_), None, Some(_)) => true,
                _ => false,
            };
            tally.judge(fits, || format!("{case} {got:?}"));
        }
        tally.close(file);
    }
}
