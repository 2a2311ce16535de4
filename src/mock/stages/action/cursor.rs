//! Cursors: opaque places in a list. A cursor holds the last record's place in the order, and a mark of the filters and the
//! order it was made for, so that it stays right while records come and go, and is of no use for another list.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::Value;

use crate::http::{Body, ETag, FieldError, json};
use crate::mock::selection::Selection;

/// A place in a list: behind the record of this sequence number, whose values have these keys in the order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// The record's place in the order of creation.
    pub sequence: u64,
    /// Its values in the order of the list; empty for the order of creation.
    pub keys: Vec<Value>,
}

/// Writes a place.
pub fn encode(place: &Place, selection: &Selection) -> String {
    let keys = if place.keys.is_empty() { String::new() } else { json::line(&Value::from(place.keys.clone())) };
    let plain = format!("after:{}:{}:{keys}", place.sequence, mark(&selection.fingerprint));
    BASE64_URL_SAFE_NO_PAD.encode(format!("{plain}:{}", check(&plain)))
}

/// Reads a place; the beginning of the list where no cursor was sent.
pub fn decode(text: Option<&str>, selection: &Selection) -> Result<Place, FieldError> {
    let Some(text) = text else { return Ok(Place::default()) };
    let foreign = || FieldError::in_query("cursor", "cursor is not one of this API's: take it from the `next` link");
    let decoded = BASE64_URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(foreign)?;
    let (plain, _) = decoded.rsplit_once(':').filter(|(plain, digits)| check(plain) == *digits).ok_or_else(foreign)?;
    let mut parts = plain.splitn(4, ':').skip(1);
    let (sequence, made_for, keys) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
    let sequence = sequence.and_then(|sequence| sequence.parse().ok()).ok_or_else(foreign)?;
    if made_for != Some(mark(&selection.fingerprint).as_str()) {
        return Err(FieldError::in_query("cursor", "cursor belongs to another filter or order: begin without it"));
    }
    let keys = match Body::from(keys).json() {
        Some(Value::Array(keys)) => keys,
        _ if keys.is_empty() => Vec::new(),
        _ => return Err(foreign()),
    };
    Ok(Place { sequence, keys })
}

/// Tells one selection from another; nothing for all records in the order of creation.
fn mark(fingerprint: &str) -> String {
    if fingerprint.is_empty() { String::new() } else { ETag::of(fingerprint.as_bytes(), false).tag }
}

/// Two digits that keep guesses out.
fn check(plain: &str) -> String {
    ETag::of(plain.as_bytes(), false).tag.chars().take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn places_come_back_and_others_are_refused() {
        let selection = |fingerprint: &str| Selection { fingerprint: fingerprint.to_owned(), ..Selection::default() };
        let place = Place { sequence: 7, keys: vec![json!("a:b"), json!(null), json!(3)] };
        let (own, other) = (selection("sort=name\n"), selection("sort=-name\n"));
        let text = encode(&place, &own);
        assert_eq!(decode(Some(&text), &own), Ok(place));
        assert!(decode(Some(&text), &other).is_err_and(|error| error.detail.contains("another filter")));
        assert_eq!(decode(None, &own), Ok(Place::default()));
        for changed in ["", "x", &text[1..], "YWZ0ZXI6Mg"] {
            assert!(decode(Some(changed), &own).is_err(), "{changed}");
        }
    }
}
