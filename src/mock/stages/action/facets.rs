//! Facets of a search: how often each value occurs among all records that were found, not only those of one page.

use std::cmp::Ordering;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::design::query::Criterion;
use crate::mock::stages::validation::value::order as in_order;
use crate::mock::store::Record;
use crate::order;

/// The most values that one facet shows.
const MOST: usize = 10;

/// Counts the values of each facet in the records found, the most frequent first; equal ones in the order of their values.
pub fn count(facets: &[Criterion], found: &[&Arc<Record>]) -> Value {
    Value::Object(facets.iter().map(|facet| (facet.name.clone(), values(facet, found))).collect())
}

fn values(facet: &Criterion, found: &[&Arc<Record>]) -> Value {
    let mut counts: Vec<(&Value, usize)> = Vec::new();
    for value in found.iter().filter_map(|record| facet.value(&record.value)) {
        let each = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in each {
            match counts.iter_mut().find(|(known, _)| *known == value) {
                Some((_, count)) => *count += 1,
                None => counts.push((value, 1)),
            }
        }
    }
    order::by(&mut counts, |left, right| right.1.cmp(&left.1).then_with(|| in_order(left.0, right.0).unwrap_or(Ordering::Equal)));
    counts.into_iter().take(MOST).map(|(value, count)| json!({ "value": value, "count": count })).collect()
}
