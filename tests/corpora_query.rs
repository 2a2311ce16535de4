//! Third-party cases for queries, where they stand beside the checkout. Absent folders are skipped with a printed line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::Path;

use roundtrip::design::query::criteria;
use roundtrip::design::{Field, FieldKind, Resource};
use roundtrip::http::Target;
use roundtrip::mock::selection::{Filter, Operator};
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

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Queries of other conventions are read and written again without loss.
#[test]
fn queries_of_other_conventions() {
    for file in ["query-conventions/postgrest-requests.json", "query-conventions/jsonapi-requests.json"] {
        let Some(cases) = cases(file) else { continue };
        let (mut judged, mut skipped, mut failures) = (0, 0, Vec::new());
        for case in &cases {
            let text = case["path_and_query"].as_str().unwrap();
            // Documentation writes hosts, spaces and line breaks where a target in origin form has none.
            if !text.starts_with('/') || text.contains(char::is_whitespace) {
                skipped += 1;
                continue;
            }
            judged += 1;
            let fits = Target::parse(text).is_ok_and(|target| Target::parse(&target.to_string()) == Ok(target));
            if !fits {
                failures.push(format!("{} {text}", case["id"]));
            }
        }
        judge(file, judged, skipped, &failures);
    }
}

/// Conditions on one field or several of a record.
#[test]
fn conditions_of_another_server() {
    let file = "query-conventions/json-server.json";
    let Some(cases) = cases(file) else { return };
    let whole = FieldKind::Integer { min: None, max: None };
    let fields = vec![Field::new("a", whole.clone()), Field::new("b", whole), Field::new("c", FieldKind::text())];
    let criteria = criteria(&Resource { fields, ..Resource::default() });
    let (mut judged, mut skipped, mut failures) = (0, 0, Vec::new());
    for case in &cases {
        // Alternatives between fields, and parts of texts, are other conventions.
        let filters: Option<Vec<Filter>> = case["where"].as_object().and_then(|fields| {
            let mut filters = Vec::new();
            for (name, conditions) in fields {
                let criterion = criteria.iter().find(|criterion| criterion.name == *name)?;
                for (word, value) in conditions.as_object()? {
                    // What that server calls `in` is a list with commas here.
                    let word = if word == "in" { "eq" } else { word };
                    let (_, operator) = Operator::WORDS.iter().find(|(known, _)| *known == word)?;
                    let text = value.as_array().map_or_else(|| plain(value), |list| list.iter().map(plain).collect::<Vec<_>>().join(","));
                    filters.push(Filter::parse(criterion, *operator, &text).ok()?);
                }
            }
            Some(filters)
        });
        let (Some(filters), Some(object)) = (filters, case["object"].as_object()) else {
            skipped += 1;
            continue;
        };
        judged += 1;
        if Some(filters.iter().all(|filter| filter.admits(object))) != case["expected"].as_bool() {
            failures.push(case.to_string());
        }
    }
    judge(file, judged, skipped, &failures);
}
