//! Entries by name. Every change is noted, so that it can be taken back.

use std::sync::Arc;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::order;

/// What is remembered, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory<V> {
    entries: IndexMap<String, Arc<V>>,
    /// Changes since they were last taken.
    #[serde(skip, default = "Vec::new")]
    notes: Vec<Noted<V>>,
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
        Self { entries: IndexMap::new(), notes: Vec::new() }
    }
}

impl<V> Memory<V> {
    /// The entry of this name.
    pub fn get(&self, key: &str) -> Option<&Arc<V>> {
        self.entries.get(key)
    }

    /// The names of the entries that are wanted.
    pub fn names(&self, wanted: impl Fn(&V) -> bool) -> Vec<String> {
        self.entries.iter().filter(|(_, value)| wanted(value)).map(|(name, _)| name.clone()).collect()
    }

    /// How many entries there are.
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
        let before = self.entries.insert(key.clone(), Arc::clone(&after));
        self.notes.push(Noted { key, before, after: Some(after) });
    }

    /// Gives up the entries that are not wanted any more.
    pub fn retain(&mut self, wanted: impl Fn(&V) -> bool) {
        let notes = &mut self.notes;
        self.entries.retain(|key, value| {
            let stays = wanted(value);
            if !stays {
                notes.push(Noted { key: key.clone(), before: Some(Arc::clone(value)), after: None });
            }
            stays
        });
    }

    /// Gives up the least entries until so many are left.
    pub fn remove_least<K: Ord>(&mut self, most: usize, rank: impl Fn(&V) -> K) {
        let surplus = self.entries.len().saturating_sub(most);
        if surplus == 0 {
            return;
        }
        let mut keys: Vec<String> = self.entries.keys().cloned().collect();
        order::by_key(&mut keys, |key| self.entries.get(key).map(|value| rank(value)));
        for key in keys.into_iter().take(surplus) {
            let before = self.entries.shift_remove(&key);
            self.notes.push(Noted { key, before, after: None });
        }
    }

    /// Forgets everything, without noting it.
    pub fn clear(&mut self) {
        self.entries.clear();
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
                    self.entries.insert(note.key.clone(), Arc::clone(before));
                }
                None => {
                    self.entries.shift_remove(&note.key);
                }
            }
        }
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
