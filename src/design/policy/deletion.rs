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
}

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
