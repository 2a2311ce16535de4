//! Swagger 2.0 documents beside the OpenAPI 3.0 that converters of others made of them: both have to give the same design.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use roundtrip::design::Design;
use roundtrip::formats::opening;
use serde_json::Value;

fn folder() -> Option<PathBuf> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/swagger2-import");
    if !place.exists() {
        println!("skipped: swagger2-import is not beside the checkout");
        return None;
    }
    Some(place)
}

/// What is compared: what another program wrote about the API itself, without the words that it adds.
fn plain(mut design: Design) -> Design {
    design.seed = 0;
    for endpoint in &mut design.endpoints {
        // Converters invent names for operations without one.
        Arc::make_mut(endpoint).summary.clear();
    }
    design
}

#[test]
fn both_forms_give_the_same_design() {
    let Some(folder) = folder() else { return };
    let cases: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("cases.json")).unwrap()).unwrap();
    let cases = cases.as_array().or_else(|| cases["cases"].as_array()).unwrap();
    let (mut equal, mut refused, mut differing) = (0, 0, Vec::new());
    println!("| document | operations | resources | remarks | remarks of the twin | same |");
    println!("|---|---|---|---|---|---|");
    for case in cases {
        let text = |name: &str| std::fs::read_to_string(folder.join(case[name].as_str().unwrap())).unwrap();
        let (old, new) = (opening::read(&text("input")), opening::read(&text("expected_openapi3")));
        let id = case["id"].as_str().unwrap();
        match (old, new) {
            (Ok(old), Ok(new)) => {
                let same = plain(old.design.clone()) == plain(new.design.clone());
                println!(
                    "| {id} | {} | {} | {} | {} | {same} |",
                    old.design.endpoints.len(),
                    old.design.resources.len(),
                    old.remarks.len(),
                    new.remarks.len()
                );
                if same {
                    equal += 1;
                } else {
                    differing.push(format!("{id}: {}", difference(&plain(old.design), &plain(new.design))));
                }
            }
            (Err(error), Err(_)) => {
                println!("| {id} | both are refused: {error} |");
                refused += 1;
            }
            (old, new) => differing.push(format!("{id}: {:?} beside {:?}", old.err(), new.err())),
        }
    }
    println!("swagger2-import: {equal} of {} give the same design, {refused} are refused in both forms", cases.len());
    let unexpected: Vec<&String> = differing.iter().filter(|line| !EXPECTED.iter().any(|(start, _)| line.contains(start))).collect();
    for (document, why) in EXPECTED {
        println!("{document} differs: {why}");
    }
    assert!(unexpected.is_empty(), "{}:\n{}", unexpected.len(), unexpected.iter().map(|line| line.as_str()).collect::<Vec<_>>().join("\n"));
}

/// Where the converter of the others says something else than the document.
const EXPECTED: &[(&str, &str)] = &[
    ("oas-kit/issue39", "the converter reads other files; ours tells that it does not"),
    ("oas-kit/issue51a", "the same"),
    ("api-spec-converter/egnyte", "the converter writes the scheme `https:` into `https:://`, which is no address"),
    ("api-spec-converter/foursquare", "the same"),
    ("api-spec-converter/klout", "the same"),
];

fn difference(old: &Design, new: &Design) -> String {
    let (old, new) = (serde_json::to_value(old).unwrap(), serde_json::to_value(new).unwrap());
    let mut found = Vec::new();
    differ(&old, &new, String::new(), &mut found);
    found.truncate(4);
    found.join("; ")
}

fn differ(old: &Value, new: &Value, at: String, found: &mut Vec<String>) {
    match (old, new) {
        (Value::Object(left), Value::Object(right)) => {
            for name in left.keys().chain(right.keys().filter(|name| !left.contains_key(*name))) {
                differ(&old[name], &new[name], format!("{at}/{name}"), found);
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            left.iter().zip(right).enumerate().for_each(|(index, (old, new))| differ(old, new, format!("{at}/{index}"), found));
        }
        _ if old == new => {}
        _ => found.push(format!(
            "{at}: {} / {}",
            old.to_string().chars().take(200).collect::<String>(),
            new.to_string().chars().take(200).collect::<String>()
        )),
    }
}
