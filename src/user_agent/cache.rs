//! The HTTP cache as a value (RFC 9111): private, as in a browser, or shared, as in a proxy before the server.
//!
//! It sends nothing. [`Cache::plan`] says what a request meets: an answer, or a request to forward; [`Cache::finish`] takes what
//! came back. The caller carries messages between the two, so that the same code serves a browser, a proxy and a test.
//! What is left out: answers to POST are never kept, and several ranges are never joined (both are a cache's choice, sections 3
//! and 3.4).

mod directives;
mod forwarded;
mod judging;
mod partial;
mod stored;
mod storing;
mod validation;

use serde::{Deserialize, Serialize};

pub use directives::Directives;
pub use forwarded::Finished;
use judging::Use;
pub use stored::{Lifetime, Stored};

use crate::http::{Method, Request, Response};
use crate::user_agent::reason::Reason;

/// Whose cache it is (RFC 9111 section 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One user's: a browser's.
    #[default]
    Private,
    /// Many users': a proxy's. Only it honours `stale-if-error`, as browsers do not.
    Shared,
}

/// What a page asks of its browser's cache (Fetch standard, request cache mode).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// As RFC 9111 says.
    #[default]
    Default,
    /// As if there were no cache.
    NoStore,
    /// Not asked, but it keeps the answer.
    Reload,
    /// Every copy is validated first.
    NoCache,
    /// Any copy will do, however old.
    ForceCache,
    /// Any copy will do, and nothing else.
    OnlyIfCached,
}

impl Mode {
    /// Its name in `fetch()`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::NoStore => "no-store",
            Self::Reload => "reload",
            Self::NoCache => "no-cache",
            Self::ForceCache => "force-cache",
            Self::OnlyIfCached => "only-if-cached",
        }
    }
}

/// What a cache did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// It was not asked.
    Passed,
    /// It had no copy that fits.
    Missed,
    /// It answered with a fresh copy.
    Reused,
    /// It answered with a stale copy, which was permitted.
    ReusedStale,
    /// It asks whether its copy still holds.
    Validating,
    /// The copy holds.
    Validated,
    /// It had to answer, and could not.
    Refused,
    /// It kept the answer.
    Stored,
    /// It did not keep the answer.
    NotStored,
    /// It threw copies away that a change made wrong.
    Invalidated,
}

/// What a cache did, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it did.
    pub act: Act,
    /// Why.
    pub why: Reason,
}

/// A request as a cache sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask<'a> {
    /// The whole URL: the key, beside the fields that `Vary` names (RFC 9111 section 2).
    pub url: &'a str,
    /// The site of the page, by which browsers part their cache (Fetch standard, HTTP cache partition); empty in a proxy.
    pub partition: &'a str,
    /// What the page asks of the cache; a proxy's is [`Mode::Default`].
    pub mode: Mode,
    /// Seconds since 1970.
    pub now: u64,
}

/// What a request meets in a cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// The cache answers.
    Reuse {
        /// The answer, with its `Age`.
        response: Response,
        /// Why.
        note: Note,
        /// A request that makes the copy fresh again, behind the answer (RFC 5861 section 3).
        refresh: Option<Forward>,
    },
    /// The request goes on.
    Forward {
        /// What to send.
        forward: Forward,
        /// Why.
        note: Note,
    },
    /// The cache may not ask and has nothing: 504 (RFC 9111 section 5.2.1.7).
    Refuse {
        /// Why.
        note: Note,
    },
}

/// A request on its way from a cache to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forward {
    /// What to send.
    pub request: Request,
    /// The copy that may still answer: it is validated, or is a way out when the server fails.
    pub(super) copy: Option<Stored>,
    /// Whether the condition in the request is the cache's own.
    pub(super) validates: bool,
    /// When it was sent, in seconds since 1970.
    pub(super) asked_at: u64,
}

/// A cache and what it keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cache {
    kind: Kind,
    entries: Vec<Stored>,
}

/// Entries kept; the oldest leave first.
const KEPT: usize = 200;

impl Cache {
    /// An empty cache.
    pub fn new(kind: Kind) -> Self {
        Self { kind, entries: Vec::new() }
    }

    /// Whose it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What it keeps, oldest first.
    pub fn entries(&self) -> &[Stored] {
        &self.entries
    }

    /// Seconds for which a copy still answers without being validated.
    pub fn left(&self, copy: &Stored, now: u64) -> u64 {
        match Directives::of(&copy.response.headers).has("no-cache") {
            true => 0,
            false => copy.lifetime(self.kind).seconds.saturating_sub(copy.age(now)),
        }
    }

