//! Schemas: what answers carry, what a create, a replace and an update take, and pages of records.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, IntegerFormat, IntegerType, NumberType, ObjectType, ReferenceOr, Schema, SchemaData,
    SchemaKind, StringFormat, StringType, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use super::parts::{Key, Part, Parts, Under};
use super::{errors, hypermedia};
use crate::design::policy::deletion::DELETED_AT;
use crate::design::policy::{Envelope, Pages, PatchMeaning, PutMeaning, UnknownFields};
use crate::design::{Design, Field, FieldKind, IdKind, Resource, TextFormat, words};
use crate::formats::examples::{example_identifier, example_value};

/// Telephone numbers: no format of JSON Schema names them. 6 to 15 digits and what stands between, as the server reads them.
const PHONE: &str = r"^(\+([ \-().\/]*[0-9]){6,15}|[0-9]([ \-().\/]*[0-9]){5,14})[ \-().\/]*$";

type Properties = IndexMap<String, ReferenceOr<Box<Schema>>>;

/// The schema of a key.
pub fn of(parts: &mut Parts<'_>, key: &Key) -> Schema {
    let design = parts.design;
    match key {
        Key::Money => plain(money()),
        Key::JsonPatch => json_patch(),
        Key::Problem => errors::problem(design.policies.errors.shape),
        Key::ValidationProblem => errors::validation_problem(parts),
        Key::Resource(index, part) => match design.resources.get(*index) {
            None => plain(SchemaKind::Any(AnySchema::default())),
            Some(resource) => match part {
                Part::Record => record(parts, resource, true),
                Part::Selection => record(parts, resource, false),
                Part::List => list(parts, *index, resource, false),
                Part::Search => list(parts, *index, resource, true),
                part => body(parts, resource, part),
            },
        },
    }
}

/// A schema without anything said about it.
pub fn plain(schema_kind: SchemaKind) -> Schema {
    Schema { schema_data: SchemaData::default(), schema_kind }
}

/// A schema with a description.
pub fn noted(about: &str, schema_kind: SchemaKind) -> Schema {
    Schema { schema_data: SchemaData { description: super::some(about), ..SchemaData::default() }, schema_kind }
}

/// Any text.
pub fn text() -> SchemaKind {
    SchemaKind::Type(Type::String(StringType::default()))
}

/// Text of this form.
pub fn formatted(format: &str) -> SchemaKind {
    SchemaKind::Type(Type::String(StringType { format: Some(format.to_owned()).into(), ..StringType::default() }))
}

/// A whole number of 64 bits.
pub fn integer() -> SchemaKind {
    let format = VariantOrUnknownOrEmpty::Item(IntegerFormat::Int64);
    SchemaKind::Type(Type::Integer(IntegerType { format, ..IntegerType::default() }))
}

/// The same with its bounds as numbers: many tools read nothing from the format. A field's own limits are narrower.
fn bounded(min: Option<i64>, max: Option<i64>) -> IntegerType {
    IntegerType { minimum: min.or(Some(i64::MIN)), maximum: max.or(Some(i64::MAX)), ..IntegerType::default() }
}

fn whole(min: Option<i64>) -> SchemaKind {
    let format = VariantOrUnknownOrEmpty::Item(IntegerFormat::Int64);
    SchemaKind::Type(Type::Integer(IntegerType { format, ..bounded(min, None) }))
}

/// An object with these members, all of which `required` are always there.
pub fn object(properties: Properties, required: Vec<String>) -> SchemaKind {
    SchemaKind::Type(Type::Object(ObjectType { properties, required, ..ObjectType::default() }))
}

/// A list of these items.
pub fn array(items: ReferenceOr<Box<Schema>>) -> SchemaKind {
    SchemaKind::Type(Type::Array(ArrayType { items: Some(items), min_items: None, max_items: None, unique_items: false }))
}

/// The schema of a resource's identifiers.
pub fn identifier(resource: &Resource) -> Schema {
    plain(match resource.identifier.kind {
        IdKind::Integer => whole(None),
        IdKind::Uuid => formatted("uuid"),
        IdKind::Slug | IdKind::Prefixed { .. } => text(),
    })
}

