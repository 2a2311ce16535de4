//! The order of the stages. It is a decision, and these are its reasons:
//!
//! * failures that are played come first: a failing server answers nothing better;
//! * a preflight carries no credentials, so it is answered before anybody asks for them (Fetch standard, CORS protocol);
//! * the version comes before routing: it decides which endpoints there are;
//! * routing comes before authentication: a path that does not exist is no secret, and 405 needs no identity;
//! * an endpoint that has ended is gone for everybody, so its 410 needs no identity either;
//! * who you are comes before what you may (401 before 403);
//! * requests are counted once it is known whose they are, and before anything costly is done for them; preflights are not;
//! * negotiation, content and filters come before any record is looked at: they need none;
//! * a repetition is answered before any record is looked at: its first answer counts, whatever has changed since;
//! * whose a record is can be told once it is found; nothing is said of its content or its neighbours before;
//! * a JSON Patch is applied as soon as its record is found: only its result can be judged like other content;
//! * preconditions come last before the action: RFC 9110 section 13.2.1 ignores them where the answer without them would be
//!   neither 2xx nor 412, hence behind lookup, validation and conflicts;
//! * links are told of once the answer is written, since they are part of it and of its tag;
//! * a range is cut out of an answer that is written, because only a 200 has parts (RFC 9110 section 14.2);
//! * a deprecation, CORS fields and HEAD are for every answer, errors too: a page can read an error only if it may read at all.

use super::decision::{Stage, Trace};
use super::routes::Routes;
use super::stages::{
    action, authentication, authorization, conflict, content, cors, deprecation, faults, filtering, finish, hypermedia, idempotency, lookup, message,
    negotiation, ownership, patch, preconditions, preflight, ranges, rate_limits, representation, routing, sunset, validation, version, webhooks,
};
use super::store::Change;
use super::{Extras, Moment, Reply, Rng, Server};
use crate::design::Design;
use crate::http::Request;

/// What every stage may look at.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    /// The design.
    pub design: &'a Design,
    /// The request as received.
    pub request: &'a Request,
    /// The moment it is handled.
    pub now: Moment,
    /// What most requests do without.
    pub extras: &'static dyn Extras,
}

/// What is known about a request once the stages have found it.
#[derive(Clone, Debug, Default)]
pub struct Meant {
    /// The endpoint's id.
    pub endpoint: Option<String>,
    /// The client's name.
    pub client: Option<String>,
    /// The version, where several live.
    pub version: Option<String>,
    /// Where the caller stands, once its request is counted.
    pub quota: Option<rate_limits::Quota>,
}

/// From the request to an answer, early or late.
pub fn respond(server: &mut Server, call: &Call, rng: &mut Rng, trace: &mut Trace, meant: &mut Meant) -> Result<Reply, Box<Reply>> {
    if !server.ledger.jobs.is_empty() {
        call.extras.settle(call, &mut server.store, &mut server.ledger, rng);
    }
    trace.record(Stage::Faults, faults::strike(call, rng))?;
    let target = trace.record(Stage::Message, message::read(call))?;
    trace.record(Stage::Preflight, preflight::answer(call, &target, &server.routes))?;
    let seen = trace.record(Stage::Version, version::choose(call, &target))?;
    let own = seen.as_ref().map(|seen| Routes::new(&seen.design));
    let call = &match &seen {
        Some(seen) => Call { design: &seen.design, request: &seen.request, ..*call },
        None => *call,
    };
    meant.version = seen.as_ref().map(|seen| seen.version.clone());
    let route = trace.record(Stage::Routing, routing::resolve(call, &target, own.as_ref().unwrap_or(&server.routes)))?;
    meant.endpoint = Some(route.endpoint().id.clone());
    trace.record(Stage::Sunset, sunset::check(call, &route))?;
    let caller = trace.record(Stage::Authentication, authentication::identify(call, &target, &route, &server.ledger))?;
    meant.client = caller.client.as_ref().map(|client| client.name.clone());
    meant.quota = trace.record(Stage::RateLimits, rate_limits::count(call, &route, &caller, &mut server.ledger))?;
    trace.record(Stage::Authorization, authorization::permit(call, &route, &caller))?;
    let format = trace.record(Stage::Negotiation, negotiation::choose(call, &route))?;
    let content = trace.record(Stage::Content, content::read(call, &route))?;
    let mut selection = trace.record(Stage::Filtering, filtering::read(call, &target, &route, format, &caller))?;
    selection.reader = hypermedia::reader(call, &route, format, &caller);
    selection.only = ownership::held(call, &caller);
    let claim = trace.record(Stage::Idempotency, idempotency::replay(call, &route, &caller, &server.ledger))?;
    let subject = trace.record(Stage::Lookup, lookup::find(call, &target, &route, &selection, &server.store))?;
    let subject = trace.record(Stage::Ownership, ownership::check(call, &route, subject, &selection, &server.store))?;
    let given = trace.record(Stage::Patch, patch::apply(call, &route, &subject, content))?;
    let draft = trace.record(Stage::Validation, validation::check(call, &route, &subject, given))?;
    trace.record(Stage::Conflict, conflict::check(call, &route, &subject, &draft, &server.store))?;
    trace.record(Stage::Preconditions, preconditions::check(call, &target, &route, &subject, &selection, &server.store))?;
    let done = match route.endpoint().behaviour.is_oauth() {
        true => call.extras.oauth(call, &target, &route, &caller, &mut server.ledger, rng),
        false => action::perform(call, &target, &route, subject, draft, &selection, &mut server.store, &mut server.ledger, rng),
    };
    let done = trace.record(Stage::Action, done)?;
    let shown = done.record().cloned();
    let reply = trace.record(Stage::Representation, representation::write(call, &route, done, &selection, &server.store))?;
    let reply = reply.by(Stage::Representation);
    let reply = trace.record(Stage::Hypermedia, hypermedia::tell(call, &route, &selection, shown.as_deref(), reply))?.by(Stage::Hypermedia);
    let reply = trace.record(Stage::Ranges, ranges::cut(call, &route, reply))?.by(Stage::Ranges);
    if let Some(claim) = claim {
        claim.keep(call, &reply, &mut server.ledger);
    }
    Ok(reply)
}

