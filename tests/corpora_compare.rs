//! Pairs of documents with what changed between them, as three other tools see it, read and compared here.
//!
//! The tools have opinions of their own; kinds are matched by name where both have the same, by `ALIKE` where the words differ, and
//! levels by what they mean: ERR and «incompatible» are breaking, WARN may break, INFO breaks nobody.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "corpora/suite.rs"]
mod suite;

use std::collections::BTreeMap;

use roundtrip::compare::{self, Level, Report, Today};
use roundtrip::formats::openapi::{contract, import};
use serde_json::Value;

/// The moment of all comparisons, 1 June 2026: sunsets of the set lie well before it, or far behind.
const TODAY: Today = Today { seconds: 1_780_272_000 };

/// Kinds of ours for kinds of theirs, where the words differ.
const ALIKE: &[(&str, &[&str])] = &[
    ("api-path-removed-without-deprecation", &["endpoint-removed-without-deprecation"]),
    ("api-removed-without-deprecation", &["endpoint-removed-without-deprecation"]),
    ("api-path-removed-with-deprecation", &["endpoint-removed-with-deprecation"]),
    ("api-removed-with-deprecation", &["endpoint-removed-with-deprecation"]),
    ("api-path-removed-before-sunset", &["endpoint-removed-before-sunset"]),
    ("api-removed-before-sunset", &["endpoint-removed-before-sunset"]),
    ("api-security-component-type-changed", &["api-security-component-changed"]),
    ("api-security-component-oauth-url-changed", &["api-security-component-changed"]),
    ("api-security-component-oauth-token-url-changed", &["api-security-component-changed"]),
    ("api-security-component-oauth-scope-added", &["api-security-component-changed"]),
    ("api-security-component-oauth-scope-removed", &["api-security-component-changed"]),
    ("response-mediatype-enum-value-removed", &["response-body-enum-value-removed", "response-property-enum-value-removed"]),
    ("request-parameter-type-generalized", &["request-parameter-list-of-types-widened"]),
    ("response-body-one-of-added", &["response-body-wrapped-in-one-of"]),
];

/// Kinds of theirs that a contract here does not hold, and why.
const BEYOND: &[(&str, &str)] = &[
    ("all-of-", "allOf is worked in: what it changes is told, not that it stands there"),
    ("api-invalid-stability-level", "a wrong word in an extension of that tool"),
    ("-sunset-invalid", "how a date may be written in an extension of that tool"),
    ("-sunset-parse", "how a date may be written in an extension of that tool"),
    ("-sunset-missing", "that tool's own rule of what a deprecation has to say"),
    ("-date-too-small", "that tool's own rule of how much notice clients get"),
    ("-date-changed-too-small", "that tool's own rule of how much notice clients get"),
    ("request-body-type-compatible", "how loosely a tool reads other media types"),
    ("response-body-type-compatible", "how loosely a tool reads other media types"),
    ("response-media-type-name-", "parameters of media types"),
    ("api-tag-", "tags are words"),
    ("api-operation-id-", "names in code are not on the wire"),
    ("api-schema-removed", "a part that no call uses"),
];

struct Judge {
    found: usize,
    expected: usize,
    alarms: usize,
    quiet: usize,
    skipped: BTreeMap<String, usize>,
    failures: Vec<String>,
}

impl Judge {
    fn new() -> Self {
        Self { found: 0, expected: 0, alarms: 0, quiet: 0, skipped: BTreeMap::new(), failures: Vec::new() }
    }

    fn skip(&mut self, why: &str) {
        *self.skipped.entry(why.to_owned()).or_default() += 1;
    }

    /// A change that should be found.
    fn expect(&mut self, found: bool, otherwise: impl FnOnce() -> String) {
        self.expected += 1;
        self.found += usize::from(found);
        if !found {
            self.failures.push(otherwise());
        }
    }

    /// Something that should not be said.
    fn forbid(&mut self, said: bool, otherwise: impl FnOnce() -> String) {
        self.quiet += 1;
        self.alarms += usize::from(said);
        if said {
            self.failures.push(otherwise());
        }
    }

    fn finish(self, suite: &str, cases: usize) {
        println!("\n| suite | cases | expected | found | quiet | false alarms | skipped |\n|---|---|---|---|---|---|---|");
        let skipped: usize = self.skipped.values().sum();
        println!("| {suite} | {cases} | {} | {} | {} | {} | {skipped} |", self.expected, self.found, self.quiet, self.alarms);
        self.skipped.iter().for_each(|(why, count)| println!("  skipped {count}: {why}"));
        self.failures.iter().for_each(|failure| println!("  {failure}"));
        assert!(self.found * 100 >= self.expected * 95, "{suite}: {} of {} found", self.found, self.expected);
        assert!(self.alarms * 100 <= self.quiet * 2, "{suite}: {} false alarms of {}", self.alarms, self.quiet);
    }
}

