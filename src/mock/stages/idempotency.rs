//! Stage: a repetition gets the first answer again; 400, 422 (draft-ietf-httpapi-idempotency-key-header).
//!
//! The draft's 409, for a key whose first request is still at work, cannot happen here: the server finishes one request before
//! it takes the next.

use super::authentication::Caller;
use super::problems::refuse;
use crate::design::policy::KeyUse;
use crate::design::policy::idempotency::acts_again;
use crate::design::{Concern, Pointer};
use crate::http::idempotency_key::KeyError;
use crate::http::{Problem, idempotency_key};
use crate::mock::ledger::{Kept, Ledger};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::{Decision, Reply, Why};

const FIELD: &str = "idempotency-key";

/// The right to be the first request under a key.
#[derive(Clone, Debug)]
pub struct Claim(String);

impl Claim {
    /// Keeps the answer for repetitions, unless the server failed: then the client shall try again.
    pub fn keep(self, call: &Call, reply: &Reply, ledger: &mut Ledger) {
        if reply.response.status < 500 {
            let life = call.design.policies.idempotency.life_millis();
            ledger.keep(self.0, Kept::new(call.request, call.now, reply.clone()), life);
        }
    }
}

/// Answers a repetition; otherwise hands out the claim under which the answer is kept.
pub fn replay(call: &Call, route: &Route, caller: &Caller, ledger: &Ledger) -> Decision<Option<Claim>> {
    let policy = &call.design.policies.idempotency;
    let place = Pointer::Policy(Concern::Idempotency);
    let sent = call.request.headers.has(FIELD);
    if !acts_again(route.endpoint()) {
        let text = if sent { "a key is not needed: twice does no more than once" } else { "no key is needed here" };
        return Decision::skip(None, Why::new(text).spec("RFC 9110 section 9.2.2").because_of(place));
    }
    match policy.key {
        KeyUse::Off if sent => return Decision::skip(None, Why::new("Idempotency-Key means nothing to this API").because_of(place)),
        KeyUse::Off => return Decision::skip(None, Why::new("a repetition acts again").because_of(place)),
        KeyUse::Ignored if sent => {
            return Decision::skip(None, Why::new("the key is taken and passed over: a repetition acts twice").because_of(place));
        }
        KeyUse::Required if !sent => return missing(call),
        KeyUse::Ignored | KeyUse::Honoured if !sent => return Decision::skip(None, Why::new("no Idempotency-Key was sent").because_of(place)),
        KeyUse::Ignored | KeyUse::Honoured | KeyUse::Required => {}
    }
    let field = call.request.headers.combined(FIELD).unwrap_or_default();
    let key = match idempotency_key::parse(&field) {
        Ok(key) => key,
        Err(error) => {
            let text = match error {
                KeyError::Empty => "Idempotency-Key is empty",
                KeyError::TooLong(_) => "Idempotency-Key is too long",
                KeyError::NoString => "Idempotency-Key is no string",
            };
            let problem = Problem::new(400, "idempotency-key-malformed", "Idempotency-Key cannot be read", error.to_string());
            let why = Why::new(text).spec("draft-ietf-httpapi-idempotency-key-header section 2.1").because_of(place);
            return Decision::answer(refuse(call, problem), why.compare("one string in quotes", field));
        }
    };
    let name = place_of(caller, &key);
    let life = policy.life_millis();
    match ledger.answers.get(&name) {
        Some(kept) if !kept.is_alive(call.now, life) => {
            let why = Why::new("the key has expired: it runs anew").spec("draft-ietf-httpapi-idempotency-key-header section 2.3");
            let expected = format!("{} h at most since {}", policy.hours, kept.at.rfc3339());
            Decision::pass(Some(Claim(name)), why.because_of(place).compare(expected, call.now.rfc3339()))
        }
        Some(kept) => match kept.difference(call.request) {
            None => again(kept, place),
            Some(difference) => reused(call, kept, difference, &key),
        },
        None => {
            let why = Why::new(format!("first use: its answer is kept for {} h", policy.hours));
            Decision::pass(Some(Claim(name)), why.spec("draft-ietf-httpapi-idempotency-key-header section 2.6").because_of(place))
        }
    }
}

/// Keys of one caller mean nothing for another; nobody knows a caller without credentials from the next one.
fn place_of(caller: &Caller, key: &str) -> String {
    match &caller.client {
        Some(client) => format!("client\n{}\n{key}", client.name),
        None => format!("anybody\n{key}"),
    }
}

fn missing(call: &Call) -> Decision<Option<Claim>> {
    let detail = "Send Idempotency-Key with a fresh UUID in quotes, and the same one again when you repeat this request: it is then done once.";
    let reply = refuse(call, Problem::new(400, "idempotency-key-missing", "Idempotency-Key is missing", detail));
    let why = Why::new("needs Idempotency-Key, got none").spec("draft-ietf-httpapi-idempotency-key-header section 2.7");
    Decision::answer(reply, why.because_of(Pointer::Policy(Concern::Idempotency)).compare("Idempotency-Key", "no Idempotency-Key"))
}

