//! What request content may look like before anybody reads its fields.

use serde::{Deserialize, Serialize};

/// Limits and statuses for request content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Content {
    /// The largest content in bytes; more is answered with 413.
    pub max_bytes: u32,
    /// How deep arrays and objects may nest.
    pub max_depth: u8,
    /// Content of another type than JSON is answered with 415; otherwise it is read as JSON all the same.
    pub strict_type: bool,
    /// The status for content that does not parse: 400, or wrongly 422 or 500.
    pub malformed_status: u16,
}

impl Default for Content {
    fn default() -> Self {
        Self { max_bytes: 1_048_576, max_depth: 32, strict_type: true, malformed_status: 400 }
    }
}
