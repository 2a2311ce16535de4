//! An entry of the traffic: what one send became, with its preflight and what the browser decided.

use roundtrip::http::Request;
use roundtrip::mock::{Exchange, Suggestion};
use roundtrip::user_agent::cache::Act;
use roundtrip::user_agent::{Event, Journey, Outcome, Verdict};

/// The way a request took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// Straight to the engine, with the simulated browser between: any field can be sent.
    Virtual,
    /// The browser's own `fetch`, through the service worker.
    Real,
}

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
    /// What reached the server, in order: a preflight, the request, or both.
    pub exchanges: Vec<Exchange>,
    /// What the browser decided, for clients in a browser.
    pub journey: Option<Journey>,
    /// How long it took in this tab, in milliseconds.
    pub millis: f64,
    /// What to try next.
    pub suggestions: Vec<Suggestion>,
}

/// A line of the sequence.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// The page calls.
    Call,
    /// The browser decides.
    Browser(Verdict, String),
    /// A request goes to the server.
    Sent {
        /// Its place in `exchanges`.
        place: usize,
        /// For a preflight, why the browser asks.
        preflight: Option<String>,
    },
    /// The server decides: the place in `exchanges`.
    Server(usize),
    /// The answer comes back.
    Answered {
        /// Its place in `exchanges`.
        place: usize,
        /// Whether it answers a preflight.
        preflight: bool,
    },
    /// The page gets the answer, or an error without reason.
    Delivered(bool),
}

impl Entry {
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

    /// Why the page got nothing, if the browser kept the answer from it.
    pub fn blocked(&self) -> Option<&roundtrip::user_agent::Blocked> {
        match &self.journey.as_ref()?.outcome {
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

    /// The lines of the sequence, in order. What the browser says last about a readable answer is what its delivery says.
    pub fn lines(&self) -> Vec<Line> {
        let exchange = |place| [Line::Sent { place, preflight: None }, Line::Server(place), Line::Answered { place, preflight: false }];
        let Some(journey) = &self.journey else {
            return (0..self.exchanges.len()).flat_map(exchange).collect();
        };
        let mut lines = vec![Line::Call];
        let mut reason = None;
        let mut events = journey.events.iter().peekable();
        while let Some(event) = events.next() {
            let next = events.peek();
            match event {
                Event::Judged { verdict: Verdict::Noted, text } if matches!(next, Some(Event::Preflight { .. })) => reason = Some(text.clone()),
                Event::Judged { verdict: Verdict::Allowed, .. } if next.is_none() => {}
                Event::Judged { verdict, text } => lines.push(Line::Browser(*verdict, text.clone())),
                Event::Preflight { sent } => lines.extend([
                    Line::Sent { place: *sent, preflight: Some(reason.take().unwrap_or_default()) },
                    Line::Answered { place: *sent, preflight: true },
                ]),
                Event::Request { sent } => lines.extend(exchange(*sent)),
                Event::Cache { act: Act::Reused | Act::ReusedStale | Act::Validated | Act::Refused, why, .. } => {
                    lines.push(Line::Browser(Verdict::Noted, why.text.clone()));
                }
                Event::Redirected { status, url } => lines.push(Line::Browser(Verdict::Noted, format!("{status}: on to {url}"))),
                Event::Cache { .. } | Event::Cookie { .. } | Event::ToProxy { .. } | Event::FromProxy { .. } => {}
            }
        }
        lines.push(Line::Delivered(self.blocked().is_none()));
        lines
    }

    /// The exchange that a line of the sequence speaks of; the browser's own lines speak of the one before them.
    pub fn place_at(&self, step: usize) -> usize {
        let last = self.exchanges.len().saturating_sub(1);
        let lines = self.lines();
        if matches!(lines.get(step), None | Some(Line::Call | Line::Delivered(_))) {
            return last;
        }
        let before = lines.iter().take(step + 1).rev().find_map(|line| match line {
            Line::Sent { place, .. } | Line::Answered { place, .. } | Line::Server(place) => Some(*place),
            _ => None,
        });
        before.unwrap_or(last)
    }

    /// The line that decided how it ended: where the browser stopped it, otherwise where the server decided, otherwise what the
    /// browser said.
    pub fn decisive_step(&self) -> usize {
        let lines = self.lines();
        let stopped = lines.iter().position(|line| matches!(line, Line::Browser(Verdict::Blocked, _)));
        let decided = stopped.or_else(|| lines.iter().rposition(|line| matches!(line, Line::Server(_))));
        decided.or_else(|| lines.iter().rposition(|line| matches!(line, Line::Browser(..)))).unwrap_or(0)
    }
}
