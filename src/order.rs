//! Sorting through one sort. The standard ones are compiled anew for every type, some 5 kB each in the page; here only the
//! exchange of elements is.

use std::cmp::Ordering;

/// Sorts stably by a comparison.
pub fn by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let mut places: Vec<usize> = (0..items.len()).collect();
    sort(&mut places, &|a, b| items.get(a).zip(items.get(b)).map_or(Ordering::Equal, |(a, b)| compare(a, b)));
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(places.into_iter().filter_map(|place| taken.get_mut(place).and_then(Option::take)));
}

/// Sorts stably by a key.
pub fn by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts and drops what is there twice.
pub fn distinct<T: Ord>(items: &mut Vec<T>) {
    by(items, T::cmp);
    items.dedup();
}

#[inline(never)]
fn sort(places: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    places.sort_by(|a, b| compare(*a, *b));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_stably() {
        let mut words = vec!["pear", "fig", "apple", "kiwi", "date", "fig"];
        by_key(&mut words, |word| word.len());
        assert_eq!(words, ["fig", "fig", "pear", "kiwi", "date", "apple"]);
        distinct(&mut words);
        assert_eq!(words, ["apple", "date", "fig", "kiwi", "pear"]);
    }
}
