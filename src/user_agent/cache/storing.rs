//! Whether an answer is kept, and what is thrown away (RFC 9111 sections 3 and 4.4).

use super::stored::HEURISTICALLY_CACHEABLE;
use super::{Act, Ask, Cache, Directives, FETCH, KEPT, Kind, Mode, Note, Stored, note, partial};
use crate::http::{Method, Request, Response, headers::split_list, status};
use crate::user_agent::reason::{Reason, span};
use crate::user_agent::url::Url;

/// Why an answer must not be kept; `None` where it may (RFC 9111 section 3).
fn refusal(kind: Kind, request: &Request, response: &Response) -> Option<Reason> {
    let (asked, said) = (Directives::of(&request.headers), Directives::of(&response.headers));
    let code = response.status;
    let shared = kind == Kind::Shared;
    let because = |text: &str, spec| Some(Reason::new(text, spec));
    if request.method != Method::GET {
        return Some(Reason::new(format!("an answer to {} is not kept", request.method), "RFC 9111 section 3"));
    }
    if asked.has("no-store") {
        return because("the request says no-store", "RFC 9111 section 5.2.1.5");
    }
    // Who understands the status may pass over the no-store that is meant for others.
    let understood = !status::reason(code).is_empty() && code != 304;
    if said.has("must-understand") && !understood {
        return Some(Reason::new(format!("must-understand, and {code} is not known"), "RFC 9111 section 5.2.2.3"));
    }
    if said.has("no-store") && !said.has("must-understand") {
        return because("the answer says no-store", "RFC 9111 section 5.2.2.5");
    }
    if shared && said.has("private") {
        return because("private: only one user's cache may keep it", "RFC 9111 section 5.2.2.7");
    }
    let permits_sharing = ["must-revalidate", "public", "s-maxage"].into_iter().any(|name| said.has(name));
    if shared && request.headers.has("authorization") && !permits_sharing {
        return because("the request had authorization, and nothing permits sharing", "RFC 9111 section 3.5");
    }
    if split_list(&response.headers.combined("vary").unwrap_or_default()).contains(&"*") {
        return because("vary is *: no later request can match", "RFC 9111 section 4.1");
    }
    if code == 206 && partial::held(response).is_none() {
        return because("content-range does not fit the content", "RFC 9111 section 3.3");
    }
    let explicit = said.has("public")
        || said.has("max-age")
        || response.headers.has("expires")
        || (said.has("s-maxage") && shared)
        || (said.has("private") && !shared);
    if code < 200 || code == 304 || (!explicit && !HEURISTICALLY_CACHEABLE.contains(&code)) {
        return Some(Reason::new(format!("{code} is kept only where the server says how long"), "RFC 9111 section 3"));
    }
    None
}

impl Cache {
    /// Keeps an answer, or says why not.
    pub(super) fn store(&mut self, ask: &Ask, request: &Request, response: &Response, asked_at: u64) -> Note {
        if ask.mode == Mode::NoStore {
            return note(Act::NotStored, Reason::new("cache mode no-store: nothing is kept", FETCH));
        }
        if let Some(why) = refusal(self.kind, request, response) {
            return note(Act::NotStored, why);
        }
        let copy = Stored::new((ask.partition, ask.url), request, response, asked_at, ask.now);
        let is_part = response.status == 206;
        // A whole answer takes the place of its parts, but not the other way round.
        self.entries.retain(|old| old.key != copy.key || old.differs_in(request).is_some() || (is_part && old.response.status != 206));
        if self.entries.len() >= KEPT {
            self.entries.remove(0);
        }
        let why = self.kept_for(&copy, ask.now);
        self.entries.push(copy);
        note(Act::Stored, why)
    }

    /// How long a copy will do, in words.
    pub(super) fn kept_for(&self, copy: &Stored, now: u64) -> Reason {
        let lifetime = copy.lifetime(self.kind);
        let left = lifetime.seconds.saturating_sub(copy.age(now));
        if Directives::of(&copy.response.headers).has("no-cache") {
            return Reason::new("kept; no-cache: validated before each use", "RFC 9111 section 5.2.2.4");
        }
        match left {
            0 => Reason::new(format!("kept, stale at once: {}", lifetime.says), "RFC 9111 section 4.2"),
            left => Reason::new(format!("kept, fresh for {}: {}", span(left), lifetime.says), "RFC 9111 section 4.2"),
        }
    }

    /// Throws away what a change made wrong: the copies of the URL, and of the URLs that the answer names in `Location` and
    /// `Content-Location`, where they are of the same origin (RFC 9111 section 4.4).
    pub(super) fn invalidate(&mut self, ask: &Ask, request: &Request, response: &Response) -> Option<Note> {
        if request.method.is_safe() || !(200..400).contains(&response.status) {
            return None;
        }
        let here = Url::parse(ask.url)?;
        let named = ["location", "content-location"].into_iter().filter_map(|name| here.join(response.headers.get(name)?));
        let mut urls: Vec<String> = named.filter(|url| url.origin() == here.origin()).map(|url| url.to_string()).collect();
        urls.push(ask.url.to_owned());
        let before = self.entries.len();
        self.entries.retain(|copy| !urls.contains(&copy.key.1));
        match before - self.entries.len() {
            0 => None,
            1 => Some(note(Act::Invalidated, Reason::new(format!("{} changed it: the kept copy is gone", request.method), INVALIDATION))),
            count => Some(note(Act::Invalidated, Reason::new(format!("{} changed it: {count} kept copies are gone", request.method), INVALIDATION))),
        }
    }
}

/// Where invalidation stands.
const INVALIDATION: &str = "RFC 9111 section 4.4";
