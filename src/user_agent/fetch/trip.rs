//! The way of one call, hop by hop: what is asked of other origins, where redirects lead, what the page gets.

use super::caches::Refresh;
use super::{Browser, Call, Credentials, Event, Journey, Mode, Network, Outcome, Redirect, Verdict, blocked, judged};
use crate::http::{Body, Method, Request, Response, status};
use crate::user_agent::cors;
use crate::user_agent::url::Url;

/// How much of the answer the page may see (Fetch standard, response tainting).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tainting {
    /// All of it: the page's own origin.
    Basic,
    /// What the server permits.
    Cors,
    /// Nothing.
    Opaque,
}

/// A call on its way.
pub struct Trip<'a, 'n> {
    pub(super) browser: &'a mut Browser,
    pub(super) call: &'a Call<'a>,
    pub(super) network: &'a mut Network<'n>,
    pub(super) now: u64,
    pub(super) events: Vec<Event>,
    /// Messages that went to a server so far.
    pub(super) sent: usize,
    /// Whether the page's request was one of them.
    pub(super) reached_server: bool,
    pub(super) tainting: Tainting,
    /// Whether a redirect went from one foreign origin to another: then nobody learns who asks (Fetch standard, redirect-taint).
    origin_is_tainted: bool,
    pub(super) refreshes: Vec<Refresh>,
}

/// Redirects followed at most (Fetch standard, HTTP-redirect fetch).
const MOST_REDIRECTS: usize = 20;

impl<'a, 'n> Trip<'a, 'n> {
    pub fn new(browser: &'a mut Browser, call: &'a Call<'a>, network: &'a mut Network<'n>, now: u64, events: Vec<Event>) -> Self {
        let (sent, reached_server, tainting, origin_is_tainted) = (0, false, Tainting::Basic, false);
        Self { browser, call, network, now, events, sent, reached_server, tainting, origin_is_tainted, refreshes: Vec::new() }
    }

    /// Goes all the way.
    pub fn run(mut self, url: Url, request: Request) -> Journey {
        let outcome = match self.follow(url, request) {
            Ok(outcome) => outcome,
            Err(reason) => {
                self.events.push(judged(Verdict::Blocked, reason.clone()));
                Outcome::Blocked(blocked(self.call.origin, reason, self.reached_server))
            }
        };
        let events = std::mem::take(&mut self.events);
        self.refresh();
        Journey { events, outcome, afterwards: self.events }
    }

    /// Goes from hop to hop until an answer is the page's. `Err` says what ended it.
    fn follow(&mut self, mut url: Url, mut request: Request) -> Result<Outcome, String> {
        for _ in 0..=MOST_REDIRECTS {
            let response = self.hop(&url, &request)?;
            if !matches!(response.status, 301 | 302 | 303 | 307 | 308) {
                return Ok(self.hand_over(response));
            }
            match self.call.redirect {
                Redirect::Error => return Err(format!("redirect mode error: the answer was {}", status::line(response.status))),
                Redirect::Manual => return Ok(Outcome::Opaque { is_redirect: true }),
                Redirect::Follow => {}
            }
            let Some(location) = response.headers.get("location") else { return Ok(self.hand_over(response)) };
            let next = url.join(location).ok_or_else(|| format!("location {location} is no http or https URL"))?;
            if self.call.mode == Mode::Navigate && next.origin() != url.origin() {
                // What is there is somebody else's: a page opens, and no server of this playground answers.
                self.events.push(Event::Redirected { status: response.status, url: next.to_string() });
                self.events.push(judged(Verdict::Allowed, format!("a page of {} opens", next.origin())));
                return Ok(self.hand_over(response));
            }
            self.redirect(&mut request, &url, &next, response.status)?;
            url = next;
        }
        Err(format!("more than {MOST_REDIRECTS} redirects"))
    }

    /// Makes the request that a redirect asks for (Fetch standard, HTTP-redirect fetch).
    fn redirect(&mut self, request: &mut Request, from: &Url, to: &Url, code: u16) -> Result<(), String> {
        let (here, there) = (from.origin(), to.origin());
        let stranger = self.call.mode == Mode::Cors && there != self.call.origin;
        if to.has_credentials && (stranger || self.tainting == Tainting::Cors) {
            return Err("a redirect across origins must not carry a user name or password".to_owned());
        }
        let becomes_get = match code {
            301 | 302 => request.method == Method::POST,
            303 => !matches!(request.method, Method::GET | Method::HEAD),
            _ => false,
        };
        self.events.push(Event::Redirected { status: code, url: to.to_string() });
        if becomes_get {
            self.events.push(judged(Verdict::Noted, format!("{code} turns {} into GET without content", request.method)));
            request.method = Method::GET;
            request.body = Body::empty();
            for name in ["content-encoding", "content-language", "content-location", "content-type", "content-length"] {
                request.headers.remove(name);
            }
        }
        if here != there {
            if request.headers.has("authorization") {
                request.headers.remove("authorization");
                self.events.push(judged(Verdict::Noted, format!("authorization is not for {there}: it stays behind")));
            }
            self.origin_is_tainted |= here != self.call.origin;
        }
        request.target = to.target.clone();
        Ok(())
    }

