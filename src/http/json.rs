//! JSON as text, through one reader and one writer: each further kind of source or layout would be compiled anew.

use serde_json::{Error, Value};

/// Reads a value (RFC 8259). An error knows its line and column.
#[inline(never)]
pub fn read(text: &[u8]) -> Result<Value, Error> {
    serde_json::from_slice(text)
}

/// Writes a value over several lines, two spaces deep.
pub fn pretty(value: &Value) -> String {
    format!("{value:#}")
}
