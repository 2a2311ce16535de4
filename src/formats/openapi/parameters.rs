//! Parameters: those of the path, the pages of lists, preconditions, and idempotency keys.

use openapiv3::{
    HeaderStyle, IntegerType, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr, Schema, SchemaData, SchemaKind,
    StringType, Type,
};
use serde_json::{Value, json};

use super::parts::Parts;
use super::paths::{PathParameter, Place};
use super::schema::{identifier, plain, text};
use crate::design::policy::idempotency::acts_again;
use crate::design::policy::versioning::{FIELD, PARAMETER};
use crate::design::policy::{Envelope, IfMatch, KeyUse, Missing, OverLimit, Pages, RangeUse, Strategy, Validator};
use crate::design::{Behaviour, Design, Endpoint, IdKind, Resource, words};
use crate::formats::examples::example_identifier;
use crate::http::Method;
use crate::http::idempotency_key::MOST;

/// `*`, or entity tags with commas between (RFC 9110 sections 8.8.3, 13.1.1, 13.1.2).
const ENTITY_TAGS: &str = r#"^(\*|(W/)?"[!#-~]*"( *, *(W/)?"[!#-~]*")*)$"#;
/// What the server takes for part of a path: no control character (see `http::target`).
const IN_PATH: &str = r"^[^\u0000-\u001f\u007f-\u009f]+$";
/// A date in an example.
const DATE: &str = "Sat, 14 Mar 2026 09:41:00 GMT";

