//! Whether the server is well, in the form of draft-inadarei-api-health-check: `pass`, `warn` or `fail`, and the checks behind it.
//!
//! Load balancers and monitors read the status code alone: 503 takes an instance out of the rotation, so it stands for what makes
//! the server useless, and not for what makes it slow.

use serde_json::json;

use super::Done;
use crate::design::{Concern, Pointer};
use crate::http::media_type;
use crate::mock::pipeline::Call;
use crate::mock::store::Store;
use crate::mock::{Decision, Reply, Why};

/// From so many played failures in a hundred on the server counts as down.
const DOWN: u32 = 50;

/// Looks at the records and at the failures that are played.
pub fn report(call: &Call, store: &Store) -> Decision<Done> {
    let faults = &call.design.policies.faults;
    let word = match faults.error_percent {
        0 => "pass",
        percent if percent < DOWN => "warn",
        _ => "fail",
    };
    let checks = json!({
        "store:records": [{ "componentType": "datastore", "observedValue": store.total(), "observedUnit": "records", "status": "pass" }],
        "requests:failing": [{ "componentType": "system", "observedValue": faults.error_percent, "observedUnit": "percent", "status": word }],
    });
    let status = if word == "fail" { 503 } else { 200 };
    let title = match word {
        "pass" => "The server is well",
        "warn" => "The server works, and some requests fail",
        _ => "The server is not well",
    };
    let body = json!({ "status": word, "checks": checks, "time": call.now.rfc3339() });
    let reply = Reply::new(status, title).content(media_type::HEALTH, &body, "The health in a form that monitors know.").with(
        "cache-control",
        "no-store",
        "Yesterday's health helps nobody.",
    );
    let why = Why::new(format!("{} of 100 requests fail: {word}", faults.error_percent)).because_of(Pointer::Policy(Concern::Faults));
    Decision::pass(Done::Written(Box::new(reply)), if status == 503 { why.spec("RFC 9110 section 15.6.4") } else { why })
}
