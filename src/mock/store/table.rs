//! The records of one resource, in the order of creation and by identifier, in pieces that copies of the store share.

use std::slice::Iter;
use std::sync::Arc;

use super::Record;
use crate::mock::shared::{Entry, Held, Hold, Lists, Shared, bucket_mut};

/// The most records of a piece: a change copies one piece and the list of pieces.
const PIECE: usize = 64;

/// The records of a resource.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// In the order of creation, by the number of each entry; no piece is empty.
    pieces: Lists,
    /// By identifier.
    named: Shared,
    /// The last versions of removed records, so that a new record under an old identifier gets a new entity tag.
    retired: Shared,
}

impl Table {
    /// The record of this identifier.
    pub fn get(&self, id: &str) -> Option<&Arc<Record>> {
        Record::of(&self.named.get(id)?.held)
    }

    /// The records in the order of creation, hidden ones too if they are wanted.
    pub fn iter(&self, hidden: bool) -> Records<'_> {
        Records { front: [].iter(), pieces: self.pieces.iter(), back: [].iter(), hidden }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.named.len()
    }

    /// The last version that a removed record of this identifier had.
    pub fn retired(&self, id: &str) -> u64 {
        self.retired.get(id).map_or(0, |retired| retired.number)
    }

    /// Puts a record in its place, instead of the one of its identifier.
    pub fn set(&mut self, record: &Arc<Record>) -> Option<Arc<Record>> {
        let entry = Entry { name: record.id.as_str().into(), number: record.sequence, held: Record::hold(Arc::clone(record)) };
        let before = self.named.insert(entry.clone());
        if let Some(before) = &before {
            self.take(before.number);
        }
        if self.pieces.is_empty() {
            self.pieces = Arc::new(vec![Arc::default()]);
        }
        let index = self.piece_of(record.sequence);
        if let Some(piece) = bucket_mut(&mut self.pieces, index) {
            let place = piece.partition_point(|other| other.number < record.sequence);
            piece.insert(place, entry);
            if piece.len() > PIECE {
                // Records are mostly added at the end: full pieces stay as they are.
                let at = if place + 1 == piece.len() { PIECE } else { PIECE / 2 };
                let rest = piece.split_off(at);
                Arc::make_mut(&mut self.pieces).insert(index + 1, Arc::new(rest));
            }
        }
        Record::of(&before?.held).cloned()
    }

    /// Takes a record out.
    pub fn unset(&mut self, id: &str) -> Option<Arc<Record>> {
        let entry = self.named.remove(id)?;
        self.take(entry.number);
        let record = Arc::clone(Record::of(&entry.held)?);
        self.retired.insert(Entry { name: entry.name, number: record.version, held: Held::Nothing });
        Some(record)
    }

    fn take(&mut self, sequence: u64) {
        let index = self.piece_of(sequence);
        let Some(piece) = bucket_mut(&mut self.pieces, index) else { return };
        piece.retain(|entry| entry.number != sequence);
        if piece.is_empty() {
            Arc::make_mut(&mut self.pieces).remove(index);
        }
    }

    /// The last piece that begins at or before a place in the order; the first one for what comes before all.
    fn piece_of(&self, sequence: u64) -> usize {
        self.pieces.partition_point(|piece| piece.first().is_some_and(|first| first.number <= sequence)).saturating_sub(1)
    }
}

/// Records in the order of creation, from both ends. The same steps made of the standard adapters would be compiled anew wherever
/// somebody looks at records.
#[derive(Clone, Default)]
pub struct Records<'a> {
    front: Iter<'a, Entry>,
    pieces: Iter<'a, Arc<Vec<Entry>>>,
    back: Iter<'a, Entry>,
    hidden: bool,
}

impl<'a> Records<'a> {
    fn wanted(&self, entry: &'a Entry) -> Option<&'a Arc<Record>> {
        Record::of(&entry.held).filter(|record| self.hidden || !record.hidden)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = &'a Arc<Record>;

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(entry) = self.front.next() else {
                self.front = match self.pieces.next() {
                    Some(piece) => piece.iter(),
                    None if self.back.len() == 0 => return None,
                    None => std::mem::take(&mut self.back),
                };
                continue;
            };
            if let Some(record) = self.wanted(entry) {
                return Some(record);
            }
        }
    }
}

impl DoubleEndedIterator for Records<'_> {
    #[inline(never)]
    fn next_back(&mut self) -> Option<Self::Item> {
        loop {
            let Some(entry) = self.back.next_back() else {
                self.back = match self.pieces.next_back() {
                    Some(piece) => piece.iter(),
                    None if self.front.len() == 0 => return None,
                    None => std::mem::take(&mut self.front),
                };
                continue;
            };
            if let Some(record) = self.wanted(entry) {
                return Some(record);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mock::{Moment, Rng};

    fn record(id: u64, sequence: u64, version: u64) -> Arc<Record> {
        Arc::new(Record { id: format!("r{id}"), value: serde_json::Map::new(), version, sequence, modified: Moment(0), hidden: false })
    }

    /// Against a plain list that is sorted again after each change.
    #[test]
    fn the_order_holds_through_any_changes() {
        let mut rng = Rng::new(7);
        let (mut table, mut plain): (Table, Vec<Arc<Record>>) = (Table::default(), Vec::new());
        for turn in 0..4000_u64 {
            let id = rng.below(400);
            if rng.below(3) == 0 {
                let gone = table.unset(&format!("r{id}"));
                let place = plain.iter().position(|record| record.id == format!("r{id}"));
                assert_eq!(gone, place.map(|place| plain.remove(place)));
            } else {
                let known = plain.iter().position(|known| known.id == format!("r{id}")).map(|place| plain.remove(place));
                // Sometimes where it was, sometimes anew, and once in a while in the middle.
                let sequence = known.map_or(turn * 2 + 1, |known| if rng.below(2) == 0 { known.sequence } else { turn + turn % 2 * 3 * turn });
                if plain.iter().any(|other| other.sequence == sequence) {
                    table.unset(&format!("r{id}"));
                    continue;
                }
                let record = record(id, sequence, turn);
                table.set(&record);
                plain.push(record);
                plain.sort_by_key(|record| record.sequence);
            }
            assert_eq!(table.len(), plain.len());
            if turn % 50 == 0 {
                assert!(table.iter(false).eq(plain.iter()), "turn {turn}");
                assert!(table.iter(true).rev().eq(plain.iter().rev()), "turn {turn}");
                let (mut both, mut from_both) = (table.iter(true), plain.iter());
                while let Some(record) = both.next() {
                    assert_eq!(Some(record), from_both.next());
                    assert_eq!(both.next_back(), from_both.next_back());
                }
                assert_eq!((from_both.next(), both.next(), both.next_back()), (None, None, None));
            }
        }
        assert!(table.pieces.iter().all(|piece| !piece.is_empty() && piece.len() <= PIECE));
    }
}
