//! Permissions that preflights have given, kept for a while (Fetch standard, CORS-preflight cache).

use super::cors::{Permission, is_safelisted_method, unsafe_request_headers};
use crate::http::Request;

/// Permissions by page origin, URL and credentials.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreflightCache(Vec<Entry>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    origin: String,
    url: String,
    includes_credentials: bool,
    permission: Permission,
    /// Seconds since 1970 at which it ends.
    until: u64,
}

/// Entries kept; the oldest leave first.
const KEPT: usize = 200;

impl PreflightCache {
    /// Seconds for which a kept permission still covers this request; `None` where none covers it.
    pub fn covers(&self, request: &Request, origin: &str, url: &str, includes_credentials: bool, now: u64) -> Option<u64> {
        // A permission that was given for credentials holds without them too, but not the other way round (cache entry match).
        let fits =
            |entry: &&Entry| entry.until > now && entry.origin == origin && entry.url == url && (entry.includes_credentials || !includes_credentials);
        let fresh = || self.0.iter().filter(fits);
        let method = request.method.as_str();
        let by_method = fresh().find(|entry| entry.permission.permits_method(method, includes_credentials));
        let method_covered = is_safelisted_method(method) || by_method.is_some();
        let headers_covered = unsafe_request_headers(&request.headers)
            .iter()
            .all(|name| fresh().any(|entry| entry.permission.permits_header(name, includes_credentials)));
        match method_covered && headers_covered {
            true => fresh().map(|entry| entry.until - now).max(),
            false => None,
        }
    }

    /// Keeps a permission, in the place of an older one for the same requests.
    pub fn keep(&mut self, permission: Permission, origin: &str, url: &str, includes_credentials: bool, now: u64) {
        self.0
            .retain(|entry| entry.until > now && (entry.origin != origin || entry.url != url || entry.includes_credentials != includes_credentials));
        if self.0.len() >= KEPT {
            self.0.remove(0);
        }
        let until = now.saturating_add(permission.max_age);
        self.0.push(Entry { origin: origin.to_owned(), url: url.to_owned(), includes_credentials, permission, until });
    }

    /// What is kept: URL, and seconds for which it still holds.
    pub fn kept(&self, now: u64) -> impl Iterator<Item = (&str, u64)> {
        self.0.iter().filter(move |entry| entry.until > now).map(move |entry| (entry.url.as_str(), entry.until - now))
    }

    /// Forgets what a page's origin may do at a URL: a request with that permission has failed.
    pub fn forget(&mut self, origin: &str, url: &str) {
        self.0.retain(|entry| entry.origin != origin || entry.url != url);
    }

    /// Forgets every permission.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}
