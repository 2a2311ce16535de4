//! Third-party cases for queries, where they stand beside the checkout. Absent folders are skipped with a printed line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "corpora/suite.rs"]
mod suite;

use roundtrip::design::query::criteria;
use roundtrip::design::{Field, FieldKind, Resource};
use roundtrip::http::Target;
use roundtrip::mock::selection::{Filter, Operator};
use serde_json::Value;
use suite::{Tally, cases};

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Queries of other conventions are read and written again without loss.
#[test]
fn queries_of_other_conventions() {
    for file in ["query-conventions/postgrest-requests.json", "query-conventions/jsonapi-requests.json"] {
        let Some(cases) = cases(file) else { continue };
        let mut tally = Tally::default();
        for case in &cases {
            let text = case["path_and_query"].as_str().unwrap();
            if !text.starts_with('/') || text.contains(char::is_whitespace) {
                tally.skip("documentation writes hosts, spaces and line breaks where a target in origin form has none");
                continue;
            }
            let fits = Target::parse(text).is_ok_and(|target| Target::parse(&target.to_string()) == Ok(target));
            tally.judge(fits, || format!("{} {text}", case["id"]));
        }
        tally.close(file);
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
    let mut tally = Tally::default();
    for case in &cases {
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
            tally.skip("alternatives between fields, and parts of texts, are other conventions");
            continue;
        };
        tally.judge(Some(filters.iter().all(|filter| filter.admits(object))) == case["expected"].as_bool(), || case.to_string());
    }
    tally.close(file);
}
