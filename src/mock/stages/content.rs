//! Stage: the request content is of a known type, not too large, and parses; 413, 415, 400 with line and column
//! (RFC 9110 sections 8.3, 15.5.1, 15.5.14, 15.5.16; RFC 5789 sections 2.2, 3.1; RFC 6902; RFC 8259).

use serde_json::Value;

use super::problems::refuse;
use crate::design::{Behaviour, Concern, Pointer};
use crate::http::json_patch::{self, Operation};
use crate::http::{FieldError, MediaType, Problem, json, media_type};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::{Decision, Reply, Why};

/// The content of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// The fields, or those of them that change.
    Members(Value),
    /// The operations of a JSON Patch.
    Patch(Vec<Operation>),
}

/// Reads the content as JSON where the endpoint takes some; `None` where it takes none.
pub fn read(call: &Call, route: &Route) -> Decision<Option<Content>> {
    let body = &call.request.body;
    let reads = route.resource().is_some() || route.endpoint().behaviour.is_session();
    if !route.endpoint().takes_content() || !reads {
        if route.endpoint().behaviour == Behaviour::UploadChunk {
            return Decision::skip(None, "the content is a part of an upload");
        }
        if route.endpoint().behaviour.reads_form() {
            return Decision::skip(None, "the content is a form");
        }
        return match body.is_empty() {
            true => Decision::skip(None, "no content is expected"),
            false => Decision::skip(None, Why::new("content has no meaning here and is passed over").spec("RFC 9110 section 9.3.1")),
        };
    }
    let policy = &call.design.policies.content;
    let place = Pointer::Policy(Concern::Content);
    let max = usize::try_from(policy.max_bytes).unwrap_or(usize::MAX);
    if body.len() > max {
        // A wire stops reading here, so the whole length may be unknown.
        let detail = format!("The content is longer than {max} bytes, the most that is read here. Send less, or in parts.");
        let reply = refuse(call, Problem::new(413, "content-too-large", "The content is too large", detail));
        let why = Why::new("content is over the limit").spec("RFC 9110 section 15.5.14").because_of(place);
        return Decision::answer(reply, why.compare(format!("{max} bytes at most"), "more than that"));
    }
    if let Some(coding) = call.request.headers.combined("content-encoding").filter(|coding| !coding.trim().eq_ignore_ascii_case("identity")) {
        return encoded(call, &coding, place);
    }
    let types = types(call, route);
    let given = call.request.headers.get("content-type");
    let named = given.and_then(MediaType::parse).and_then(|given| types.iter().copied().find(|known| given.is(known)));
    let known = named.is_some();
    if policy.strict_type && !known && !(body.is_empty() && given.is_none()) {
        return unsupported(call, route, &types, given, place);
    }
    if body.is_empty() {
        let reply = refuse(
            call,
            Problem::new(
                policy.malformed_status,
                "content-missing",
                "The content is missing",
                format!("Send {} with the fields.", types.join(" or ")),
            ),
        );
        return Decision::answer(
            reply,
            Why::new("content is missing").spec("RFC 9110 section 15.5.1").because_of(place).compare("JSON", "no content"),
        );
    }
    let value = match json::read(body.bytes()) {
        Ok(value) => value,
        Err(error) => return malformed(call, &error, place),
    };
    let deep = depth(&value, 0);
    if deep > usize::from(policy.max_depth) {
        let detail = format!("The content nests {deep} levels deep; {} are the most.", policy.max_depth);
        let reply = refuse(call, Problem::new(policy.malformed_status, "content-too-deep", "The content nests too deep", detail));
        return Decision::answer(
            reply,
            Why::new("content nests too deep").because_of(place).compare(format!("{} levels", policy.max_depth), format!("{deep} levels")),
        );
    }
    if named == Some(media_type::JSON_PATCH) {
        return call.extras.read_patch(call, &value, place);
    }
    Decision::pass(Some(Content::Members(value)), Why::new(format!("{} bytes of JSON", body.len())).because_of(place))
}

/// The media types that this endpoint reads.
pub fn types(call: &Call, route: &Route) -> Vec<&'static str> {
    match route.endpoint().behaviour {
        Behaviour::Update => call.design.policies.update.patch_formats.iter().map(|format| format.media_type()).collect(),
        _ => vec![media_type::JSON],
    }
}

