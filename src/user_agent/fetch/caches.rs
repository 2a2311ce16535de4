//! The way of a message past the browser's cookies and cache, and through a shared cache where one stands between (Fetch
//! standard, HTTP-network-or-cache fetch).

use super::trip::{Tainting, Trip, no_answer};
use super::way::own_condition;
use super::{Credentials, Event, Mode};
use crate::http::{Method, Request, Response};
use crate::user_agent::cache::{Act, Ask, Cache, Forward, Kind, Mode as CacheMode, Note, Plan};
use crate::user_agent::cookies::{Asker, CookieAct, CookieNote};
use crate::user_agent::reason::Reason;
use crate::user_agent::url::Url;

/// A request that makes a stale copy fresh again, once the page has its answer.
pub struct Refresh {
    whose: Kind,
    url: Url,
    forward: Forward,
}

impl Trip<'_, '_> {
    /// The answer to a request, from the browser's cache or from beyond.
    pub(super) fn answer(&mut self, url: &Url, request: &Request) -> Result<Response, String> {
        let condition = own_condition(request).filter(|_| self.call.cache == CacheMode::Default);
        let (mut request, mode) = self.dress(request);
        let mut cookies = self.add_cookies(url, &mut request);
        let (key, partition) = (url.to_string(), self.site_of_page());
        let ask = Ask { url: &key, partition: &partition, mode, now: self.now };
        loop {
            let (forward, mut note) = match self.browser.cache.plan(&ask, &request) {
                Plan::Reuse { response, note, refresh } => {
                    self.cached(Kind::Private, &request, note);
                    self.refreshes.extend(refresh.map(|forward| Refresh { whose: Kind::Private, url: url.clone(), forward }));
                    return Ok(response);
                }
                Plan::Refuse { note } => {
                    let reason = note.why.text.clone();
                    self.cached(Kind::Private, &request, note);
                    return if mode == CacheMode::OnlyIfCached { Err(reason) } else { Ok(Response::new(504)) };
                }
                Plan::Forward { forward, note } => (forward, note),
            };
            if let Some(name) = condition.filter(|_| note.act == Act::Passed) {
                note.why = Reason::new(format!("{name} is the page's own: the cache stays aside"), "Fetch standard, HTTP-network-or-cache fetch");
            }
            self.cached(Kind::Private, &request, note);
            self.events.extend(cookies.drain(..).map(cookie_event));
            let response = self.deliver(url, forward.request.clone(), false);
            self.take_cookies(url, &request, response.as_ref());
            let finished = self.browser.cache.finish(&ask, forward, response);
            for note in finished.notes {
                self.cached(Kind::Private, &request, note);
            }
            match finished.again {
                Some(again) => request = again,
                None => return finished.response.ok_or_else(|| no_answer(url)),
            }
        }
    }

    /// Sends a message to the server, through the shared cache where one stands between.
    pub(super) fn deliver(&mut self, url: &Url, request: Request, is_preflight: bool) -> Option<Response> {
        let Some(cache) = self.network.proxy.take() else { return self.serve(url, request, is_preflight) };
        self.events.push(Event::ToProxy { request: request.clone() });
        let response = self.through(cache, url, request, is_preflight);
        self.network.proxy = Some(cache);
        if let Some(response) = &response {
            self.events.push(Event::FromProxy { response: response.clone() });
        }
        response
    }

    fn through(&mut self, cache: &mut Cache, url: &Url, mut request: Request, is_preflight: bool) -> Option<Response> {
        let key = url.to_string();
        let ask = Ask { url: &key, partition: "", mode: CacheMode::Default, now: self.now };
        loop {
            let (forward, note) = match cache.plan(&ask, &request) {
                Plan::Reuse { response, note, refresh } => {
                    self.cached(Kind::Shared, &request, note);
                    self.refreshes.extend(refresh.map(|forward| Refresh { whose: Kind::Shared, url: url.clone(), forward }));
                    return Some(response);
                }
                Plan::Refuse { note } => {
                    self.cached(Kind::Shared, &request, note);
                    return Some(Response::new(504));
                }
                Plan::Forward { forward, note } => (forward, note),
            };
            self.cached(Kind::Shared, &request, note);
            let response = self.serve(url, via(forward.request.clone()), is_preflight);
            let finished = cache.finish(&ask, forward, response);
            for note in finished.notes {
                self.cached(Kind::Shared, &request, note);
            }
            match finished.again {
                Some(again) => request = again,
                None => return finished.response,
            }
        }
    }

