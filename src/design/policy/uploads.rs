//! Large content in parts that may come in any order (RFC 9110 section 14.5, RFC 9530).

use serde::{Deserialize, Serialize};

/// What an upload session takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Uploads {
    /// The most bytes of a whole upload.
    pub max_bytes: u32,
    /// What `Repr-Digest` does.
    pub digest: DigestUse,
    /// Answers list the parts that are missing; otherwise a client that lost its place begins again.
    pub missing: bool,
    /// Minutes for which a session is kept.
    pub keep_minutes: u32,
}

/// What the checksum of the whole does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DigestUse {
    /// It is compared where it is sent.
    #[default]
    Honoured,
    /// A session without it is refused.
    Required,
    /// It is passed over: damaged content is kept.
    Ignored,
}

impl Default for Uploads {
    fn default() -> Self {
        Self { max_bytes: 8_388_608, digest: DigestUse::Honoured, missing: true, keep_minutes: 60 }
    }
}
