//! Stage: what any answer carries: `Date`, `Content-Length`, and the caller's limit, no content for HEAD (RFC 9110 sections 6.6.1, 8.6, 9.3.2).

use super::rate_limits;
use crate::http::{Body, Method, status};
use crate::mock::pipeline::{Call, Meant};
use crate::mock::{Decision, Reply, Why};

/// Completes an answer.
pub fn complete(call: &Call, mut reply: Reply, meant: &Meant) -> Decision<Reply> {
    if let Some(quota) = &meant.quota {
        rate_limits::announce(call, quota, &mut reply);
    }
    if call.design.policies.faults.prefer {
        reply.add("vary", "Prefer", "A preference may change the answer (RFC 7240 section 2).");
    }
    if call.design.policies.versioning.lives() {
        call.extras.versioned(call, meant.version.as_deref(), &mut reply);
    }
    reply.set("date", call.now.http_date(), "When the server answered.");
    if !status::allows_content(reply.response.status) {
        reply.response.body = Body::empty();
        reply.unset("content-type");
        return Decision::pass(reply, "dated; this status has no content");
    }
    let length = reply.response.body.len();
    let length = length.to_string();
    let note = [&length, " bytes of content."].concat();
    reply.set("content-length", length, note);
    if call.request.method == Method::HEAD {
        reply.response.body = Body::empty();
        return Decision::pass(reply, Why::new("HEAD: the fields of GET, no content").spec("RFC 9110 section 9.3.2"));
    }
    Decision::pass(reply, "dated and measured")
}
