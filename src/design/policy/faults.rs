//! Failures that the server plays, so that clients can be tried against them (RFC 9110 section 15.6, RFC 7240).

use serde::{Deserialize, Serialize};

/// What goes wrong on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Faults {
    /// How much later every answer comes, in milliseconds.
    pub latency: u32,
    /// How many of a hundred requests fail with one of [`STATUSES`], whatever they ask.
    pub error_percent: u32,
    /// A 503 says when to try again.
    pub retry_after: bool,
    /// A client may ask for a failure: `Prefer: code=503`.
    pub prefer: bool,
}

/// The failures that the server plays.
pub const STATUSES: [u16; 3] = [500, 502, 503];

impl Default for Faults {
    fn default() -> Self {
        Self { latency: 0, error_percent: 0, retry_after: true, prefer: false }
    }
}

impl Faults {
    /// Whether a request can fail on purpose.
    pub fn fails(&self) -> bool {
        self.error_percent > 0 || self.prefer
    }
}