/// The schema that fits a value given once and for all.
pub fn of_value(value: &Value) -> Schema {
    plain(match value {
        Value::Null => SchemaKind::Any(AnySchema::default()),
        Value::Bool(value) => SchemaKind::Type(Type::Boolean(BooleanType { enumeration: vec![Some(*value)] })),
        Value::Number(number) if number.is_f64() => SchemaKind::Type(Type::Number(NumberType::default())),
        Value::Number(_) => SchemaKind::Type(Type::Integer(IntegerType::default())),
        Value::String(_) => text(),
        // The first item speaks for all only where there is no other.
        Value::Array(items) => array(ReferenceOr::boxed_item(match items.as_slice() {
            [only] => of_value(only),
            _ => plain(SchemaKind::Any(AnySchema::default())),
        })),
        Value::Object(members) => {
            let properties = members.iter().map(|(name, value)| (name.clone(), ReferenceOr::boxed_item(of_value(value)))).collect();
            object(properties, members.keys().cloned().collect())
        }
    })
}

fn record(parts: &mut Parts<'_>, resource: &Resource, whole: bool) -> Schema {
    let own = Schema {
        schema_data: SchemaData { read_only: true, example: Some(example_identifier(resource)), ..SchemaData::default() },
        ..identifier(resource)
    };
    let mut properties: Properties = [(resource.identifier.field.clone(), ReferenceOr::boxed_item(own))].into_iter().collect();
    let mut required = vec![resource.identifier.field.clone()];
    let state = resource.lifecycle.as_ref().map(|lifecycle| lifecycle.field.as_str());
    for field in resource.fields.iter().filter(|field| !field.write_only) {
        let data = SchemaData { nullable: field.nullable, read_only: field.read_only, ..about(parts.design, field) };
        let schema = property(parts, field, data);
        properties.entry(field.name.clone()).or_insert(schema);
        if whole && (field.required || state == Some(field.name.as_str())) && !required.contains(&field.name) {
            required.push(field.name.clone());
        }
    }
    if let Some((name, links)) = hypermedia::member(parts.design, resource) {
        properties.entry(name).or_insert(links);
    }
    let deletion = &parts.design.policies.deletion;
    if deletion.keeps && (deletion.body || deletion.shows_kept()) {
        let schema = noted("When it was removed; only removed records that are kept carry it.", formatted("date-time"));
        let schema = Schema { schema_data: SchemaData { read_only: true, ..schema.schema_data }, ..schema };
        properties.entry(DELETED_AT.to_owned()).or_insert(ReferenceOr::boxed_item(schema));
    }
    let note = match whole {
        true => resource.note.clone(),
        false => format!("{} Beside the identifier it has the fields that `fields` names; without it, all of them.", resource.note).trim().to_owned(),
    };
    noted(&note, object(properties, required))
}

fn body(parts: &mut Parts<'_>, resource: &Resource, part: &Part) -> Schema {
    let policies = &parts.design.policies;
    let nothing = Under::new();
    let (one, merges) = (words::spaced(&resource.name), policies.update.patch == PatchMeaning::Merge);
    let (complete, under, note) = match part {
        Part::Create(under) => (true, under, format!("What a new {one} needs.")),
        Part::Replace(under) if policies.update.put == PutMeaning::Replace => {
            (true, under, format!("The whole {one}: members left out are removed."))
        }
        Part::Replace(under) => (false, under, "The members to change; the others stay.".to_owned()),
        _ if merges => (false, &nothing, "The members to change; null removes an optional one.".to_owned()),
        _ => (true, &nothing, format!("The whole {one}: members left out are removed, though the method is PATCH.")),
    };
    let mut properties = Properties::new();
    let mut required: Vec<String> = Vec::new();
    for field in resource.fields.iter().filter(|field| !field.read_only && field.name != resource.identifier.field) {
        let removable = *part == Part::Patch && merges && !field.required;
        let default = field.default.clone().filter(|_| matches!(part, Part::Create(_)));
        let data = SchemaData { nullable: field.nullable || removable, write_only: field.write_only, default, ..about(parts.design, field) };
        let schema = property(parts, field, data);
        properties.insert(field.name.clone(), schema);
        let in_path = under.iter().any(|(name, _)| *name == field.name);
        if field.required && complete && !in_path && !required.contains(&field.name) {
            required.push(field.name.clone());
        }
    }
    let strict = policies.validation.unknown_fields == UnknownFields::Refuse;
    let additional_properties = strict.then_some(AdditionalProperties::Any(false));
    noted(&note, SchemaKind::Type(Type::Object(ObjectType { properties, required, additional_properties, ..ObjectType::default() })))
}