fn unsupported(call: &Call, route: &Route, types: &[&str], given: Option<&str>, place: Pointer) -> Decision<Option<Content>> {
    let (list, choice) = (types.join(", "), types.join(" or "));
    let (headline, detail, why) = match given {
        Some(given) => ("This content type is not read here", format!("Send {choice}, not {given}."), "content type is not read here"),
        None => ("Content-Type is missing", format!("Say what the content is: send Content-Type with {choice}."), "content type is not said"),
    };
    let mut reply = refuse(call, Problem::new(415, "unsupported-media-type", headline, detail));
    name_types(&mut reply, route, &list);
    let why = Why::new(why).spec("RFC 9110 section 15.5.16").because_of(place).compare(list, given.unwrap_or("no Content-Type"));
    Decision::answer(reply, why)
}

/// Compressed content; the answer names what would have been read (RFC 9110 sections 8.4, 12.5.3).
fn encoded(call: &Call, coding: &str, place: Pointer) -> Decision<Option<Content>> {
    let detail = format!("The content is sent as {coding}. Send it as it is, without Content-Encoding.");
    let mut reply = refuse(call, Problem::new(415, "unsupported-media-type", "This content coding is not read here", detail));
    reply.set("accept-encoding", "identity", "Content is read as it is, not compressed.");
    let why = Why::new("content coding is not read here").spec("RFC 9110 section 15.5.16").because_of(place).compare("identity", coding);
    Decision::answer(reply, why)
}

/// `Accept-Patch` for PATCH (RFC 5789 section 2.2), otherwise `Accept` (RFC 9110 section 12.5.1).
fn name_types(reply: &mut Reply, route: &Route, list: &str) {
    let name = if matches!(route.endpoint().behaviour, Behaviour::Update) { "accept-patch" } else { "accept" };
    reply.set(name, list, "The content types that work here.");
}

fn malformed(call: &Call, error: &serde_json::Error, place: Pointer) -> Decision<Option<Content>> {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text).to_owned();
    let (line, column) = (error.line(), error.column());
    let problem = Problem::new(
        call.design.policies.content.malformed_status,
        "malformed-content",
        "The content is not JSON",
        format!("Line {line}, column {column}: {what}."),
    )
    .with("line", line)
    .with("column", column);
    let why = Why::new(format!("not JSON at line {line}, column {column}"))
        .spec("RFC 9110 section 15.5.1")
        .because_of(place)
        .compare("JSON (RFC 8259)", what);
    Decision::answer(refuse(call, problem), why)
}

/// Reads content as a JSON Patch.
pub fn read_patch(call: &Call, value: &Value, place: Pointer) -> Decision<Option<Content>> {
    match json_patch::parse(value) {
        Ok(patch) => Decision::pass(Some(Content::Patch(patch)), patch_read(value).spec("RFC 6902 section 3").because_of(place)),
        Err(error) => malformed_patch(call, &error, place),
    }
}

fn patch_read(patch: &Value) -> Why {
    match patch.as_array().map_or(0, Vec::len) {
        1 => Why::new("JSON Patch with one operation"),
        count => Why::new(format!("JSON Patch with {count} operations")),
    }
}

/// A patch that no record could take: 400, since the document itself is at fault (RFC 5789 section 2.2).
fn malformed_patch(call: &Call, error: &json_patch::Malformed, place: Pointer) -> Decision<Option<Content>> {
    let text = error.to_string();
    let detail = format!("{}.", crate::design::words::sentence(&text));
    let problem = Problem::new(call.design.policies.content.malformed_status, "malformed-patch", "The content is no JSON Patch", detail)
        .with_errors(vec![FieldError::at(error.pointer(), text.clone())]);
    let what = match error {
        json_patch::Malformed::NoList => "JSON Patch is no list of operations".to_owned(),
        _ => format!("JSON Patch is malformed at {}", error.pointer()),
    };
    let why = Why::new(what).spec("RFC 5789 section 2.2").because_of(place).compare("JSON Patch (RFC 6902)", text);
    Decision::answer(refuse(call, problem), why)
}

fn depth(value: &Value, above: usize) -> usize {
    match value {
        Value::Array(items) => items.iter().map(|item| depth(item, above + 1)).max().unwrap_or(above + 1),
        Value::Object(members) => members.values().map(|member| depth(member, above + 1)).max().unwrap_or(above + 1),
        _ => above,
    }
}
