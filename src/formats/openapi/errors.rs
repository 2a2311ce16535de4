//! The shape of errors as schemas and examples: problem details (RFC 9457), or the ad hoc shape that the design chose.

use indexmap::IndexMap;
use openapiv3::{BooleanType, IntegerType, MediaType, ReferenceOr, Schema, SchemaKind, Type};
use serde_json::{Value, json};

use super::parts::{Key, Parts};
use super::paths::Place;
use super::schema::{array, formatted, noted, object, plain, text};
use crate::design::policy::{ErrorShape, Format};
use crate::design::{Behaviour, Design, Endpoint, words};
use crate::http::{media_type, status};

/// The media type of errors.
pub fn media_type(shape: ErrorShape) -> &'static str {
    match shape {
        ErrorShape::ProblemDetails => media_type::PROBLEM,
        _ => media_type::JSON,
    }
}

/// Whether errors of this status name fields or parameters.
pub fn names_fields(design: &Design, endpoint: &Endpoint, status: u16) -> bool {
    let policies = &design.policies;
    let by_field = endpoint.takes_content() && status == policies.validation.status;
    let by_parameter = endpoint.behaviour.is_read() && status == 400;
    policies.errors.shape == ErrorShape::ProblemDetails && policies.validation.pointers && (by_field || by_parameter)
}

/// The content of an error, with an example from the operation that needs it first.
pub fn content(parts: &mut Parts<'_>, endpoint: &Endpoint, place: &Place<'_>, status: u16, detail: &str) -> IndexMap<String, MediaType> {
    let with_fields = names_fields(parts.design, endpoint, status);
    let schema = parts.schema(if with_fields { Key::ValidationProblem } else { Key::Problem });
    let example = example(parts.design, endpoint, place, status, detail, with_fields);
    let policies = &parts.design.policies;
    let shape = policies.errors.shape;
    let as_xml = shape == ErrorShape::ProblemDetails && policies.negotiation.formats.contains(&Format::Xml);
    let xml = as_xml.then(|| (media_type::PROBLEM_XML.to_owned(), MediaType { schema: Some(schema.clone()), ..MediaType::default() }));
    let usual = (media_type(shape).to_owned(), MediaType { schema: Some(schema), example, ..MediaType::default() });
    let mut all: IndexMap<String, MediaType> = std::iter::once(usual).chain(xml).collect();
    if endpoint.behaviour.reads_form() && matches!(status, 400 | 401) {
        all.insert(media_type::JSON.to_owned(), super::oauth::error());
    }
    all
}

fn example(design: &Design, endpoint: &Endpoint, place: &Place<'_>, status: u16, detail: &str, with_fields: bool) -> Option<Value> {
    let errors = &design.policies.errors;
    let detail = if errors.specific { detail } else { "Something went wrong." };
    Some(match errors.shape {
        ErrorShape::AdHoc => json!({ "error": detail }),
        ErrorShape::OkWithError => json!({ "success": false, "error": detail }),
        // Nobody needs an example of a leak.
        ErrorShape::StackTrace => return None,
        ErrorShape::ProblemDetails => {
            let kind = words::kebab(status::reason(status));
            let mut example = json!({
                "type": format!("{}{}{kind}", design.origin, errors.types),
                "title": status::reason(status),
                "status": status,
                "detail": detail,
                "instance": place.example(design),
            });
            let entry = match endpoint.behaviour {
                Behaviour::List | Behaviour::Search => Some(json!({ "detail": format!("limit is at most {}.", design.policies.pagination.max_limit), "parameter": "limit" })),
                Behaviour::Read => Some(json!({ "detail": "surprise is no parameter of this read.", "parameter": "surprise" })),
                _ => design.resource_of(endpoint).and_then(|resource| resource.fields.iter().find(|field| !field.read_only)).map(|field| {
                    json!({ "detail": format!("{} is missing.", field.name), "pointer": format!("#/{}", crate::http::problem::pointer_token(&field.name)) })
                }),
            };
            if let (true, Some(members), Some(entry)) = (with_fields, example.as_object_mut(), entry) {
                members.insert("errors".to_owned(), json!([entry]));
            }
            example
        }
    })
}

/// The schema of errors. Further members are allowed in each of them.
pub fn problem(shape: ErrorShape) -> Schema {
    let (note, members, required): (&str, Vec<(&str, Schema)>, &[&str]) = match shape {
        ErrorShape::ProblemDetails => (
            "Problem details (RFC 9457).",
            vec![
                ("type", noted("Names the kind of problem; leads to its documentation.", formatted("uri-reference"))),
                ("title", noted("The same for every problem of this kind.", text())),
                ("status", noted("The status code of the answer.", SchemaKind::Type(Type::Integer(IntegerType::default())))),
                ("detail", noted("What happened this time.", text())),
                ("instance", noted("Where it happened.", formatted("uri-reference"))),
            ],
            &["type", "title", "status", "detail", "instance"],
        ),
        ErrorShape::AdHoc => ("An error.", vec![("error", noted("What happened.", text()))], &["error"]),
        ErrorShape::OkWithError => {
            let success = SchemaKind::Type(Type::Boolean(BooleanType { enumeration: vec![Some(false)] }));
            ("A failure, though the status is 200.", vec![("success", plain(success)), ("error", noted("What happened.", text()))], &["success"])
        }
        ErrorShape::StackTrace => ("An error with the inside of the server.", vec![("error", noted("What happened.", text()))], &[]),
    };
    let properties = members.into_iter().map(|(name, schema)| (name.to_owned(), ReferenceOr::boxed_item(schema))).collect();
    noted(note, object(properties, required.iter().map(|name| (*name).to_owned()).collect()))
}

/// The schema of errors that name fields.
pub fn validation_problem(parts: &mut Parts<'_>) -> Schema {
    let members = [
        ("detail", noted("What is wrong, and what would be right.", text())),
        ("pointer", noted("The field, as a JSON pointer (RFC 6901) in fragment form.", text())),
        ("parameter", noted("The query parameter.", text())),
    ];
    let properties = members.into_iter().map(|(name, schema)| (name.to_owned(), ReferenceOr::boxed_item(schema))).collect();
    let entry = plain(object(properties, vec!["detail".to_owned()]));
    let entries = noted("One entry per field at fault.", array(ReferenceOr::boxed_item(entry)));
    let own = object([("errors".to_owned(), ReferenceOr::boxed_item(entries))].into_iter().collect(), Vec::new());
    noted(
        "Problem details that name the fields at fault.",
        SchemaKind::AllOf { all_of: vec![parts.schema(Key::Problem), ReferenceOr::Item(plain(own))] },
    )
}
