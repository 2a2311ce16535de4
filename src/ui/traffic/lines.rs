//! The lines of a sequence: who said what to whom, in the order in which it happened.

use roundtrip::http::{Method, Request, Response};
use roundtrip::user_agent::cache::{Act, Kind};
use roundtrip::user_agent::cookies::CookieAct;
use roundtrip::user_agent::{Event, Reason, Verdict};

use super::Entry;

/// Who speaks or decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// The browser.
    Browser,
    /// The shared cache before the server.
    Cache,
}

/// A line of the sequence.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// The page calls.
    Call,
    /// The browser or a cache decides.
    Decided(Party, Verdict, Reason),
    /// A request goes to the server.
    Sent {
        /// Its place in `exchanges`.
        place: usize,
        /// Whether it asks for permission.
        preflight: bool,
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
    /// The browser asks the shared cache.
    ToCache(Request),
    /// The shared cache answers the browser.
    FromCache(Response),
    /// The page gets the answer, or an error without reason.
    Delivered(bool),
    /// Nobody waits for the answer any more: the page has aborted its fetch (Fetch standard, `AbortController`).
    Aborted,
    /// The server tells another server what happened: places in `exchanges` and among its deliveries.
    Announced(usize, usize),
}

/// A stretch of the sequence with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// `Preflight`; empty where it needs no name.
    pub title: &'static str,
    /// Why there is one.
    pub reason: String,
    /// What belongs to it.
    pub lines: Vec<Line>,
}

/// What stretches are called once the page has its answer.
const AFTERWARDS: &str = "Afterwards";

impl Entry {
    /// The sequence. What the browser says last about a readable answer is what its delivery says.
    pub fn phases(&self) -> Vec<Phase> {
        let mut telling = Telling::default();
        let Some(journey) = &self.journey else {
            for place in 0..self.exchanges.len() {
                telling.begin("Request", String::new());
                telling.exchange(place);
            }
            if self.is_cancelled() {
                telling.say(Line::Aborted);
            }
            return self.announce(telling);
        };
        telling.say(Line::Call);
        telling.tell(&journey.events);
        if telling.phases.last().is_some_and(|phase| phase.title == "Preflight") {
            telling.begin("", String::new());
        }
        telling.say(if self.is_cancelled() { Line::Aborted } else { Line::Delivered(self.blocked().is_none()) });
        if !journey.afterwards.is_empty() {
            telling.begin(AFTERWARDS, String::new());
            telling.tell(&journey.afterwards);
        }
        self.announce(telling)
    }

    /// Messages to other servers come last: they are written once the answer is.
    fn announce(&self, mut telling: Telling) -> Vec<Phase> {
        let all = self.exchanges.iter().enumerate().flat_map(|(place, exchange)| (0..exchange.deliveries.len()).map(move |index| (place, index)));
        for (number, (place, index)) in all.enumerate() {
            if number == 0 {
                telling.begin("Webhooks", String::new());
            }
            telling.say(Line::Announced(place, index));
        }
        telling.phases
    }

    /// Whether another server is told.
    pub fn has_receiver(&self) -> bool {
        self.exchanges.iter().any(|exchange| !exchange.deliveries.is_empty())
    }

    /// The lines of the sequence, in order.
    pub fn lines(&self) -> Vec<Line> {
        self.phases().into_iter().flat_map(|phase| phase.lines).collect()
    }

    /// Whether a shared cache stood between.
    pub fn has_cache(&self) -> bool {
        self.journey.as_ref().is_some_and(|journey| journey.events.iter().any(|event| matches!(event, Event::ToProxy { .. })))
    }

    /// The exchange that a line of the sequence speaks of; the browser's own lines speak of the one before them.
    pub fn place_at(&self, step: usize) -> usize {
        let lines = self.lines();
        if !matches!(lines.get(step), None | Some(Line::Call | Line::Delivered(_) | Line::Aborted)) {
            let mut before = lines.iter().take(step + 1).rev();
            if let Some(place) = before.find_map(place_of) {
                return place;
            }
        }
        lines.iter().take(end_of(&lines)).rev().find_map(place_of).unwrap_or_default()
    }

    /// How many lines there are until the server has the last of so many requests, and its answer is waited for.
    pub fn steps_so_far(&self, sent: usize) -> usize {
        let lines = self.lines();
        let is_there = |line: &Line| matches!(line, Line::Sent { place, .. } if *place < sent);
        lines.iter().take(end_of(&lines)).rposition(is_there).map_or(0, |place| place + 1)
    }

    /// The line that decided how it ended: where the page or the browser stopped it, otherwise where the server decided, otherwise what a cache
    /// or the browser said.
    pub fn decisive_step(&self) -> usize {
        let mut lines = self.lines();
        let end = end_of(&lines);
        if self.is_cancelled() {
            return end;
        }
        lines.truncate(end);
        let stopped = lines.iter().position(|line| matches!(line, Line::Decided(_, Verdict::Blocked, _)));
        let decided = stopped.or_else(|| lines.iter().rposition(|line| matches!(line, Line::Server(_))));
        decided.or_else(|| lines.iter().rposition(|line| matches!(line, Line::Decided(..)))).unwrap_or(0)
    }
}

