//! Stage: which representation the caller can read; 406 (RFC 9110 sections 12.5.1, 15.5.7).

use serde_json::json;

use super::problems::refuse;
use crate::design::policy::{Format, Negotiation};
use crate::design::{Behaviour, Concern, Pointer, answers};
use crate::http::{Accept, MediaType, Problem, media_type};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::{Decision, Why};

/// Compares `Accept` with the representations there are.
pub fn choose(call: &Call, route: &Route) -> Decision<Format> {
    let policy = &call.design.policies.negotiation;
    let place = Pointer::Policy(Concern::Negotiation);
    let all = call.design.policies.representations();
    let offers: &[Format] = match &route.endpoint().behaviour {
        Behaviour::Home if all.contains(&Format::Hal) => &[Format::Hal, Format::Json],
        Behaviour::Home => &[Format::Json],
        Behaviour::Fixed { .. } | Behaviour::KeySet | Behaviour::Health => &[Format::Json],
        work if work.is_work() || work.is_oauth() || work.is_session() => &[Format::Json],
        _ => all.as_slice(),
    };
    let usual = offers.first().copied().unwrap_or_default();
    let Some(accept) = accept(call) else {
        return Decision::skip(usual, "no Accept: any representation will do");
    };
    let best = best(&accept, offers);
    let creates_silently = route.endpoint().behaviour == Behaviour::Create && !call.design.policies.creation.body;
    if creates_silently || answers::success_status(call.design, route.endpoint()) == 204 {
        // Preconditions speak of a representation all the same.
        return Decision::skip(best.unwrap_or(usual), "the answer has no content to choose");
    }
    if let Some(format) = best {
        let text = if offers.len() > 1 { "suits the caller best" } else { "suits the caller" };
        let why = Why::new(format!("{} {text}", format.title())).because_of(place);
        return Decision::pass(format, if offers.len() > 1 { why.spec("RFC 9110 section 12.5.1") } else { why });
    }
    let available: Vec<&str> = offers.iter().map(|format| format.essence()).collect();
    if !policy.strict {
        let text = format!("nothing suits, {} all the same", usual.title());
        return Decision::pass(usual, Why::new(text).spec("RFC 9110 section 12.4.1").because_of(place).compare(accept, available.join(", ")));
    }
    let one = if available.len() == 1 { "that" } else { "one of these" };
    let problem = Problem::new(
        406,
        "not-acceptable",
        "No such representation",
        format!("This API speaks {}. Ask for {one}, or leave Accept out.", available.join(", ")),
    )
    .with("available", json!(available));
    let why = Why::new("Accept fits none of the representations").spec("RFC 9110 section 15.5.7").because_of(place);
    let mut reply = refuse(call, problem);
    if policy.vary && !reply.response.headers.has("vary") {
        reply.add("vary", "Accept", "Another Accept gets another answer.");
    }
    Decision::answer(reply, why.compare(available.join(", "), accept))
}

/// Whether the caller would rather have problems as XML: it accepts that type, or XML, more than JSON.
pub fn prefers_xml(call: &Call) -> bool {
    if !offers_xml(&call.design.policies.negotiation) {
        return false;
    }
    let Some(accept) = accept(call).map(|accept| Accept::parse(&accept)) else { return false };
    let weight = |names: [&str; 2]| names.into_iter().filter_map(MediaType::parse).filter_map(|offer| accept.weight(&offer)).max().unwrap_or(0);
    weight([media_type::PROBLEM_XML, media_type::XML]) > weight([media_type::PROBLEM, media_type::JSON])
}

/// Whether problems come as XML too.
pub fn offers_xml(policy: &Negotiation) -> bool {
    policy.formats.contains(&Format::Xml)
}

/// The field, unless it says nothing.
fn accept(call: &Call) -> Option<String> {
    call.request.headers.combined("accept").filter(|accept| !accept.trim_matches([',', ' ', '\t']).is_empty())
}

fn best(accept: &str, offers: &[Format]) -> Option<Format> {
    // Most clients say one of these two, which need no parsing.
    if accept == "*/*" || offers == [Format::Json] && accept == media_type::JSON {
        return offers.first().copied();
    }
    let types: Vec<MediaType> = offers.iter().filter_map(|format| MediaType::parse(format.media_type())).collect();
    Accept::parse(accept).best(&types).and_then(|index| offers.get(index)).copied()
}
