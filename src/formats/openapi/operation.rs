//! One endpoint as an operation: its words, parameters, content, answers and callers.

use openapiv3::{MediaType, Operation, ReferenceOr, RequestBody};
use serde_json::{Map, Value};

use super::parts::{Key, Part, Parts};
use super::paths::Place;
use super::{parameters, responses, security, some};
use crate::design::policy::PatchMeaning;
use crate::design::{Behaviour, Endpoint, Resource};
use crate::formats::examples::example_value;
use crate::http::{media_type, method};

/// The operation, without its id.
pub fn operation(parts: &mut Parts<'_>, endpoint: &Endpoint, place: &Place<'_>) -> Operation {
    let resource = parts.design.resource_of(endpoint);
    let content = resource.and_then(|resource| request_body(parts, endpoint, resource, place));
    let unsaid = content.is_some() && !method::has_request_content(&endpoint.method);
    let mut description = None;
    if unsaid {
        description = Some(format!("It takes JSON content, though the content of {} means nothing in HTTP.", endpoint.method));
        parts.remark(endpoint.at(), format!("Its content is not described: OpenAPI 3.0 has none for {}.", endpoint.method));
    }
    let operation = Operation {
        tags: resource.map(|resource| resource.name.clone()).into_iter().collect(),
        summary: some(&endpoint.summary),
        description,
        parameters: parameters::of(parts, endpoint, place),
        request_body: content.filter(|_| !unsaid).map(ReferenceOr::Item),
        responses: responses::of(parts, endpoint, place),
        deprecated: endpoint.deprecated,
        ..Operation::default()
    };
    security::secure(parts, endpoint, operation)
}

fn request_body(parts: &mut Parts<'_>, endpoint: &Endpoint, resource: &Resource, place: &Place<'_>) -> Option<RequestBody> {
    let (part, types) = match endpoint.behaviour {
        Behaviour::Create => (Part::Create(place.under.clone()), vec![media_type::JSON]),
        Behaviour::Replace => (Part::Replace(place.under.clone()), vec![media_type::JSON]),
        Behaviour::Update => (Part::Patch, parts.design.policies.update.patch_formats.iter().map(|format| format.media_type()).collect()),
        _ => return None,
    };
    if types.is_empty() {
        parts.remark(endpoint.at(), "Its content is not described: the policy PUT and PATCH names no patch format.");
        return None;
    }
    let example = Some(&part).filter(|part| **part == Part::Patch).and_then(|_| patch_example(parts, resource));
    let schema = parts.schema(Key::Resource(parts.index(resource), part));
    let media = MediaType { schema: Some(schema), example, ..MediaType::default() };
    let content = types.into_iter().map(|name| (name.to_owned(), media.clone())).collect();
    Some(RequestBody { content, required: true, ..RequestBody::default() })
}

/// A change of one member: the first that is no reference, since those seldom change. A PATCH that replaces takes no such thing.
fn patch_example(parts: &Parts<'_>, resource: &Resource) -> Option<Value> {
    if parts.design.policies.update.patch == PatchMeaning::Replace {
        return None;
    }
    let relations = parts.design.relations();
    let is_reference = |name: &str| relations.iter().any(|relation| relation.from == resource.name && relation.field == name);
    let field = resource.fields.iter().find(|field| !field.read_only && !is_reference(&field.name))?;
    let member = (field.name.clone(), example_value(parts.design, field)?);
    Some(Value::Object(Map::from_iter([member])))
}
