//! What a known caller is told who may not do this (RFC 9110 section 15.5.4).

use serde::{Deserialize, Serialize};

/// How a refusal looks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Authorization {
    /// The answer to a caller whose roles do not suffice.
    pub refusal: Refusal,
}

/// The answer to a caller whose roles do not suffice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// 403: I know you, and no.
    #[default]
    Forbidden,
    /// 404: hides that there is anything, as RFC 9110 section 15.5.4 allows.
    Hidden,
    /// 401: wrong, since credentials were fine and sending them again will not help.
    Unauthorized,
}

impl Refusal {
    /// The status code.
    pub fn status(self) -> u16 {
        match self {
            Self::Forbidden => 403,
            Self::Hidden => 404,
            Self::Unauthorized => 401,
        }
    }
}
