//! One endpoint as an operation: its words, parameters, content, answers and callers.

use openapiv3::{MediaType, Operation, ReferenceOr, RequestBody};
use serde_json::{Map, Value, json};

use super::parts::{Key, Part, Parts};
use super::paths::Place;
use super::{oauth, parameters, responses, security, some, webhooks};
use crate::design::policy::PatchMeaning;
use crate::design::{Behaviour, Endpoint, Resource};
use crate::formats::examples::example_value;
use crate::http::problem::pointer_token;
use crate::http::{media_type, method};

/// The operation, without its id.
pub fn operation(parts: &mut Parts<'_>, endpoint: &Endpoint, place: &Place<'_>) -> Operation {
    let resource = parts.design.resource_of(endpoint);
    let content = match &endpoint.behaviour {
        Behaviour::SignIn => Some(super::sessions::request()),
        form if form.reads_form() => Some(oauth::form_of(parts.design, form)),
        _ => resource.and_then(|resource| request_body(parts, endpoint, resource, place)),
    };
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
        callbacks: webhooks::of(parts, endpoint),
        deprecated: super::lifetime::is_deprecated(parts, endpoint),
        extensions: [("x-roundtrip-since", &endpoint.since), ("x-roundtrip-until", &endpoint.until)]
            .into_iter()
            .filter(|(_, version)| !version.is_empty())
            .map(|(name, version)| (name.to_owned(), json!(version)))
            .collect(),
        ..Operation::default()
    };
    security::secure(parts, endpoint, operation)
}

fn request_body(parts: &mut Parts<'_>, endpoint: &Endpoint, resource: &Resource, place: &Place<'_>) -> Option<RequestBody> {
    let (part, types) = match endpoint.behaviour {
        Behaviour::UploadChunk => return Some(super::uploads::part()),
        Behaviour::Create | Behaviour::StartJob | Behaviour::StartUpload => (Part::Create(place.under.clone()), vec![media_type::JSON]),
        Behaviour::Replace => (Part::Replace(place.under.clone()), vec![media_type::JSON]),
        Behaviour::Update => (Part::Patch, parts.design.policies.update.patch_formats.iter().map(|format| format.media_type()).collect()),
        _ => return None,
    };
    if types.is_empty() {
        parts.remark(endpoint.at(), "Its content is not described: the policy PUT and PATCH names no patch format.");
        return None;
    }
    let change = Some(&part).filter(|part| **part == Part::Patch).and_then(|_| change(parts, resource));
    // A PATCH that replaces takes more than one member.
    let merges = parts.design.policies.update.patch == PatchMeaning::Merge;
    let content = types
        .into_iter()
        .map(|name| {
            let (schema, example) = match name {
                media_type::JSON_PATCH => (parts.schema(Key::JsonPatch), change.as_ref().map(operations)),
                _ => {
                    let members = change.clone().filter(|_| merges).map(|member| Value::Object(Map::from_iter([member])));
                    (parts.schema(Key::Resource(parts.index(resource), part.clone())), members)
                }
            };
            (name.to_owned(), MediaType { schema: Some(schema), example, ..MediaType::default() })
        })
        .collect();
    Some(RequestBody { content, required: true, ..RequestBody::default() })
}

/// A change as a JSON Patch.
fn operations((name, value): &(String, Value)) -> Value {
    json!([{ "op": "replace", "path": format!("/{}", pointer_token(name)), "value": value }])
}

/// A change of one member: the first that is no reference, since those seldom change.
fn change(parts: &Parts<'_>, resource: &Resource) -> Option<(String, Value)> {
    let relations = parts.design.relations();
    let is_reference = |name: &str| relations.iter().any(|relation| relation.from == resource.name && relation.field == name);
    let field = resource.fields.iter().find(|field| !field.read_only && !is_reference(&field.name))?;
    Some((field.name.clone(), example_value(parts.design, field)?))
}
