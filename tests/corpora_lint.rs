//! What other linters say of small documents, beside what the review says of them, rule by rule where both have one.
//!
//! A fragment is made whole before it is read: a path item without an operation gets a GET that answers 200, and Swagger 2.0 that
//! says nothing but paths is read as OpenAPI. Only whether a rule speaks is compared, not how often.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

#[path = "corpora/suite.rs"]
mod suite;

use std::collections::BTreeMap;

use roundtrip::formats::openapi::import;
use roundtrip::rules;
use serde_json::{Value, json};
use suite::{cases, text};

/// Suite, its rule, ours: one of these has to speak where theirs does.
const SAME: &[(&str, &str, &[&str])] = &[
    ("spectral", "path-keys-no-trailing-slash", &["trailing-slash"]),
    ("spectral", "path-not-include-query", &["empty-or-encoded-segment"]),
    ("spectral", "info-description", &["api-without-summary"]),
    ("zally", "110", &["top-level-array"]),
    ("zally", "129", &["underscore-in-path", "uppercase-in-path"]),
    ("zally", "134", &["singular-collection"]),
    ("zally", "136", &["trailing-slash", "empty-or-encoded-segment"]),
    ("zally", "145", &["nested-only", "nested-deeper-than-two"]),
    ("zally", "150", &["status-unfit-for-method", "no-content-with-body"]),
    ("zally", "151", &["no-client-error-declared"]),
    ("zally", "153", &["no-retry-after"]),
    ("vacuum", "AmbiguousPaths", &["ambiguous-templates", "duplicate-endpoint"]),
    ("vacuum", "OperationDescription", &["endpoint-without-summary"]),
    ("vacuum", "PathsKebabCase", &["underscore-in-path", "uppercase-in-path"]),
    ("vacuum", "PostResponseSuccess", &["create-answers-200"]),
    ("vacuum", "VerbsInPaths", &["verb-in-path", "crud-word-in-path"]),
    ("restruler", "CamelCaseRule", &["uppercase-in-path"]),
    ("restruler", "CRUDRule", &["crud-word-in-path", "verb-in-path"]),
    ("restruler", "FileExtensionRule", &["file-extension"]),
    ("restruler", "LowercaseRule", &["uppercase-in-path"]),
    ("restruler", "PluralNameRule", &["singular-collection"]),
    ("restruler", "UnderscoreRule", &["underscore-in-path"]),
    ("restruler", "VerbPhraseRule", &["verb-in-path", "crud-word-in-path"]),
];

/// Why other rules have no counterpart; their cases are counted.
const OTHERS: &[(&str, &str)] = &[
    ("115", "versions in paths are wanted here, not forbidden"),
    ("166", "Link is wanted here, not forbidden"),
    ("118", "one convention is wanted here, whichever it is"),
    ("120", "names of lists are left to their authors"),
    ("DuplicatePaths", "a key that comes twice is a fault of YAML, which the import tells"),
    ("NoRequestBody", "content of a GET is left out by the import, which tells it"),
];

/// Cases in which the review differs on purpose.
const DIFFER: &[(&str, &str)] = &[
    ("zally-038", "a call that nothing refuses declares no error"),
    ("zally-061", "a word behind a parameter may name one thing, and nothing there lists or reads records"),
    ("vacuum-068", "/a/1/b/c/d matches both paths"),
    ("vacuum-076", "the three templates match the same requests, whatever stands before the name of the parameter"),
    ("vacuum-139", "a summary says enough; a description beside it is welcome"),
    ("vacuum-144", "a summary says enough; a description beside it is welcome"),
    ("vacuum-146", "a summary says enough; a description beside it is welcome"),
    ("restruler-LowercaseRule-checkViolationOnInvalidRESTFile3Violations", "the rule about CRUD words speaks of these segments"),
    ("restruler-LowercaseRule-checkViolationOnInvalidRESTFileEmptyURI", "the rule about CRUD words speaks of these segments"),
    ("restruler-PluralNameRule-checkViolationOnInvalidRESTFile2Violations", "nothing there lists or reads records"),
];
const OPENAPI: &str = "about the document as OpenAPI, which the import judges, or about what a design has no word for";

