//! A map by name whose copies share what they have in common: a copy costs nothing, and a change afterwards copies one bucket.
//!
//! Each exchange keeps the state of the server before and after it, a thousand exchanges long. Were the maps copied whole, a
//! thousand records would weigh a hundred kilobytes each time; so a change copies some twenty pointers instead.

use std::sync::Arc;

/// Buckets of a map. A change copies the list of them and one bucket, so with some thousand entries both are short.
const BUCKETS: usize = 64;

/// Something that is found by its name.
pub trait Named: Clone {
    /// The name.
    fn name(&self) -> &str;
}

/// Entries by name, in no order.
#[derive(Clone, Debug)]
pub struct Shared<T> {
    /// None as long as there are no entries; each in the order of names.
    buckets: Arc<Vec<Arc<Vec<T>>>>,
    count: usize,
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self { buckets: Arc::default(), count: 0 }
    }
}

impl<T: Named> Shared<T> {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The entry of this name.
    pub fn get(&self, name: &str) -> Option<&T> {
        let bucket = self.buckets.get(bucket_of(name))?;
        bucket.get(place(bucket, name).ok()?)
    }

    /// Every entry, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.buckets.iter().flat_map(|bucket| bucket.iter())
    }

    /// Puts an entry in the place of the one of its name, which it hands back.
    pub fn insert(&mut self, entry: T) -> Option<T> {
        let buckets = Arc::make_mut(&mut self.buckets);
        if buckets.is_empty() {
            buckets.resize(BUCKETS, Arc::default());
        }
        let bucket = Arc::make_mut(buckets.get_mut(bucket_of(entry.name()))?);
        match place(bucket, entry.name()) {
            Ok(place) => bucket.get_mut(place).map(|known| std::mem::replace(known, entry)),
            Err(place) => {
                bucket.insert(place, entry);
                self.count += 1;
                None
            }
        }
    }

    /// Takes an entry out.
    pub fn remove(&mut self, name: &str) -> Option<T> {
        self.get(name)?;
        let bucket = Arc::make_mut(Arc::make_mut(&mut self.buckets).get_mut(bucket_of(name))?);
        let place = place(bucket, name).ok()?;
        self.count -= 1;
        Some(bucket.remove(place))
    }
}

fn place<T: Named>(bucket: &[T], name: &str) -> Result<usize, usize> {
    bucket.binary_search_by(|entry| entry.name().cmp(name))
}

/// FNV-1a: short, and the same everywhere.
fn bucket_of(name: &str) -> usize {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 8) as usize % BUCKETS
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Named for (String, u32) {
        fn name(&self) -> &str {
            &self.0
        }
    }

    #[test]
    fn a_copy_keeps_what_it_had() {
        let mut map = Shared::default();
        for number in 0..1000 {
            assert_eq!(map.insert((format!("k{number}"), number)), None);
        }
        let before = map.clone();
        assert_eq!(map.insert(("k7".to_owned(), 70)), Some(("k7".to_owned(), 7)));
        assert_eq!(map.remove("k8"), Some(("k8".to_owned(), 8)));
        assert_eq!(map.remove("k8"), None);
        let seen = |map: &Shared<(String, u32)>| ["k7", "k8", "k9"].map(|name| map.get(name).map(|entry| entry.1));
        assert_eq!(seen(&map), [Some(70), None, Some(9)]);
        assert_eq!(seen(&before), [Some(7), Some(8), Some(9)]);
        assert_eq!((map.len(), before.len(), map.iter().count()), (999, 1000, 999));
    }

    #[test]
    fn names_spread_over_the_buckets() {
        let mut map = Shared::default();
        for number in 0..6400 {
            map.insert((format!("bk_{number}"), number));
        }
        let longest = map.buckets.iter().map(|bucket| bucket.len()).max();
        assert!(longest < Some(200), "{longest:?}");
    }
}