    /// One request to one URL (Fetch standard, main fetch). `Err` says what stops it.
    fn hop(&mut self, url: &Url, request: &Request) -> Result<Response, String> {
        let there = url.origin();
        if self.call.mode == Mode::Navigate {
            self.events.push(judged(Verdict::Allowed, "the browser goes there itself: CORS does not apply"));
            return self.answer(url, request);
        }
        if there == self.call.origin && self.tainting == Tainting::Basic {
            self.events.push(judged(Verdict::Allowed, "same origin: CORS does not apply"));
            return self.answer(url, request);
        }
        match self.call.mode {
            Mode::SameOrigin => return Err(format!("mode same-origin: {there} is another origin")),
            Mode::NoCors if self.call.redirect != Redirect::Follow => return Err("mode no-cors needs redirect mode follow".to_owned()),
            Mode::NoCors => {
                self.tainting = Tainting::Opaque;
                self.events.push(judged(Verdict::Allowed, "mode no-cors: sent unasked, the answer stays shut"));
                return self.answer(url, request);
            }
            Mode::Cors | Mode::Navigate => self.tainting = Tainting::Cors,
        }
        let asks = self.permit(url, request);
        let checked = asks.and_then(|()| {
            let response = self.answer(url, request)?;
            cors::check(&response, self.origin(), self.includes_credentials())?;
            Ok(response)
        });
        if checked.is_err() && cors::preflight_reason(request).is_some() {
            let origin = self.origin().to_owned();
            self.browser.preflights.forget(&origin, &url.to_string());
        }
        checked
    }

    /// Sees to the permission for a request to another origin (Fetch standard, CORS-preflight fetch).
    fn permit(&mut self, url: &Url, request: &Request) -> Result<(), String> {
        let Some(reason) = cors::preflight_reason(request) else {
            self.events.push(judged(Verdict::Allowed, "a simple request: no preflight"));
            return Ok(());
        };
        let origin = self.origin().to_owned();
        let (key, with) = (url.to_string(), self.includes_credentials());
        if let Some(left) = self.browser.preflights.covers(request, &origin, &key, with, self.now) {
            self.events.push(judged(Verdict::Allowed, format!("permission kept for {left} s more: no preflight")));
            return Ok(());
        }
        self.events.push(judged(Verdict::Noted, reason));
        let answer = self.deliver(url, preflight(request, &origin), true).ok_or_else(|| no_answer(url))?;
        let permission = cors::permission(&answer, request, &origin, with)?;
        self.events.push(judged(Verdict::Allowed, format!("origin, method, fields permitted for {} s", permission.max_age)));
        self.browser.preflights.keep(permission, &origin, &key, with, self.now);
        Ok(())
    }

    /// What the page gets of an answer (Fetch standard, filtered responses).
    fn hand_over(&mut self, response: Response) -> Outcome {
        match self.tainting {
            Tainting::Basic => {
                let mut response = response;
                let secret = |name: &&str| matches!(*name, "set-cookie" | "set-cookie2");
                let hidden: Vec<String> = response.headers.iter().map(|(name, _)| name).filter(secret).map(str::to_owned).collect();
                for name in &hidden {
                    response.headers.remove(name);
                }
                Outcome::Readable { response, hidden }
            }
            Tainting::Opaque => Outcome::Opaque { is_redirect: false },
            Tainting::Cors => {
                let (response, hidden) = cors::filter(&response, self.includes_credentials());
                self.events.push(judged(Verdict::Allowed, "the page may read the answer"));
                Outcome::Readable { response, hidden }
            }
        }
    }

    /// The value of `Origin` (Fetch standard, serializing a request origin).
    pub(super) fn origin(&self) -> &str {
        if self.origin_is_tainted { "null" } else { self.call.origin }
    }

    fn includes_credentials(&self) -> bool {
        self.call.credentials == Credentials::Include
    }
}

/// The question before the request. It carries no credentials and none of the page's fields.
fn preflight(request: &Request, origin: &str) -> Request {
    let names = cors::unsafe_request_headers(&request.headers);
    let mut preflight = Request::new(Method::OPTIONS, request.target.clone())
        .header("accept", "*/*")
        .header("access-control-request-method", request.method.as_str());
    if !names.is_empty() {
        preflight.headers.append("access-control-request-headers", names.join(","));
    }
    preflight.header("origin", origin)
}

pub(super) fn no_answer(url: &Url) -> String {
    format!("{} did not answer", url.origin())
}
