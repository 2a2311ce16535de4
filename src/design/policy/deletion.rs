//! What DELETE answers, and what it does to records that others point to (RFC 9110 section 9.3.5).

use serde::{Deserialize, Serialize};

/// Removing a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Deletion {
    /// The answer carries the removed record (200); otherwise it is empty (204).
    pub body: bool,
    /// A record that others point to.
    pub referenced: Referenced,
    /// Removed records are kept with [`DELETED_AT`], out of sight, and can be restored.
    pub keeps: bool,
    /// What a request for a kept record answers.
    pub gone: Gone,
    /// Roles that see kept records with [`INCLUDE_DELETED`]; without any, nobody does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shown_to: Vec<String>,
}

/// The member that says when a kept record was removed.
pub const DELETED_AT: &str = "deletedAt";

/// The query parameter that asks for kept records as well.
pub const INCLUDE_DELETED: &str = "include_deleted";

/// What happens to a record that others point to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Referenced {
    /// 409: it stays until nobody points to it.
    #[default]
    Refuse,
    /// The others go with it.
    Cascade,
    /// It goes, and the others point nowhere.
    Orphan,
}

/// What a request for a kept record answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gone {
    /// 404, as if it had never been (RFC 9110 section 15.5.5).
    #[default]
    NotFound,
    /// 410: it was there and will not come back by itself (RFC 9110 section 15.5.11).
    Gone,
}

impl Deletion {
    /// Whether some caller can ask for kept records.
    pub fn shows_kept(&self) -> bool {
        self.keeps && !self.shown_to.is_empty()
    }
}