    /// Throws everything away.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// What this request meets (RFC 9111 section 4).
    pub fn plan(&self, ask: &Ask, request: &Request) -> Plan {
        let forward = |copy: Option<&Stored>| Forward { request: request.clone(), copy: copy.cloned(), validates: false, asked_at: ask.now };
        let pass = |text: String, spec| Plan::Forward { forward: forward(None), note: note(Act::Passed, Reason::new(text, spec)) };
        if !matches!(request.method, Method::GET | Method::HEAD) {
            return pass(format!("{} goes to the server: copies answer GET and HEAD", request.method), "RFC 9111 section 4");
        }
        if matches!(ask.mode, Mode::NoStore | Mode::Reload) {
            return pass(format!("cache mode {}: no copy is used", ask.mode.key()), FETCH);
        }
        if let Some(name) = ["if-match", "if-unmodified-since", "if-range"].into_iter().find(|name| request.headers.has(name)) {
            return pass(format!("{name} is for the server to judge"), "RFC 9111 section 4.3.2");
        }
        let asked = Directives::of(&request.headers);
        let only_cached = ask.mode == Mode::OnlyIfCached || asked.has("only-if-cached");
        let copy = match self.select(ask, request) {
            Ok(copy) => copy,
            Err(_) if only_cached => return Plan::Refuse { note: refused("only-if-cached, and no copy is kept".to_owned()) },
            Err(why) => return Plan::Forward { forward: forward(None), note: note(Act::Missed, why) },
        };
        let Some(response) = self.handed_over(copy, request, ask.now) else {
            let why = Reason::new("the kept copy does not hold the range asked for", "RFC 9111 section 3.4");
            return Plan::Forward { forward: forward(None), note: note(Act::Missed, why) };
        };
        let reuse = |act, why, refresh| Plan::Reuse { response, note: note(act, why), refresh };
        match self.judge(copy, &asked, ask) {
            Use::Fresh(why) => reuse(Act::Reused, why, None),
            Use::Stale { why, refresh } => {
                let refresh = refresh.then(|| validation::conditional(copy, request, ask.now).unwrap_or_else(|| forward(Some(copy))));
                reuse(Act::ReusedStale, why, refresh)
            }
            Use::No(why) if only_cached => Plan::Refuse { note: refused(format!("only-if-cached: {}", why.text)) },
            Use::No(why) => match validation::conditional(copy, request, ask.now) {
                Some(forward) => Plan::Forward { forward, note: note(Act::Validating, why) },
                None => {
                    let has_validator = ["etag", "last-modified"].into_iter().any(|name| copy.response.headers.has(name));
                    let text = if has_validator { why.text } else { format!("{}; it has no validator", why.text) };
                    Plan::Forward { forward: forward(Some(copy)), note: note(Act::Missed, Reason { text, ..why }) }
                }
            },
        }
    }

    /// The newest copy that fits (RFC 9111 section 4.1), or why there is none.
    fn select(&self, ask: &Ask, request: &Request) -> Result<&Stored, Reason> {
        let for_range = request.headers.has("range");
        let mut differs = None;
        for copy in self.entries.iter().rev().filter(|copy| copy.key.0 == ask.partition && copy.key.1 == ask.url) {
            match copy.differs_in(request) {
                Some(name) => differs = differs.or(Some(name)),
                None if copy.response.status == 206 && !for_range => {}
                None => return Ok(copy),
            }
        }
        Err(match differs {
            Some(name) => Reason::new(format!("the kept copy was for another {name}, which vary names"), "RFC 9111 section 4.1"),
            None => Reason::new("no copy is kept yet", "RFC 9111 section 4"),
        })
    }

    /// The answer that a copy gives to this request: whole, a range, without content, or 304; `None` where it cannot.
    fn handed_over(&self, copy: &Stored, request: &Request, now: u64) -> Option<Response> {
        let mut response = copy.answer(now);
        if let Some(not_modified) = validation::not_modified(copy, request, &response) {
            return Some(not_modified);
        }
        if let Some(range) = request.headers.get("range") {
            response = partial::cut(response, range)?;
        }
        if request.method == Method::HEAD {
            response.body = crate::http::Body::empty();
        }
        Some(response)
    }
}

/// Where cache modes stand.
const FETCH: &str = "Fetch standard, HTTP-network-or-cache fetch";

fn note(act: Act, why: Reason) -> Note {
    Note { act, why }
}

fn refused(text: String) -> Note {
    note(Act::Refused, Reason::new(text, "RFC 9111 section 5.2.1.7"))
}

#[cfg(test)]
mod tests;
