//! What was run last from the palette stands first the next time.

use std::sync::Mutex;

use super::items::Item;

/// How many are remembered.
const MOST: usize = 3;
static LAST: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Notes that an item was run.
pub fn note(item: &Item) {
    if let Ok(mut last) = LAST.lock() {
        last.retain(|label| *label != item.label);
        last.insert(0, item.label.clone());
        last.truncate(MOST);
    }
}

/// Puts what was run last before everything else, in a group of its own.
pub fn lift(items: &mut Vec<Item>) {
    let Ok(last) = LAST.lock() else { return };
    for label in last.iter().rev() {
        if let Some(place) = items.iter().position(|item| item.label == *label && item.reason.is_none()) {
            let item = items.remove(place);
            items.insert(0, Item { group: "Last", ..item });
        }
    }
}
