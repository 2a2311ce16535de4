//! A page calls `fetch()`: what the browser decides, sends and hands over, in order (Fetch standard, main fetch and HTTP fetch).
//!
//! The way of a request: page, browser (CORS, cookies, its HTTP cache), a shared cache where one stands between, server. Each
//! hands down reasons as events; what the page gets is the outcome.

mod caches;
mod journey;
mod trip;
mod way;

use serde::{Deserialize, Serialize};

use super::cache::{Cache, Mode as CacheMode};
use super::cookies::Jar;
use super::cors;
use super::preflight_cache::PreflightCache;
use super::url::Url;
use crate::http::{Method, Request, Response, method};
pub use journey::{Blocked, Event, Journey, Outcome, Verdict};

/// A call of `fetch()`: the page, and what its script passes beside the request (Fetch standard, `RequestInit`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call<'a> {
    /// The page's origin: scheme, host, port; `null` for sandboxed frames.
    pub origin: &'a str,
    /// `mode`.
    pub mode: Mode,
    /// `credentials`.
    pub credentials: Credentials,
    /// `cache`.
    pub cache: CacheMode,
    /// `redirect`.
    pub redirect: Redirect,
}

impl<'a> Call<'a> {
    /// What a plain `fetch(url)` of a page at this origin means.
    pub fn new(origin: &'a str) -> Self {
        Self { origin, mode: Mode::Cors, credentials: Credentials::SameOrigin, cache: CacheMode::Default, redirect: Redirect::Follow }
    }
}

/// How other origins may be asked (Fetch standard, request mode).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Other origins are asked for permission.
    #[default]
    Cors,
    /// Other origins are an error.
    SameOrigin,
    /// Other origins are asked without permission, and the answer stays shut.
    NoCors,
    /// No script asks: the browser itself goes there, for a link or a form, and shows the answer as its next page.
    Navigate,
}

/// When cookies and the like go along (Fetch standard, request credentials mode).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Credentials {
    /// Never.
    Omit,
    /// To the page's own origin.
    #[default]
    SameOrigin,
    /// Always.
    Include,
}

impl Credentials {
    /// Its name in `fetch()`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Omit => "omit",
            Self::SameOrigin => "same-origin",
            Self::Include => "include",
        }
    }
}

/// What a redirect does (Fetch standard, request redirect mode).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Redirect {
    /// It is followed.
    #[default]
    Follow,
    /// It is an error.
    Error,
    /// The page gets an opaque answer.
    Manual,
}

/// The way from the browser to the servers.
pub struct Network<'a> {
    /// A shared cache between browser and server.
    pub proxy: Option<&'a mut Cache>,
    /// Hands a request to the server of an origin; `None` where it does not answer.
    pub server: &'a mut dyn FnMut(&str, Request) -> Option<Response>,
}

/// One browser profile with what it has kept.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    preflights: PreflightCache,
    cache: Cache,
    cookies: Jar,
}

impl Browser {
    /// Carries a call of `fetch()` to the server at `origin`, past the browser's cookies and cache and through a shared cache where
    /// one stands between, and back.
    pub fn call(&mut self, call: &Call, origin: &str, mut request: Request, now: u64, network: &mut Network) -> Journey {
        let url = url_of(origin, &request);
        let mut events = Vec::new();
        request.method = method::parse(&cors::normalize_method(request.method.as_str())).unwrap_or(request.method);
        if let Some(reason) = refusal(call, &request) {
            let outcome = Outcome::Blocked(blocked(call.origin, reason, false));
            return Journey { events, outcome, afterwards: Vec::new() };
        }
        drop_forbidden(call, &mut request, &mut events);
        trip::Trip::new(self, call, network, now, events).run(url, request)
    }

    /// Its HTTP cache.
    pub fn cache(&self) -> &Cache {
        &self.cache
    }

    /// Its cookies.
    pub fn cookies(&self) -> &Jar {
        &self.cookies
    }

    /// The permissions that preflights have given: URL, and seconds for which each still holds.
    pub fn permissions(&self, now: u64) -> impl Iterator<Item = (&str, u64)> {
        self.preflights.kept(now)
    }

    /// Forgets every permission it has kept.
    pub fn forget_permissions(&mut self) {
        self.preflights.clear();
    }

    /// Forgets every answer it has kept.
    pub fn forget_answers(&mut self) {
        self.cache.clear();
    }

    /// Takes back what an answer has left in cookies and cache, for a page that stopped waiting before its header fields came. What a
    /// preflight has permitted stays.
    pub fn unread(&mut self, before: Self) {
        self.cache = before.cache;
        self.cookies = before.cookies;
    }

    /// Forgets every cookie.
    pub fn forget_cookies(&mut self) {
        self.cookies.clear();
    }
}

/// The URL of a request. The target stays as it was written, but for its fragment: what is wrong with it, the server says.
fn url_of(origin: &str, request: &Request) -> Url {
    let host = origin.to_owned();
    let strange = Url { scheme: "https".to_owned(), host, port: None, target: String::new(), has_credentials: false };
    let target = request.target.split('#').next().unwrap_or_default().to_owned();
    Url { target, ..Url::parse(origin).unwrap_or(strange) }
}

/// What no page may ask for (Fetch standard, `Request` constructor).
fn refusal(call: &Call, request: &Request) -> Option<String> {
    let method = request.method.as_str();
    if cors::is_forbidden_method(method) {
        return Some(format!("no page may use {method}"));
    }
    if call.mode == Mode::NoCors && !cors::is_safelisted_method(method) {
        return Some(format!("mode no-cors permits GET, HEAD and POST, not {method}"));
    }
    if call.mode == Mode::Navigate && !matches!(request.method, Method::GET | Method::POST) {
        return Some(format!("links send GET and forms POST, not {method}"));
    }
    let stray = call.cache == CacheMode::OnlyIfCached && call.mode != Mode::SameOrigin;
    stray.then(|| "cache only-if-cached needs mode same-origin".to_owned())
}

/// Drops the fields that are not the page's to set (Fetch standard, forbidden request-header, no-CORS-safelisted request-header).
fn drop_forbidden(call: &Call, request: &mut Request, events: &mut Vec<Event>) {
    for (name, value) in request.headers.clone().iter() {
        if cors::is_forbidden_request_header(name, value) {
            events.push(judged(Verdict::Noted, format!("{name} is the browser's own: the page's is dropped")));
        } else if call.mode == Mode::NoCors && (name == "range" || !cors::is_safelisted_request_header(name, value)) {
            events.push(judged(Verdict::Noted, format!("mode no-cors: {name} is dropped")));
        } else {
            continue;
        }
        request.headers.remove(name);
    }
}

fn judged(verdict: Verdict, text: impl Into<String>) -> Event {
    Event::Judged { verdict, text: text.into() }
}

fn blocked(origin: &str, reason: String, reached_server: bool) -> Blocked {
    Blocked { error: "TypeError: Failed to fetch".to_owned(), reason, origin: origin.to_owned(), reached_server }
}

#[cfg(test)]
mod tests;
