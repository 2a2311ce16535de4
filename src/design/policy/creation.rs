//! What a client learns about the record it has just made (RFC 9110 sections 9.3.3, 9.3.4, 15.3.2).

use serde::{Deserialize, Serialize};

/// Answers to a create.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Creation {
    /// The status: 201, or 200 as many APIs say.
    pub status: u16,
    /// The answer names the new record's URI in `Location`.
    pub location: bool,
    /// The answer carries the record.
    pub body: bool,
    /// PUT at a URI that does not exist yet makes a record there; otherwise it answers 404.
    pub put_creates: bool,
}

impl Default for Creation {
    fn default() -> Self {
        Self { status: 201, location: true, body: true, put_creates: false }
    }
}
