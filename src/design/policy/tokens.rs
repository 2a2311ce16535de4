//! What bearer tokens are: opaque texts that only the server can look up, or JSON Web Tokens that speak for themselves.
//!
//! A concern of its own beside `authentication`: that one says who has to show something and where, this one what the thing is
//! made of and which of its checks are made. Most designs keep opaque tokens and never open it. The switches at the end are
//! faults of real servers (RFC 8725 section 2), so that the attacks they invite can be tried.

use serde::{Deserialize, Serialize};

use crate::design::Design;

/// Bearer tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Tokens {
    /// What they are.
    pub kind: TokenKind,
    /// The algorithms that are accepted; tokens are signed with the first (RFC 8725 section 3.1).
    pub algorithms: Vec<SigningAlgorithm>,
    /// Who issues them; nothing for the origin of the design.
    pub issuer: String,
    /// Whom they are for; nothing for the address of the API.
    pub audience: String,
    /// How many minutes they live; 0 for ever.
    pub life: u32,
    /// How many seconds clocks may differ.
    pub leeway: u32,
    /// What the names of the keys begin with. Another one is another generation of keys.
    pub key_id: String,
    /// A token that says `alg: none` needs no signature (RFC 8725 section 2.1).
    pub accepts_none: bool,
    /// The algorithm is taken from the token, so that the public RSA key serves as an HMAC secret.
    pub confuses_keys: bool,
    /// The end of a token's life is not looked at.
    pub ignores_expiry: bool,
    /// Tokens for other APIs are accepted (RFC 8725 section 2.8).
    pub ignores_audience: bool,
}

/// What a bearer token is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TokenKind {
    /// A text that means nothing but to its server.
    #[default]
    Opaque,
    /// A JSON Web Token (RFC 7519).
    Jwt,
}

/// How tokens are signed (RFC 7518 section 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum SigningAlgorithm {
    /// HMAC with SHA-256: whoever can verify can sign.
    Hs256,
    /// RSASSA-PKCS1-v1_5 with SHA-256: anybody may verify, one can sign.
    Rs256,
}

impl SigningAlgorithm {
    /// The name in headers and keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hs256 => "HS256",
            Self::Rs256 => "RS256",
        }
    }
}

impl Tokens {
    /// Whether tokens are signed.
    pub fn are_signed(&self) -> bool {
        self.kind == TokenKind::Jwt
    }

    /// Who issues the tokens of a design.
    pub fn issuer_of(design: &Design) -> String {
        match design.policies.tokens.issuer.as_str() {
            "" => design.origin.clone(),
            own => own.to_owned(),
        }
    }

    /// Whom the tokens of a design are for.
    pub fn audience_of(design: &Design) -> String {
        match design.policies.tokens.audience.as_str() {
            "" => format!("{}{}", design.origin, design.base_path),
            own => own.to_owned(),
        }
    }
}

impl Default for Tokens {
    fn default() -> Self {
        Self {
            kind: TokenKind::Opaque,
            algorithms: vec![SigningAlgorithm::Rs256],
            issuer: String::new(),
            audience: String::new(),
            life: 60,
            leeway: 30,
            key_id: "demo".to_owned(),
            accepts_none: false,
            confuses_keys: false,
            ignores_expiry: false,
            ignores_audience: false,
        }
    }
}
