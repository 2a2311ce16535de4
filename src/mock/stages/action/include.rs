//! Related records beside the records of an answer, and what fetching them costs: one query for all, or one for each.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::design::policy::Loading;
use crate::design::query::{Include, Way};
use crate::design::{Design, Resource};
use crate::mock::selection::Selection;
use crate::mock::stages::conflict::points_to;
use crate::mock::stages::ownership::is_own;
use crate::mock::stages::representation::shown;
use crate::mock::store::{Record, Store};

/// The records as a client has asked for them: without the fields it does not want, with the related records it does.
pub fn items(design: &Design, selection: &Selection, resource: &Resource, records: &[&Arc<Record>], store: &Store) -> Vec<Value> {
    records
        .iter()
        .map(|record| {
            let mut item = shown(resource, record);
            if let Some(members) = item.as_object_mut() {
                if let Some(fields) = &selection.fields {
                    members.retain(|name, _| *name == resource.identifier.field || fields.contains(name));
                }
                for include in &selection.include {
                    members.insert(include.name.clone(), related(design, include, record, selection.only.as_deref(), store));
                }
            }
            item
        })
        .collect()
}

/// How many queries a store behind this server would have run: one for the records, and those for what stands beside them.
pub fn queries(design: &Design, selection: &Selection, records: &[&Arc<Record>]) -> usize {
    let each = |include: &Include| match (design.policies.filtering.loading, &include.way) {
        _ if records.is_empty() => 0,
        (Loading::Batched, _) => 1,
        (Loading::OneByOne, Way::Naming(_)) => records.len(),
        (Loading::OneByOne, Way::Named(field)) => records.iter().map(|record| named(&record.value, field).len()).sum(),
    };
    1 + selection.include.iter().map(each).sum::<usize>()
}

fn related(design: &Design, include: &Include, record: &Record, only: Option<&str>, store: &Store) -> Value {
    let Some(of) = design.resource(&include.of) else { return Value::Null };
    let own = |other: &Record| only.is_none_or(|who| is_own(design, who, &include.of, other, store));
    match &include.way {
        Way::Naming(field) => {
            let found = store.list(&include.of).filter(|other| points_to(other.value.get(field), &record.id) && own(other));
            found.map(|other| shown(of, other)).collect()
        }
        Way::Named(field) => {
            let mut found = named(&record.value, field)
                .into_iter()
                .map(|id| store.get(&include.of, &id).filter(|other| own(other)).map_or(Value::Null, |other| shown(of, other)));
            match record.value.get(field) {
                Some(Value::Array(_)) => found.collect(),
                _ => found.next().unwrap_or(Value::Null),
            }
        }
    }
}

/// The identifiers in a reference field.
fn named(record: &Map<String, Value>, field: &str) -> Vec<String> {
    let id = |value: &Value| match value {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    };
    match record.get(field) {
        Some(Value::Array(items)) => items.iter().filter_map(id).collect(),
        Some(value) => id(value).into_iter().collect(),
        None => Vec::new(),
    }
}