fn list(parts: &mut Parts<'_>, index: usize, resource: &Resource, searched: bool) -> Schema {
    let items = array(parts.selected(index));
    let pagination = &parts.design.policies.pagination;
    let many = words::spaced(&words::plural(&resource.name));
    if pagination.envelope == Envelope::Array && !searched {
        return noted(&format!("The {many}."), items);
    }
    let mut properties = Properties::new();
    let mut add = |name: &str, schema: Schema| {
        properties.insert(name.to_owned(), ReferenceOr::boxed_item(schema));
    };
    add("items", plain(items));
    match pagination.pages {
        Pages::None => {}
        Pages::Offset => {
            add("offset", noted("How many items were passed over.", integer()));
            add("limit", noted("The most items on this page.", integer()));
        }
        Pages::Cursor => {
            let mut next = noted("The cursor of the next page; null on the last one.", text());
            next.schema_data.nullable = true;
            add("next", next);
        }
    }
    if pagination.total || searched {
        add("total", noted("How many items there are on all pages.", integer()));
    }
    if searched {
        let members = [("value", plain(SchemaKind::Any(AnySchema::default()))), ("count", noted("How many records have it.", integer()))];
        let members = members.into_iter().map(|(name, schema)| (name.to_owned(), ReferenceOr::boxed_item(schema))).collect();
        let counts = plain(array(ReferenceOr::boxed_item(plain(object(members, vec!["value".to_owned(), "count".to_owned()])))));
        let additional_properties = Some(AdditionalProperties::Schema(Box::new(ReferenceOr::Item(counts))));
        let facets = SchemaKind::Type(Type::Object(ObjectType { additional_properties, ..ObjectType::default() }));
        let facets = noted("How often each value occurs in what was found, on all pages; the most frequent first.", facets);
        properties.insert("facets".to_owned(), ReferenceOr::boxed_item(facets));
    }
    if let Some((_, links)) = hypermedia::member(parts.design, &Resource::default()) {
        properties.insert("links".to_owned(), links);
    }
    let required = properties.keys().cloned().collect();
    noted(&format!("A page of {many}."), object(properties, required))
}

/// What is said of a field in every schema.
fn about(design: &Design, field: &Field) -> SchemaData {
    let description = match &field.kind {
        _ if !field.note.is_empty() => Some(field.note.clone()),
        FieldKind::Reference { to, .. } => Some(format!("Identifier of the {}.", words::spaced(to))),
        FieldKind::Epoch => Some("Seconds since 1970-01-01T00:00:00Z.".to_owned()),
        _ => None,
    };
    SchemaData { description, example: example_value(design, field), ..SchemaData::default() }
}

fn property(parts: &mut Parts<'_>, field: &Field, data: SchemaData) -> ReferenceOr<Box<Schema>> {
    let schema_kind = match &field.kind {
        // In OpenAPI 3.0 nothing can stand beside a reference, and `nullable` works beside `type` only.
        FieldKind::Money if !data.nullable => SchemaKind::AllOf { all_of: vec![parts.schema(Key::Money)] },
        kind => of_kind(parts, kind, data.nullable),
    };
    ReferenceOr::boxed_item(Schema { schema_data: data, schema_kind })
}

/// The schema of a field's values.
pub fn field_kind(parts: &mut Parts<'_>, kind: &FieldKind) -> SchemaKind {
    of_kind(parts, kind, false)
}

