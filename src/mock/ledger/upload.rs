//! An upload session: what was declared, and the parts that have come so far.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::http::Body;
use crate::http::range::{Span, joined};
use crate::mock::Moment;
use crate::order;

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// The resource of which it makes a record.
    pub resource: String,
    /// The members of that record.
    pub draft: Map<String, Value>,
    /// The identity of whoever opened it; empty where nobody asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// How many bytes will come.
    pub size: u64,
    /// The SHA-256 of the whole, if it was declared.
    pub digest: Option<Vec<u8>>,
    /// When it was opened.
    pub opened: Moment,
    /// The parts, with the position of their first byte. A later one counts where two overlap.
    pub parts: Vec<(u64, Body)>,
    /// The identifier of the record that it has made.
    pub result: Option<String>,
}

impl Upload {
    /// What has come, in order, as few ranges as possible.
    pub fn received(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = self.parts.iter().map(|(first, body)| (*first, first + (body.len() as u64).saturating_sub(1))).collect();
        order::by_key(&mut spans, |span| *span);
        joined(spans)
    }

    /// What has not come.
    pub fn missing(&self) -> Vec<Span> {
        let mut missing = Vec::new();
        let mut next = 0;
        for (first, last) in self.received() {
            if first > next {
                missing.push((next, first - 1));
            }
            next = last + 1;
        }
        if next < self.size {
            missing.push((next, self.size - 1));
        }
        missing
    }

    /// Everything that has come, in its place.
    pub fn whole(&self) -> Vec<u8> {
        let mut whole = vec![0; usize::try_from(self.size).unwrap_or(0)];
        for (first, body) in &self.parts {
            let from = usize::try_from(*first).unwrap_or(usize::MAX);
            if let Some(place) = from.checked_add(body.len()).and_then(|to| whole.get_mut(from..to)) {
                place.copy_from_slice(body.bytes());
            }
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_in_any_order() {
        let mut upload = Upload {
            resource: "File".to_owned(),
            draft: Map::new(),
            by: String::new(),
            size: 10,
            digest: None,
            opened: Moment(0),
            parts: Vec::new(),
            result: None,
        };
        assert_eq!(upload.missing(), [(0, 9)]);
        for (first, text, missing) in [(8, "89", vec![(0, 7)]), (2, "234", vec![(0, 1), (5, 7)]), (4, "4567", vec![(0, 1)]), (0, "01", vec![])] {
            upload.parts.push((first, text.to_owned().into()));
            assert_eq!(upload.missing(), missing);
        }
        assert_eq!((upload.received(), upload.whole()), (vec![(0, 9)], b"0123456789".to_vec()));
    }
}
