//! An entry of the traffic: what one send became, with its preflight and what the browser decided.

mod lines;

pub use lines::{Line, Party, Phase};

use std::sync::OnceLock;

use roundtrip::http::{Request, Response};
use roundtrip::mock::{Exchange, Suggestion};
use roundtrip::user_agent::cache::Act;
use roundtrip::user_agent::{Event, Journey, Outcome, Reason};

use crate::ui::send::Options;

/// The way a request took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// Straight to the engine, with the simulated browser between: any field can be sent.
    Virtual,
    /// The browser's own `fetch`, through the service worker.
    Real,
    /// A check of a challenge, on a server of its own.
    Check,
}

/// Where the numbers of exchanges begin that a proof has made on a scratch copy. They are in no traffic.
pub const SCRATCH: u32 = 1_000_000_000;

/// One send and everything that came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// `#14`.
    pub number: u32,
    /// Who sent it.
    pub client: String,
    /// What the client wanted to send, whether or not it left the browser.
    pub request: Request,
    /// The way it took.
    pub wire: Wire,
    /// What the page passed to `fetch()` beside the request.
    pub options: Options,
    /// What reached the server, in order: a preflight, the request, or both.
    pub exchanges: Vec<Exchange>,
    /// What the browser decided, for clients in a browser.
    pub journey: Option<Journey>,
    /// How long it took in this tab, in milliseconds.
    pub millis: f64,
    /// When it was sent, in milliseconds of the page's own time.
    pub started: f64,
    /// Where the page gave up waiting: after how many milliseconds.
    pub cancelled: OnceLock<f64>,
    /// What to try next.
    pub suggestions: Vec<Suggestion>,
}

impl Entry {
    /// Whether a proof has made it.
    pub fn is_scratch(&self) -> bool {
        self.number >= SCRATCH
    }

    /// The exchange of the request itself; `None` where only a preflight reached the server, or nothing did.
    pub fn main(&self) -> Option<&Exchange> {
        match &self.journey {
            None => self.exchanges.last(),
            Some(journey) => journey.events.iter().rev().find_map(|event| match event {
                Event::Request { sent } => self.exchanges.get(*sent),
                _ => None,
            }),
        }
    }

    /// The last exchange, whichever it is.
    pub fn last(&self) -> Option<&Exchange> {
        self.main().or_else(|| self.exchanges.last())
    }

    /// The preflight, if one was sent.
    pub fn preflight(&self) -> Option<&Exchange> {
        self.journey.as_ref()?.events.iter().find_map(|event| match event {
            Event::Preflight { sent } => self.exchanges.get(*sent),
            _ => None,
        })
    }

    /// Whether it was cancelled while its preflight was on its way: the request itself never left.
    pub fn is_held_back(&self) -> bool {
        let last = self.journey.as_ref().and_then(|journey| journey.events.last());
        self.is_cancelled() && matches!(last, Some(Event::Preflight { .. }))
    }

    /// Why the page got nothing, if the browser kept the answer from it.
    pub fn blocked(&self) -> Option<&roundtrip::user_agent::Blocked> {
        match &self.journey.as_ref().filter(|_| !self.is_cancelled())?.outcome {
            Outcome::Blocked(blocked) => Some(blocked),
            Outcome::Readable { .. } | Outcome::Opaque { .. } => None,
        }
    }

    /// Fields that the page's script cannot see.
    pub fn hidden(&self) -> &[String] {
        match self.journey.as_ref().map(|journey| &journey.outcome) {
            Some(Outcome::Readable { hidden, .. }) => hidden,
            _ => &[],
        }
    }

    /// Whether nobody was there any more to read the answer.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.get().is_some()
    }

    /// How long whoever sent it waited, in milliseconds.
    pub fn time(&self) -> f64 {
        self.cancelled.get().copied().unwrap_or(self.millis)
    }

    /// How many of its requests had left after so many milliseconds: one leaves when the one before it is answered.
    pub fn left_within(&self, millis: f64) -> usize {
        let mut leaves = 0.0;
        let has_left = |exchange: &&Exchange| {
            let has_left = leaves <= millis;
            leaves += f64::from(exchange.latency);
            has_left
        };
        self.exchanges.iter().take_while(has_left).count()
    }

    /// The same as far as its first requests, where the others never left.
    pub fn up_to(&self, sent: usize) -> Self {
        let mut entry = self.clone();
        entry.exchanges.truncate(sent);
        if let Some(journey) = &mut entry.journey {
            let is_last = |event: &Event| matches!(event, Event::Preflight { sent: place } | Event::Request { sent: place } if place + 1 == sent);
            let last = journey.events.iter().position(is_last);
            journey.events.truncate(last.map_or(0, |last| last + 1));
            journey.afterwards.clear();
        }
        entry
    }

    /// What the page's script got, where it may read it, and still waited for it.
    pub fn given(&self) -> Option<&Response> {
        match &self.journey.as_ref().filter(|_| !self.is_cancelled())?.outcome {
            Outcome::Readable { response, .. } => Some(response),
            _ => None,
        }
    }

    /// The answer that the entry is known by: the server's, or where none was asked, what a cache gave the page.
    pub fn answer(&self) -> Option<&Response> {
        self.last().map(|exchange| &exchange.response).or_else(|| self.given())
    }

    /// Whether the page reads a kept copy: the server was not asked, or has only said that the copy is still right.
    pub fn is_copy(&self) -> bool {
        self.given().is_some()
            && self.last().is_none_or(|exchange| exchange.response.status == 304 && exchange.response.status != self.given_status())
    }

    fn given_status(&self) -> u16 {
        self.given().map_or(0, |response| response.status)
    }

    /// How long the page waited for the server, in milliseconds of the clock that it plays.
    pub fn latency(&self) -> u32 {
        let sent = self.exchanges.len();
        let waited = self.journey.as_ref().map_or(sent, |journey| journey.waited_for(sent));
        self.exchanges.iter().take(waited).map(|exchange| exchange.latency).sum()
    }

    /// What a cache said when it answered in the server's place.
    pub fn reuse(&self) -> Option<&Reason> {
        self.said_by_cache(&[Act::Reused, Act::ReusedStale, Act::Refused])
    }

    /// What a cache said when the server told it that its copy holds.
    pub fn validated(&self) -> Option<&Reason> {
        self.said_by_cache(&[Act::Validated])
    }

    fn said_by_cache(&self, acts: &[Act]) -> Option<&Reason> {
        self.journey.as_ref()?.events.iter().find_map(|event| match event {
            Event::Cache { act, why, .. } if acts.contains(act) => Some(why),
            _ => None,
        })
    }
}
