//! A map by name whose copies share what they have in common: a copy costs nothing, and a change afterwards copies one bucket.
//!
//! Each exchange keeps the state of the server before and after it, a thousand exchanges long. Were the maps copied whole, a
//! thousand records would weigh a hundred kilobytes each time; so a change copies some twenty pointers instead.
//!
//! Whatever is held, the entries are of one type: maps of each type of their own would be compiled anew for each, and they are in
//! the part of the page that comes first.

use std::sync::Arc;

use super::ledger::{Grant, Job, Kept, Session, Upload};
use super::quota::Usage;
use super::store::Record;
use crate::order;

/// Buckets of a map. A change copies the list of them and one bucket, so with some thousand entries both are short.
const BUCKETS: usize = 64;

/// Something under a name.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name.
    pub name: Arc<str>,
    /// A number that the holder gives it: a place in an order, a version.
    pub number: u64,
    /// What it holds.
    pub held: Held,
}

/// What an entry holds.
#[derive(Clone, Debug)]
pub enum Held {
    /// The number says it all.
    Nothing,
    /// A record.
    Record(Arc<Record>),
    /// An answer that is kept.
    Answer(Arc<Kept>),
    /// What a caller has used.
    Usage(Arc<Usage>),
    /// Long work.
    Job(Arc<Job>),
    /// An upload.
    Upload(Arc<Upload>),
    /// What an application may do.
    Grant(Arc<Grant>),
    /// A session.
    Session(Arc<Session>),
}

/// What entries can hold. A further kind of memory in the ledger gets its variant of [`Held`] and its word in `hold!` below; then
/// snapshots hold it too.
pub trait Hold: Sized {
    /// As an entry holds it.
    fn hold(value: Arc<Self>) -> Held;
    /// Out of an entry.
    fn of(held: &Held) -> Option<&Arc<Self>>;
}

macro_rules! hold {
    ($($kind:ident $held:ty),*) => {
        $(impl Hold for $held {
            fn hold(value: Arc<Self>) -> Held {
                Held::$kind(value)
            }

            fn of(held: &Held) -> Option<&Arc<Self>> {
                if let Held::$kind(value) = held { Some(value) } else { None }
            }
        })*
    };
}

hold! { Record Record, Answer Kept, Usage Usage, Job Job, Upload Upload, Grant Grant, Session Session }

/// Lists of entries that copies share one by one.
pub type Lists = Arc<Vec<Arc<Vec<Entry>>>>;

/// Entries by name, in no order.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    /// None as long as there are no entries; each in the order of names.
    buckets: Lists,
    count: usize,
}

impl Shared {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The entry of this name.
    pub fn get(&self, name: &str) -> Option<&Entry> {
        let bucket = self.buckets.get(bucket_of(name))?;
        bucket.get(place(bucket, name).ok()?)
    }

    /// Every entry, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.buckets.iter().flat_map(|bucket| bucket.iter())
    }

    /// The names of the entries that hold what is wanted, in the order of their numbers.
    pub fn names(&self, wanted: &dyn Fn(&Held) -> bool) -> Vec<String> {
        let mut found: Vec<&Entry> = self.iter().filter(|entry| wanted(&entry.held)).collect();
        order::by_key(&mut found, |entry| entry.number);
        found.into_iter().map(|entry| entry.name.as_ref().to_owned()).collect()
    }

    /// Puts an entry in the place of the one of its name, which it hands back.
    pub fn insert(&mut self, entry: Entry) -> Option<Entry> {
        if self.buckets.is_empty() {
            self.buckets = Arc::new(vec![Arc::default(); BUCKETS]);
        }
        let bucket = bucket_mut(&mut self.buckets, bucket_of(&entry.name))?;
        match place(bucket, &entry.name) {
            Ok(place) => bucket.get_mut(place).map(|known| std::mem::replace(known, entry)),
            Err(place) => {
                bucket.insert(place, entry);
                self.count += 1;
                None
            }
        }
    }

    /// Takes an entry out.
    pub fn remove(&mut self, name: &str) -> Option<Entry> {
        let bucket = bucket_of(name);
        let place = place(self.buckets.get(bucket)?, name).ok()?;
        self.count -= 1;
        Some(bucket_mut(&mut self.buckets, bucket)?.remove(place))
    }
}

/// A list to change: what other copies share of it stays as it is.
#[inline(never)]
pub fn bucket_mut(lists: &mut Lists, index: usize) -> Option<&mut Vec<Entry>> {
    Arc::make_mut(lists).get_mut(index).map(Arc::make_mut)
}

fn place(bucket: &[Entry], name: &str) -> Result<usize, usize> {
    bucket.binary_search_by(|entry| (*entry.name).cmp(name))
}

/// FNV-1a: short, and the same everywhere.
fn bucket_of(name: &str) -> usize {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 8) as usize % BUCKETS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: String, number: u64) -> Entry {
        Entry { name: name.into(), number, held: Held::Nothing }
    }

    #[test]
    fn a_copy_keeps_what_it_had() {
        let mut map = Shared::default();
        for number in 0..1000 {
            assert!(map.insert(entry(format!("k{number}"), number)).is_none());
        }
        let before = map.clone();
        assert_eq!(map.insert(entry("k7".to_owned(), 70)).map(|entry| entry.number), Some(7));
        assert_eq!(map.remove("k8").map(|entry| entry.number), Some(8));
        assert!(map.remove("k8").is_none());
        let seen = |map: &Shared| ["k7", "k8", "k9"].map(|name| map.get(name).map(|entry| entry.number));
        assert_eq!(seen(&map), [Some(70), None, Some(9)]);
        assert_eq!(seen(&before), [Some(7), Some(8), Some(9)]);
        assert_eq!((map.len(), before.len(), map.iter().count()), (999, 1000, 999));
    }

    #[test]
    fn names_spread_over_the_buckets() {
        let mut map = Shared::default();
        for number in 0..6400 {
            map.insert(entry(format!("bk_{number}"), number));
        }
        let longest = map.buckets.iter().map(|bucket| bucket.len()).max();
        assert!(longest < Some(200), "{longest:?}");
    }
}
