//! Stage: whether pages of other origins may read the answer (Fetch standard, CORS protocol and HTTP responses).

use crate::design::policy::Origins;
use crate::design::{Concern, Pointer};
use crate::mock::pipeline::Call;
use crate::mock::{Decision, Reply, Why};

const SPEC: &str = "Fetch standard, CORS protocol";

/// Adds the permission to read, on every answer, errors too.
pub fn announce(call: &Call, mut reply: Reply) -> Decision<Reply> {
    let cors = &call.design.policies.cors;
    let place = Pointer::Policy(Concern::Cors);
    let varies = matches!(cors.origins, Origins::List(_) | Origins::Reflected);
    if varies {
        reply.add("vary", "Origin", "Caches keep one copy per origin.");
    }
    let Some(origin) = call.request.headers.get("origin") else {
        return Decision::skip(reply, Why::new("no Origin: not a page's cross-origin request").because_of(place));
    };
    if !cors.admits(origin) {
        let why = Why::new("origin is not on the list: the page may not read this");
        return Decision::pass(reply, why.spec(SPEC).because_of(place).compare(super::preflight::origins(&cors.origins), origin));
    }
    match cors.origins {
        Origins::Any => reply.set("access-control-allow-origin", "*", "Any page may read this answer, though not with credentials."),
        Origins::Reflected => reply.set("access-control-allow-origin", origin, "The origin is echoed: any page may read this answer."),
        Origins::List(_) | Origins::None => reply.set("access-control-allow-origin", origin, "The page may read this answer."),
    }
    if cors.credentials {
        reply.set("access-control-allow-credentials", "true", "Also when the page sends cookies or other credentials.");
    }
    let is_preflight = call.request.method == crate::http::Method::OPTIONS && call.request.headers.has("access-control-request-method");
    if !cors.expose.is_empty() && !is_preflight {
        reply.set("access-control-expose-headers", cors.expose.join(", "), "Fields the page may read beside the safelisted ones.");
    }
    Decision::pass(reply, Why::new("origin may read the answer").spec(SPEC).because_of(place))
}
