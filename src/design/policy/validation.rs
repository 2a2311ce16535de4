//! What happens to content that parses and is wrong all the same.

use serde::{Deserialize, Serialize};

/// Validation of fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Validation {
    /// The status for invalid fields: 422, or 400 as many APIs do.
    pub status: u16,
    /// The answer names each field by its JSON pointer.
    pub pointers: bool,
    /// Members that the resource does not have.
    pub unknown_fields: UnknownFields,
}

/// Members that the resource does not have, and read-only members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnknownFields {
    /// Invalid: a misspelt name is found at once.
    #[default]
    Refuse,
    /// Passed over: old servers survive new clients.
    Ignore,
    /// Stored as sent, read-only ones too: mass assignment.
    Store,
}

impl Default for Validation {
    fn default() -> Self {
        Self { status: 422, pointers: true, unknown_fields: UnknownFields::Refuse }
    }
}
