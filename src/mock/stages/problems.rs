//! Errors as answers, in the shape that the errors policy names. Not a stage: every stage that refuses uses it.

use serde_json::json;

use crate::design::policy::ErrorShape;
use crate::http::{Problem, media_type, status};
use crate::mock::Reply;
use crate::mock::pipeline::Call;

/// The answer that reports a problem.
pub fn refuse(call: &Call, mut problem: Problem) -> Reply {
    let policy = &call.design.policies.errors;
    let title = problem.title.clone();
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
            let body = problem.to_json(&types, call.request.path());
            Reply::new(problem.status, title).content(media_type::PROBLEM, &body, "RFC 9457: every error has the same shape.")
        }
        ErrorShape::AdHoc => {
            let body = json!({ "error": problem.title, "message": problem.detail });
            Reply::new(problem.status, title).content(media_type::JSON, &body, "A shape of this API's own: clients have to guess it.")
        }
        ErrorShape::OkWithError => {
            let body = json!({ "success": false, "error": problem.detail });
            Reply::new(200, format!("{title}, hidden in a 200")).content(
                media_type::JSON,
                &body,
                "An error inside a success: caches and monitors miss it.",
            )
        }
        ErrorShape::StackTrace => {
            let body =
                format!("{}: {}\n    at handle (server.js:118:23)\n    at route (server.js:54:11)\n", status::line(problem.status), problem.detail);
            Reply::new(problem.status, title).content("text/plain; charset=utf-8", body, "The server's inside, for everybody to read.")
        }
    };
    reply.set("cache-control", "no-store", "The next try may end otherwise: keep no copy.");
    reply
}
