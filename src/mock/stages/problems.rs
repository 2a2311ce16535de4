//! Errors as answers, in the shape that the errors policy names. Not a stage: every stage that refuses uses it.

use serde_json::json;

use super::negotiation::{offers_xml, prefers_xml};
use crate::design::policy::ErrorShape;
use crate::http::{Problem, media_type, status};
use crate::mock::Reply;
use crate::mock::pipeline::Call;

/// The answer that reports a problem.
pub fn refuse(call: &Call, mut problem: Problem) -> Reply {
    let policy = &call.design.policies.errors;
    let headline = std::mem::take(&mut problem.headline);
    if !policy.specific {
        problem.detail = "Something went wrong.".to_owned();
        problem.errors.clear();
        problem.extensions.clear();
    }
    if !call.design.policies.validation.pointers {
        problem.errors.clear();
    }
    let mut reply = match policy.shape {
        ErrorShape::ProblemDetails => {
            let types = format!("{}{}", call.design.origin, policy.types);
            let body = problem.to_json(&types, title(problem.kind), call.request.path());
            let reply = Reply::new(problem.status, headline);
            match prefers_xml(call) {
                true => {
                    let body = call.extras.problem(&body);
                    reply.content(media_type::PROBLEM_XML, body, "RFC 9457 appendix B: every error has the same shape.")
                }
                false => reply.content(media_type::PROBLEM, &body, "RFC 9457: every error has the same shape."),
            }
        }
        ErrorShape::AdHoc => {
            let body = json!({ "error": title(problem.kind), "message": problem.detail });
            Reply::new(problem.status, headline).content(media_type::JSON, &body, "A shape of this API's own: clients have to guess it.")
        }
        ErrorShape::OkWithError => {
            let body = json!({ "success": false, "error": problem.detail });
            Reply::new(200, format!("{headline}, hidden in a 200")).content(
                media_type::JSON,
                &body,
                "An error inside a success: caches and monitors miss it.",
            )
        }
        ErrorShape::StackTrace => {
            let stack =
                format!("{}: {}\n    at handle (server.js:118:23)\n    at route (server.js:54:11)", status::line(problem.status), problem.detail);
            let body = json!({ "error": stack });
            Reply::new(problem.status, headline).content(media_type::JSON, &body, "The server's inside, for everybody to read.")
        }
    };
    let negotiation = &call.design.policies.negotiation;
    if policy.shape == ErrorShape::ProblemDetails && offers_xml(negotiation) && negotiation.vary {
        reply.add("vary", "Accept", "Errors come as JSON or as XML.");
    }
    reply.set("cache-control", "no-store", "The next try may end otherwise: keep no copy.");
    reply
}

/// Problem types and their titles.
const TITLES: &[(&str, &str)] = &[
    ("bad-query", "A query parameter is wrong"),
    ("content-cut-off", "The content is cut off"),
    ("content-missing", "The content is missing"),
    ("content-too-deep", "The content nests too deep"),
    ("content-too-large", "The content is too large"),
    ("cross-site-request", "A page of another site sent this"),
    ("dangling-reference", "A reference leads nowhere"),
    ("digest-mismatch", "The checksum differs"),
    ("duplicate", "The value is already in use"),
    ("fault", "A fault in the playground"),
    ("forbidden", "The caller may not do this"),
    ("headers-too-large", "The header is too large"),
    ("identifier-missing", "Which record is not said"),
    ("idempotency-key-malformed", "The idempotency key cannot be read"),
    ("idempotency-key-missing", "The idempotency key is missing"),
    ("idempotency-key-reused", "The idempotency key belongs to another request"),
    ("illegal-transition", "The state does not allow this"),
    ("insufficient-scope", "The token does not reach this"),
    ("job-finished", "The job is finished"),
    ("job-forgotten", "The job is forgotten"),
    ("malformed-content", "The content does not parse"),
    ("malformed-patch", "The patch is malformed"),
    ("malformed-precondition", "A precondition is malformed"),
    ("malformed-request", "The request is malformed"),
    ("malformed-target", "The target is malformed"),
    ("method-not-allowed", "The method does not work here"),
    ("method-unknown", "The method is unknown"),
    ("no-resource", "Nothing stands behind this endpoint"),
    ("no-such-job", "There is no such job"),
    ("no-such-path", "No endpoint has this path"),
    ("no-such-record", "There is no such record"),
    ("not-acceptable", "No representation fits"),
    ("no-such-upload", "There is no such upload"),
    ("not-the-owner", "The record is somebody else's"),
    ("not-removed", "There is nothing to restore"),
    ("overlap", "The time is already taken"),
    ("part-unfit", "The part does not fit"),
    ("patch-conflict", "The patch does not fit the record"),
    ("patch-too-large", "The patch asks for too much"),
    ("played-failure", "The server plays a failure"),
    ("precondition-failed", "A precondition does not hold"),
    ("precondition-required", "A precondition is missing"),
    ("range-beyond-end", "The range lies behind the end"),
    ("redirect-not-registered", "The address to come back to is not registered"),
    ("referenced", "The record is still in use"),
    ("removed", "The record was removed"),
    ("repeated-parameter", "A query parameter is repeated"),
    ("sunset-passed", "The endpoint has ended"),
    ("target-too-long", "The target is too long"),
    ("too-many-requests", "Too many requests"),
    ("unauthenticated", "Credentials are missing or unknown"),
    ("unknown-application", "The application is not known"),
    ("unknown-version", "There is no such version"),
    ("unsupported-media-type", "The content type is not read here"),
    ("upload-forgotten", "The upload is forgotten"),
    ("upload-malformed", "The upload is not declared well"),
    ("validation", "Fields are invalid"),
];

/// The title of a problem type.
pub fn title(kind: &str) -> &'static str {
    TITLES.iter().find(|(known, _)| *known == kind).map_or("Something went wrong", |(_, title)| title)
}

/// Every problem type that has a title.
#[cfg(test)]
pub fn kinds() -> impl Iterator<Item = &'static str> {
    TITLES.iter().map(|(kind, _)| *kind)
}
