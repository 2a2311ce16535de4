//! What a cache makes of an answer to a request that it forwarded (RFC 9111 sections 3, 4.3.3, 4.3.4, 4.3.5 and 4.4).

use super::validation::not_modified;
use super::{Act, Ask, Cache, Forward, Kind, Mode, Note, note};
use crate::http::{Body, Method, Request, Response};
use crate::user_agent::reason::{Reason, span};

/// What came of a forwarded request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The answer; `None` where the server gave none.
    pub response: Option<Response>,
    /// What the cache did, in order.
    pub notes: Vec<Note>,
    /// The request to plan again: a 304 spoke of another copy than the kept one.
    pub again: Option<Request>,
}

impl Cache {
    /// Takes the answer to a forwarded request: keeps it, makes the copy fresh again, or throws copies away. `None` says that the
    /// server did not answer. `ask.now` is when the answer came.
    pub fn finish(&mut self, ask: &Ask, forward: Forward, response: Option<Response>) -> Finished {
        let Forward { request, copy, validates, asked_at } = forward;
        let done = |response: Response, notes: Vec<Note>| Finished { response: Some(response), notes, again: None };
        let failed = response.as_ref().is_none_or(|response| matches!(response.status, 500 | 502..=504));
        if let Some((copy, most)) = copy.as_ref().filter(|_| failed).and_then(|copy| Some((copy, copy.stands_in(&request, self.kind, ask.now)?))) {
            let text = format!("the server failed; stale-if-error={most} lets the copy stand in");
            return done(copy.answer(ask.now), vec![note(Act::ReusedStale, Reason::new(text, "RFC 5861 section 4"))]);
        }
        let Some(response) = response else {
            if self.kind == Kind::Private {
                return Finished { response: None, notes: Vec::new(), again: None };
            }
            let text = match copy.as_ref().and_then(|copy| copy.forbids_stale(self.kind)) {
                Some(name) => format!("the server did not answer; {name} forbids the stale copy"),
                None => "the server did not answer".to_owned(),
            };
            return done(Response::new(504), vec![note(Act::Refused, Reason::new(text, "RFC 9111 section 4.2.4"))]);
        };
        if !request.method.is_safe() {
            let notes = self.invalidate(ask, &request, &response).into_iter().collect();
            return done(response, notes);
        }
        let aside = ask.mode == Mode::NoStore;
        if response.status == 304 && !aside {
            return self.not_modified(ask, request, validates, asked_at, response);
        }
        if request.method == Method::HEAD {
            if !aside {
                self.heed_head(ask, &request, asked_at, &response);
            }
            return done(response, Vec::new());
        }
        // Safe methods but GET, such as OPTIONS, have answers that nobody keeps: not worth a word.
        let notes =
            if request.method == Method::GET && response.status != 304 { vec![self.store(ask, &request, &response, asked_at)] } else { Vec::new() };
        done(response, notes)
    }

    /// A 304: the copy that it speaks of is fresh again (RFC 9111 section 4.3.4).
    fn not_modified(&mut self, ask: &Ask, mut request: Request, validates: bool, asked_at: u64, response: Response) -> Finished {
        let meant = self.entries.iter().rposition(|copy| {
            copy.key.0 == ask.partition && copy.key.1 == ask.url && copy.differs_in(&request).is_none() && copy.is_meant_by(&response)
        });
        let fresh = meant.and_then(|place| self.entries.get_mut(place)).map(|copy| {
            let age = copy.age(ask.now);
            copy.freshen(&request, &response, asked_at, ask.now);
            (age, copy.clone())
        });
        match fresh {
            Some((age, copy)) => {
                let left = copy.lifetime(self.kind).seconds.saturating_sub(copy.age(ask.now));
                let again = if left == 0 { String::new() } else { format!(", fresh for {} again", span(left)) };
                let text = format!("the copy from {} ago still holds{again}", span(age));
                let notes = vec![note(Act::Validated, Reason::new(text, "RFC 9111 section 4.3.4"))];
                let answer = match validates {
                    true => whole(copy.response.clone(), &request),
                    // The condition is the client's: the 304 is for its own copy, which may be another one.
                    false => not_modified(&copy, &request, &copy.response).unwrap_or(response),
                };
                Finished { response: Some(answer), notes, again: None }
            }
            None if validates => {
                self.entries.retain(|copy| copy.key.0 != ask.partition || copy.key.1 != ask.url || copy.differs_in(&request).is_some());
                for name in ["if-none-match", "if-modified-since"] {
                    request.headers.remove(name);
                }
                let why = Reason::new("304 speaks of another version than the kept one", "RFC 9111 section 4.3.4");
                Finished { response: None, notes: vec![note(Act::Missed, why)], again: Some(request) }
            }
            None => Finished { response: Some(response), notes: Vec::new(), again: None },
        }
    }

    /// An answer to `HEAD` says whether the copy of `GET` still holds (RFC 9111 section 4.3.5).
    fn heed_head(&mut self, ask: &Ask, request: &Request, asked_at: u64, head: &Response) {
        let of_url = |copy: &&mut super::Stored| copy.key.0 == ask.partition && copy.key.1 == ask.url;
        for copy in self.entries.iter_mut().filter(of_url).filter(|copy| copy.differs_in(request).is_none() && head.status == 200) {
            match copy.differs_from_head(head) {
                true => copy.is_outdated = true,
                false => copy.freshen(request, head, asked_at, ask.now),
            }
        }
    }
}

/// A kept answer for this request: `HEAD` gets no content.
fn whole(mut response: Response, request: &Request) -> Response {
    if request.method == Method::HEAD {
        response.body = Body::empty();
    }
    response
}
