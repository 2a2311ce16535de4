//! Third-party cases for patches, where they stand beside the checkout. Absent folders are skipped with a printed line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::Path;

use roundtrip::http::json_patch;
use roundtrip::http::merge_patch::merge;
use serde_json::Value;

/// The cases of a set; `None`, with a line, where the set is absent.
fn cases(file: &str) -> Option<Vec<Value>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(file);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {file} is not beside the checkout");
        return None;
    };
    Some(serde_json::from_str::<Value>(&text).unwrap().as_array().unwrap().clone())
}

/// Prints what was judged and fails with what differed.
fn judge(set: &str, judged: usize, skipped: usize, failures: &[String]) {
    println!("{set}: {} of {judged} as expected, {skipped} do not apply", judged - failures.len());
    assert!(failures.is_empty(), "{set}: {} differ:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn merge_patches_of_rfc_7396() {
    let Some(cases) = cases("json-merge-patch/cases.json") else { return };
    let wrong = |case: &&Value| merge(case["doc"].clone(), case["patch"].clone()) != case["expected"];
    let failures: Vec<String> = cases.iter().filter(wrong).map(Value::to_string).collect();
    judge("json-merge-patch", cases.len(), 0, &failures);
}

#[test]
fn json_patches_of_rfc_6902() {
    for file in ["json-patch/cases.json", "json-patch/extra-idubrov.json"] {
        let Some(cases) = cases(file) else { continue };
        let (mut judged, mut skipped, mut failures) = (0, 0, Vec::new());
        for case in &cases {
            if case["disabled"] == true {
                skipped += 1;
                continue;
            }
            judged += 1;
            let got = json_patch::parse(&case["patch"])
                .map_err(|error| error.to_string())
                .and_then(|patch| json_patch::apply(&case["doc"], &patch).map_err(|failure| failure.to_string()));
            let fits = match (&got, case.get("expected"), case.get("error")) {
                (Ok(got), Some(expected), _) => got == expected,
                (Ok(_), None, None) | (Err(_), None, Some(_)) => true,
                _ => false,
            };
            if !fits {
                failures.push(format!("{} {got:?}", case));
            }
        }
        judge(file, judged, skipped, &failures);
    }
}
