//! Response headers of rate limits: where a caller stands, and when it may come back.

use openapiv3::{Header, ReferenceOr};
use serde_json::json;

use super::parts::Parts;
use super::responses::field;

/// What answers say about the caller's limit.
pub fn standing(parts: &mut Parts<'_>) -> Vec<(String, ReferenceOr<Header>)> {
    let policy = &parts.design.policies.rate_limits;
    let mut all = Vec::new();
    if !policy.limits() {
        return all;
    }
    if policy.fields.ietf() {
        let about = "The caller's limit: requests `q` in a window of `w` seconds (draft-ietf-httpapi-ratelimit-headers).";
        let example = json!(format!("\"default\";q={};w={}", policy.limit, policy.window));
        all.push(parts.header("RateLimit-Policy", field(about, Some(example))));
        let example = json!(format!("\"default\";r={};t={}", policy.limit / 2, policy.window / 2));
        all.push(parts.header("RateLimit", field("Requests that are left: `r` now, all of them in `t` seconds.", Some(example))));
    }
    if policy.fields.prefixed() {
        let limit = json!(policy.limit.to_string());
        all.push(parts.header("X-RateLimit-Limit", field("Requests that the caller may send in a window.", Some(limit))));
        let left = json!((policy.limit / 2).to_string());
        all.push(parts.header("X-RateLimit-Remaining", field("Requests that are left now.", Some(left))));
        let about = "When all of them are back, in seconds since 1970.";
        all.push(parts.header("X-RateLimit-Reset", field(about, Some(json!("1773135720")))));
    }
    all
}

/// When a refused caller may come back.
pub fn retry_after(parts: &mut Parts<'_>) -> Option<(String, ReferenceOr<Header>)> {
    let about = "Seconds until the next request works (RFC 9110 section 10.2.3).";
    let wanted = parts.design.policies.rate_limits.retry_after;
    wanted.then(|| parts.header("Retry-After", field(about, Some(json!("12")))))
}
