//! Stage: answers say that clients should leave, by when, and where to (RFC 9745, RFC 8594, RFC 5829).

use crate::design::policy::Lifetime;
use crate::design::policy::deprecation::{is_reference, seconds};
use crate::design::{Concern, Endpoint, Pointer};
use crate::http::{Link, Target, date, structured, target};
use crate::mock::pipeline::{Call, Meant};
use crate::mock::{Decision, Moment, Reply, Why};

/// Adds what is known of the end to every answer, errors too.
pub fn announce(call: &Call, reply: Reply, meant: &Meant) -> Decision<Reply> {
    let endpoint = meant.endpoint.as_deref().and_then(|id| call.design.endpoint(id)).map(|endpoint| &**endpoint);
    let policy = &call.design.policies.deprecation;
    match endpoint.map_or(&policy.version, |endpoint| call.design.lifetime(endpoint)) {
        lifetime if lifetime.is_empty() => Decision::skip(reply, "nothing goes out of use"),
        lifetime => call.extras.deprecate(call, endpoint, lifetime, reply),
    }
}

/// The same, where there is something to say.
pub fn tell(call: &Call, endpoint: Option<&Endpoint>, lifetime: &Lifetime, mut reply: Reply) -> Decision<Reply> {
    let at = endpoint.map_or(Pointer::Policy(Concern::Deprecation), place);
    if !call.design.policies.deprecation.announces {
        return Decision::skip(reply, Why::new("the policy keeps it from clients").because_of(Pointer::Policy(Concern::Deprecation)));
    }
    let mut said = Vec::new();
    if let Some(since) = seconds(&lifetime.since) {
        let value = structured::date(i64::try_from(since).unwrap_or(i64::MAX));
        let day = Moment(since.saturating_mul(1000)).rfc3339();
        let note = if since <= call.now.seconds() { "Do not build on this any more: deprecated since" } else { "It will be deprecated on" };
        reply.set("deprecation", value, format!("{note} {day}."));
        said.push(format!("deprecated {}", day.get(..10).unwrap_or_default()));
    }
    if let Some(end) = seconds(&lifetime.sunset) {
        reply.set("sunset", date::format(end), "When it ends. Move before.");
        said.push("with a sunset".to_owned());
    }
    let mut link = |relation: &str, target: &str, note: &'static str| reply.add("link", &Link::new(relation, target).to_string(), note);
    if let Some(successor) = successor(call, endpoint, lifetime) {
        link("successor-version", &successor, "The successor takes its place.");
        said.push("with a successor".to_owned());
    }
    if is_reference(&lifetime.documentation) {
        if !lifetime.since.is_empty() {
            link("deprecation", &lifetime.documentation, "A page tells about the deprecation.");
        }
        if !lifetime.sunset.is_empty() {
            link("sunset", &lifetime.documentation, "A page tells about the end.");
        }
    }
    match said.is_empty() {
        true => Decision::skip(reply, Why::new("no date is set").because_of(at)),
        false => Decision::pass(reply, Why::new(said.join(", ")).spec("RFC 9745 section 2").because_of(at)),
    }
}

/// The place in the design that says when an endpoint goes.
pub fn place(endpoint: &Endpoint) -> Pointer {
    if endpoint.lifetime.is_empty() { Pointer::Policy(Concern::Deprecation) } else { endpoint.at() }
}

/// What takes the place of the target: the parameters of the path stand in it as they came.
pub fn successor(call: &Call, endpoint: Option<&Endpoint>, lifetime: &Lifetime) -> Option<String> {
    let mut successor = lifetime.successor.clone();
    if let (Some(endpoint), Ok(target)) = (endpoint, Target::parse(&call.request.target)) {
        let base = call.design.base_of(endpoint).split('/').filter(|segment| !segment.is_empty()).count();
        for (name, value) in endpoint.template().matches(target.segments.get(base..).unwrap_or_default()).unwrap_or_default() {
            successor = successor.replace(&format!("{{{name}}}"), &target::encode_segment(&value));
        }
    }
    Some(successor).filter(|successor| is_reference(successor))
}
