//! Why a token is refused: the check that failed, what would have passed, and what came.

use std::fmt;

/// The checks of a token, in the order in which they are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Three parts in base64url.
    Form,
    /// The header is a JSON object with an algorithm.
    Header,
    /// No extension that has to be understood is unknown.
    Critical,
    /// It is a JWT and not another kind of signed object.
    Type,
    /// The algorithm is one of those allowed.
    Algorithm,
    /// The key is known.
    KeyId,
    /// The key is fit for the algorithm.
    Key,
    /// The signature fits.
    Signature,
    /// The payload is a JSON object with claims of the right kinds.
    Claims,
    /// Its life has not ended.
    Expiry,
    /// Its life has begun.
    NotBefore,
    /// It was issued by now.
    IssuedAt,
    /// It comes from the expected issuer.
    Issuer,
    /// It is meant for this API.
    Audience,
}

impl Check {
    /// What went wrong, in a few words without quotes, fit for `error_description` (RFC 6750 section 3).
    pub fn text(self) -> &'static str {
        match self {
            Self::Form => "the token has not the form of a JWT",
            Self::Header => "the token's header cannot be read",
            Self::Critical => "the token demands an extension that is unknown",
            Self::Type => "the token is of another type",
            Self::Algorithm => "the token's algorithm is not allowed",
            Self::KeyId => "the token's key is not known",
            Self::Key => "the key does not fit the token's algorithm",
            Self::Signature => "the token's signature does not fit",
            Self::Claims => "the token's claims are missing or malformed",
            Self::Expiry => "the token has expired",
            Self::NotBefore => "the token is not valid yet",
            Self::IssuedAt => "the token was issued in the future",
            Self::Issuer => "the token comes from another issuer",
            Self::Audience => "the token is meant for another audience",
        }
    }

    /// Where the check is specified.
    pub fn spec(self) -> &'static str {
        match self {
            Self::Form => "RFC 7515 section 7.1",
            Self::Header => "RFC 7515 section 4",
            Self::Critical => "RFC 7515 section 4.1.11",
            Self::Type => "RFC 8725 section 3.11",
            Self::Algorithm => "RFC 8725 section 3.1",
            Self::KeyId => "RFC 7515 section 4.1.4",
            Self::Key => "RFC 7518 section 3.1",
            Self::Signature => "RFC 7515 section 5.2",
            Self::Claims => "RFC 7519 section 4",
            Self::Expiry => "RFC 7519 section 4.1.4",
            Self::NotBefore => "RFC 7519 section 4.1.5",
            Self::IssuedAt => "RFC 7519 section 4.1.6",
            Self::Issuer => "RFC 7519 section 4.1.1",
            Self::Audience => "RFC 7519 section 4.1.3",
        }
    }
}

/// The most characters of a token that a fault repeats.
const LONGEST: usize = 60;

/// A failed check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which one.
    pub check: Check,
    /// What would have passed.
    pub expected: String,
    /// What the token held instead.
    pub got: String,
}

impl Fault {
    /// A check that failed. What came is cut: a token may hold texts of any length.
    pub fn new(check: Check, expected: impl Into<String>, got: impl Into<String>) -> Self {
        Self { check, expected: expected.into(), got: got.into().chars().take(LONGEST).collect() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: expected {}, got {}", self.check.text(), self.expected, self.got)
    }
}

impl std::error::Error for Fault {}
