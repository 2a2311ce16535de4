//! Validators and freshness of answers (RFC 9110 section 8.8, RFC 9111).

use serde::{Deserialize, Serialize};

/// What caches may do with answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Caching {
    /// The entity tag.
    pub validator: Validator,
    /// Answers say when the record last changed.
    pub last_modified: bool,
    /// `Cache-Control` of successful reads; `None` leaves caches to guess (RFC 9111 section 4.2.2).
    pub cache_control: Option<String>,
    /// A shared cache stands before the server and serves many users (RFC 9111 section 1).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shared_cache: bool,
}

/// The strength of entity tags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Validator {
    /// No entity tag.
    None,
    /// Same tag, same bytes.
    #[default]
    Strong,
    /// Same tag, same meaning; useless for `If-Match`.
    Weak,
}

impl Caching {
    /// Whether answers carry anything by which a client can ask for changes, or guard one.
    pub fn validates(&self) -> bool {
        self.validator != Validator::None || self.last_modified
    }

    /// Whether a change can only be guarded by its date: a weak tag never suits `If-Match` (RFC 9110 section 13.1.1).
    pub fn guards_by_date(&self) -> bool {
        self.validator != Validator::Strong && self.last_modified
    }
}

impl Default for Caching {
    fn default() -> Self {
        Self { validator: Validator::Strong, last_modified: true, cache_control: Some("private, no-cache".to_owned()), shared_cache: false }
    }
}
