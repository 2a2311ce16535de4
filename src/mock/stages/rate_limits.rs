//! Stage: the caller has not asked too often; 429 with `Retry-After` (RFC 6585 section 4, RFC 9110 section 10.2.3), and the
//! fields that say where it stands (draft-ietf-httpapi-ratelimit-headers sections 3 and 4).
//!
//! Preflights and requests that no endpoint answers never come here, and are not counted.

use super::authentication::Caller;
use super::problems::refuse;
use crate::design::{Behaviour, Concern, Pointer};
use crate::http::Problem;
use crate::mock::ledger::Ledger;
use crate::mock::pipeline::Call;
use crate::mock::quota::{Standing, take};
use crate::mock::routes::Route;
use crate::mock::{Decision, Moment, Reply, Why};

/// Where the caller stands, with the limit it stands at.
#[derive(Clone, Debug)]
pub struct Quota {
    /// The name of the limit: that of a tier, `default` or `anonymous`.
    name: String,
    /// Requests in a window.
    limit: u32,
    /// Seconds in a window.
    window: u32,
    standing: Standing,
}

impl Quota {
    /// `60 requests in 60 s`.
    fn allowed(&self) -> String {
        format!("{} {} in {} s", self.limit, if self.limit == 1 { "request" } else { "requests" }, self.window)
    }
}

/// Counts the request, and refuses it where it is one too many.
pub fn count(call: &Call, route: &Route, caller: &Caller, ledger: &mut Ledger) -> Decision<Option<Quota>> {
    let policy = &call.design.policies.rate_limits;
    let place = Pointer::Policy(Concern::RateLimits);
    if route.endpoint().behaviour == Behaviour::Health {
        return Decision::skip(None, "who asks for the health is not counted");
    }
    let client = caller.client.as_deref();
    let (name, limit) = policy.of(client);
    let mut who = client.map_or("anybody\n".to_owned(), |client| format!("client\n{}", client.name));
    let instance = instance(call, ledger);
    if let Some(instance) = instance {
        who = format!("{who}\n{instance}");
    }
    let usage = ledger.usage.get(&who).map(|usage| **usage);
    let Some((after, standing)) = take(policy.algorithm, limit, policy.window, usage.as_ref(), call.now) else {
        return Decision::skip(None, Why::new("nobody counts requests").because_of(place));
    };
    ledger.usage.put(who, after);
    let quota = Quota { name: name.to_owned(), limit, window: policy.window.max(1), standing };
    let allowed = quota.allowed();
    let Some(wait) = quota.standing.refused_for else {
        let mut text = format!("{} of {limit} left for {name}", quota.standing.remaining);
        if let Some(instance) = instance {
            text = format!("{text} at instance {instance}, which counts for itself");
        }
        return Decision::pass(Some(quota), Why::new(text).because_of(place));
    };
    let seconds = wait.div_ceil(1000).max(1);
    let caller = client.map_or("Callers without credentials", |client| client.name.as_str());
    let when = if policy.retry_after { format!("Wait {seconds} s, then go on.") } else { "Try again later.".to_owned() };
    let detail = format!("{caller} may send {allowed}, and no more. {when}");
    // The reason phrase says already that there are too many.
    let headline = format!("{} of {limit} left, wait {seconds} s", quota.standing.remaining);
    let mut reply = refuse(call, Problem::new(429, "too-many-requests", headline, detail));
    if policy.retry_after {
        reply.set("retry-after", seconds.to_string(), format!("The next request works in {seconds} s."));
    }
    announce(call, &quota, &mut reply);
    let why = Why::new(format!("{allowed}, and this is one more")).spec("RFC 6585 section 4").because_of(place);
    Decision::answer(reply, why.compare(allowed, "one request more"))
}

/// The instance that a request comes to, where each counts for itself: they take turns.
fn instance(call: &Call, ledger: &Ledger) -> Option<u64> {
    let instances = call.design.brief.instances.filter(|count| *count > 1)?;
    call.design.policies.rate_limits.per_instance.then(|| 1 + ledger.handled % u64::from(instances))
}

/// Sets the fields that say where the caller stands, as the policy wants them.
pub fn announce(call: &Call, quota: &Quota, reply: &mut Reply) {
    let Quota { name, limit, window, standing } = quota;
    let fields = call.design.policies.rate_limits.fields;
    let seconds = standing.whole_in.div_ceil(1000);
    let name: String = name.chars().filter(|letter| matches!(letter, ' '..='~') && !matches!(letter, '"' | '\\')).collect();
    if fields.ietf() {
        reply.set("ratelimit-policy", format!("\"{name}\";q={limit};w={window}"), format!("{}.", quota.allowed()));
        let left = if standing.remaining == 1 { "request is" } else { "requests are" };
        let note = format!("{} {left} left now; all of them in {seconds} s.", standing.remaining);
        reply.set("ratelimit", format!("\"{name}\";r={};t={seconds}", standing.remaining), note);
    }
    if fields.prefixed() {
        let at = Moment(call.now.plus_millis(standing.whole_in).0.div_ceil(1000).saturating_mul(1000));
        reply.set("x-ratelimit-limit", limit.to_string(), format!("{}.", quota.allowed()));
        reply.set("x-ratelimit-remaining", standing.remaining.to_string(), "Requests that are left now.");
        reply.set("x-ratelimit-reset", at.seconds().to_string(), format!("All of them are back at {}, in seconds since 1970.", at.rfc3339()));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::design::policy::{Algorithm, LimitFields};
    use crate::design::samples;
    use crate::http::{Method, Request};
    use crate::mock::{Moment, Rng, Server};

    #[test]
    fn says_how_many_are_left_and_how_long_to_wait() {
        for (limit, window, allowed, headline) in [
            (1, 60, "1 request in 60 s.", "0 of 1 left, wait 60 s"),
            (2, 60, "2 requests in 60 s.", "0 of 2 left, wait 60 s"),
            (60, 30, "60 requests in 30 s.", "0 of 60 left, wait 30 s"),
        ] {
            let mut design = samples::hotel_booking();
            let policy = &mut Arc::make_mut(&mut design.policies).rate_limits;
            (policy.algorithm, policy.limit, policy.anonymous, policy.window) = (Algorithm::FixedWindow, limit, limit, window);
            policy.fields = LimitFields::Both;
            let mut server = Server::new(Arc::new(design), Moment(0));
            let mut get = || server.handle(Request::new(Method::GET, "/v1/hotels"), Moment(0), &mut Rng::new(1));
            let first = get();
            for name in ["ratelimit-policy", "x-ratelimit-limit"] {
                assert_eq!(first.note(name).map(|note| note.text.as_ref()), Some(allowed), "{name}");
            }
            let refused = (1..=limit).map(|_| get()).last().unwrap();
            assert_eq!((refused.response.status, refused.title.as_str()), (429, headline));
        }
    }
}