    /// Makes stale copies fresh again that were used meanwhile (RFC 5861 section 3).
    pub(super) fn refresh(&mut self) {
        for Refresh { whose, url, forward } in std::mem::take(&mut self.refreshes) {
            let why = Reason::new("the page has its answer; now the copy is made fresh", "RFC 5861 section 3");
            self.events.push(Event::Cache { whose, act: Act::Validating, why });
            let (key, site) = (url.to_string(), self.site_of_page());
            let partition = if whose == Kind::Private { site.as_str() } else { "" };
            let ask = Ask { url: &key, partition, mode: CacheMode::Default, now: self.now };
            let notes = match whose {
                Kind::Private => {
                    let response = self.deliver(&url, forward.request.clone(), false);
                    self.take_cookies(&url, &forward.request, response.as_ref());
                    self.browser.cache.finish(&ask, forward, response).notes
                }
                Kind::Shared => {
                    let response = self.serve(&url, via(forward.request.clone()), false);
                    self.network.proxy.as_mut().map(|cache| cache.finish(&ask, forward, response).notes).unwrap_or_default()
                }
            };
            self.events.extend(notes.into_iter().map(|note| Event::Cache { whose, act: note.act, why: note.why }));
        }
    }

    /// Notes what a cache did. That it stays out of a POST and keeps nothing of it is not worth a word.
    fn cached(&mut self, whose: Kind, request: &Request, note: Note) {
        let speaks = matches!(request.method, Method::GET | Method::HEAD) || !matches!(note.act, Act::Passed | Act::NotStored);
        if speaks {
            self.events.push(Event::Cache { whose, act: note.act, why: note.why });
        }
    }

    /// Whether cookies go along and come back (Fetch standard, includeCredentials).
    fn has_credentials(&self) -> bool {
        match self.call.credentials {
            _ if self.call.mode == Mode::Navigate => true,
            Credentials::Omit => false,
            Credentials::SameOrigin => self.tainting == Tainting::Basic,
            Credentials::Include => true,
        }
    }

    /// Adds the cookies that go along; what became of each.
    fn add_cookies(&mut self, url: &Url, request: &mut Request) -> Vec<CookieNote> {
        let (header, mut notes) = {
            let site = self.site_of_page();
            let asker = self.asker(&site, request);
            self.browser.cookies.header(url, asker, self.now)
        };
        if self.has_credentials() {
            if let Some(value) = header {
                request.headers.set("cookie", value);
            }
            return notes;
        }
        for note in notes.iter_mut().filter(|note| note.act == CookieAct::Sent) {
            note.act = CookieAct::Withheld;
            note.why = Reason::new(format!("credentials mode {}: no cookies here", self.call.credentials.key()), "Fetch standard, credentials mode");
        }
        notes
    }

    /// Keeps the cookies of an answer. They are kept even where the page may not read it.
    fn take_cookies(&mut self, url: &Url, request: &Request, response: Option<&Response>) {
        let site = self.site_of_page();
        for line in response.into_iter().flat_map(|response| response.headers.get_all("set-cookie")) {
            let note = match self.has_credentials() {
                true => {
                    let asker = self.asker(&site, request);
                    self.browser.cookies.take(line, url, asker, self.now)
                }
                false => {
                    let text = format!("credentials mode {}: set-cookie is passed over", self.call.credentials.key());
                    let name = line.split('=').next().unwrap_or_default().trim().to_owned();
                    CookieNote { act: CookieAct::Refused, name, why: Reason::new(text, "Fetch standard, credentials mode") }
                }
            };
            self.events.push(cookie_event(note));
        }
    }

    fn asker<'s>(&self, site: &'s str, request: &Request) -> Asker<'s> {
        let navigates = self.call.mode == Mode::Navigate;
        Asker { site, navigation: navigates.then_some(matches!(request.method, Method::GET | Method::HEAD)) }
    }

    fn site_of_page(&self) -> String {
        Url::parse(self.call.origin).map_or_else(|| self.call.origin.to_owned(), |url| url.site())
    }
}

/// A proxy says that it stands between (RFC 9110 section 7.6.3).
fn via(request: Request) -> Request {
    request.header("via", "2 shared-cache")
}

fn cookie_event(note: CookieNote) -> Event {
    Event::Cookie { act: note.act, name: note.name, why: note.why }
}