fn of_kind(parts: &mut Parts<'_>, kind: &FieldKind, nullable: bool) -> SchemaKind {
    SchemaKind::Type(match kind {
        FieldKind::String { min_length, max_length, pattern, format } => Type::String(StringType {
            format: format.map(|format| format.word().to_owned()).into(),
            pattern: pattern.clone().or_else(|| (*format == Some(TextFormat::Phone)).then(|| PHONE.to_owned())),
            min_length: min_length.map(|length| length as usize),
            max_length: max_length.map(|length| length as usize),
            ..StringType::default()
        }),
        FieldKind::Integer { min, max } => Type::Integer(bounded(*min, *max)),
        FieldKind::Number { min, max } => Type::Number(NumberType {
            minimum: min.filter(|limit| limit.is_finite()),
            maximum: max.filter(|limit| limit.is_finite()),
            ..NumberType::default()
        }),
        FieldKind::Boolean => Type::Boolean(Default::default()),
        FieldKind::Date => Type::String(StringType { format: VariantOrUnknownOrEmpty::Item(StringFormat::Date), ..StringType::default() }),
        FieldKind::DateTime => Type::String(StringType { format: VariantOrUnknownOrEmpty::Item(StringFormat::DateTime), ..StringType::default() }),
        FieldKind::Epoch => return whole(Some(0)),
        FieldKind::Money => return money(),
        FieldKind::Enum { values } => {
            // An enumeration names null too where null is a value (OpenAPI 3.0.3, clarification of `nullable`).
            let mut enumeration: Vec<Option<String>> = Vec::new();
            for value in values.iter().cloned().map(Some).chain(nullable.then_some(None)) {
                if !enumeration.contains(&value) {
                    enumeration.push(value);
                }
            }
            Type::String(StringType { enumeration, ..StringType::default() })
        }
        FieldKind::Object => Type::Object(ObjectType::default()),
        FieldKind::Array { items } => {
            let items = match items.as_ref() {
                FieldKind::Money => parts.schema(Key::Money),
                kind => ReferenceOr::boxed_item(plain(of_kind(parts, kind, false))),
            };
            return array(items);
        }
        FieldKind::Reference { to, .. } => {
            let mut kind = parts.design.resource(to).map_or_else(text, |target| identifier(target).schema_kind);
            if let SchemaKind::Type(Type::String(text)) = &mut kind
                && text.format.is_empty()
            {
                // No record has an empty identifier.
                text.min_length = Some(1);
            }
            return kind;
        }
    })
}

/// A list of operations (RFC 6902 section 4). Which members each needs is said in words: a union of six would hide it.
fn json_patch() -> Schema {
    let words = ["add", "remove", "replace", "move", "copy", "test"].map(|word| Some(word.to_owned())).to_vec();
    let members = [
        ("op", noted("What the operation does.", SchemaKind::Type(Type::String(StringType { enumeration: words, ..StringType::default() })))),
        ("path", noted("The location, as a JSON pointer (RFC 6901).", text())),
        ("from", noted("Where move and copy take the value from, as a JSON pointer.", text())),
        ("value", noted("The value that add, replace and test need.", SchemaKind::Any(AnySchema::default()))),
    ];
    let properties = members.into_iter().map(|(name, schema)| (name.to_owned(), ReferenceOr::boxed_item(schema))).collect();
    let operation = plain(object(properties, vec!["op".to_owned(), "path".to_owned()]));
    noted("Operations, applied in order and all together or not at all (RFC 6902).", array(ReferenceOr::boxed_item(operation)))
}

fn money() -> SchemaKind {
    let amount = noted("In minor units, such as cents.", whole(None));
    let code = StringType { pattern: Some("^[A-Z]{3}$".to_owned()), ..StringType::default() };
    let currency = noted("An ISO 4217 code, such as EUR.", SchemaKind::Type(Type::String(code)));
    // Servers made of examples would otherwise break the pattern.
    let with = |schema: Schema, example: Value| Schema { schema_data: SchemaData { example: Some(example), ..schema.schema_data }, ..schema };
    let (amount, currency) = (with(amount, Value::from(12_000)), with(currency, Value::from("EUR")));
    let properties = [("amount", amount), ("currency", currency)].map(|(name, schema)| (name.to_owned(), ReferenceOr::boxed_item(schema)));
    let required = vec!["amount".to_owned(), "currency".to_owned()];
    // Whatever a policy says of unknown fields, an amount has no others.
    let additional_properties = Some(AdditionalProperties::Any(false));
    SchemaKind::Type(Type::Object(ObjectType {
        properties: properties.into_iter().collect(),
        required,
        additional_properties,
        ..ObjectType::default()
    }))
}
