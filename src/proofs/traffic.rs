//! Many requests at once.

use super::Proof;
use super::stand::Stand;
use crate::design::{Behaviour, Endpoint};
use crate::http::{Method, Request};

/// More than anybody sends by hand in a second.
const MANY: u32 = 300;

pub const PROOFS: &[Proof] = &[
    Proof {
        rule: "no-rate-limit",
        run: |stand, _| {
            let read = busy(stand)?;
            let at = flood(stand, &read, MANY)?;
            let text = format!("{MANY} requests in the same second were all answered.");
            if stand.worked(at) { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "no-retry-after",
        run: |stand, _| {
            let read = busy(stand)?;
            let at = flood(stand, &read, most(stand))?;
            let text = "The limit is reached, and nothing says when to come back.";
            if stand.status(at) == 429 && stand.header(at, "retry-after").is_none() { stand.by_header(at, "Retry-After", text) } else { None }
        },
    },
    Proof {
        rule: "limit-headers-missing",
        run: |stand, _| {
            let read = busy(stand)?;
            let at = stand.call(&read)?;
            let told = ["ratelimit", "x-ratelimit-remaining"].iter().any(|name| stand.header(at, name).is_some());
            let text = "The answer does not say how much is left.";
            if stand.worked(at) && !told { stand.by_header(at, "RateLimit", text) } else { None }
        },
    },
    Proof {
        rule: "counter-per-instance",
        run: |stand, _| {
            let read = busy(stand)?;
            let limit = stand.design.policies.rate_limits.limit;
            let at = flood(stand, &read, limit.saturating_add(1))?;
            let text = format!("{limit} requests are allowed, and one more was answered: each instance counts for itself.");
            if stand.worked(at) && limit < 5000 { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "no-health-endpoint",
        run: |stand, _| {
            let target = format!("{}/health", stand.design.base_path);
            let at = stand.send("Monitor", Request::new(Method::GET, target));
            if stand.status(at) == 404 { stand.by_status(at, "A monitor asks how the server is, and there is nobody to tell it.") } else { None }
        },
    },
];

/// A read that is counted.
fn busy(stand: &Stand) -> Option<std::sync::Arc<Endpoint>> {
    stand
        .design
        .endpoints
        .iter()
        .find(|endpoint| endpoint.behaviour.is_read() && endpoint.behaviour != Behaviour::Health && endpoint.resource.is_some())
        .cloned()
}

/// One request more than any limit allows, up to what is sensible to try.
fn most(stand: &Stand) -> u32 {
    let policy = &stand.design.policies.rate_limits;
    policy.tiers.iter().map(|tier| tier.limit).chain([policy.limit]).max().unwrap_or_default().saturating_add(1).min(20_000)
}

/// Sends the same so often, until one is refused, and keeps the first and the last of them.
fn flood(stand: &mut Stand, endpoint: &Endpoint, times: u32) -> Option<usize> {
    let request = stand.plain(endpoint)?;
    let client = stand.client(endpoint);
    for turn in 0..times {
        let at = stand.send_as(client.as_deref(), request.clone());
        if turn > 1 {
            stand.seen.swap_remove(at - 1);
        }
        let last = stand.seen.len() - 1;
        if stand.status(last) == 429 {
            break;
        }
    }
    stand.seen.len().checked_sub(1)
}
