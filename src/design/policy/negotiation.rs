//! Which representations exist, and what happens when a client wants another one (RFC 9110 section 12).

use serde::{Deserialize, Serialize};

/// Content negotiation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Negotiation {
    /// An `Accept` that nothing satisfies is answered with 406; otherwise it is passed over.
    pub strict: bool,
    /// Answers say `Vary: Accept`.
    pub vary: bool,
}

impl Default for Negotiation {
    fn default() -> Self {
        Self { strict: true, vary: true }
    }
}
