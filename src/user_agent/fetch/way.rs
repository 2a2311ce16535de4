//! The way of a message from the browser to the server, and the fields that the browser adds (Fetch standard,
//! HTTP-network-or-cache fetch).

use super::Event;
use super::trip::{Tainting, Trip};
use crate::http::{Method, Request, Response};
use crate::user_agent::cache::Mode;
use crate::user_agent::url::Url;

impl Trip<'_, '_> {
    /// The page's request with what the browser adds but for cookies, and what it asks of the cache.
    pub(super) fn dress(&self, request: &Request) -> (Request, Mode) {
        let mut request = request.clone();
        if self.tainting == Tainting::Cors || !matches!(request.method, Method::GET | Method::HEAD) {
            request.headers.set("origin", self.origin());
        }
        let goes_past = self.call.cache == Mode::Default && own_condition(&request).is_some();
        let mode = if goes_past { Mode::NoStore } else { self.call.cache };
        add_cache_fields(&mut request, mode);
        (request, mode)
    }

    /// Hands a message to the server itself.
    pub(super) fn serve(&mut self, url: &Url, request: Request, is_preflight: bool) -> Option<Response> {
        let sent = self.sent;
        self.sent += 1;
        self.events.push(if is_preflight { Event::Preflight { sent } } else { Event::Request { sent } });
        let response = (self.network.server)(&url.origin(), request);
        self.reached_server |= !is_preflight && response.is_some();
        response
    }
}

/// The condition that a page's script has set itself: its answer is the page's, not the cache's.
pub fn own_condition(request: &Request) -> Option<&'static str> {
    ["if-modified-since", "if-none-match", "if-unmodified-since", "if-match", "if-range"].into_iter().find(|name| request.headers.has(name))
}

/// Tells caches further on what the page's cache mode means.
fn add_cache_fields(request: &mut Request, mode: Mode) {
    let has_own = request.headers.has("cache-control");
    match mode {
        Mode::NoCache if !has_own => request.headers.append("cache-control", "max-age=0"),
        Mode::NoStore | Mode::Reload => {
            if !request.headers.has("pragma") {
                request.headers.append("pragma", "no-cache");
            }
            if !has_own {
                request.headers.append("cache-control", "no-cache");
            }
        }
        _ => {}
    }
    if request.headers.has("range") {
        request.headers.set("accept-encoding", "identity");
    }
}