fn compared(set: &str, base: &str, revision: &str) -> Option<Report> {
    let read = |file: &str| contract::read(&suite::text(&format!("{set}/{file}"))?).ok();
    Some(compare::contracts(&read(base)?, &read(revision)?, TODAY))
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_default()
}

fn texts(value: &Value, name: &str) -> Vec<String> {
    value[name].as_array().map(|list| list.iter().filter_map(Value::as_str).map(str::to_owned).collect()).unwrap_or_default()
}

fn is(kind: &str, theirs: &str) -> bool {
    kind == theirs || ALIKE.iter().any(|(other, ours)| *other == theirs && ours.contains(&kind))
}

#[test]
fn oasdiff() {
    let Some(cases) = suite::cases("diff-oasdiff/cases.json") else { return };
    let rules = suite::cases("diff-oasdiff/rules.json").unwrap();
    let level = |id: &str| match rules.iter().find(|rule| text(rule, "id") == id).map(|rule| text(rule, "level")) {
        Some("ERR") => Level::Breaking,
        Some("WARN") => Level::Risky,
        _ => Level::Additive,
    };
    let mut judge = Judge::new();
    for case in &cases {
        let id = text(case, "id");
        let Some(report) = compared("diff-oasdiff", text(case, "base"), text(case, "revision")) else {
            judge.skip("a file of the pair is kept aside, or no document");
            continue;
        };
        let wanted = texts(case, "expected_rule_ids");
        if text(case, "base") == text(case, "revision") && !wanted.is_empty() {
            judge.skip("the test changes the document itself, and the change is not in the set");
            continue;
        }
        let said =
            |report: &Report| report.changes.iter().map(|change| format!("{} {}", change.level.shape(), change.kind)).collect::<Vec<_>>().join(", ");
        for theirs in &wanted {
            if let Some((_, why)) = BEYOND.iter().find(|(part, _)| theirs.contains(part)) {
                judge.skip(why);
                continue;
            }
            let near = |change: &compare::Change| match level(theirs) {
                Level::Breaking => change.level == Level::Breaking,
                Level::Risky => change.level <= Level::Risky,
                _ => change.level >= Level::Risky,
            };
            let found = report.changes.iter().any(|change| is(&change.kind, theirs) && near(change));
            judge.expect(found, || format!("{id}: {theirs} is not found in: {}", said(&report)));
        }
        for theirs in texts(case, "expected_absent_rule_ids") {
            let found = report.changes.iter().any(|change| is(&change.kind, &theirs));
            judge.forbid(found, || format!("{id}: {theirs} is said"));
        }
        // What breaks has to be among what that tool calls breaking, within the checks that the case is about.
        let scope = texts(case, "scope_rule_ids");
        let all = text(case, "check") == "all";
        let grave = wanted.iter().any(|theirs| level(theirs) <= Level::Risky) || wanted.iter().any(|theirs| theirs.contains("all-of"));
        // Where only some of what is expected is listed, what else is said is no fault.
        if !grave && !case["expected_count"].is_null() {
            let in_scope = |change: &&compare::Change| all || scope.iter().any(|theirs| is(&change.kind, theirs));
            let alarms: Vec<&str> =
                report.changes.iter().filter(in_scope).filter(|change| change.level == Level::Breaking).map(|change| change.kind.as_str()).collect();
            judge.forbid(!alarms.is_empty(), || format!("{id}: breaks nobody, and is said to: {}", alarms.join(", ")));
        }
    }
    judge.finish("diff-oasdiff", cases.len());
}

