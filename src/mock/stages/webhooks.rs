//! Stage: another server is told of what has changed (Standard Webhooks 1.0). Nothing is sent here: the exchange lists each
//! message, signed, and when it would be sent, until its receiver answers with 2xx.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::representation::shown;
use crate::design::policy::{Event, SignatureForm, Webhooks};
use crate::design::words::letters::Letters;
use crate::design::{Behaviour, Concern, Pointer};
use crate::http::{Body, Headers, media_type, webhook};
use crate::mock::pipeline::Call;
use crate::mock::store::Change;
use crate::mock::{Decision, Moment, Rng, Why};

/// The pause before the second attempt, in milliseconds. Each next one is twice as long.
const PAUSE: u64 = 5_000;
/// The longest pause.
const LONGEST: u64 = 12 * 3_600_000;

/// A message to another server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Delivery {
    /// The same for every attempt, so that a receiver can tell a repetition.
    pub id: String,
    /// What it tells: `booking.created`.
    pub event: String,
    /// Where it goes, by POST.
    pub url: String,
    /// Its fields at the first attempt. Each later one is signed anew, with its own moment.
    pub headers: Headers,
    /// Its content.
    pub body: Body,
    /// When it is sent, the first time and, as long as it fails, again.
    pub attempts: Vec<Moment>,
}

/// Lists what is to be sent.
pub fn announce(call: &Call, endpoint: Option<&str>, changes: &[Change], rng: &mut Rng) -> Decision<Vec<Delivery>> {
    if changes.is_empty() || !call.design.policies.webhooks.tells() {
        return Decision::skip(Vec::new(), Why::new("nobody is told of anything").because_of(place()));
    }
    call.extras.announce(call, endpoint, changes, rng)
}

/// Writes and signs the messages.
pub fn perform(call: &Call, endpoint: Option<&str>, changes: &[Change], rng: &mut Rng) -> Decision<Vec<Delivery>> {
    let policy = &call.design.policies.webhooks;
    let behaviour = endpoint.and_then(|id| call.design.endpoint(id)).map(|endpoint| &endpoint.behaviour);
    let mut all = Vec::new();
    for change in changes {
        let (event, name) = match (&change.before, &change.after, behaviour) {
            (None, Some(_), _) => (Event::Created, Event::Created.word()),
            (Some(_), Some(_), Some(Behaviour::Transition { name })) => (Event::Transition, name.as_str()),
            (Some(_), Some(_), _) => (Event::Updated, Event::Updated.word()),
            _ => (Event::Deleted, Event::Deleted.word()),
        };
        let record = change.after.as_ref().or(change.before.as_ref());
        if let (true, Some(record), Some(resource)) = (policy.events.contains(&event), record, call.design.resource(&change.resource)) {
            let event = format!("{}.{name}", resource.name.lower());
            let body = json!({ "type": event, "timestamp": call.now.rfc3339(), "data": shown(resource, record) }).to_string();
            all.push(delivery(call, event, body, rng));
        }
    }
    if all.is_empty() {
        return Decision::skip(all, Why::new("nobody asked for this event").because_of(place()));
    }
    let text = match all.as_slice() {
        [one] => format!("{} is told to the receiver", one.event),
        many => format!("{} messages to the receiver", many.len()),
    };
    let why = match policy.signature {
        SignatureForm::None => Why::new(format!("{text}, unsigned")),
        SignatureForm::Sha256 => Why::new(format!("{text}, signed without its moment")).spec("RFC 2104 section 2"),
        SignatureForm::Standard => Why::new(text).spec("Standard Webhooks 1.0"),
    };
    Decision::pass(all, why.because_of(place()))
}

fn delivery(call: &Call, event: String, body: String, rng: &mut Rng) -> Delivery {
    let policy = &call.design.policies.webhooks;
    let id = format!("msg_{:016x}{:016x}", rng.next_u64(), rng.next_u64());
    let headers = fields(policy, &id, call.now, body.as_bytes());
    Delivery { id, event, url: policy.receiver.clone(), headers, body: body.into(), attempts: attempts(call.now, policy.attempts, rng) }
}

