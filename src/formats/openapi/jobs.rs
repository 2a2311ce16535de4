//! Long work: how a job stands, and the header fields of its answers.

use openapiv3::{Header, MediaType, ReferenceOr};
use serde_json::json;

use super::parts::Parts;
use super::responses::field;
use super::schema::of_value;
use crate::design::policy::Policies;
use crate::design::{Behaviour, Endpoint};

/// How a job stands, as content.
pub fn status(policies: &Policies) -> MediaType {
    let mut example = json!({ "id": "0b7d3a52-6c1f-4e7b-9a64-2f1f0a9d5c11", "status": "running" });
    if let Some(members) = example.as_object_mut() {
        if policies.jobs.progress {
            members.insert("progress".to_owned(), json!(40));
        }
        members.insert("acceptedAt".to_owned(), json!("2026-03-10T09:41:00Z"));
    }
    MediaType { schema: Some(ReferenceOr::Item(of_value(&example))), example: Some(example), ..MediaType::default() }
}

/// Where to look next, and when.
pub fn headers(parts: &mut Parts<'_>, endpoint: &Endpoint, status: u16) -> Vec<(String, ReferenceOr<Header>)> {
    let policy = &parts.design.policies.jobs;
    let (location, waits) = match (&endpoint.behaviour, status) {
        (Behaviour::StartJob, 202) => (policy.location.then_some("Where to see how the job stands."), policy.retry_after),
        (Behaviour::JobStatus, 303) => (Some("The result of the job."), false),
        (Behaviour::JobStatus, _) => (None, policy.retry_after),
        _ => (None, false),
    };
    let mut all = Vec::new();
    all.extend(location.map(|about| parts.header("Location", field(about, None))));
    all.extend(waits.then(|| parts.header("Retry-After", field("Seconds until it is worth looking again.", Some(json!("10"))))));
    if endpoint.behaviour == Behaviour::StartJob {
        let about = "`respond-async` where the client did not want to wait (RFC 7240).";
        all.push(parts.header("Preference-Applied", field(about, Some(json!("respond-async")))));
    }
    all
}