/// What other servers are told of what has changed, by this request or by work that has ended since the last one.
pub fn announce(call: &Call, meant: &Meant, changes: &[Change], rng: &mut Rng, trace: &mut Trace) -> Vec<webhooks::Delivery> {
    trace.record(Stage::Webhooks, webhooks::announce(call, meant.endpoint.as_deref(), changes, rng)).unwrap_or_default()
}

/// What every answer gets, errors too.
pub fn dress(call: &Call, reply: Reply, meant: &Meant, trace: &mut Trace) -> Reply {
    let reply = either(trace.record(Stage::Deprecation, deprecation::announce(call, reply, meant))).by(Stage::Deprecation);
    let reply = either(trace.record(Stage::Cors, cors::announce(call, reply))).by(Stage::Cors);
    either(trace.record(Stage::Finish, finish::complete(call, reply, meant))).by(Stage::Finish)
}

/// The answer, whether it goes on or was given early.
fn either(reply: Result<Reply, Box<Reply>>) -> Reply {
    reply.unwrap_or_else(|early| *early)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::design::samples;
    use crate::http::{Method, Request};
    use crate::mock::{Moment, Rng, Server, Stage};

    #[test]
    fn every_explained_field_names_the_stage_that_set_it() {
        let mut server = Server::new(Arc::new(samples::hotel_booking()), Moment::START);
        for (method, target, origin, expected) in [
            (
                Method::GET,
                "/v1/hotels/ht_12",
                true,
                [("etag", Stage::Representation), ("access-control-allow-origin", Stage::Cors), ("date", Stage::Finish)],
            ),
            (
                Method::GET,
                "/v1/nowhere",
                true,
                [("content-type", Stage::Routing), ("access-control-allow-origin", Stage::Cors), ("date", Stage::Finish)],
            ),
            (Method::PUT, "/v1/hotels", false, [("allow", Stage::Routing), ("content-type", Stage::Routing), ("date", Stage::Finish)]),
            (
                Method::POST,
                "/v1/bookings",
                false,
                [("www-authenticate", Stage::Authentication), ("content-type", Stage::Authentication), ("date", Stage::Finish)],
            ),
        ] {
            let mut request = Request::new(method.clone(), target);
            if origin {
                request.headers.set("origin", "https://app.stay.example");
            }
            let exchange = server.handle(request, Moment::START, &mut Rng::new(7));
            for (name, stage) in expected {
                assert_eq!(exchange.note(name).and_then(|note| note.stage), Some(stage), "{method} {target}: {name}");
            }
            assert!(
                exchange.notes.iter().all(|note| exchange.trace.0.iter().any(|step| Some(step.stage) == note.stage)),
                "{method} {target}: a stage that was not there"
            );
        }
    }
}
