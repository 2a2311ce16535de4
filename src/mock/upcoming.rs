//! The next moments at which the clock alone will change what the server answers, and why: where a person may want to go.

use super::exchange::Exchange;
use super::jose::jws::Jws;
use super::ledger::job::State;
use super::moment::Moment;
use super::quota;
use super::server::Server;
use crate::design::policy::deprecation::seconds;
use crate::http::json;
use crate::order;

/// The most that are told.
const MOST: usize = 40;

/// Something that the clock brings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coming {
    /// When.
    pub at: Moment,
    /// What, in a few words.
    pub what: String,
}

impl Server {
    /// What lies ahead, the next first. `seen` are exchanges that somebody looks at: their answers name moments too.
    pub fn upcoming(&self, seen: &[&Exchange], now: Moment) -> Vec<Coming> {
        let mut coming = Vec::new();
        self.limits(&mut coming, now);
        self.work(&mut coming, now);
        self.ends(&mut coming);
        for exchange in seen {
            self.told(exchange, &mut coming);
        }
        coming.retain(|coming| coming.at > now);
        order::distinct(&mut coming);
        coming.truncate(MOST);
        coming
    }

    fn limits(&self, coming: &mut Vec<Coming>, now: Moment) {
        let policy = &self.design.policies.rate_limits;
        for who in self.ledger.usage.names(|_| true) {
            let client = who.strip_prefix("client\n");
            let known = client.and_then(|name| self.design.client(name));
            let (_, limit) = policy.of(known.map(|client| &**client));
            let Some(usage) = self.ledger.usage.get(&who) else { continue };
            let who = client.unwrap_or("callers without credentials");
            if let Some((_, standing)) = quota::take(policy.algorithm, limit, policy.window, Some(usage), now)
                && let Some(wait) = standing.refused_for
            {
                coming.push(said(now.plus_millis(wait), format!("{who} may send again")));
            }
            if let Some(at) = quota::whole_at(policy.algorithm, limit, policy.window, usage) {
                coming.push(said(at, format!("the whole limit is back for {who}")));
            }
        }
    }

    fn work(&self, coming: &mut Vec<Coming>, now: Moment) {
        let policies = &self.design.policies;
        for id in self.ledger.jobs.names(|_| true) {
            let Some(job) = self.ledger.jobs.get(&id) else { continue };
            let state = job.state(now);
            if state == State::Queued {
                coming.push(said(job.accepted.plus_millis(job.queue), format!("job {id} begins to run")));
            }
            match state.is_final() {
                false => coming.push(said(job.end(), format!("job {id} comes to its end"))),
                true => coming.push(said(job.end().plus_millis(u64::from(policies.jobs.keep_minutes) * 60_000), format!("job {id} is forgotten"))),
            }
        }
        for id in self.ledger.uploads.names(|_| true) {
            let Some(upload) = self.ledger.uploads.get(&id) else { continue };
            coming.push(said(upload.opened.plus_millis(u64::from(policies.uploads.keep_minutes) * 60_000), format!("upload {id} is forgotten")));
        }
        let life = policies.authentication.sessions.as_ref().and_then(|sessions| sessions.life_millis());
        for id in self.ledger.sessions.names(|_| true) {
            let Some((session, life)) = self.ledger.sessions.get(&id).zip(life) else { continue };
            coming.push(said(session.begun.plus_millis(life), format!("the session of {} ends", session.client)));
        }
        for name in self.ledger.answers.names(|_| true) {
            let Some(kept) = self.ledger.answers.get(&name) else { continue };
            let at = kept.at.plus_millis(policies.idempotency.life_millis());
            coming.push(said(at, format!("the Idempotency-Key of {} {} expires", kept.method, kept.target)));
        }
    }

    fn ends(&self, coming: &mut Vec<Coming>) {
        let policies = &self.design.policies;
        let lives = self.design.endpoints.iter().map(|endpoint| (endpoint.label(), &endpoint.lifetime));
        for (what, life) in std::iter::once(("this version".to_owned(), &policies.deprecation.version)).chain(lives) {
            let mut push = |date: &str, text: &str| {
                if let Some(at) = seconds(date) {
                    coming.push(said(Moment(at.saturating_mul(1000)), format!("{what} {text}")));
                }
            };
            push(&life.since, "is deprecated");
            push(&life.sunset, if policies.deprecation.ends { "ends" } else { "reaches its sunset, and works on" });
        }
    }

