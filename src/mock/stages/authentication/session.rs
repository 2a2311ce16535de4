//! Sessions: whom a cookie stands for, and whether the request comes from a page that may act in their name
//! (RFC 6265bis sections 5.8.3, 8.2 and 8.8; RFC 9110 section 11.6.1).
//!
//! A browser sends its cookies unasked, old ones too. So a session that has ended is refused only where credentials are needed:
//! otherwise nobody could sign in again, or read what everybody may read, before the cookie is gone.

use super::{Caller, anonymous, challenge};
use crate::design::policy::{Origins, Sessions};
use crate::design::{Client, Concern, Credential, Design, Endpoint, Pointer};
use crate::http::{Problem, Request};
use crate::mock::ledger::{Ledger, MOST_SESSIONS, Session};
use crate::mock::pipeline::Call;
use crate::mock::stages::problems::refuse;
use crate::mock::{Decision, Moment, Reply, Why};

/// Finds the client behind the cookie.
pub fn identify(call: &Call, endpoint: &Endpoint, needed: bool, ledger: &Ledger) -> Decision<Caller> {
    let Some(policy) = &call.design.policies.authentication.sessions else { return anonymous(call, needed) };
    if let Some(origin) = foreign(call, policy) {
        return stranger(call, &origin);
    }
    let Some(value) = presented(call.request, policy).filter(|_| !endpoint.behaviour.is_session()) else { return anonymous(call, needed) };
    let session = ledger.sessions.get(value).filter(|session| session.is_alive(call.now, policy.life_millis()));
    match session.and_then(|session| call.design.client(&session.client)) {
        Some(client) => {
            let why = Why::new(format!("{} by its session", client.name)).spec("RFC 6265bis section 5.8.3").because_of(place());
            Decision::pass(Caller { client: Some(client.clone()), scopes: None }, why)
        }
        None if needed => {
            let what = if ledger.sessions.get(value).is_some() { "the session has lasted its time" } else { "no session has this value" };
            let detail = format!("{}. Sign in again.", crate::design::words::sentence(what));
            let reply = challenge(call, "The session has ended", detail, None);
            let why = Why::new(what).spec("RFC 9110 section 15.5.2").because_of(place());
            Decision::answer(reply, why.compare("the cookie of a session", format!("{} of none", policy.name)))
        }
        None => Decision::skip(Caller::default(), Why::new("the session has ended, and anybody may call this").because_of(place())),
    }
}

/// The value of the session's cookie in a request.
pub fn presented<'a>(request: &'a Request, policy: &Sessions) -> Option<&'a str> {
    request.headers.get_all("cookie").find_map(|cookie| policy.value_in(cookie))
}

/// Begins a session, and gives up those that have ended.
pub fn begin(ledger: &mut Ledger, policy: &Sessions, client: &Client, value: String, now: Moment) {
    ledger.sessions.put(value, Session { client: client.name.clone(), begun: now });
    if ledger.sessions.len() > MOST_SESSIONS {
        ledger.sessions.retain(|session| session.is_alive(now, policy.life_millis()));
        ledger.sessions.remove_least(MOST_SESSIONS, |session| session.begun);
    }
}

/// Signs a client with a password in, and gives a request the cookie: as its browser would, once it has signed in.
pub fn enter(design: &Design, ledger: &mut Ledger, client: &Client, request: &mut Request, now: Moment) {
    let Some(policy) = &design.policies.authentication.sessions else { return };
    if matches!(client.credential, Credential::Password(_)) {
        begin(ledger, policy, client, "scratch".to_owned(), now);
        request.headers.append("cookie", format!("{}=scratch", policy.name));
    }
}

/// The answer to somebody who asks for a session and does not get one. It does not say which part was wrong.
pub fn unknown(call: &Call) -> Reply {
    let detail = "No client has this name with this password. Check both, and sign in again.".to_owned();
    let mut reply = challenge(call, "The name or the password is wrong", detail, None);
    if reply.response.headers.has("www-authenticate") {
        let realm = call.design.name.replace(['"', '\\'], "");
        reply.set("www-authenticate", format!("Cookie realm=\"{realm}\""), "Every 401 names a scheme; for cookies there is no registered one.");
    }
    reply
}

/// The origin of a page that must not act in the caller's name: it changes something, and the CORS policy does not let it in.
/// A program sends no `Origin`, and is no page that somebody was lured to.
fn foreign(call: &Call, policy: &Sessions) -> Option<String> {
    let origin = call.request.headers.get("origin").filter(|_| policy.checks_origin && !call.request.method.is_safe())?;
    let listed = match &call.design.policies.cors.origins {
        Origins::List(list) => list.iter().any(|known| known == origin),
        _ => false,
    };
    (origin != call.design.origin && !listed).then(|| origin.to_owned())
}

fn stranger(call: &Call, origin: &str) -> Decision<Caller> {
    let detail = "This page may not act in its visitor's name. A page of the API itself, or one that its CORS policy lists, may.";
    let reply = refuse(call, Problem::new(403, "cross-site-request", "Another site's page sent this", detail));
    let why = Why::new("a page of another site sent this").spec("RFC 6265bis section 8.2").because_of(place());
    let origin: String = origin.chars().take(80).collect();
    Decision::answer(reply, why.compare("an origin that the CORS policy lists", origin))
}

/// Where sessions are ruled.
pub fn place() -> Pointer {
    Pointer::Policy(Concern::Authentication)
}
