//! Whether two writers can overwrite each other unseen (RFC 9110 section 13, RFC 6585 section 3).

use serde::{Deserialize, Serialize};

/// Preconditions of changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Concurrency {
    /// What `If-Match` means to PUT, PATCH and DELETE.
    pub if_match: IfMatch,
    /// The status for a stale `If-Match`: 412 by RFC 9110 section 13.1.1; some guides teach 409.
    pub stale_write_status: u16,
}

/// What `If-Match` means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IfMatch {
    /// Nothing: the last writer wins.
    Ignored,
    /// It is checked where it is sent.
    #[default]
    Honoured,
    /// A change without it is answered with 428.
    Required,
}

impl Default for Concurrency {
    fn default() -> Self {
        Self { if_match: IfMatch::Honoured, stale_write_status: 412 }
    }
}
