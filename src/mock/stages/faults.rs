//! Stage: a failure is played where the policy or the client wants one; 500, 502, 503 with `Retry-After`
//! (RFC 9110 sections 10.2.3, 15.6; RFC 7240).
//!
//! It comes first, because a failing server answers nothing better. The latency that the policy asks for is told in the
//! exchange: the core never waits, a shell may.

use super::problems::refuse;
use crate::design::policy::faults::STATUSES;
use crate::design::{Behaviour, Concern, Pointer};
use crate::http::{Problem, prefer};
use crate::mock::pipeline::Call;
use crate::mock::{Decision, Reply, Rng, Why};

/// Seconds after which a client may come back.
const RETRY_AFTER: u64 = 5;

/// Lets the request through, or fails it.
pub fn strike(call: &Call, rng: &mut Rng) -> Decision<()> {
    let policy = &call.design.policies.faults;
    match policy.fails() {
        true => call.extras.strike(call, rng),
        false if policy.latency > 0 => Decision::pass((), Why::new(format!("the answer comes {} ms later", policy.latency)).because_of(place())),
        false => Decision::skip((), Why::new("no failure is played").because_of(place())),
    }
}

/// Fails what the client wants to fail, and as many others as the policy says.
pub fn perform(call: &Call, rng: &mut Rng) -> Decision<()> {
    let policy = &call.design.policies.faults;
    // Drawn before the preference is looked at, so that it changes nothing about the requests that follow.
    let drawn = policy.error_percent > 0 && rng.below(100) < u64::from(policy.error_percent);
    let drawn = if drawn { rng.pick(&STATUSES).copied() } else { None };
    if asks_for_health(call) {
        return Decision::skip((), Why::new("the health tells of the failures itself").because_of(place()));
    }
    let code = call.request.headers.combined("prefer").and_then(|field| prefer::find(&field, "code"));
    let wanted = code.as_deref().and_then(|code| STATUSES.into_iter().find(|status| status.to_string() == code));
    if let Some(status) = wanted.filter(|_| policy.prefer) {
        let mut reply = failure(call, status);
        reply.set("preference-applied", format!("code={status}"), "The failure that the client has asked for.");
        let why = Why::new(format!("the client prefers {status}")).spec("RFC 7240 section 3");
        return Decision::answer(reply, why.because_of(place()));
    }
    if let Some(status) = drawn {
        let why = Why::new(format!("{} of 100 requests fail, and this is one", policy.error_percent)).spec("RFC 9110 section 15.6");
        return Decision::answer(failure(call, status), why.because_of(place()));
    }
    let why = match code {
        Some(_) if !policy.prefer => Why::new("no client may ask for failures here").spec("RFC 7240 section 2"),
        Some(code) => Why::new("the preferred code is none that is played").spec("RFC 7240 section 2").compare("500, 502 or 503", code),
        None if policy.error_percent > 0 => Why::new("spared this time"),
        None => Why::new("the client asks for no failure"),
    };
    Decision::pass((), why.because_of(place()))
}

/// Whoever watches the server is to hear that it fails, and how often, and not to meet one more failure.
fn asks_for_health(call: &Call) -> bool {
    let path = call.request.path().strip_prefix(call.design.base_path.as_str());
    call.design.endpoints.iter().any(|endpoint| endpoint.behaviour == Behaviour::Health && Some(endpoint.path.as_str()) == path)
}

fn failure(call: &Call, status: u16) -> Reply {
    let (headline, detail) = match status {
        502 => ("A bad gateway is played", "The server behind this one gave no usable answer."),
        503 => ("An overload is played", "The server is overloaded, or under repair."),
        _ => ("A failure is played", "The server has failed."),
    };
    let retries = status == 503 && call.design.policies.faults.retry_after;
    let advice = if retries { format!("Try again in {RETRY_AFTER} s.") } else { "Try again, with longer and longer pauses.".to_owned() };
    let mut reply = refuse(call, Problem::new(status, "played-failure", headline, format!("{detail} {advice}")));
    if retries {
        reply.set("retry-after", RETRY_AFTER.to_string(), format!("Clients should try again in {RETRY_AFTER} s."));
    }
    reply
}

fn place() -> Pointer {
    Pointer::Policy(Concern::Faults)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::design::policy::Faults;
    use crate::design::samples;
    use crate::http::{Method, Request};
    use crate::mock::{Exchange, Moment, Rng, Server};

    fn play(faults: Faults, prefer: &[&str]) -> Vec<Exchange> {
        let mut design = samples::hotel_booking();
        Arc::make_mut(&mut design.policies).faults = faults;
        let (mut server, mut rng) = (Server::new(Arc::new(design), Moment::START), Rng::new(1));
        let request = |prefer: &&str| Request::new(Method::GET, "/v1/hotels").header("prefer", *prefer);
        prefer.iter().map(|prefer| server.handle(request(prefer), Moment::START, &mut rng)).collect()
    }

    #[test]
    fn so_many_of_a_hundred_fail_and_always_the_same() {
        let faults = |error_percent| Faults { error_percent, ..Faults::default() };
        let failed = |percent| play(faults(percent), &["x"; 400]).iter().filter(|exchange| exchange.response.status >= 500).count();
        assert_eq!((failed(0), failed(100)), (0, 400));
        assert!((70..130).contains(&failed(25)), "{}", failed(25));
        assert_eq!(play(faults(50), &["x"; 40]), play(faults(50), &["x"; 40]));
    }

    #[test]
    fn a_preference_is_honoured_where_it_is_allowed() {
        for (prefer, field, status, applied) in [
            (true, "code=503", 503, Some("code=503")),
            (true, "wait=1, Code=\"502\"", 502, Some("code=502")),
            (true, "code=418", 200, None),
            (true, "code=\"503", 200, None),
            (false, "code=503", 200, None),
        ] {
            let exchange = play(Faults { prefer, latency: 300, ..Faults::default() }, &[field]).remove(0);
            assert_eq!((exchange.response.status, exchange.response.headers.get("preference-applied")), (status, applied), "{field}");
            assert_eq!(exchange.latency, 300);
            assert_eq!(exchange.response.headers.get("vary").is_some_and(|vary| vary.contains("Prefer")), prefer, "{field}");
        }
    }
}
