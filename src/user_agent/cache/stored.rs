//! A kept answer: what is written down, which requests it fits, how old it is and how long it stays fresh.

use super::Kind;
use super::directives::{Directives, delta_seconds};
use crate::http::{Headers, Request, Response, date, headers::split_list};
use crate::user_agent::reason::span;

/// An answer in the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Partition and URL.
    pub(super) key: (String, String),
    /// The request fields that `Vary` names, with their values then (RFC 9111 section 4.1).
    pub(super) vary: Vec<(String, Option<String>)>,
    /// The answer without the fields that belong to one connection.
    pub(super) response: Response,
    /// When it was asked for, in seconds since 1970.
    pub(super) asked_at: u64,
    /// When it came.
    pub(super) came_at: u64,
    /// An answer to `HEAD` has shown that it is out of date (RFC 9111 section 4.3.5).
    pub(super) is_outdated: bool,
}

/// How long an answer is fresh, and what says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// Seconds from its making.
    pub seconds: u64,
    /// What says so: `max-age=60`, or that nothing does.
    pub says: String,
}

/// Statuses whose answers a cache may keep without being told how long (RFC 9110 section 15.1).
pub const HEURISTICALLY_CACHEABLE: [u16; 12] = [200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501];

/// The longest lifetime that is guessed, in seconds: a day.
const LONGEST_GUESS: u64 = 86_400;

impl Stored {
    /// Writes an answer down (RFC 9111 section 3.1). `Date` is added where it is missing (RFC 9110 section 6.6.1).
    pub fn new(key: (&str, &str), request: &Request, response: &Response, asked_at: u64, now: u64) -> Self {
        let mut kept: Headers = response.headers.iter().filter(|(name, _)| !is_of_connection(&response.headers, name)).collect();
        if date_of(&kept).is_none() {
            kept.set("date", date::format(now));
        }
        let vary = selecting(request, &kept);
        let response = Response { status: response.status, headers: kept, body: response.body.clone() };
        Self { key: (key.0.to_owned(), key.1.to_owned()), vary, response, asked_at, came_at: now, is_outdated: false }
    }

    /// The answer as it is kept.
    pub fn response(&self) -> &Response {
        &self.response
    }

    /// The URL that it answers.
    pub fn url(&self) -> &str {
        &self.key.1
    }

    /// When it came or was last found valid, in seconds since 1970.
    pub fn came_at(&self) -> u64 {
        self.came_at
    }

    /// The field named by `Vary` in which a request differs from the one that was answered; `None` where it fits.
    pub fn differs_in(&self, request: &Request) -> Option<&str> {
        self.vary.iter().find(|(name, value)| name == "*" || nominated(request, name) != *value).map(|(name, _)| name.as_str())
    }

    /// Seconds since the server made or validated it (RFC 9111 section 4.2.3).
    pub fn age(&self, now: u64) -> u64 {
        let headers = &self.response.headers;
        let apparent = self.came_at.saturating_sub(date_of(headers).unwrap_or(self.came_at));
        let first = headers.get("age").and_then(|value| delta_seconds(value.split(',').next().unwrap_or_default().trim_end()));
        let corrected = first.unwrap_or(0).saturating_add(self.came_at.saturating_sub(self.asked_at));
        apparent.max(corrected).saturating_add(now.saturating_sub(self.came_at))
    }

    /// How long it is fresh (RFC 9111 sections 4.2.1 and 4.2.2).
    pub fn lifetime(&self, kind: Kind) -> Lifetime {
        let headers = &self.response.headers;
        let directives = Directives::of(headers);
        let shared = if kind == Kind::Shared { Some("s-maxage") } else { None };
        for name in shared.into_iter().chain(["max-age"]) {
            if let Some(seconds) = directives.seconds(name) {
                return Lifetime { seconds, says: format!("{name}={seconds}") };
            }
        }
        let made = date_of(headers).unwrap_or(self.came_at);
        let mut expires = headers.get_all("expires");
        if let Some(value) = expires.next() {
            // A value that is no date, or several of them, count as the past (section 5.3).
            let until = cache_date(value).filter(|_| expires.next().is_none()).unwrap_or(0);
            return Lifetime { seconds: until.saturating_sub(made), says: "expires".to_owned() };
        }
        let guessable = HEURISTICALLY_CACHEABLE.contains(&self.response.status) || directives.has("public");
        match headers.get("last-modified").and_then(cache_date).filter(|_| guessable) {
            Some(modified) => {
                let seconds = (made.saturating_sub(modified) / 10).min(LONGEST_GUESS);
                Lifetime { seconds, says: format!("a tenth of the {} since last-modified", span(made.saturating_sub(modified))) }
            }
            None => Lifetime { seconds: 0, says: "nothing says how long".to_owned() },
        }
    }

    /// Whether a stale copy must never be used without validation (RFC 9111 section 4.2.4).
    pub fn forbids_stale(&self, kind: Kind) -> Option<&'static str> {
        let directives = Directives::of(&self.response.headers);
        let shared: &[&'static str] = if kind == Kind::Shared { &["proxy-revalidate", "s-maxage"] } else { &[] };
        ["must-revalidate", "no-cache"].into_iter().chain(shared.iter().copied()).find(|name| directives.has(name))
    }

    /// The answer as it is handed over, with its `Age` (RFC 9111 section 5.1).
    pub fn answer(&self, now: u64) -> Response {
        let mut response = self.response.clone();
        response.headers.set("age", self.age(now).to_string());
        response
    }
}

/// The `Date` of a message, if it is one.
fn date_of(headers: &Headers) -> Option<u64> {
    headers.get("date").and_then(cache_date)
}

/// Reads a date as caches should: without regard to case, and of no zone but GMT (RFC 9111 section 4.2).
pub fn cache_date(text: &str) -> Option<u64> {
    let mut in_word = false;
    let title: String = text
        .chars()
        .map(|letter| {
            let cased = if in_word { letter.to_ascii_lowercase() } else { letter.to_ascii_uppercase() };
            in_word = letter.is_ascii_alphabetic();
            cased
        })
        .collect();
    let title = title.strip_suffix(" Gmt").map_or(title.clone(), |before| format!("{before} GMT"));
    date::parse(&title)
}

/// The fields of a request that `Vary` names, with their values (RFC 9111 section 4.1).
pub fn selecting(request: &Request, answered: &Headers) -> Vec<(String, Option<String>)> {
    let names = answered.combined("vary").unwrap_or_default();
    split_list(&names).into_iter().map(|name| (name.to_ascii_lowercase(), nominated(request, name))).collect()
}

/// The value of a field that `Vary` names, its lines joined. Language tags have no case (RFC 9110 section 12.5.4).
fn nominated(request: &Request, name: &str) -> Option<String> {
    let value = request.headers.combined(name)?;
    let value = split_list(&value).join(", ");
    Some(if name.eq_ignore_ascii_case("accept-language") { value.to_ascii_lowercase() } else { value })
}

/// Fields that speak of one connection, or to a proxy: they are not kept (RFC 9111 section 3.1, RFC 9110 section 7.6.1).
pub fn is_of_connection(headers: &Headers, name: &str) -> bool {
    const NAMES: [&str; 10] = [
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authentication-info",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    ];
    let nominated = headers.combined("connection").unwrap_or_default();
    NAMES.contains(&name) || split_list(&nominated).into_iter().any(|nominated| nominated.eq_ignore_ascii_case(name))
}
