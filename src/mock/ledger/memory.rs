//! Entries by name. Every change is noted, so that it can be taken back.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::mock::shared::{Named, Shared};
use crate::order;

/// What is remembered, by name. A copy shares its entries with the original until one of them changes.
#[derive(Clone, Debug)]
pub struct Memory<V> {
    entries: Shared<Entry<V>>,
    /// The place of the next new entry among the others.
    next: u64,
    /// Changes since they were last taken.
    notes: Vec<Noted<V>>,
}

#[derive(Debug)]
struct Entry<V> {
    name: Arc<str>,
    /// Its place in the order in which entries came.
    place: u64,
    value: Arc<V>,
}

impl<V> Clone for Entry<V> {
    fn clone(&self) -> Self {
        Self { name: Arc::clone(&self.name), place: self.place, value: Arc::clone(&self.value) }
    }
}

impl<V> Named for Entry<V> {
    fn name(&self) -> &str {
        &self.name
    }
}

/// A change of one entry. No `before`: it was made. No `after`: it was given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted<V> {
    /// The entry's name.
    pub key: String,
    /// The entry before.
    pub before: Option<Arc<V>>,
    /// The entry after.
    pub after: Option<Arc<V>>,
}

impl<V> Default for Memory<V> {
    fn default() -> Self {
        Self { entries: Shared::default(), next: 0, notes: Vec::new() }
    }
}

/// The same entries, in whatever order they came.
impl<V: PartialEq> PartialEq for Memory<V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.entries.iter().all(|entry| other.get(&entry.name) == Some(&entry.value))
    }
}

impl<V: Eq> Eq for Memory<V> {}

impl<V> Memory<V> {
    /// The entry of this name.
    pub fn get(&self, key: &str) -> Option<&Arc<V>> {
        self.entries.get(key).map(|entry| &entry.value)
    }

    /// The names of the entries that are wanted, in the order in which they came.
    pub fn names(&self, wanted: impl Fn(&V) -> bool) -> Vec<String> {
        let mut found: Vec<&Entry<V>> = self.entries.iter().filter(|entry| wanted(&entry.value)).collect();
        order::by_key(&mut found, |entry| entry.place);
        found.into_iter().map(|entry| entry.name.as_ref().to_owned()).collect()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Remembers an entry under this name, instead of the one before.
    pub fn put(&mut self, key: String, value: V) {
        let after = Arc::new(value);
        let before = self.set(&key, &after);
        self.notes.push(Noted { key, before, after: Some(after) });
    }

    /// Gives up the entries that are not wanted any more.
    pub fn retain(&mut self, wanted: impl Fn(&V) -> bool) {
        for key in self.names(|value| !wanted(value)) {
            self.give_up(key);
        }
    }

    /// Gives up the least entries until so many are left.
    pub fn remove_least<K: Ord>(&mut self, most: usize, rank: impl Fn(&V) -> K) {
        let surplus = self.len().saturating_sub(most);
        if surplus == 0 {
            return;
        }
        let mut keys = self.names(|_| true);
        order::by_key(&mut keys, |key| self.get(key).map(|value| rank(value)));
        for key in keys.into_iter().take(surplus) {
            self.give_up(key);
        }
    }

    /// Forgets everything, without noting it.
    pub fn clear(&mut self) {
        self.entries = Shared::default();
    }

    /// The changes since they were last taken.
    pub fn take_notes(&mut self) -> Vec<Noted<V>> {
        std::mem::take(&mut self.notes)
    }

    /// Takes changes back, the last one first, without noting it.
    pub fn revert(&mut self, notes: &[Noted<V>]) {
        for note in notes.iter().rev() {
            match &note.before {
                Some(before) => {
                    self.set(&note.key, before);
                }
                None => {
                    self.entries.remove(&note.key);
                }
            }
        }
    }

    fn set(&mut self, key: &str, value: &Arc<V>) -> Option<Arc<V>> {
        let known = self.entries.get(key).map(|entry| (Arc::clone(&entry.name), entry.place));
        let (name, place) = known.unwrap_or_else(|| {
            self.next += 1;
            (key.into(), self.next)
        });
        self.entries.insert(Entry { name, place, value: Arc::clone(value) }).map(|before| before.value)
    }

    fn give_up(&mut self, key: String) {
        let before = self.entries.remove(&key).map(|entry| entry.value);
        self.notes.push(Noted { key, before, after: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_can_be_taken_back() {
        let mut memory = Memory::default();
        memory.put("a".to_owned(), 1);
        memory.put("b".to_owned(), 2);
        memory.take_notes();
        let before = memory.clone();
        memory.put("a".to_owned(), 7);
        memory.put("c".to_owned(), 3);
        memory.retain(|value| *value != 2);
        memory.remove_least(1, |value| *value);
        assert_eq!((memory.len(), memory.get("a").map(|value| **value)), (1, Some(7)));
        let notes = memory.take_notes();
        memory.revert(&notes);
        assert_eq!(memory, before);
    }
}
