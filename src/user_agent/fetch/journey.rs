//! What happened between a page's call and its end, for those who show it.

use serde::{Deserialize, Serialize};

use crate::http::{Request, Response};
use crate::user_agent::cache::{Act, Kind};
use crate::user_agent::cookies::CookieAct;
use crate::user_agent::reason::Reason;

/// What happened between a page's call and its end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Journey {
    /// In order.
    pub events: Vec<Event>,
    /// What the page's script got.
    pub outcome: Outcome,
    /// What went on behind the answer: a stale copy was made fresh again (RFC 5861 section 3).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub afterwards: Vec<Event>,
}

impl Journey {
    /// How many of so many messages the page waited for. Those that make a copy fresh afterwards come last, and nobody waits for them;
    /// where fewer are left than went out, the page waited for none.
    pub fn waited_for(&self, messages: usize) -> usize {
        let behind = self.afterwards.iter().filter(|event| matches!(event, Event::Request { .. })).count();
        messages.saturating_sub(behind)
    }
}

/// Something that happened on the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The browser decided something.
    Judged {
        /// Whether the request goes on.
        verdict: Verdict,
        /// At most a dozen words about this request.
        text: String,
    },
    /// The browser asked for permission; `sent` counts the messages of this journey from 0.
    Preflight {
        /// The place of this message among the journey's messages.
        sent: usize,
    },
    /// The page's request reached the server; `sent` counts the messages of this journey from 0.
    Request {
        /// The place of this message among the journey's messages.
        sent: usize,
    },
    /// A cache decided something.
    Cache {
        /// Whose cache: the browser's own, or the shared one.
        whose: Kind,
        /// What it did.
        act: Act,
        /// Why.
        why: Reason,
    },
    /// Something happened to a cookie.
    Cookie {
        /// What happened.
        act: CookieAct,
        /// The cookie's name.
        name: String,
        /// Why.
        why: Reason,
    },
    /// The browser asked the shared cache.
    ToProxy {
        /// As the browser sent it.
        request: Request,
    },
    /// The shared cache answered the browser.
    FromProxy {
        /// As the browser got it.
        response: Response,
    },
    /// The answer sent the browser elsewhere, and it goes.
    Redirected {
        /// The status of the answer.
        status: u16,
        /// The URL to which it goes.
        url: String,
    },
}

/// How the browser decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Worth knowing, nothing decided.
    Noted,
    /// It goes on.
    Allowed,
    /// It stops.
    Blocked,
}

/// What the page's script got.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// The answer, less the fields that are kept from it.
    Readable {
        /// As the script sees it.
        response: Response,
        /// Names of fields that the script cannot see.
        hidden: Vec<String>,
    },
    /// Status 0 and nothing else (Fetch standard, opaque filtered response).
    Opaque {
        /// Whether it stands for a redirect that was not followed.
        is_redirect: bool,
    },
    /// `TypeError: Failed to fetch`, and nothing more.
    Blocked(Blocked),
}

/// Why a page got nothing. The script never learns it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Blocked {
    /// What the script sees.
    pub error: String,
    /// What the browser's console says.
    pub reason: String,
    /// The page's origin.
    pub origin: String,
    /// Whether the request itself reached the server: a blocked answer does not undo what it did.
    pub reached_server: bool,
}