/// The fields of a message that is sent at a moment, signed as the policy says.
pub fn fields(policy: &Webhooks, id: &str, at: Moment, body: &[u8]) -> Headers {
    let mut headers = Headers::new();
    headers.append("content-type", media_type::JSON);
    match policy.signature {
        SignatureForm::Standard => {
            let at = at.seconds();
            headers.append("webhook-id", id);
            headers.append("webhook-timestamp", at.to_string());
            if let Some(signature) = webhook::sign(&policy.secret, id, at, body) {
                headers.append("webhook-signature", signature);
            }
        }
        SignatureForm::Sha256 => {
            if let Some(signature) = webhook::sign_hex(&policy.secret, body) {
                headers.append("x-hub-signature-256", signature);
            }
        }
        SignatureForm::None => {}
    }
    headers
}

/// When a message is sent: at once, then after pauses that double. Half of each is left to chance, so that messages that failed
/// together do not come back together.
fn attempts(now: Moment, most: u32, rng: &mut Rng) -> Vec<Moment> {
    let mut all = vec![now];
    let (mut at, mut pause) = (now, PAUSE);
    for _ in 1..most.min(20) {
        at = at.plus_millis(pause / 2 + rng.below(pause / 2 + 1));
        pause = (pause * 2).min(LONGEST);
        all.push(at);
    }
    all
}

fn place() -> Pointer {
    Pointer::Policy(Concern::Webhooks)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::design::policy::Webhooks;
    use crate::design::samples;
    use crate::http::webhook::Verdict;
    use crate::http::{Method, Request};
    use crate::mock::{Exchange, Server};

    fn created(policy: Webhooks) -> Exchange {
        let mut design = samples::payments();
        Arc::make_mut(&mut design.policies).webhooks = policy;
        let request = Request::new(Method::POST, "/v1/customers")
            .header("x-api-key", "shop-key-1")
            .header("idempotency-key", "\"a\"")
            .json(&json!({ "name": "Lin", "email": "lin@new.example" }));
        Server::new(Arc::new(design), Moment::START).handle(request, Moment::START, &mut Rng::new(1))
    }

    fn receiver() -> Webhooks {
        Webhooks { receiver: "https://shop.example/hooks".to_owned(), ..Webhooks::default() }
    }

    #[test]
    fn a_message_is_signed_and_its_receiver_can_tell() {
        let policy = receiver();
        let exchange = created(policy.clone());
        let [delivery] = exchange.deliveries.as_slice() else { panic!("{exchange:#?}") };
        assert_eq!(delivery.event, "customer.created");
        let judge = |body: &[u8], later: u64, seen: bool| {
            let now = Moment::START.seconds() + later;
            webhook::verify(&policy.secret, &delivery.headers, body, now, u64::from(policy.tolerance), |_| seen)
        };
        assert_eq!(judge(delivery.body.bytes(), 10, false), Verdict::Valid);
        assert_eq!(judge(delivery.body.bytes(), 10, true), Verdict::Replayed);
        assert_eq!(judge(delivery.body.bytes(), 301, false), Verdict::TooOld);
        assert_eq!(judge(b"{}", 10, false), Verdict::Tampered);
        assert_eq!(created(policy.clone()), created(policy), "the same seed gives the same messages");
    }

    #[test]
    fn pauses_double_and_half_of_each_is_left_to_chance() {
        let at = attempts(Moment(0), 5, &mut Rng::new(1));
        assert_eq!(at.len(), 5);
        for (index, pair) in at.windows(2).enumerate() {
            let pause = pair[1].0 - pair[0].0;
            let most = PAUSE << index;
            assert!((most / 2..=most).contains(&pause), "{index}: {pause}");
        }
    }

    #[test]
    fn other_signatures_and_other_events() {
        let hex = created(Webhooks { signature: SignatureForm::Sha256, ..receiver() }).deliveries.remove(0);
        let signature = hex.headers.get("x-hub-signature-256").unwrap();
        assert_eq!(webhook::verify_hex(&receiver().secret, signature, hex.body.bytes()), Verdict::Valid);
        let plain = created(Webhooks { signature: SignatureForm::None, ..receiver() }).deliveries.remove(0);
        assert_eq!(plain.headers.len(), 1);
        assert!(created(Webhooks { events: vec![Event::Deleted], ..receiver() }).deliveries.is_empty());
        assert!(created(Webhooks::default()).deliveries.is_empty());
    }
}
