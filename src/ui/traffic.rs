//! An entry of the traffic: what one send became, with its preflight and what the browser decided.

use roundtrip::mock::{Exchange, Suggestion};
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
    /// A request goes to the server: the place in `exchanges`, and whether it is a preflight.
    Sent(usize, bool),
    /// The server decides: the place in `exchanges`.
    Server(usize),
    /// The answer comes back: the place in `exchanges`, and whether it answers a preflight.
    Answered(usize, bool),
    /// The page gets the answer, or an error without reason.
    Delivered(bool),
}

impl Entry {
    /// The exchange of the request itself; `None` where only a preflight reached the server, or nothing did.
    pub fn main(&self) -> Option<&Exchange> {
        match &self.journey {
            None => self.exchanges.last(),
            Some(journey) => journey.events.iter().find_map(|event| match event {
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
            Outcome::Readable { .. } => None,
        }
    }

    /// Fields that the page's script cannot see.
    pub fn hidden(&self) -> &[String] {
        match self.journey.as_ref().map(|journey| &journey.outcome) {
            Some(Outcome::Readable { hidden, .. }) => hidden,
            _ => &[],
        }
    }

    /// The lines of the sequence, in order.
    pub fn lines(&self) -> Vec<Line> {
        let Some(journey) = &self.journey else {
            return (0..self.exchanges.len())
                .flat_map(|place| [Line::Sent(place, false), Line::Server(place), Line::Answered(place, false)])
                .collect();
        };
        let mut lines = vec![Line::Call];
        for event in &journey.events {
            match event {
                Event::Judged { verdict, text } => lines.push(Line::Browser(*verdict, text.clone())),
                Event::Preflight { sent } => lines.extend([Line::Sent(*sent, true), Line::Answered(*sent, true)]),
                Event::Request { sent } => lines.extend([Line::Sent(*sent, false), Line::Server(*sent), Line::Answered(*sent, false)]),
            }
        }
        lines.push(Line::Delivered(self.blocked().is_none()));
        lines
    }

    /// The line that decided how it ended: where the browser stopped it, otherwise where the server decided.
    pub fn decisive_step(&self) -> usize {
        let lines = self.lines();
        let stopped = lines.iter().position(|line| matches!(line, Line::Browser(Verdict::Blocked, _)));
        stopped.or_else(|| lines.iter().rposition(|line| matches!(line, Line::Server(_)))).unwrap_or(0)
    }
}
