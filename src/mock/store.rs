//! The records, by resource and in the order of creation. Every change is noted, so that it can be taken back.

mod table;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::moment::Moment;
pub use table::Records;
use table::Table;

/// A stored record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Its identifier as text, whatever its JSON type.
    pub id: String,
    /// Its members, identifier first.
    pub value: Map<String, Value>,
    /// Grows with each change, and never repeats for one identifier.
    pub version: u64,
    /// Its place in the order of creation.
    pub sequence: u64,
    /// When it last changed.
    pub modified: Moment,
    /// Removed and kept: no request sees it but those that ask for such records.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

/// A change of one record. No `before`: it was made. No `after`: it was removed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The resource.
    pub resource: String,
    /// The record before.
    pub before: Option<Arc<Record>>,
    /// The record after.
    pub after: Option<Arc<Record>>,
}

/// All records of a server. A copy shares its records and their order with the original until one of them changes.
#[derive(Clone, Debug, Default)]
pub struct Store {
    tables: Vec<(Arc<str>, Table)>,
    /// Changes since they were last taken.
    changes: Vec<Change>,
}

/// The same records in the same order.
impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        let held = |store: &Self| store.tables.iter().filter(|(_, table)| table.len() > 0).count();
        let same = |(name, table): &(Arc<str>, Table)| table.iter(true).eq(other.all(name));
        held(self) == held(other) && self.tables.iter().all(same)
    }
}

impl Store {
    /// The record of this identifier.
    pub fn get(&self, resource: &str, id: &str) -> Option<&Arc<Record>> {
        self.any(resource, id).filter(|record| !record.hidden)
    }

    /// The record of this identifier, kept ones too.
    pub fn any(&self, resource: &str, id: &str) -> Option<&Arc<Record>> {
        self.table(resource)?.get(id)
    }

    /// The records of a resource in the order of creation.
    pub fn list(&self, resource: &str) -> Records<'_> {
        self.table(resource).map_or_else(Records::default, |table| table.iter(false))
    }

    /// The same, kept ones too.
    pub fn all(&self, resource: &str) -> Records<'_> {
        self.table(resource).map_or_else(Records::default, |table| table.iter(true))
    }

    /// How many records a resource has.
    pub fn count(&self, resource: &str) -> usize {
        self.table(resource).map_or(0, Table::len)
    }

    /// How many records there are.
    pub fn total(&self) -> usize {
        self.tables.iter().map(|(_, table)| table.len()).sum()
    }

    /// The version a record of this identifier gets next.
    pub fn next_version(&self, resource: &str, id: &str) -> u64 {
        let current = self.any(resource, id).map_or(0, |record| record.version);
        let retired = self.table(resource).map_or(0, |table| table.retired(id));
        current.max(retired) + 1
    }

    /// Puts a record in its place.
    pub fn put(&mut self, resource: &str, record: Record) -> Arc<Record> {
        let after = Arc::new(record);
        let before = self.set(resource, &after);
        self.changes.push(Change { resource: resource.to_owned(), before, after: Some(Arc::clone(&after)) });
        after
    }

    /// Removes a record.
    pub fn remove(&mut self, resource: &str, id: &str) -> Option<Arc<Record>> {
        let before = self.unset(resource, id)?;
        self.changes.push(Change { resource: resource.to_owned(), before: Some(Arc::clone(&before)), after: None });
        Some(before)
    }

    /// Removes every record of a resource, without noting it: for reseeding.
    pub fn clear(&mut self, resource: &str) {
        self.tables.retain(|(name, _)| **name != *resource);
    }

    /// Takes the records of a resource from another store, without noting it.
    pub fn adopt(&mut self, resource: &str, from: &Self) {
        self.clear(resource);
        self.tables.extend(from.tables.iter().find(|(name, _)| **name == *resource).cloned());
    }

    /// Keeps only these resources, without noting it.
    pub fn keep(&mut self, wanted: impl Fn(&str) -> bool) {
        self.tables.retain(|(resource, _)| wanted(resource));
    }

    /// The changes since they were last taken.
    pub fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }

    /// Takes changes back, the last one first, without noting it.
    pub fn revert(&mut self, changes: &[Change]) {
        for change in changes.iter().rev() {
            match (&change.before, &change.after) {
                (Some(before), _) => {
                    self.set(&change.resource, before);
                }
                (None, Some(after)) => {
                    self.unset(&change.resource, &after.id);
                }
                (None, None) => {}
            }
        }
    }

    fn table(&self, resource: &str) -> Option<&Table> {
        self.tables.iter().find(|(name, _)| **name == *resource).map(|(_, table)| table)
    }

    fn set(&mut self, resource: &str, record: &Arc<Record>) -> Option<Arc<Record>> {
        if self.table(resource).is_none() {
            self.tables.push((resource.into(), Table::default()));
        }
        let (_, table) = self.tables.iter_mut().find(|(name, _)| **name == *resource)?;
        table.set(record)
    }

    fn unset(&mut self, resource: &str, id: &str) -> Option<Arc<Record>> {
        let (_, table) = self.tables.iter_mut().find(|(name, _)| **name == *resource)?;
        table.unset(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: &str, sequence: u64, version: u64) -> Record {
        Record { id: id.into(), value: Map::new(), version, sequence, modified: Moment(0), hidden: false }
    }

    #[test]
    fn changes_can_be_taken_back() {
        let mut store = Store::default();
        store.put("Room", record("a", 1, 1));
        store.take_changes();
        let before = store.clone();
        store.put("Room", record("a", 1, 2));
        store.put("Room", record("b", 2, 1));
        store.remove("Room", "a");
        let changes = store.take_changes();
        store.revert(&changes);
        assert_eq!(store.list("Room").collect::<Vec<_>>(), before.list("Room").collect::<Vec<_>>());
    }

    #[test]
    fn a_reused_identifier_gets_a_new_version() {
        let mut store = Store::default();
        store.put("Room", record("a", 1, 7));
        store.remove("Room", "a");
        assert_eq!(store.next_version("Room", "a"), 8);
        assert_eq!(store.next_version("Room", "new"), 1);
    }
}
