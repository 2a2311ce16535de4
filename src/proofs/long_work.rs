//! Work, uploads and messages, watched for a while.

use super::Proof;
use super::stand::Stand;
use crate::design::policy::SignatureForm;
use crate::design::{Behaviour, Endpoint};
use crate::http::{Method, Request};
use crate::mock::receiver::{Trick, trick};
use crate::mock::stages::webhooks::Delivery;
use crate::rules::Finding;

pub const PROOFS: &[Proof] = &[
    Proof {
        rule: "long-work-at-once",
        run: |stand, finding| {
            let at = begin(stand, finding)?;
            let seconds = stand.design.policies.jobs.queue_seconds + stand.design.policies.jobs.run_seconds;
            let text = format!("The caller was kept waiting until the work was done, {seconds} s.");
            if [200, 201].contains(&stand.status(at)) { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "accepted-without-location",
        run: |stand, finding| {
            let at = begin(stand, finding)?;
            let text = "Work was begun, and the answer does not say where it can be watched.";
            if stand.status(at) == 202 && stand.header(at, "location").is_none() { stand.by_header(at, "Location", text) } else { None }
        },
    },
    Proof {
        rule: "job-without-retry-after",
        run: |stand, finding| {
            let at = begin(stand, finding)?;
            let text = "Work was begun, and nothing says when it is worth asking.";
            if stand.status(at) == 202 && stand.header(at, "retry-after").is_none() { stand.by_header(at, "Retry-After", text) } else { None }
        },
    },
    Proof {
        rule: "job-without-progress",
        run: |stand, finding| {
            begin(stand, finding).filter(|at| stand.status(*at) == 202)?;
            stand.now = stand.now.plus_millis(u64::from(stand.design.policies.jobs.queue_seconds) * 1000 + 1000);
            let status = stand.endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::JobStatus)?;
            let at = stand.call(&status)?;
            let told =
                stand.json(at).as_object().is_some_and(|members| members.keys().any(|name| name.contains("progress") || name.contains("percent")));
            let text = "The work runs, and its status does not say how far it is.";
            if stand.worked(at) && !told { stand.by_line(at, "no progress in the content", text) } else { None }
        },
    },
    Proof {
        rule: "job-forgotten-soon",
        run: |stand, finding| {
            begin(stand, finding).filter(|at| stand.status(*at) == 202)?;
            let status = stand.endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::JobStatus)?;
            let request = stand.plain(&status)?;
            stand.wait_minutes(45);
            let client = stand.client(&status);
            let at = stand.send_as(client.as_deref(), request);
            let text = "A client that comes back after 45 minutes finds its work forgotten.";
            if [404, 410].contains(&stand.status(at)) { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "job-without-status",
        run: |stand, finding| {
            let at = begin(stand, finding).filter(|at| stand.status(*at) == 202)?;
            let location = stand.header(at, "location").map(str::to_owned);
            let Some(location) = location else {
                return stand.by_header(at, "Location", "Work was begun, and there is no address at which to watch it.");
            };
            let target = location.strip_prefix(stand.design.origin.as_str()).unwrap_or(&location).to_owned();
            let start = stand.own_endpoint(finding)?;
            let client = stand.client(&start);
            let look = stand.send_as(client.as_deref(), Request::new(Method::GET, target));
            let text = "Work was begun, and its address leads nowhere.";
            if stand.status(look) == 404 || stand.status(look) == 405 { stand.by_status(look, text) } else { None }
        },
    },
    Proof {
        rule: "job-without-cancel",
        run: |stand, finding| {
            begin(stand, finding).filter(|at| stand.status(*at) == 202)?;
            let status = stand.endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::JobStatus)?;
            let request = stand.plain(&status)?;
            let client = stand.client(&status);
            let at = stand.send_as(client.as_deref(), Request { method: Method::DELETE, ..request });
            let text = "Work was begun by mistake, and nothing stops it.";
            if stand.status(at) == 405 { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "large-upload-in-one-piece",
        run: |stand, finding| {
            let endpoint = stand.endpoint(finding, super::status_codes::takes_content)?;
            let most = stand.design.policies.content.max_bytes;
            let at = stand.call_with(&endpoint, |request| {
                request.headers.set("content-length", (11 * 1_048_576_u32).to_string());
                request.body = format!("{{\"padding\":\"{}\"}}", "x".repeat(11 * 1_048_576)).into();
            })?;
            // What was sent need not be kept to show it.
            if let Some(seen) = stand.seen.get_mut(at) {
                seen.exchange.request.body = format!("11 MB of content, {most} bytes are allowed").into();
            }
            let taken = stand.status(at) != 413 && stand.status(at) != 200 || stand.worked(at);
            let text = "11 MB in one request were read to the end before anybody looked at them.";
            if taken { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "upload-without-digest",
        run: |stand, finding| {
            let start = stand.endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::StartUpload)?;
            let chunk = stand.beside(&start, &Behaviour::UploadChunk)?;
            stand
                .call_with(&start, |request| {
                    request.headers.set("upload-length", "5");
                    request.headers.set("repr-digest", "sha-256=:RvWvb6MEHYPjb5e0TJGHD0lx5ZCHlj0mFhJg5QyyLEM=:");
                })
                .filter(|at| stand.worked(*at))?;
            let at = stand.call_with(&chunk, |request| {
                request.headers.set("content-range", "bytes 0-4/5");
                request.headers.set("content-type", "application/octet-stream");
                request.body = "wrong".into();
            })?;
            let text = "Content that does not fit its checksum was kept, and the client was told that all is well.";
            if stand.worked(at) { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "upload-not-resumable",
        run: |stand, finding| {
            let start = stand.endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::StartUpload)?;
            let begun = stand.call(&start).filter(|at| stand.worked(*at))?;
            let missing =
                |stand: &Stand, at: usize| stand.json(at).as_object().is_some_and(|members| members.keys().any(|name| name.contains("missing")));
            let Some(status) = stand.beside(&start, &Behaviour::UploadStatus) else {
                return stand.by_line(begun, "no endpoint shows the session", "The line broke, and no endpoint tells what has arrived.");
            };
            let at = stand.call(&status)?;
            let text = "The line broke, and the session does not say what is missing.";
            if stand.worked(at) && !missing(stand, at) { stand.by_line(at, "no missing parts in the content", text) } else { None }
        },
    },
    Proof {
        rule: "webhook-unsigned",
        run: |stand, _| {
            let (at, told) = tell(stand)?;
            let signed = told.headers.iter().any(|(name, _)| name.contains("signature"));
            let receipt = trick(&stand.design.policies.webhooks, &told, Trick::Forged);
            let text = "A message was forged with another secret, and its receiver acted on it.";
            if !signed && receipt.acts { stand.by_line(at, format!("{} carries no signature", told.event), text) } else { None }
        },
    },
    Proof {
        rule: "webhook-without-timestamp",
        run: |stand, _| {
            let (at, told) = tell(stand)?;
            let policy = stand.design.policies.webhooks.clone();
            let receipt = trick(&policy, &told, Trick::SentAgainLate);
            let text = "A message was sent again a day later, and its receiver acted on it once more.";
            if policy.signature == SignatureForm::Sha256 && receipt.acts { stand.by_line(at, receipt.why.to_owned(), text) } else { None }
        },
    },
    Proof {
        rule: "webhook-tolerance-wide",
        run: |stand, _| {
            let (at, told) = tell(stand)?;
            let tolerance = stand.design.policies.webhooks.tolerance;
            let text = format!("{} may be sent again for {} minutes, and its receiver takes it.", told.event, tolerance / 60);
            if tolerance > 600 { stand.by_line(at, format!("taken for {tolerance} s"), text) } else { None }
        },
    },
    Proof {
        rule: "webhook-without-retry",
        run: |stand, _| {
            let (at, told) = tell(stand)?;
            let receipts = crate::mock::receiver::deliver(&stand.design.policies.webhooks, &told, 1);
            let text = "The receiver was down for a moment, and nobody ever tells it again.";
            if receipts.iter().all(|receipt| !receipt.acts) { stand.by_line(at, format!("{} attempt", told.attempts.len()), text) } else { None }
        },
    },
    Proof {
        rule: "webhook-plain-http",
        run: |stand, _| {
            let (at, told) = tell(stand)?;
            let text = "The record left the house unencrypted.";
            if told.url.starts_with("http://") { stand.by_line(at, format!("POST {}", told.url), text) } else { None }
        },
    },
];

/// Begins work.
fn begin(stand: &mut Stand, finding: &Finding) -> Option<usize> {
    let start = stand.endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::StartJob && endpoint.resource.is_some())?;
    stand.call(&start).filter(|at| stand.worked(*at))
}

/// A change, and the message about it.
fn tell(stand: &mut Stand) -> Option<(usize, Delivery)> {
    let changes =
        |endpoint: &&std::sync::Arc<Endpoint>| endpoint.behaviour.changes_state() && !endpoint.behaviour.is_work() && endpoint.resource.is_some();
    let candidates: Vec<_> = stand.design.endpoints.iter().filter(changes).cloned().collect();
    for endpoint in candidates {
        let at = stand.call(&endpoint)?;
        if let Some(told) = stand.seen.get(at)?.exchange.deliveries.first().cloned() {
            return Some((at, told));
        }
    }
    None
}