#[test]
fn openapi_diff() {
    let Some(cases) = suite::cases("diff-openapitools/cases.json") else { return };
    let mut judge = Judge::new();
    for case in &cases {
        let id = text(case, "id");
        let file = |name: &str| format!("specs/{}", text(case, name));
        let Some(report) = compared("diff-openapitools", &file("base"), &file("revision")) else {
            judge.skip("a file of the pair is kept aside, or no document");
            continue;
        };
        let said = report.changes.iter().map(|change| format!("{} {}", change.level.shape(), change.kind)).collect::<Vec<_>>().join(", ");
        let worst = report.worst();
        if text(case, "expect") == "changed-operations" && report.changes.is_empty() {
            judge.skip("other words with the same meaning, such as `exclusiveMinimum: false` and nothing");
            continue;
        }
        if !report.changes.is_empty() && report.changes.iter().all(|change| change.kind.starts_with("response-") && change.kind.contains("-length-"))
        {
            judge.skip("lengths in answers, where this tool and oasdiff see it the other way round");
            continue;
        }
        match text(case, "expect") {
            "incompatible" => judge.expect(worst <= Some(Level::Risky) && worst.is_some(), || format!("{id}: breaks somebody: {said}")),
            "equal" => judge.forbid(worst.is_some_and(|level| level <= Level::Risky), || format!("{id}: is the same, and is said to differ: {said}")),
            "changed-operations" => judge.expect(worst.is_some(), || format!("{id}: differs, and is said to be the same")),
            _ => judge.forbid(worst == Some(Level::Breaking), || format!("{id}: breaks nobody, and is said to: {said}")),
        }
    }
    judge.finish("diff-openapitools", cases.len());
}

#[test]
fn azure() {
    /// Findings of theirs, and words in kinds of ours that say the same.
    const SAID: &[(&str, &str)] = &[
        ("1003", "request-body-media-type-removed"),
        ("1005", "endpoint-removed"),
        ("1021", "further-members"),
        ("1023", "type-"),
        ("1025", "required"),
        ("1026", "type-"),
        ("1034", "required"),
        ("1043", "new-optional-request-parameter"),
        ("1046", "request-parameter-removed"),
    ];
    let Some(cases) = suite::cases("diff-azure/cases.json") else { return };
    let mut judge = Judge::new();
    for case in &cases {
        let file = |name: &str| format!("specs/{}", text(case, name));
        let Some(report) = compared("diff-azure", &file("base"), &file("revision")) else {
            judge.skip("a file of the pair is kept aside, or no document");
            continue;
        };
        let mut breaks = false;
        for finding in case["expected"].as_array().unwrap() {
            breaks |= text(finding, "type") == "Error";
            let Some((_, ours)) = SAID.iter().find(|(theirs, _)| *theirs == text(finding, "id")) else {
                judge.skip(&format!("{} {}", text(finding, "id"), text(finding, "code")));
                continue;
            };
            let found = report.changes.iter().any(|change| change.kind.contains(ours));
            let kinds = || report.changes.iter().map(|change| change.kind.as_str()).collect::<Vec<_>>().join(", ");
            judge.expect(found, || format!("{}: {} is not found in: {}", text(case, "id"), text(finding, "code"), kinds()));
        }
        if !breaks {
            judge.forbid(
                report.worst() == Some(Level::Breaking) && case["expected"].as_array().unwrap().iter().all(|finding| text(finding, "type") == "Info"),
                || format!("{}: breaks nobody", text(case, "id")),
            );
        }
    }
    judge.finish("diff-azure", cases.len());
}

#[test]
fn a_document_against_itself() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/real-specs");
    let Some(index) = suite::cases("real-specs/index.json") else { return };
    for entry in &index {
        let place = folder.join(text(entry, "file"));
        let Ok(bytes) = std::fs::read(&place) else { continue };
        let text = match place.extension().is_some_and(|end| end == "gz") {
            true => {
                let mut start = 10;
                if bytes[3] & 8 != 0 {
                    start += bytes[start..].iter().position(|byte| *byte == 0).unwrap() + 1;
                }
                String::from_utf8(miniz_oxide::inflate::decompress_to_vec(&bytes[start..]).unwrap()).unwrap()
            }
            false => String::from_utf8(bytes).unwrap(),
        };
        let contract = contract::read(&text).unwrap();
        let report = compare::contracts(&contract, &contract, TODAY);
        assert_eq!((report.changes.len(), report.words), (0, 0), "{}", place.display());
        // The long way, which equality spares: one word that differs lets every call be looked at.
        let mut other = contract.clone();
        other.webhooks.push("another".to_owned());
        let start = std::time::Instant::now();
        let report = compare::contracts(&contract, &other, TODAY);
        let kinds: Vec<&str> = report.changes.iter().map(|change| change.kind.as_str()).collect();
        assert_eq!(kinds, ["webhook-added"], "{}", place.display());
        println!("{}: {} calls, {} schemas, {} ms", place.display(), contract.operations.len(), contract.schemas.len(), start.elapsed().as_millis());
        if let Ok(import) = import::read(&text) {
            let report = compare::designs(&import.design, &import.design, TODAY);
            assert_eq!((report.changes.len(), report.words), (0, 0), "{}: its design", place.display());
        }
    }
}
