//! Query parameters of lists and reads: filters, search, order, fields, related records.
//!
//! Values with an order take operators in brackets and are written as `deepObject`; the others take alternatives with commas
//! between (OpenAPI 3.0.3, Style Values).

use openapiv3::{BooleanType, ObjectType, Parameter, QueryStyle, ReferenceOr, SchemaData, SchemaKind, StringType, Type};

use super::parameters::{data, query};
use super::parts::Parts;
use super::schema::{array, field_kind, plain, text};
use crate::design::policy::deletion::INCLUDE_DELETED;
use crate::design::query::{Criterion, criteria, includes, shown_fields};
use crate::design::{Behaviour, Endpoint, FieldKind, Resource};

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
        all.push(query(data("q", "Words that have to stand in the record, in any of its texts.", false, plain(text()), None)));
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
        FieldKind::Integer { .. } => FieldKind::Integer { min: None, max: None },
        FieldKind::Number { .. } => FieldKind::Number { min: None, max: None },
        FieldKind::String { .. } => FieldKind::text(),
        FieldKind::Array { items } => items.as_ref().clone(),
        kind => kind.clone(),
    };
    let schema = plain(field_kind(parts, &kind));
    if !criterion.is_ordered() {
        let about = format!("Only those whose {name} is one of these.");
        let mut data = data(name, &about, false, plain(array(ReferenceOr::boxed_item(schema))), None);
        data.explode = Some(false);
        return query(data);
    }
    let properties = ["eq", "ne", "gt", "gte", "lt", "lte"].map(|word| (word.to_owned(), ReferenceOr::boxed_item(schema.clone())));
    let object = ObjectType { properties: properties.into_iter().collect(), ..ObjectType::default() };
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
    let schema = openapiv3::Schema { schema_data: SchemaData::default(), schema_kind: array(ReferenceOr::boxed_item(item)) };
    let mut data = data(name, about, false, schema, None);
    data.explode = Some(false);
    query(data)
}
