//! Entries by name. Every change is noted, so that it can be taken back.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::mock::shared::{Entry, Hold, Shared};
use crate::order;

/// What is remembered, by name. A copy shares its entries with the original until one of them changes.
#[derive(Clone, Debug)]
pub struct Memory<V> {
    entries: Shared,
    /// The place of the next new entry among the others.
    next: u64,
    /// Changes since they were last taken.
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
        Self { entries: Shared::default(), next: 0, notes: Vec::new() }
    }
}

/// The same entries, in whatever order they came.
impl<V: PartialEq + Hold> PartialEq for Memory<V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.entries.iter().all(|entry| other.get(&entry.name) == V::of(&entry.held))
    }
}

impl<V: Eq + Hold> Eq for Memory<V> {}

impl<V: Hold> Memory<V> {
    /// The entry of this name.
    pub fn get(&self, key: &str) -> Option<&Arc<V>> {
        V::of(&self.entries.get(key)?.held)
    }

    /// The names of the entries that are wanted, in the order in which they came.
    pub fn names(&self, wanted: impl Fn(&V) -> bool) -> Vec<String> {
        self.entries.names(&|held| V::of(held).is_some_and(|value| wanted(value)))
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

    /// Gives up one entry.
    pub fn remove(&mut self, key: &str) {
        self.give_up(key.to_owned());
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
        let known = self.entries.get(key).map(|entry| (Arc::clone(&entry.name), entry.number));
        let (name, number) = known.unwrap_or_else(|| {
            self.next += 1;
            (key.into(), self.next)
        });
        let before = self.entries.insert(Entry { name, number, held: V::hold(Arc::clone(value)) })?;
        V::of(&before.held).cloned()
    }

    fn give_up(&mut self, key: String) {
        let before = self.entries.remove(&key).and_then(|entry| V::of(&entry.held).cloned());
        self.notes.push(Noted { key, before, after: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mock::Moment;
    use crate::mock::quota::Usage;

    fn used(level: u64) -> Usage {
        Usage::Bucket { at: Moment(0), level }
    }

    #[test]
    fn changes_can_be_taken_back() {
        let mut memory = Memory::default();
        memory.put("a".to_owned(), used(1));
        memory.put("b".to_owned(), used(2));
        memory.take_notes();
        let before = memory.clone();
        memory.put("a".to_owned(), used(7));
        memory.put("c".to_owned(), used(3));
        memory.retain(|value| *value != used(2));
        memory.remove_least(1, |value| if let Usage::Bucket { level, .. } = value { *level } else { 0 });
        assert_eq!((memory.len(), memory.get("a").map(|value| **value)), (1, Some(used(7))));
        let notes = memory.take_notes();
        memory.revert(&notes);
        assert_eq!(memory, before);
    }
}
