//! How many requests a caller may send in some time, and what it learns about that (RFC 6585 section 4,
//! draft-ietf-httpapi-ratelimit-headers).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::design::Client;

/// Limits for each caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct RateLimits {
    /// How requests are counted.
    pub algorithm: Algorithm,
    /// The length of a window in seconds.
    pub window: u32,
    /// Requests in a window for a client without a tier.
    pub limit: u32,
    /// Requests in a window for all callers without credentials together, since nobody can tell them apart.
    pub anonymous: u32,
    /// Other limits for clients of a tier.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<Tier>,
    /// The fields that tell a caller where it stands.
    pub fields: LimitFields,
    /// A 429 says in `Retry-After` when to come back (RFC 9110 section 10.2.3).
    pub retry_after: bool,
    /// Each instance of the server counts what comes to itself: together they let through as many times the limit as there are instances.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub per_instance: bool,
}

/// How requests are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Algorithm {
    /// Not at all.
    #[default]
    None,
    /// By windows of the clock: cheap, and twice the limit passes around the end of a window.
    FixedWindow,
    /// The present window, with the part of the last one that a window ending now still covers.
    SlidingWindow,
    /// Tokens come in steadily and are spent by requests: bursts up to the limit, then an even pace.
    TokenBucket,
}

/// The limit of a tier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tier {
    /// The name that clients carry.
    pub name: String,
    /// Requests in a window.
    pub limit: u32,
}

/// Families of fields that tell a caller where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LimitFields {
    /// None: a caller finds its limit by running into it.
    None,
    /// `RateLimit-Policy` and `RateLimit`, as the IETF draft writes them.
    #[default]
    Ietf,
    /// `X-RateLimit-Limit`, `-Remaining` and `-Reset`: widespread, and read differently by each API.
    Prefixed,
    /// Both families.
    Both,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self {
            algorithm: Algorithm::None,
            window: 60,
            limit: 100,
            anonymous: 20,
            tiers: Vec::new(),
            fields: LimitFields::Ietf,
            retry_after: true,
            per_instance: false,
        }
    }
}

impl RateLimits {
    /// The name of a caller's limit, and the requests it allows in a window.
    pub fn of(&self, client: Option<&Client>) -> (&str, u32) {
        let tier = |client: &Client| self.tiers.iter().find(|tier| Some(&tier.name) == client.tier.as_ref());
        match client {
            None => ("anonymous", self.anonymous),
            Some(client) => tier(client).map_or(("default", self.limit), |tier| (&tier.name, tier.limit)),
        }
    }

    /// Whether anybody is limited.
    pub fn limits(&self) -> bool {
        self.algorithm != Algorithm::None
    }
}

impl LimitFields {
    /// Whether the IETF's fields are sent.
    pub fn ietf(self) -> bool {
        matches!(self, Self::Ietf | Self::Both)
    }

    /// Whether the fields with the prefix are sent.
    pub fn prefixed(self) -> bool {
        matches!(self, Self::Prefixed | Self::Both)
    }
}

impl Tier {
    /// Reads `gold: 1000`; `None` for anything else, and for a name that no field could carry.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, limit) = text.split_once(':')?;
        let (name, limit) = (name.trim(), limit.trim().parse().ok()?);
        let fits = crate::http::headers::is_token(name) && limit > 0;
        fits.then(|| Self { name: name.to_owned(), limit })
    }
}

/// As [`Tier::parse`] reads it.
impl fmt::Display for Tier {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}: {}", self.name, self.limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tier_reads_back() {
        let gold = Tier { name: "gold".to_owned(), limit: 1000 };
        assert_eq!(Tier::parse(&gold.to_string()), Some(gold.clone()));
        assert_eq!(Tier::parse(" gold :1000"), Some(gold));
        for text in ["", "gold", "gold:", ": 5", "gold: 0", "gold: -1", "gold: 1.5", "a b: 5", "gold: 99999999999"] {
            assert_eq!(Tier::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_limit_is_found_by_tier() {
        let policy = RateLimits { tiers: vec![Tier { name: "gold".to_owned(), limit: 1000 }], ..RateLimits::default() };
        assert_eq!(policy.of(None), ("anonymous", 20));
        assert_eq!(policy.of(Some(&Client::program("a"))), ("default", 100));
        assert_eq!(policy.of(Some(&Client::program("a").tier("gold"))), ("gold", 1000));
        assert_eq!(policy.of(Some(&Client::program("a").tier("silver"))), ("default", 100));
    }
}