fn reused(call: &Call, kept: &Kept, difference: &str, key: &str) -> Decision<Option<Claim>> {
    let detail = format!(
        "The key was used for {} {} at {}, and this request has {difference}. Send a fresh key, or repeat the first request unchanged.",
        kept.method,
        kept.target,
        kept.at.rfc3339()
    );
    let problem = Problem::new(422, "idempotency-key-reused", "The key belongs to another request", detail);
    let why = Why::new(format!("the key is known, with {difference}")).spec("draft-ietf-httpapi-idempotency-key-header section 2.7");
    let why = why.because_of(Pointer::Policy(Concern::Idempotency)).compare("the request as it was first sent, or a fresh key", key);
    Decision::answer(refuse(call, problem), why)
}

fn again(kept: &Kept, place: Pointer) -> Decision<Option<Claim>> {
    let mut reply = kept.reply.clone();
    reply.title = format!("The first answer again: {}", reply.title);
    // Whoever wrote a field the first time, now it is kept that has it sent.
    reply.notes.iter_mut().for_each(|note| note.stage = None);
    let note = format!("Nothing was done this time: this is the answer of {}.", kept.at.rfc3339());
    reply.set("idempotency-replayed", "true", note);
    let why = Why::new("done already: the first answer again").spec("draft-ietf-httpapi-idempotency-key-header section 2.6");
    Decision::answer(reply, why.because_of(place))
}

#[cfg(test)]
mod tests {
    use crate::design::{Edit, samples};
    use crate::http::{Method, Request};
    use crate::mock::{Exchange, Moment, Rng, Server};
    use serde_json::json;
    use std::sync::Arc;

    fn server() -> Server {
        Server::new(Arc::new(samples::payments()), Moment::START)
    }

    fn customer(key: &str, email: &str) -> Request {
        Request::new(Method::POST, "/v1/customers")
            .header("x-api-key", "shop-key-1")
            .header("idempotency-key", key)
            .json(&json!({ "name": "Lin", "email": email }))
    }

    fn replayed(exchange: &Exchange) -> bool {
        exchange.response.headers.has("idempotency-replayed")
    }

    #[test]
    fn the_repetition_is_the_first_answer_byte_for_byte() {
        let (mut server, mut rng) = (server(), Rng::new(1));
        let first = server.handle(customer("\"a\"", "lin@new.example"), Moment::START, &mut rng);
        let again = server.handle(customer("\"a\"", "lin@new.example"), Moment::START.plus_millis(86_399_999), &mut rng);
        assert_eq!((first.response.status, again.response.status), (201, 201));
        assert_eq!(first.response.body, again.response.body);
        assert!(!replayed(&first) && replayed(&again));
        assert!(again.changes.is_empty() && !first.remembered.answers.is_empty() && again.remembered.answers.is_empty());
        let read: Exchange = serde_json::from_str(&serde_json::to_string(&first).unwrap()).unwrap();
        assert_eq!(read, first, "an exchange reads back with what the server remembered of it");
    }

    #[test]
    fn what_is_taken_back_or_reset_is_done_anew() {
        let (mut server, mut rng) = (server(), Rng::new(1));
        let first = server.handle(customer("\"a\"", "lin@new.example"), Moment::START, &mut rng);
        server.store.revert(&first.changes);
        server.ledger.revert(&first.remembered);
        let anew = server.handle(customer("\"a\"", "lin@new.example"), Moment::START, &mut rng);
        assert!(anew.response.is_success() && !replayed(&anew));
        server.reset();
        assert!(server.ledger().answers.is_empty() && server.ledger().usage.is_empty());
        let anew = server.handle(customer("\"a\"", "lin@new.example"), Moment::START, &mut rng);
        assert!(anew.response.is_success() && !replayed(&anew));
    }

    #[test]
    fn a_changed_resource_takes_its_kept_answers_along() {
        let (mut server, mut rng) = (server(), Rng::new(1));
        server.handle(customer("\"a\"", "lin@new.example"), Moment::START, &mut rng);
        let mut design = samples::payments();
        server.redesign(Arc::new(design.clone()));
        assert_eq!(server.ledger().answers.len(), 1, "the same design keeps them");
        design.apply(&Edit::RemoveField { resource: "Customer".to_owned(), field: "createdAt".to_owned() }).unwrap();
        server.redesign(Arc::new(design));
        assert!(server.ledger().answers.is_empty());
    }

    #[test]
    fn the_next_requests_show_all_sides_of_a_key() {
        let (mut server, mut rng) = (server(), Rng::new(1));
        let first = server.handle(customer("\"a\"", "lin@new.example"), Moment::START, &mut rng);
        let next = server.suggestions(&first);
        let mut statuses = Vec::new();
        for suggestion in &next {
            let exchange = server.clone().handle(suggestion.request.clone(), Moment::START, &mut rng);
            statuses.push((suggestion.label.as_str(), exchange.response.status));
        }
        assert!(statuses.contains(&("Send the same again", 201)), "{statuses:?}");
        assert!(statuses.contains(&("Other content under the same key", 422)), "{statuses:?}");
        assert!(statuses.contains(&("Send it with a fresh key", 409)), "a fresh key acts again, and the address is taken: {statuses:?}");
    }
}
