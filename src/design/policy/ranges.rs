//! Whether a client may fetch parts of a representation (RFC 9110 section 14).

use serde::{Deserialize, Serialize};

/// Parts of what a read answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Ranges {
    /// What `Range` does on reads.
    pub support: RangeUse,
}

/// What `Range` does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RangeUse {
    /// Nothing: every answer is whole.
    #[default]
    Off,
    /// One range is cut out; of several the whole is given, as RFC 9110 section 14.2 allows.
    One,
    /// Several come as `multipart/byteranges`.
    Several,
    /// Answers promise ranges, and `If-Range` is passed over: parts of two versions end up in one file.
    Careless,
}