/// The parameters of an operation, beside those of its path.
pub fn of(parts: &mut Parts<'_>, endpoint: &Endpoint, place: &Place<'_>) -> Vec<ReferenceOr<Parameter>> {
    let design = parts.design;
    let policies = &design.policies;
    let mut all = Vec::new();
    let resource = design.resource_of(endpoint);
    if let Some(resource) = resource.filter(|_| endpoint.behaviour.is_on_item() && !place.names_record) {
        let data = data(&resource.identifier.field, &about(resource), true, identifier(resource), Some(example_identifier(resource)));
        all.push(ReferenceOr::Item(query(data)));
    }
    if let Some(resource) = resource.filter(|_| endpoint.behaviour.is_read()) {
        let names_itself = |parameter: &ReferenceOr<Parameter>| match parameter {
            ReferenceOr::Item(item) => item.parameter_data_ref().name == resource.identifier.field,
            ReferenceOr::Reference { .. } => false,
        };
        let known = all.iter().any(names_itself);
        let selecting = super::query::of(parts, endpoint, resource);
        all.extend(selecting.into_iter().filter(|parameter| !(known && names_itself(parameter))));
    }
    if endpoint.behaviour.is_list() && resource.is_some() {
        match policies.pagination.pages {
            Pages::None => {}
            Pages::Offset => {
                all.push(parts.parameter("limit", limit));
                all.push(parts.parameter("offset", |_| query(data("offset", "How many items to pass over.", false, count(0, None, Some(0)), None))));
            }
            Pages::Cursor => {
                all.push(parts.parameter("limit", limit));
                all.push(parts.parameter("cursor", cursor));
            }
        }
    }
    let tagged = policies.caching.validator != Validator::None;
    if tagged && endpoint.method == Method::GET && endpoint.behaviour.is_read() {
        let about = "The ETag of the client's copy: while it is right, the answer is 304 without content.";
        all.push(parts.parameter("IfNoneMatch", |_| header(data("If-None-Match", about, false, matching(ENTITY_TAGS), Some(json!("\"v7\""))))));
    }
    let dated = policies.caching.last_modified && !tagged;
    if dated && endpoint.method == Method::GET && endpoint.behaviour == Behaviour::Read {
        let about = "When the client's copy last changed: if nothing has changed since, the answer is 304 without content.";
        all.push(parts.parameter("IfModifiedSince", |_| header(data("If-Modified-Since", about, false, plain(text()), Some(json!(DATE))))));
    }
    let changes =
        matches!(endpoint.behaviour, Behaviour::Replace | Behaviour::Update | Behaviour::Delete | Behaviour::Restore | Behaviour::Transition { .. });
    if tagged && changes && resource.is_some() && policies.concurrency.if_match != IfMatch::Ignored {
        let insists = policies.concurrency.if_match == IfMatch::Required && !policies.caching.guards_by_date();
        // A transition names the state it starts in, so the server asks for nothing more.
        let required = insists && !matches!(endpoint.behaviour, Behaviour::Transition { .. });
        let about = "The ETag that was read before: nobody overwrites changes unseen.";
        let name = if required || !insists { "IfMatch" } else { "OptionalIfMatch" };
        all.push(parts.parameter(name, |_| header(data("If-Match", about, required, matching(ENTITY_TAGS), Some(json!("\"v7\""))))));
    }
    if policies.caching.guards_by_date() && changes && resource.is_some() && policies.concurrency.if_match != IfMatch::Ignored {
        let required =
            policies.concurrency.if_match == IfMatch::Required && !matches!(endpoint.behaviour, Behaviour::Restore | Behaviour::Transition { .. });
        let about = "The Last-Modified that was read before: nobody overwrites changes unseen.";
        let name = if required { "IfUnmodifiedSince" } else { "OptionalIfUnmodifiedSince" };
        all.push(parts.parameter(name, |_| header(data("If-Unmodified-Since", about, required, plain(text()), Some(json!(DATE))))));
    }
    let versioning = &policies.versioning;
    if versioning.lives() && matches!(versioning.strategy, Strategy::Header | Strategy::Query) {
        all.push(parts.parameter("Version", version));
    }
    let promised = policies.idempotency.key != KeyUse::Off;
    if promised && resource.is_some() && acts_again(endpoint) {
        all.push(parts.parameter("IdempotencyKey", idempotency_key));
    }
    if policies.ranges.support != RangeUse::Off && endpoint.method == Method::GET && endpoint.behaviour == Behaviour::Read && resource.is_some() {
        let about = "The part that is wanted (RFC 9110 section 14.2).";
        all.push(parts.parameter("Range", |_| header(data("Range", about, false, plain(text()), Some(json!("bytes=0-99"))))));
        let about = "The ETag of the part that is there already: of another version the whole comes (RFC 9110 section 13.1.5).";
        all.push(parts.parameter("IfRange", |_| header(data("If-Range", about, false, plain(text()), Some(json!("\"v7\""))))));
    }
    if resource.is_some() {
        all.extend(super::uploads::parameters(parts, endpoint));
    }
    if endpoint.behaviour == Behaviour::Authorize {
        all.extend(super::oauth::parameters(design));
    }
    if policies.faults.prefer {
        let about = "What the client would like: a failure that the server plays (RFC 7240).";
        all.push(parts.parameter("Prefer", |_| header(data("Prefer", about, false, plain(text()), Some(json!("code=503"))))));
    }
    all
}

/// A parameter of a path.
pub fn path(parameter: &PathParameter<'_>) -> Parameter {
    let parameter_data = match parameter.names {
        Some(resource) => {
            let schema = match resource.identifier.kind {
                IdKind::Slug | IdKind::Prefixed { .. } => matching(IN_PATH),
                IdKind::Integer | IdKind::Uuid => identifier(resource),
            };
            data(&parameter.name, &about(resource), true, schema, Some(example_identifier(resource)))
        }
        None => data(&parameter.name, "", true, matching(IN_PATH), None),
    };
    Parameter::Path { parameter_data, style: PathStyle::Simple }
}

fn about(resource: &Resource) -> String {
    format!("Identifier of the {}.", words::spaced(&resource.name))
}

