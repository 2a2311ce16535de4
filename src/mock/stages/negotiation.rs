//! Stage: which representation the caller can read; 406 (RFC 9110 sections 12.5.1, 15.5.7).

use serde_json::json;

use super::problems::refuse;
use crate::design::{Behaviour, Concern, Pointer, answers};
use crate::http::{Accept, MediaType, Problem, media_type};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::{Decision, Why};

/// Compares `Accept` with the representations there are.
pub fn choose(call: &Call, route: &Route) -> Decision<()> {
    let policy = &call.design.policies.negotiation;
    let place = Pointer::Policy(Concern::Negotiation);
    let Some(accept) = call.request.headers.combined("accept").filter(|accept| !accept.trim_matches([',', ' ', '\t']).is_empty()) else {
        return Decision::skip((), "no Accept: any representation will do");
    };
    let creates_silently = route.endpoint().behaviour == Behaviour::Create && !call.design.policies.creation.body;
    if creates_silently || answers::success_status(call.design, route.endpoint()) == 204 {
        return Decision::skip((), "the answer has no content to choose");
    }
    // Most clients say one of these two, which need no parsing.
    let suits = matches!(accept.as_str(), "*/*" | media_type::JSON)
        || MediaType::parse(media_type::JSON).is_some_and(|json| Accept::parse(&accept).best(&[json]).is_some());
    if suits {
        return Decision::pass((), Why::new("JSON suits the caller").because_of(place));
    }
    if !policy.strict {
        return Decision::pass(
            (),
            Why::new("nothing suits, JSON all the same").spec("RFC 9110 section 12.4.1").because_of(place).compare(accept, media_type::JSON),
        );
    }
    let problem = Problem::new(
        406,
        "not-acceptable",
        "No such representation",
        format!("This API speaks {}. Ask for that, or leave Accept out.", media_type::JSON),
    )
    .with("available", json!([media_type::JSON]));
    let why = Why::new("Accept fits none of the representations").spec("RFC 9110 section 15.5.7").because_of(place).compare(media_type::JSON, accept);
    Decision::answer(refuse(call, problem), why)
}
