//! The records of one resource, in the order of creation and by identifier, in pieces that copies of the store share.

use std::sync::Arc;

use super::Record;
use crate::mock::shared::{Named, Shared};

/// The most records of a piece: a change copies one piece and the list of pieces.
const PIECE: usize = 64;

/// The records of a resource.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// In the order of creation; no piece is empty.
    pieces: Arc<Vec<Arc<Vec<Arc<Record>>>>>,
    named: Shared<Arc<Record>>,
    /// The last versions of removed records, so that a new record under an old identifier gets a new entity tag.
    retired: Shared<Retired>,
}

#[derive(Clone, Debug)]
struct Retired {
    id: Arc<str>,
    version: u64,
}

impl Named for Arc<Record> {
    fn name(&self) -> &str {
        &self.id
    }
}

impl Named for Retired {
    fn name(&self) -> &str {
        &self.id
    }
}

impl Table {
    /// The record of this identifier.
    pub fn get(&self, id: &str) -> Option<&Arc<Record>> {
        self.named.get(id)
    }

    /// The records in the order of creation.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Record>> {
        self.pieces.iter().flat_map(|piece| piece.iter())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.named.len()
    }

    /// The last version that a removed record of this identifier had.
    pub fn retired(&self, id: &str) -> u64 {
        self.retired.get(id).map_or(0, |retired| retired.version)
    }

    /// Puts a record in its place, instead of the one of its identifier.
    pub fn set(&mut self, record: &Arc<Record>) -> Option<Arc<Record>> {
        let before = self.named.insert(Arc::clone(record));
        if let Some(before) = &before {
            self.take(before.sequence);
        }
        let pieces = Arc::make_mut(&mut self.pieces);
        // The last piece that begins before it; the first one for what comes before all.
        let index = pieces.partition_point(|piece| piece.first().is_some_and(|first| first.sequence < record.sequence)).saturating_sub(1);
        let Some(piece) = pieces.get_mut(index) else {
            pieces.push(Arc::new(vec![Arc::clone(record)]));
            return before;
        };
        let piece = Arc::make_mut(piece);
        let place = piece.partition_point(|other| other.sequence < record.sequence);
        piece.insert(place, Arc::clone(record));
        if piece.len() > PIECE {
            // Records are mostly added at the end: full pieces stay as they are.
            let at = if place + 1 == piece.len() { PIECE } else { PIECE / 2 };
            let rest = piece.split_off(at);
            pieces.insert(index + 1, Arc::new(rest));
        }
        before
    }

    /// Takes a record out.
    pub fn unset(&mut self, id: &str) -> Option<Arc<Record>> {
        let record = self.named.remove(id)?;
        self.take(record.sequence);
        self.retired.insert(Retired { id: id.into(), version: record.version });
        Some(record)
    }

    fn take(&mut self, sequence: u64) {
        let pieces = Arc::make_mut(&mut self.pieces);
        let index = pieces.partition_point(|piece| piece.first().is_some_and(|first| first.sequence <= sequence)).saturating_sub(1);
        let Some(piece) = pieces.get_mut(index) else { return };
        let piece = Arc::make_mut(piece);
        if let Ok(place) = piece.binary_search_by_key(&sequence, |record| record.sequence) {
            piece.remove(place);
        }
        if piece.is_empty() {
            pieces.remove(index);
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
                assert!(table.iter().eq(plain.iter()), "turn {turn}");
                assert!(table.iter().rev().eq(plain.iter().rev()), "turn {turn}");
            }
        }
        assert!(table.pieces.iter().all(|piece| !piece.is_empty() && piece.len() <= PIECE));
    }
}
