//! Asking whether a copy still holds, and answering those who ask (RFC 9111 section 4.3).

use super::stored::{Stored, cache_date, is_of_connection, selecting};
use super::{Forward, Kind};
use crate::http::{Body, ETag, ETagList, Method, Request, Response, date};

/// The request that asks whether a copy still holds (RFC 9111 section 4.3.1); `None` where the copy has no validator, a range is
/// asked for, or the client brings a condition of its own, which is not the cache's to change.
pub fn conditional(copy: &Stored, request: &Request, now: u64) -> Option<Forward> {
    let own = ["if-none-match", "if-modified-since", "range"].iter().any(|name| request.headers.has(name));
    if own || copy.response.status == 206 {
        return None;
    }
    let mut request = request.clone();
    let tag = copy.response.headers.get("etag");
    let modified = copy.response.headers.get("last-modified");
    for (name, value) in [("if-none-match", tag), ("if-modified-since", modified)] {
        if let Some(value) = value {
            request.headers.append(name, value);
        }
    }
    let validates = tag.is_some() || modified.is_some();
    validates.then(|| Forward { request, copy: Some(copy.clone()), validates, asked_at: now })
}

/// The 304 for a client whose own copy is the kept one (RFC 9111 section 4.3.2); `None` where it gets the whole answer.
pub fn not_modified(copy: &Stored, request: &Request, answer: &Response) -> Option<Response> {
    if !(200..300).contains(&answer.status) {
        return None;
    }
    let holds = match request.headers.combined("if-none-match") {
        Some(list) => match (ETagList::parse(&list).ok()?, tag_of(answer)) {
            (ETagList::Any, _) => true,
            (ETagList::Tags(tags), Some(tag)) => tags.iter().any(|known| known.matches_weakly(&tag)),
            _ => false,
        },
        None => {
            let since = request.headers.get("if-modified-since").and_then(cache_date)?;
            let modified = ["last-modified", "date"].into_iter().find_map(|name| answer.headers.get(name).and_then(cache_date));
            modified.unwrap_or(copy.came_at) <= since
        }
    };
    // What describes the content stays away (RFC 9110 section 15.4.5).
    let describes = |name: &str| name.starts_with("content-") && name != "content-location";
    let headers = answer.headers.iter().filter(|(name, _)| !describes(name)).collect();
    holds.then(|| Response { status: 304, headers, body: Body::empty() })
}

impl Stored {
    /// Whether a 304 speaks of this copy (RFC 9111 section 4.3.4): by the same strong tag; by the same weak validator; or without
    /// any.
    pub(super) fn is_meant_by(&self, not_modified: &Response) -> bool {
        match (tag_of(not_modified), tag_of(&self.response)) {
            (Some(new), Some(kept)) => {
                if new.weak {
                    new.matches_weakly(&kept)
                } else {
                    new.matches_strongly(&kept)
                }
            }
            (Some(_), None) => false,
            (None, _) => match (not_modified.headers.get("last-modified"), self.response.headers.get("last-modified")) {
                (Some(new), Some(kept)) => new == kept,
                _ => true,
            },
        }
    }

    /// Takes over what a 304, or an answer to `HEAD`, says anew (RFC 9111 section 3.2). The age counts from it.
    pub(super) fn freshen(&mut self, request: &Request, newer: &Response, asked_at: u64, now: u64) {
        let headers = &mut self.response.headers;
        headers.remove("age");
        headers.set("date", date::format(now));
        let told = |name: &str| !matches!(name, "content-length" | "content-range") && !is_of_connection(&newer.headers, name);
        for (name, _) in newer.headers.iter().filter(|(name, _)| told(name)) {
            headers.remove(name);
        }
        for (name, value) in newer.headers.iter().filter(|(name, _)| told(name)) {
            headers.append(name, value);
        }
        self.vary = selecting(request, headers);
        (self.asked_at, self.came_at, self.is_outdated) = (asked_at, now, false);
    }

    /// Whether an answer to `HEAD` shows another state than this copy (RFC 9111 section 4.3.5).
    pub(super) fn differs_from_head(&self, head: &Response) -> bool {
        ["etag", "last-modified", "content-length"].into_iter().any(|name| match (head.headers.get(name), self.response.headers.get(name)) {
            (Some(new), Some(kept)) => new != kept,
            _ => false,
        })
    }

    /// The seconds for which `stale-if-error` lets this copy stand in for a failed server, if it still does (RFC 5861 section 4).
    pub(super) fn stands_in(&self, request: &Request, kind: Kind, now: u64) -> Option<u64> {
        let over = self.age(now).saturating_sub(self.lifetime(kind).seconds);
        let said = super::Directives::of(&self.response.headers).seconds("stale-if-error");
        let asked = super::Directives::of(&request.headers).seconds("stale-if-error");
        let permitted = kind == Kind::Shared && self.forbids_stale(kind).is_none() && request.method == Method::GET;
        said.or(asked).filter(|most| permitted && over <= *most)
    }
}

fn tag_of(response: &Response) -> Option<ETag> {
    response.headers.get("etag").and_then(ETag::parse)
}
