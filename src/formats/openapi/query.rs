//! Query parameters of lists and reads: filters, search, order, fields, related records.
//!
//! Values with an order take operators in brackets and are written as `deepObject`; the others take alternatives with commas
//! between (OpenAPI 3.0.3, Style Values).

use super::parameters::{data, query};
use super::parts::Parts;
use super::schema::{field_kind, plain};
use crate::design::policy::deletion::INCLUDE_DELETED;
use crate::design::query::{Criterion, criteria, includes, shown_fields};
use crate::design::{Behaviour, Endpoint, FieldKind, Resource};
use openapiv3::{AdditionalProperties, ArrayType, BooleanType, ObjectType, Parameter, QueryStyle, ReferenceOr, SchemaKind, StringType, Type};

/// Texts in a query: the server reads no control characters (see `http::target`).
const PRINTABLE: &str = r"^[^\u0000-\u001f\u007f-\u009f]*$";
/// The same, with a word in it.
const WORDS: &str = r"^[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*$";

/// The parameters that choose what an answer holds.
pub fn of(parts: &mut Parts<'_>, endpoint: &Endpoint, resource: &Resource) -> Vec<ReferenceOr<Parameter>> {
    let policy = &parts.design.policies.filtering;
    let lists = endpoint.behaviour.is_list();
    let criteria = criteria(resource);
    let mut all = Vec::new();
    if lists && policy.filters {
        all.extend(criteria.iter().map(|criterion| filter(parts, criterion)));
    }
    let searches = endpoint.behaviour == Behaviour::Search;
    if searches || lists && policy.search {
        let words = StringType { pattern: Some(WORDS.to_owned()), ..StringType::default() };
        let about = "Words that have to stand in the record, in any of its texts.";
        all.push(query(data("q", about, false, plain(SchemaKind::Type(Type::String(words))), None)));
    }
    if searches {
        let names = criteria.iter().filter(|criterion| criterion.is_countable(resource)).map(|criterion| criterion.name.clone());
        all.push(names_of("facets", "The values to count; without it, those of which there are few.", names));
    }
    if lists && policy.sort {
        let names = criteria
            .iter()
            .filter(|criterion| criterion.is_sortable())
            .flat_map(|criterion| [criterion.name.clone(), format!("-{}", criterion.name)]);
        all.push(names_of("sort", "The order, the first key before the others; a minus for the other way round.", names));
    }
    if policy.fields {
        let names = shown_fields(resource).into_iter().map(str::to_owned);
        all.push(names_of("fields", "The fields that the answer holds, beside the identifier; without it, all of them.", names));
    }
    let related: Vec<String> = includes(parts.design, endpoint).into_iter().map(|include| include.name).collect();
    if policy.include && !related.is_empty() {
        all.push(names_of("include", "Related records to put beside each record, under these names.", related.into_iter()));
    }
    if parts.design.policies.deletion.shows_kept() {
        let kind = SchemaKind::Type(Type::Boolean(BooleanType::default()));
        all.push(query(data(INCLUDE_DELETED, "Removed records too, for callers whose role may see them.", false, plain(kind), None)));
    }
    all.into_iter().map(ReferenceOr::Item).collect()
}

fn filter(parts: &mut Parts<'_>, criterion: &Criterion) -> Parameter {
    let name = criterion.name.as_str();
    // The limits of a field say what is stored, not what may be asked for.
    let kind = match &criterion.kind {
        FieldKind::Integer { .. } | FieldKind::Epoch => FieldKind::Integer { min: None, max: None },
        FieldKind::Number { .. } => FieldKind::Number { min: None, max: None },
        FieldKind::String { .. } => FieldKind::text(),
        FieldKind::Array { items } => items.as_ref().clone(),
        kind => kind.clone(),
    };
    let mut schema = plain(field_kind(parts, &kind));
    if let SchemaKind::Type(Type::String(text)) = &mut schema.schema_kind
        && text.enumeration.is_empty()
        && text.pattern.is_none()
        && text.format.is_empty()
    {
        text.pattern = Some(PRINTABLE.to_owned());
        text.min_length = None;
    }
    if !criterion.is_ordered() {
        let about = format!("Only those whose {name} is one of these.");
        // An empty list would be an empty value, which is none of the field's.
        let values = ArrayType { items: Some(ReferenceOr::boxed_item(schema)), min_items: Some(1), max_items: None, unique_items: false };
        let mut data = data(name, &about, false, plain(SchemaKind::Type(Type::Array(values))), None);
        data.explode = Some(false);
        return query(data);
    }
    let properties = ["eq", "ne", "gt", "gte", "lt", "lte"].map(|word| (word.to_owned(), ReferenceOr::boxed_item(schema.clone())));
    let additional_properties = Some(AdditionalProperties::Any(false));
    let object = ObjectType { properties: properties.into_iter().collect(), additional_properties, ..ObjectType::default() };
    let about = format!("Only those whose {name} compares so, as in `{name}[gte]`; `{name}` alone means eq.");
    let mut parameter_data = data(name, &about, false, plain(SchemaKind::Type(Type::Object(object))), None);
    parameter_data.explode = Some(true);
    Parameter::Query { parameter_data, allow_reserved: false, style: QueryStyle::DeepObject, allow_empty_value: None }
}

/// A list of some of these names, with commas between.
fn names_of(name: &str, about: &str, names: impl Iterator<Item = String>) -> Parameter {
    let mut enumeration: Vec<Option<String>> = Vec::new();
    for name in names.map(Some) {
        if !enumeration.contains(&name) {
            enumeration.push(name);
        }
    }
    let item = plain(SchemaKind::Type(Type::String(StringType { enumeration, ..StringType::default() })));
    // A parameter without a name would choose nothing, and is refused.
    let names = ArrayType { items: Some(ReferenceOr::boxed_item(item)), min_items: Some(1), max_items: None, unique_items: false };
    let mut data = data(name, about, false, plain(SchemaKind::Type(Type::Array(names))), None);
    data.explode = Some(false);
    query(data)
}