    /// What an answer says of later: when to come again, how long it stays fresh, when the token of its request ends, when its
    /// messages are sent again.
    fn told(&self, exchange: &Exchange, coming: &mut Vec<Coming>) {
        let headers = &exchange.response.headers;
        let after = |seconds: u64| exchange.moment.plus_millis(seconds.saturating_mul(1000));
        let what = format!("{} {}", exchange.request.method, exchange.request.path());
        if let Some(wait) = headers.get("retry-after").and_then(|value| value.parse().ok()) {
            coming.push(said(after(wait), format!("Retry-After of {what} is over")));
        }
        let fresh = headers.get("cache-control").into_iter().flat_map(|value| value.split(',')).find_map(|part| part.trim().strip_prefix("max-age="));
        if let Some(fresh) = fresh.and_then(|text| text.parse().ok()) {
            coming.push(said(after(fresh), format!("a kept copy of {what} becomes stale")));
        }
        let token = exchange.request.headers.get("authorization").and_then(|value| value.strip_prefix("Bearer "));
        let end = token.and_then(|token| Jws::read(token).ok()).and_then(|token| json::read(&token.payload).ok()?.get("exp")?.as_u64());
        let policy = &self.design.policies.tokens;
        if let Some(end) = end.filter(|_| !policy.ignores_expiry) {
            let at = Moment(end.saturating_add(policy.leeway.into()).saturating_mul(1000));
            coming.push(said(at, format!("the token of {what} expires")));
        }
        for delivery in &exchange.deliveries {
            for (attempt, at) in delivery.attempts.iter().enumerate() {
                coming.push(said(*at, format!("message {}, attempt {}", delivery.event, attempt + 1)));
            }
        }
    }
}

fn said(at: Moment, what: String) -> Coming {
    Coming { at, what }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::policy::{Algorithm, RateLimits};
    use crate::design::{Access, samples};
    use crate::http::{Method, Request};
    use crate::mock::Rng;
    use std::sync::Arc;

    /// Going to each moment in turn, the answer before it and the answer at it differ.
    #[test]
    fn a_refused_caller_may_send_again_at_the_moment_told() {
        for algorithm in [Algorithm::FixedWindow, Algorithm::SlidingWindow, Algorithm::TokenBucket] {
            let mut design = samples::hotel_booking();
            for endpoint in &mut design.endpoints {
                Arc::make_mut(endpoint).access = Access::Public;
            }
            Arc::make_mut(&mut design.policies).rate_limits = RateLimits { algorithm, anonymous: 2, window: 60, ..RateLimits::default() };
            let (mut server, mut rng) = (Server::new(Arc::new(design), Moment::START), Rng::new(1));
            let mut send = |server: &mut Server, now| server.handle(Request::new(Method::GET, "/v1/hotels"), now, &mut rng);
            let mut last = None;
            for _ in 0..3 {
                last = Some(send(&mut server, Moment::START));
            }
            let last = last.unwrap();
            assert_eq!(last.response.status, 429, "{algorithm:?}");
            let coming = server.upcoming(&[&last], Moment::START);
            println!("{algorithm:?}: {coming:#?}");
            let again = coming.iter().find(|coming| coming.what.ends_with("may send again")).unwrap().at;
            assert!(coming.iter().any(|coming| coming.what == "Retry-After of GET /v1/hotels is over"));
            assert_eq!(send(&mut server.clone(), Moment(again.0 - 1)).response.status, 429);
            assert_eq!(send(&mut server.clone(), again).response.status, 200);
            assert!(coming.windows(2).all(|pair| pair[0].at <= pair[1].at));
            let whole = coming.iter().find(|coming| coming.what.starts_with("the whole limit is back")).unwrap().at;
            let mut usage = |server: &mut Server, at| (0..2).map(|_| send(server, at).response.status).collect::<Vec<_>>();
            assert_eq!(usage(&mut server.clone(), whole), [200, 200], "{algorithm:?}");
        }
    }

    #[test]
    fn a_sunset_lies_ahead_until_it_is_reached() {
        let mut design = samples::hotel_booking();
        Arc::make_mut(&mut design.policies).deprecation.version.sunset = "2026-04-01".to_owned();
        let server = Server::new(Arc::new(design), Moment::START);
        let told = |now| server.upcoming(&[], now).into_iter().map(|coming| format!("{} {}", coming.at.rfc3339(), coming.what)).collect::<Vec<_>>();
        assert_eq!(told(Moment::START), ["2026-04-01T00:00:00Z this version ends"]);
        assert!(told(Moment::START.plus_millis(40 * 86_400_000)).is_empty());
    }
}
