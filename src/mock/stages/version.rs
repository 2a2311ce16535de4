//! Stage: which version is meant; 404 where the path names an unknown one, 400 where a field or the query does
//! (RFC 9110 sections 15.5.5, 15.5.1).

use serde_json::json;

use super::problems::refuse;
use crate::design::policy::versioning::{FIELD, PARAMETER, at, is_segment, segment_place};
use crate::design::policy::{Missing, Strategy};
use crate::design::{Concern, Design, Endpoint, Pointer};
use crate::http::headers::split_list;
use crate::http::{MediaType, Problem, Request, Target, media_type, target};
use crate::mock::pipeline::Call;
use crate::mock::{Decision, Reply, Why};

/// What the stages behind see in the place of design and request.
pub struct Seen {
    /// The version.
    pub version: String,
    /// The design as this version has it.
    pub design: Design,
    /// The request, without the version in `Accept`.
    pub request: Request,
}

/// Chooses among the versions that live.
pub fn choose(call: &Call, target: &Target) -> Decision<Option<Box<Seen>>> {
    match call.design.policies.versioning.lives() {
        true => call.extras.version(call, target),
        false => Decision::skip(None, "there is one version"),
    }
}

/// The same, where several live.
pub fn pick(call: &Call, target: &Target) -> Decision<Option<Box<Seen>>> {
    let policy = &call.design.policies.versioning;
    let place = Pointer::Policy(Concern::Versioning);
    let (named, how, spec) = match policy.strategy {
        Strategy::Path => {
            let segment = segment_place(&call.design.base_path).and_then(|place| target.segments.get(place));
            let Some(segment) = segment.filter(|segment| is_segment(segment)) else {
                return Decision::skip(None, Why::new("the path names no version").because_of(place));
            };
            (Some(segment.clone()), "the path", "RFC 3986 section 3.3")
        }
        Strategy::Header => (call.request.headers.get(FIELD).map(str::to_owned), FIELD, "RFC 9110 section 16.3"),
        Strategy::MediaType => (in_accept(call.request), "Accept", "RFC 9110 section 12.5.1"),
        Strategy::Query => (target.parameter(PARAMETER).map(str::to_owned), "the query", "RFC 3986 section 3.4"),
    };
    let found = match (&named, policy.missing) {
        (Some(named), _) => policy.find(named),
        (None, Missing::Oldest) => policy.versions.first().map(String::as_str),
        (None, Missing::Newest) => policy.versions.last().map(String::as_str),
        (None, Missing::Refuse) => None,
    };
    let Some(version) = found else { return refused(call, named, how) };
    let text = match named {
        Some(_) => format!("version {version} by {how}"),
        None => format!("no version named, so {version}"),
    };
    let mut request = call.request.clone();
    if policy.strategy == Strategy::MediaType {
        without_version(&mut request);
    }
    let seen = Seen { version: version.to_owned(), design: at(call.design, version), request };
    Decision::pass(Some(Box::new(seen)), Why::new(text).spec(spec).because_of(place))
}

/// Names the newest version that has an endpoint, in the place where requests name it.
pub fn name(design: &Design, endpoint: &Endpoint, request: &mut Request) {
    let policy = &design.policies.versioning;
    let Some(version) = policy.newest(&endpoint.since, &endpoint.until) else { return };
    match policy.strategy {
        Strategy::Path => {
            let own = at(design, version).base_path;
            if let Some(rest) = request.target.strip_prefix(design.base_path.as_str()) {
                request.target = format!("{own}{rest}");
            }
        }
        Strategy::Header => request.headers.set(FIELD, version),
        Strategy::MediaType => {
            let accept = request.headers.get("accept").unwrap_or(media_type::JSON).to_owned();
            request.headers.set("accept", format!("{accept};{PARAMETER}={version}"));
        }
        Strategy::Query => {
            let separator = if request.target.contains('?') { '&' } else { '?' };
            request.target = format!("{}{separator}{PARAMETER}={}", request.target, target::encode_segment(version));
        }
    }
}

/// Says on every answer which version it is, and that it depends on the field that names one (RFC 9110 section 12.5.5).
pub fn announce(call: &Call, version: Option<&str>, reply: &mut Reply) {
    let note = "Caches keep one copy per version.";
    match call.design.policies.versioning.strategy {
        Strategy::Header => {
            reply.add("vary", FIELD, note);
            if let Some(version) = version {
                reply.set("api-version", version, "The version that answers.");
            }
        }
        Strategy::MediaType => reply.add("vary", "Accept", note),
        Strategy::Query => {
            for line in ["location", "content-location"] {
                if let Some(place) = reply.response.headers.get(line) {
                    let place = carried(call, place.to_owned());
                    reply.response.headers.set(line, place);
                }
            }
        }
        Strategy::Path => {}
    }
}

/// A link of an answer in the version that the request names in its query: without it the link would lead to another version, or
/// nowhere. Links to other servers stay as they are.
pub fn carried(call: &Call, link: String) -> String {
    let policy = &call.design.policies.versioning;
    let is_own = link.starts_with('/') || link.starts_with(call.design.origin.as_str());
    if policy.strategy != Strategy::Query || !policy.lives() || !is_own {
        return link;
    }
    let parameter = |text: &str| Target::parse(text).ok().and_then(|target| target.parameter(PARAMETER).map(str::to_owned));
    let query = link.split_once('?').map(|(_, query)| format!("/?{query}"));
    match parameter(&call.request.target) {
        Some(version) if query.as_deref().and_then(parameter).is_none() => {
            let separator = if query.is_some() { '&' } else { '?' };
            format!("{link}{separator}{PARAMETER}={}", target::encode_segment(&version))
        }
        _ => link,
    }
}

fn refused(call: &Call, named: Option<String>, how: &str) -> Decision<Option<Box<Seen>>> {
    let policy = &call.design.policies.versioning;
    let known = policy.versions.join(", ");
    let by_path = policy.strategy == Strategy::Path;
    let (title, detail, text) = match &named {
        Some(named) => {
            let short: String = named.chars().take(40).collect();
            (format!("There is no version {short}"), format!("No version `{named}` lives. Use one of these: {known}."), "no such version lives")
        }
        None => ("Name a version".to_owned(), format!("This API needs a version in {how}. Use one of these: {known}."), "no version is named"),
    };
    let problem = Problem::new(if by_path { 404 } else { 400 }, "unknown-version", title, detail).with("versions", json!(policy.versions));
    let spec = if by_path { "RFC 9110 section 15.5.5" } else { "RFC 9110 section 15.5.1" };
    let why = Why::new(text).spec(spec).because_of(Pointer::Policy(Concern::Versioning));
    Decision::answer(refuse(call, problem), why.compare(known, named.unwrap_or_else(|| "no version".to_owned())))
}

/// The version that a media range of `Accept` asks for.
fn in_accept(request: &Request) -> Option<String> {
    let accept = request.headers.combined("accept")?;
    split_list(&accept).into_iter().find_map(|range| MediaType::parse(range)?.parameter(PARAMETER).map(str::to_owned))
}

/// Takes the version out of `Accept`, which names representations from here on.
fn without_version(request: &mut Request) {
    let Some(accept) = request.headers.combined("accept") else { return };
    let plain = |range: &str| match MediaType::parse(range) {
        Some(mut media) => {
            media.parameters.retain(|(name, _)| name != PARAMETER);
            media.to_string()
        }
        None => range.to_owned(),
    };
    let ranges: Vec<String> = split_list(&accept).into_iter().map(plain).collect();
    request.headers.set("accept", ranges.join(", "));
}
