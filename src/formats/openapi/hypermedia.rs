//! Links: the members that carry them, HAL, and the `links` of a response, which say what its values are good for.

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, Link, LinkOperation, MediaType, ObjectType, ReferenceOr, Schema, SchemaData, SchemaKind, Type};
use serde_json::json;

use super::parts::Parts;
use super::schema::{array, noted, object, plain, text};
use crate::design::policy::{ApiKeyPlace, LinkForm};
use crate::design::template::{Meaning, meanings};
use crate::design::{Behaviour, Design, Endpoint, Resource};

/// The member that carries links in JSON, where the policy writes it.
pub fn member(design: &Design, resource: &Resource) -> Option<(String, ReferenceOr<Box<Schema>>)> {
    let name = if resource.field("links").is_some() { "_links" } else { "links" };
    (design.policies.hypermedia.form == LinkForm::Links).then(|| (name.to_owned(), ReferenceOr::boxed_item(links())))
}

/// An array of links.
fn links() -> Schema {
    let members = [
        ("rel", noted("The relation type (RFC 8288 section 2.1).", text())),
        ("href", noted("Where it leads.", text())),
        ("method", noted("The method to follow it with; GET where nothing is said.", text())),
        ("type", noted("The media type to expect.", text())),
    ];
    let members = members.into_iter().map(|(name, schema)| (name.to_owned(), ReferenceOr::boxed_item(schema))).collect();
    let link = plain(object(members, vec!["rel".to_owned(), "href".to_owned()]));
    let links = noted("What can come next; it depends on the state and on who asks.", array(ReferenceOr::boxed_item(link)));
    Schema { schema_data: SchemaData { read_only: true, ..links.schema_data }, ..links }
}

/// The same content as HAL: `_links` beside the members, and the items of a page among the embedded ones.
pub fn hal(media: MediaType, items: Option<(String, ReferenceOr<Schema>)>) -> MediaType {
    let one = plain(object(
        [("href".to_owned(), ReferenceOr::boxed_item(noted("Where it leads.", text())))].into_iter().collect(),
        vec!["href".to_owned()],
    ));
    let several = plain(array(ReferenceOr::boxed_item(one.clone())));
    let link = plain(SchemaKind::OneOf { one_of: vec![ReferenceOr::Item(one), ReferenceOr::Item(several)] });
    let links = noted(
        "Links by relation type; which ones depends on the state and on who asks.",
        SchemaKind::Type(Type::Object(ObjectType {
            additional_properties: Some(AdditionalProperties::Schema(Box::new(ReferenceOr::Item(link)))),
            ..ObjectType::default()
        })),
    );
    let mut members: IndexMap<String, ReferenceOr<Box<Schema>>> = [("_links".to_owned(), ReferenceOr::boxed_item(links))].into_iter().collect();
    let mut required = vec!["_links".to_owned()];
    let schema = match items {
        None => {
            let members = ReferenceOr::Item(plain(object(members, required)));
            plain(SchemaKind::AllOf { all_of: media.schema.into_iter().chain([members]).collect() })
        }
        Some((name, item)) => {
            let item = match item {
                ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
                ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
            };
            let items = ReferenceOr::boxed_item(plain(array(item)));
            let embedded = plain(object([(name.clone(), items)].into_iter().collect(), vec![name]));
            members.insert("_embedded".to_owned(), ReferenceOr::boxed_item(embedded));
            required.push("_embedded".to_owned());
            plain(object(members, required))
        }
    };
    MediaType { schema: Some(ReferenceOr::Item(schema)), ..MediaType::default() }
}

/// What a record's identifier is good for: the operations on it.
pub fn of_response(parts: &Parts<'_>, endpoint: &Endpoint) -> IndexMap<String, ReferenceOr<Link>> {
    let design = parts.design;
    let record = matches!(endpoint.behaviour, Behaviour::Create | Behaviour::Read | Behaviour::Transition { .. } | Behaviour::Restore);
    let Some(resource) = design.resource_of(endpoint).filter(|_| record && design.policies.hypermedia.links()) else { return IndexMap::new() };
    let mut all = IndexMap::new();
    for other in design.endpoints_of(&resource.name).filter(|other| other.behaviour.is_on_item() && other.id != endpoint.id) {
        let parameters = meanings(design, other);
        let [(name, Meaning::Identity)] = parameters.as_slice() else { continue };
        let value = json!(format!("$response.body#/{}", resource.identifier.field));
        let link = Link {
            description: super::some(&other.summary),
            operation: LinkOperation::OperationId(other.id.clone()),
            request_body: None,
            parameters: [(name.clone(), value)].into_iter().collect(),
            server: None,
            extensions: IndexMap::default(),
        };
        let plain = other.id.chars().all(|letter| letter.is_ascii_alphanumeric());
        if plain && design.endpoints.iter().filter(|known| known.id == other.id).count() == 1 {
            all.insert(other.id.clone(), ReferenceOr::Item(link));
        }
    }
    all
}

/// What tells callers apart that get other links: whether the bearer token does, and the field of the API key.
pub fn known_by(design: &Design) -> (bool, &str) {
    let policies = &design.policies;
    if !policies.hypermedia.links() || !design.endpoints.iter().any(|endpoint| design.needs_credentials(endpoint)) {
        return (false, "");
    }
    let key = policies.authentication.api_key.as_ref().filter(|key| key.place == ApiKeyPlace::Header);
    (policies.authentication.bearer, key.map_or("", |key| key.name.as_str()))
}
