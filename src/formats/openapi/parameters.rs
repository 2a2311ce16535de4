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
use crate::design::policy::{Envelope, IfMatch, KeyUse, Missing, OverLimit, Pages, Strategy, Validator};
use crate::design::{Behaviour, Design, Endpoint, Resource, words};
use crate::formats::examples::example_identifier;
use crate::http::Method;
use crate::http::idempotency_key::MOST;

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
        all.push(parts.parameter("IfNoneMatch", |_| header(data("If-None-Match", about, false, plain(text()), Some(json!("\"v7\""))))));
    }
    let dated = policies.caching.last_modified && !tagged;
    if dated && endpoint.method == Method::GET && endpoint.behaviour == Behaviour::Read {
        let about = "When the client's copy last changed: if nothing has changed since, the answer is 304 without content.";
        all.push(parts.parameter("IfModifiedSince", |_| header(data("If-Modified-Since", about, false, plain(text()), Some(json!(DATE))))));
    }
    let changes =
        matches!(endpoint.behaviour, Behaviour::Replace | Behaviour::Update | Behaviour::Delete | Behaviour::Restore | Behaviour::Transition { .. });
    if tagged && changes && resource.is_some() && policies.concurrency.if_match != IfMatch::Ignored {
        let required = policies.concurrency.if_match == IfMatch::Required && !policies.caching.guards_by_date();
        let about = "The ETag that was read before: nobody overwrites changes unseen.";
        all.push(parts.parameter("IfMatch", |_| header(data("If-Match", about, required, plain(text()), Some(json!("\"v7\""))))));
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
    all
}

/// A parameter of a path.
pub fn path(parameter: &PathParameter<'_>) -> Parameter {
    let parameter_data = match parameter.names {
        Some(resource) => data(&parameter.name, &about(resource), true, identifier(resource), Some(example_identifier(resource))),
        None => data(&parameter.name, "", true, plain(text()), None),
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
    let string = StringType { min_length: Some(1), max_length: Some(MOST + 2), ..StringType::default() };
    let example = Some(json!("\"8e03978e-40d5-43dd-bc93-6894a57f9324\""));
    header(data("Idempotency-Key", &about, policy.key == KeyUse::Required, plain(SchemaKind::Type(Type::String(string))), example))
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

fn header(parameter_data: ParameterData) -> Parameter {
    Parameter::Header { parameter_data, style: HeaderStyle::Simple }
}
