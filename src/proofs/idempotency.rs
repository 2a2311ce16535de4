//! Requests whose answer was lost, and that are sent again.

use std::sync::Arc;

use super::Proof;
use super::stand::Stand;
use crate::design::{Behaviour, Endpoint};
use crate::rules::Finding;

/// What a careful client sends along.
const KEY: &str = "\"7f3c-order-of-ada\"";

pub const PROOFS: &[Proof] = &[
    Proof {
        rule: "unsafe-create-without-key",
        run: |stand, finding| {
            let (first, second) = twice(stand, finding, 0)?;
            let text = format!("{} was sent again after a lost answer, and there are two records.", stand.line(second));
            if stand.made(first) > 0 && stand.made(second) > 0 { stand.by_line(second, "one record more", text) } else { None }
        },
    },
    Proof {
        rule: "payment-without-key",
        run: |stand, finding| {
            let (first, second) = twice(stand, finding, 0)?;
            let text = "The answer was lost, the client sent the same again with the same key, and it was paid twice.";
            if stand.made(first) > 0 && stand.made(second) > 0 { stand.by_line(second, "a second payment", text) } else { None }
        },
    },
    Proof {
        rule: "key-life-too-short",
        run: |stand, finding| {
            let minutes = u64::from(stand.design.policies.idempotency.hours) * 60 + 1;
            if minutes > 23 * 60 {
                return None;
            }
            let (first, second) = twice(stand, finding, minutes)?;
            let text = format!("After {} hours the key was forgotten, and the repetition was done again.", minutes / 60);
            if stand.made(first) > 0 && stand.made(second) > 0 { stand.by_line(second, "one record more", text) } else { None }
        },
    },
    Proof {
        rule: "action-not-repeatable",
        run: |stand, finding| {
            let action =
                stand.endpoint(finding, |endpoint| matches!(endpoint.behaviour, Behaviour::Transition { .. }) && !endpoint.method.is_idempotent())?;
            stand.prepare(&action);
            let mut request = stand.plain(&action)?;
            request.headers.set("idempotency-key", KEY);
            let client = stand.client(&action);
            let first = stand.send_as(client.as_deref(), request.clone());
            let second = stand.send_as(client.as_deref(), request);
            let text = "It was done, the answer was lost, and the repetition is told that it failed.";
            if stand.worked(first) && stand.status(second) == 409 { stand.by_status(second, text) } else { None }
        },
    },
];

/// The same create twice, with the same key, so many minutes apart.
fn twice(stand: &mut Stand, finding: &Finding, minutes: u64) -> Option<(usize, usize)> {
    let design = Arc::clone(&stand.design);
    let free = |endpoint: &Endpoint| {
        let resource = design.resource_of(endpoint);
        resource.is_some_and(|resource| resource.all_unique_keys().is_empty() && resource.no_overlap.is_empty())
    };
    let create: Arc<Endpoint> = stand.endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::Create && free(endpoint))?;
    let mut request = stand.plain(&create)?;
    request.headers.set("idempotency-key", KEY);
    let client = stand.client(&create);
    let first = stand.send_as(client.as_deref(), request.clone());
    stand.wait_minutes(minutes);
    Some((first, stand.send_as(client.as_deref(), request)))
}
