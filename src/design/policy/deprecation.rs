//! How an endpoint, or a whole version, goes out of use: since when clients should leave it, when it ends, what takes its place
//! (RFC 9745, RFC 8594, RFC 5829).

use serde::{Deserialize, Serialize};

use crate::design::{Design, Endpoint};
use crate::http::calendar;

/// What clients learn of an end, and what happens at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Deprecation {
    /// The life of this version: of each endpoint that says nothing of its own.
    #[serde(skip_serializing_if = "Lifetime::is_empty")]
    pub version: Lifetime,
    /// Answers say so in `Deprecation`, `Sunset` and `Link`; otherwise clients learn it from a page that nobody reads.
    pub announces: bool,
    /// 410 after the sunset; otherwise the date means nothing.
    pub ends: bool,
}

/// Dates are written as `2026-03-14`, which means its first moment in UTC, or as `2026-03-14T09:41:00Z`; an empty text is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Lifetime {
    /// Since when it should not be used any more.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// When it ends.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sunset: String,
    /// What takes its place: a URI or a path, in which `{id}` stands for the parameter of this name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub successor: String,
    /// A page about it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub documentation: String,
}

impl Default for Deprecation {
    fn default() -> Self {
        Self { version: Lifetime::default(), announces: true, ends: true }
    }
}

impl Lifetime {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.since.is_empty() && self.sunset.is_empty() && self.successor.is_empty() && self.documentation.is_empty()
    }
}

impl Design {
    /// The life of an endpoint: its own, or that of the version.
    pub fn lifetime<'a>(&'a self, endpoint: &'a Endpoint) -> &'a Lifetime {
        if endpoint.lifetime.is_empty() { &self.policies.deprecation.version } else { &endpoint.lifetime }
    }
}

/// A date as seconds since 1970; `None` where it is none, or lies before.
pub fn seconds(text: &str) -> Option<u64> {
    let day = || calendar::parse_day(text).map(|day| calendar::days_since_1970(day) * 86_400);
    let seconds = day().or_else(|| calendar::parse_moment(text).map(|millis| millis.div_euclid(1000)))?;
    u64::try_from(seconds).ok()
}

/// Whether a text can stand as the target of a link: no space, no bracket, no quote (RFC 3986 section 2).
pub fn is_reference(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"\\^`{|}".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_references() {
        for (text, expected) in [
            ("2023-11-14", Some(1_699_920_000)),
            ("2023-11-14T22:13:20Z", Some(1_700_000_000)),
            ("1969-12-31", None),
            ("2023-02-30", None),
            ("true", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
        assert!(is_reference("/v2/bookings?x=1,2") && !is_reference("/a b") && !is_reference("") && !is_reference("/a>; rel=\"x"));
    }
}