fn limit(design: &Design) -> Parameter {
    let pages = &design.policies.pagination;
    let (max, about) = match pages.over_limit {
        OverLimit::Refuse => (Some(pages.max_limit), "The most items on a page.".to_owned()),
        OverLimit::Clamp => (None, format!("The most items on a page; more than {0} is taken for {0}.", pages.max_limit)),
    };
    query(data("limit", &about, false, count(1, max, Some(pages.default_limit)), None))
}

fn cursor(design: &Design) -> Parameter {
    let about = match design.policies.pagination.envelope {
        Envelope::Object => "Where the page begins: `next` of the page before. Left out for the first page.",
        Envelope::Array => "Where the page begins: taken from the `next` link of the page before. Left out for the first page.",
    };
    query(data("cursor", about, false, plain(text()), None))
}

/// The key, as draft-ietf-httpapi-idempotency-key-header section 2.1 writes it. What a weak server promises is said as well.
fn idempotency_key(design: &Design) -> Parameter {
    let policy = &design.policies.idempotency;
    let about = match policy.key {
        KeyUse::Off | KeyUse::Ignored => "Names this request, in quotes.".to_owned(),
        KeyUse::Honoured | KeyUse::Required => {
            format!("Names this request, in quotes: a repetition with the same key gets the first answer again, for {} hours.", policy.hours)
        }
    };
    // Quoted as the draft asks, with its escapes, or bare as many clients send it.
    let pattern = format!(r#"^("([ !#-\[\]-~]|\\["\\]){{1,{MOST}}}"|[!#-+\--:<-~]{{1,{MOST}}})$"#);
    let example = Some(json!("\"8e03978e-40d5-43dd-bc93-6894a57f9324\""));
    header(data("Idempotency-Key", &about, policy.key == KeyUse::Required, matching(&pattern), example))
}

/// Text of this form.
fn matching(pattern: &str) -> Schema {
    plain(SchemaKind::Type(Type::String(StringType { pattern: Some(pattern.to_owned()), ..StringType::default() })))
}

/// Which version a request means, where a field or the query says so.
fn version(design: &Design) -> Parameter {
    let policy = &design.policies.versioning;
    let enumeration = policy.versions.iter().cloned().map(Some).collect();
    let schema = plain(SchemaKind::Type(Type::String(StringType { enumeration, ..StringType::default() })));
    let about = match policy.missing {
        Missing::Refuse => "The version that is meant.",
        Missing::Oldest => "The version that is meant; without it, the oldest.",
        Missing::Newest => "The version that is meant; without it, the newest.",
    };
    let required = policy.missing == Missing::Refuse;
    let example = policy.versions.last().map(|version| json!(version));
    match policy.strategy {
        Strategy::Query => query(data(PARAMETER, about, required, schema, example)),
        _ => header(data(FIELD, about, required, schema, example)),
    }
}

/// A whole number that counts something.
fn count(min: u32, max: Option<u32>, default: Option<u32>) -> Schema {
    let kind = IntegerType { minimum: Some(min.into()), maximum: max.map(i64::from), ..IntegerType::default() };
    Schema {
        schema_data: SchemaData { default: default.map(Value::from), ..SchemaData::default() },
        schema_kind: SchemaKind::Type(Type::Integer(kind)),
    }
}

/// What every parameter says of itself.
pub fn data(name: &str, about: &str, required: bool, schema: Schema, example: Option<Value>) -> ParameterData {
    ParameterData {
        name: name.to_owned(),
        description: super::some(about),
        required,
        deprecated: None,
        format: ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema)),
        example,
        examples: Default::default(),
        explode: None,
        extensions: Default::default(),
    }
}

/// A parameter of the query.
pub fn query(parameter_data: ParameterData) -> Parameter {
    Parameter::Query { parameter_data, allow_reserved: false, style: QueryStyle::Form, allow_empty_value: None }
}

/// A parameter of the header.
pub fn header(parameter_data: ParameterData) -> Parameter {
    Parameter::Header { parameter_data, style: HeaderStyle::Simple }
}
