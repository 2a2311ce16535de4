//! `Cache-Control` as a list of directives (RFC 9111 section 5.2).

use crate::http::Headers;
use crate::http::headers::split_list;

/// The directives of a request or an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directives(Vec<(String, Option<String>)>);

/// Seconds of a number that is too large to hold (RFC 9111 section 1.2.2).
const LARGEST: u64 = 1 << 31;

impl Directives {
    /// Reads every `Cache-Control` line; names are compared without case, arguments come with quotes or without.
    pub fn of(headers: &Headers) -> Self {
        let lines = headers.combined("cache-control").unwrap_or_default();
        let read = |member: &str| match member.split_once('=') {
            None => (member.to_ascii_lowercase(), None),
            Some((name, value)) => {
                let spaced = name.ends_with([' ', '\t']) || value.starts_with([' ', '\t']);
                // Space around the sign is no part of the grammar: the argument counts as unreadable.
                let value = if spaced { String::new() } else { value.trim_matches('"').to_owned() };
                (name.trim().to_ascii_lowercase(), Some(value))
            }
        };
        Self(split_list(&lines).into_iter().map(read).collect())
    }

    /// Whether a directive is present. Qualified forms such as `private="set-cookie"` count as the plain ones, as sections 5.2.2.4
    /// and 5.2.2.7 allow.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// Whether a directive is present without an argument.
    pub fn is_bare(&self, name: &str) -> bool {
        self.0.iter().any(|(known, value)| known == name && value.is_none())
    }

    /// The seconds of a directive. Of several, the smallest: it is never later than the first (section 4.2.1). An argument that is
    /// no number counts as zero, which caches are encouraged to do.
    pub fn seconds(&self, name: &str) -> Option<u64> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_deref().and_then(delta_seconds).unwrap_or(0)).min()
    }
}

/// A non-negative number of seconds (RFC 9111 section 1.2.2).
pub fn delta_seconds(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(LARGEST).min(LARGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings() {
        for (line, expected) in [
            ("max-age=60", Some(60)),
            ("MaX-aGe=\"60\", private", Some(60)),
            ("extension=\"max-age=3600\"", None),
            ("max-age=3600, max-age=1", Some(1)),
            ("max-age=-1", Some(0)),
            ("max-age = 60", Some(0)),
            ("max-age", Some(0)),
            ("max-age=99999999999999999999", Some(LARGEST)),
        ] {
            let headers: Headers = [("cache-control", line)].into_iter().collect();
            assert_eq!(Directives::of(&headers).seconds("max-age"), expected, "{line}");
        }
    }
}