#[test]
fn other_linters_agree() {
    let mut tally: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut skipped: BTreeMap<&str, usize> = BTreeMap::new();
    let mut differ = Vec::new();
    for suite in ["spectral", "zally", "vacuum", "restruler"] {
        let Some(cases) = cases(&format!("lint/{suite}-cases.json")) else { return };
        for case in &cases {
            let theirs = ["rule", "rule_function", "rule_class"].iter().find_map(|name| case[*name].as_str()).unwrap();
            let Some((_, _, ours)) = SAME.iter().find(|(known, rule, _)| *known == suite && *rule == theirs) else {
                *skipped.entry(OTHERS.iter().find(|(rule, _)| *rule == theirs).map_or(OPENAPI, |(_, why)| why)).or_default() += 1;
                continue;
            };
            let Some(document) = document(suite, case) else { continue };
            let Ok(read) = import::read(&document) else {
                *skipped.entry("the document cannot be read").or_default() += 1;
                continue;
            };
            let report = rules::review(&read.design);
            let speaks = report.findings.iter().any(|finding| ours.contains(&finding.rule));
            let expected = match suite {
                "spectral" => case["errors"].as_array().is_some_and(|errors| !errors.is_empty()),
                "zally" => case["expect"] == "violation",
                _ => case["violations"].as_u64().unwrap_or(0) > 0,
            };
            let (agreed, judged) = tally.entry(suite).or_default();
            *judged += 1;
            let on_purpose = DIFFER.iter().find(|(id, _)| case["id"] == *id);
            if speaks == expected {
                *agreed += 1;
                assert!(on_purpose.is_none(), "{} does not differ any more", case["id"]);
            } else if let Some((id, why)) = on_purpose {
                println!("  {suite} {theirs} {id}: we {}, {why}", says(speaks));
            } else {
                differ.push(format!("{suite} {theirs} {}: they {}, we {}", case["id"], says(expected), says(speaks)));
            }
        }
    }
    for (suite, (agreed, judged)) in &tally {
        println!("lint/{suite}: {agreed} of {judged}");
    }
    for (why, cases) in skipped {
        println!("lint: {cases} cases without a counterpart, {why}");
    }
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ.join("\n"));
}

fn says(speaks: bool) -> &'static str {
    if speaks { "find a fault" } else { "find none" }
}

/// The document of a case, made whole.
fn document(suite: &str, case: &Value) -> Option<String> {
    let whole = |text: &str| {
        let answered = "{get: {responses: {'200': {description: ok}}}}";
        let lines =
            text.lines().map(|line| match line.trim_start().trim_start_matches(['"', '\'']).starts_with('/') && line.trim_end().ends_with(": {}") {
                true => line.trim_end().trim_end_matches("{}").to_owned() + answered,
                false => line.to_owned(),
            });
        lines.collect::<Vec<_>>().join("\n")
    };
    if suite == "restruler" {
        return text(&format!("lint/restruler-specs/{}", case["document"].as_str()?));
    }
    match &case["document"] {
        Value::String(text) => Some(whole(text)),
        Value::Object(_) => {
            let mut document = case["document"].clone();
            for item in document["paths"].as_object_mut().into_iter().flat_map(|paths| paths.values_mut()) {
                if item.as_object().is_some_and(serde_json::Map::is_empty) {
                    *item = json!({ "get": { "responses": { "200": { "description": "ok" } } } });
                }
            }
            if document["swagger"] == "2.0" && document.get("definitions").is_none() {
                document.as_object_mut()?.remove("swagger");
                document["openapi"] = "3.0.0".into();
            }
            Some(document.to_string())
        }
        _ => case["document_text"].as_str().map(whole),
    }
}
