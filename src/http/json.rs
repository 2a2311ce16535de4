//! JSON as text, through one reader and one writer: each further kind of source or layout would be compiled anew.

use serde_json::{Error, Value};

/// Reads a value (RFC 8259). An error knows its line and column.
#[inline(never)]
pub fn read(text: &[u8]) -> Result<Value, Error> {
    serde_json::from_slice(text)
}

/// Writes a value in one line. `Value::to_string` writes the same, but through `std::fmt`, whose errors bring tables for their text
/// into the page.
#[inline(never)]
pub fn line(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Writes a value over several lines, two spaces deep.
#[inline(never)]
pub fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