/// How many lines there are until the page has its answer.
fn end_of(lines: &[Line]) -> usize {
    lines.iter().position(|line| matches!(line, Line::Delivered(_) | Line::Aborted)).unwrap_or(lines.len())
}

fn place_of(line: &Line) -> Option<usize> {
    match line {
        Line::Sent { place, .. } | Line::Answered { place, .. } | Line::Server(place) | Line::Announced(place, _) => Some(*place),
        _ => None,
    }
}

/// A sequence in the making.
#[derive(Default)]
struct Telling {
    phases: Vec<Phase>,
    /// Why the browser asks first.
    reason: String,
    /// What the next stretch is called, where it is no plain request.
    next: Option<&'static str>,
    /// Whether the present stretch began with a message to the shared cache, so that the one behind it begins none.
    is_open: bool,
}

impl Telling {
    fn begin(&mut self, title: &'static str, reason: String) {
        self.phases.push(Phase { title, reason, lines: Vec::new() });
    }

    fn say(&mut self, line: Line) {
        if self.phases.is_empty() {
            self.begin("", String::new());
        }
        if let Some(phase) = self.phases.last_mut() {
            phase.lines.push(line);
        }
    }

    fn exchange(&mut self, place: usize) {
        self.say(Line::Sent { place, preflight: false });
        self.say(Line::Server(place));
        self.say(Line::Answered { place, preflight: false });
    }

    fn tell(&mut self, events: &[Event]) {
        let mut events = events.iter().peekable();
        while let Some(event) = events.next() {
            let next = events.peek();
            match event {
                Event::Judged { verdict: Verdict::Noted, text } if next.is_some_and(|next| asks(next)) => self.reason.clone_from(text),
                Event::Judged { verdict: Verdict::Allowed, .. } if next.is_none() => {}
                Event::Judged { verdict, text } => self.say(Line::Decided(Party::Browser, *verdict, Reason::new(text.clone(), ""))),
                Event::Preflight { sent } => {
                    self.open(true);
                    self.say(Line::Sent { place: *sent, preflight: true });
                    self.say(Line::Answered { place: *sent, preflight: true });
                }
                Event::Request { sent } => {
                    self.open(false);
                    self.exchange(*sent);
                }
                Event::ToProxy { request } => {
                    self.open(is_preflight(request));
                    self.is_open = true;
                    self.say(Line::ToCache(request.clone()));
                }
                Event::FromProxy { response } => {
                    self.is_open = false;
                    self.say(Line::FromCache(response.clone()));
                }
                Event::Cache { whose, act, why } => self.cached(*whose, *act, why),
                Event::Cookie { act, name, why } => {
                    let verb = match act {
                        CookieAct::Sent => "goes along",
                        CookieAct::Withheld => "stays behind",
                        CookieAct::Kept => "is kept",
                        CookieAct::Refused => "is refused",
                        CookieAct::Removed => "is removed",
                    };
                    let why = Reason { text: format!("cookie {name} {verb}: {}", why.text), spec: why.spec.clone() };
                    self.say(Line::Decided(Party::Browser, Verdict::Noted, why));
                }
                Event::Redirected { status, url } => {
                    self.say(Line::Decided(Party::Browser, Verdict::Noted, Reason::new(format!("{status}: on to {url}"), "")));
                    self.next = Some("Redirect");
                }
            }
        }
    }

    /// Begins a stretch, unless a message to the shared cache has begun it.
    fn open(&mut self, is_preflight: bool) {
        if self.is_open {
            return;
        }
        match is_preflight {
            true => {
                let reason = std::mem::take(&mut self.reason);
                self.begin("Preflight", reason);
            }
            false => {
                let title = self.next.take().unwrap_or("Request");
                // What goes on behind the page's back has its name already.
                if self.phases.last().is_none_or(|phase| phase.title != AFTERWARDS) {
                    self.begin(title, String::new());
                }
            }
        }
    }

    /// What a cache did; that it has nothing yet, or is not asked, is worth no line.
    fn cached(&mut self, whose: Kind, act: Act, why: &Reason) {
        match (act, whose) {
            (Act::Passed, _) | (Act::Missed, Kind::Private) => return,
            (Act::Validating, _) => self.next = Some("Revalidation"),
            _ => {}
        }
        let verdict = if matches!(act, Act::Reused | Act::ReusedStale | Act::Validated) { Verdict::Allowed } else { Verdict::Noted };
        let (party, text) = match whose {
            Kind::Private => (Party::Browser, format!("cache: {}", why.text)),
            Kind::Shared => (Party::Cache, why.text.clone()),
        };
        self.say(Line::Decided(party, verdict, Reason { text, spec: why.spec.clone() }));
    }
}

/// Whether an event is the question for permission.
fn asks(event: &Event) -> bool {
    match event {
        Event::Preflight { .. } => true,
        Event::ToProxy { request } => is_preflight(request),
        _ => false,
    }
}

fn is_preflight(request: &Request) -> bool {
    request.method == Method::OPTIONS && request.headers.has("access-control-request-method")
}
