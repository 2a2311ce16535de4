//! A property of a schema as a field: its kind, its constraints, who may read and write it.

use super::reading::Reading;
use super::shape::{self, is_null};
use super::{Severity, samples};
use crate::design::{Field, FieldKind, TextFormat};
use crate::formats::tree::{Kind, Node};

/// How deep lists in lists are read.
const DEEPEST: usize = 8;
/// The most schemas that one field leads to.
const MOST: usize = 300;
/// The largest example that is kept, in values.
const LARGEST: usize = 80;

/// The field of a property.
pub fn field<'t>(reading: &Reading<'t>, name: &str, property: Node<'t>) -> Field {
    let mut field = Field::new(name, FieldKind::text());
    reading.steps.set(0);
    about(reading, property, &mut field, 0);
    field.kind = kind(reading, property, &mut field, 0);
    // An example of an alternative that the design does not have says nothing of the one that it has.
    if is_mixed(reading, property) {
        let of_kind = |value: &serde_json::Value| value.is_object() == (field.kind == FieldKind::Object);
        (field.example, field.default) = (field.example.take().filter(of_kind), field.default.take().filter(of_kind));
    }
    if field.example.is_none() && is_composed(&field.kind) {
        // The server makes no objects by itself.
        let fits = |value: &serde_json::Value| if field.kind == FieldKind::Object { value.is_object() } else { value.is_array() };
        field.example = samples::of(reading, property).filter(fits);
    }
    field
}

/// Whether a property has alternatives.
fn is_mixed<'t>(reading: &Reading<'t>, property: Node<'t>) -> bool {
    reading.resolve(property).is_some_and(|node| ["oneOf", "anyOf"].iter().any(|word| node.get(word).is_some()))
}

fn is_composed(kind: &FieldKind) -> bool {
    match kind {
        FieldKind::Object => true,
        FieldKind::Array { items } => is_composed(items),
        _ => false,
    }
}

/// What is said of a property beside its kind.
fn about<'t>(reading: &Reading<'t>, property: Node<'t>, field: &mut Field, depth: usize) {
    // OpenAPI 3.1 lets words stand beside a reference; they go before those of its target.
    let target = reading.resolve(property).filter(|target| target.id != property.id);
    for node in std::iter::once(property).chain(target) {
        if field.note.is_empty() {
            field.note = reading.text_of(node, "description").unwrap_or_default();
        }
        for (name, flag) in [("nullable", &mut field.nullable), ("readOnly", &mut field.read_only), ("writeOnly", &mut field.write_only)] {
            *flag |= reading.take(node, name).and_then(Node::bool).unwrap_or(false);
        }
        let whole = |node: Node<'t>| node.value(LARGEST).inspect(|_| reading.mark_all(node));
        field.default = field.default.take().or_else(|| node.get("default").and_then(whole)).filter(|value| !value.is_null());
        field.example = field.example.take().or_else(|| node.get("example").and_then(whole)).filter(|value| !value.is_null());
        let first = node.get("examples").and_then(|list| list.items().next());
        if let Some(first) = first.filter(|_| field.example.is_none()) {
            reading.mark_all(first);
            let _ = reading.take(node, "examples");
            field.example = first.value(LARGEST).filter(|value| !value.is_null());
        }
        if let Some(only) = node.get("allOf").filter(|list| list.items().len() == 1 && depth < DEEPEST).and_then(|list| list.items().next()) {
            about(reading, only, field, depth + 1);
        }
    }
}

/// The kind of a schema's values.
fn kind<'t>(reading: &Reading<'t>, schema: Node<'t>, field: &mut Field, depth: usize) -> FieldKind {
    let Some(node) = reading.resolve(schema) else { return FieldKind::Object };
    reading.steps.set(reading.steps.get() + 1);
    if depth > DEEPEST || reading.steps.get() > MOST {
        return FieldKind::Object;
    }
    if let Some(title) = node.get("title") {
        reading.mark(title);
    }
    if let Some(list) = reading.take(node, "enum") {
        return enumeration(reading, node, list, field);
    }
    if let Some(only) = node.get("const").and_then(Node::text) {
        let _ = reading.take(node, "const");
        return FieldKind::Enum { values: vec![only.to_owned()] };
    }
    for word in ["allOf", "oneOf", "anyOf"] {
        if let Some(parts) = node.get(word) {
            return combined(reading, word, parts, field, depth);
        }
    }
    let types = node.get("type");
    if let Some(types) = types {
        reading.mark_all(types);
    }
    let named: Vec<&str> = match types {
        Some(node) => node.text().into_iter().chain(node.items().filter_map(Node::text)).collect(),
        None => Vec::new(),
    };
    field.nullable |= named.contains(&"null") && named.len() > 1;
    let real: Vec<&str> = named.into_iter().filter(|name| *name != "null").collect();
    if let (Some(types), [_, _, ..]) = (types, real.as_slice()) {
        reading.say(Severity::Warning, types, format!("Of the types {} the design has the first.", real.join(", ")));
    }
    match real.first().copied() {
        Some("string") => text(reading, node),
        Some("integer") => integer(reading, node),
        Some("number") => {
            FieldKind::Number { min: limit(reading, node, "minimum", "exclusiveMinimum"), max: limit(reading, node, "maximum", "exclusiveMaximum") }
        }
        Some("boolean") => FieldKind::Boolean,
        Some("array") => list(reading, node, field, depth),
        Some("object") => object(reading, node),
        _ if node.get("items").is_some() => list(reading, node, field, depth),
        _ if node.get("properties").is_some() || node.get("additionalProperties").is_some() => object(reading, node),
        _ if node.get("format").is_some() || node.get("pattern").is_some() => text(reading, node),
        _ => {
            reading.say(Severity::Note, schema, "It says nothing of the type; the design takes any object.");
            FieldKind::Object
        }
    }
}

fn list<'t>(reading: &Reading<'t>, node: Node<'t>, field: &mut Field, depth: usize) -> FieldKind {
    let items = reading.take(node, "items");
    // What is said of the items is not said of the list.
    let mut inner = Field::new(&field.name, FieldKind::text());
    let items = items.map_or(FieldKind::Object, |items| kind(reading, items, &mut inner, depth + 1));
    FieldKind::Array { items: Box::new(items) }
}

/// Money, or an object with members that the design does not describe.
fn object<'t>(reading: &Reading<'t>, node: Node<'t>) -> FieldKind {
    let properties = node.get("properties");
    let is = |name: &str, kind: &str| properties.and_then(|map| map.get(name)).is_some_and(|member| shape::has_type(member, kind));
    if properties.is_some_and(|map| map.members().len() == 2) && is("amount", "integer") && is("currency", "string") {
        reading.mark_all(node);
        return FieldKind::Money;
    }
    FieldKind::Object
}

fn enumeration<'t>(reading: &Reading<'t>, node: Node<'t>, list: Node<'t>, field: &mut Field) -> FieldKind {
    reading.mark_all(list);
    if let Some(kind) = node.get("type") {
        reading.mark_all(kind);
    }
    let has_null = list.items().any(|item| *item.kind() == Kind::Null);
    field.nullable |= has_null;
    let values: Vec<String> = list.items().filter_map(Node::text).map(str::to_owned).collect();
    let others = list.items().filter(|item| *item.kind() != Kind::Null).count();
    if !values.is_empty() && values.len() == others {
        return FieldKind::Enum { values };
    }
    let numbers: Vec<i64> = list.items().filter_map(Node::integer).collect();
    match (numbers.iter().min(), numbers.iter().max()) {
        (Some(min), Some(max)) if numbers.len() == others => {
            if numbers.len() as i64 != max.saturating_sub(*min).saturating_add(1) {
                reading.say(Severity::Warning, list, "The design knows no list of numbers; it takes those from the least to the greatest.");
            }
            FieldKind::Integer { min: Some(*min), max: Some(*max) }
        }
        _ if list.items().all(|item| item.bool().is_some()) => FieldKind::Boolean,
        _ => {
            reading.say(Severity::Warning, list, "The design knows lists of texts only; it takes any text here.");
            FieldKind::text()
        }
    }
}

/// Alternatives and combinations.
fn combined<'t>(reading: &Reading<'t>, word: &str, parts: Node<'t>, field: &mut Field, depth: usize) -> FieldKind {
    let real: Vec<Node<'t>> = parts.items().filter(|part| !is_null(*part)).collect();
    if real.len() < parts.items().len() {
        field.nullable = true;
    }
    if let [only] = real.as_slice() {
        reading.mark(parts);
        parts.items().filter(|part| is_null(*part)).for_each(|part| reading.mark_all(part));
        return kind(reading, *only, field, depth + 1);
    }
    if real.is_empty() || real.iter().any(|part| shape::is_object(reading, *part)) {
        return FieldKind::Object;
    }
    reading.mark(parts);
    let kinds: Vec<FieldKind> = real.iter().map(|part| kind(reading, *part, field, depth + 1)).collect();
    let Some(first) = kinds.first().cloned() else { return FieldKind::Object };
    let values: Option<Vec<String>> = kinds
        .iter()
        .map(|kind| if let FieldKind::Enum { values } = kind { Some(values.clone()) } else { None })
        .collect::<Option<Vec<_>>>()
        .map(|lists| lists.concat());
    if word != "allOf" {
        if let Some(values) = values {
            return FieldKind::Enum { values };
        }
        // Values that are named beside any other text are hints.
        let texts = kinds.iter().all(|kind| matches!(kind, FieldKind::Enum { .. } | FieldKind::String { .. }));
        if let Some(text) = kinds.iter().find(|kind| matches!(kind, FieldKind::String { .. })).filter(|_| texts) {
            return text.clone();
        }
        if kinds.iter().any(|kind| std::mem::discriminant(kind) != std::mem::discriminant(&first)) {
            reading.say(Severity::Warning, parts, "Of these alternatives the design has the first.");
        }
    }
    first
}

fn text<'t>(reading: &Reading<'t>, node: Node<'t>) -> FieldKind {
    let format = node.get("format").and_then(Node::text).unwrap_or_default();
    let known = match format {
        "date" => Some(FieldKind::Date),
        "date-time" => Some(FieldKind::DateTime),
        _ => None,
    };
    let format = match format {
        "email" | "idn-email" => Some(TextFormat::Email),
        "uri" | "url" | "iri" => Some(TextFormat::Uri),
        "uuid" => Some(TextFormat::Uuid),
        "phone" | "tel" => Some(TextFormat::Phone),
        "password" => Some(TextFormat::Password),
        _ => None,
    };
    if known.is_some() || format.is_some() {
        let _ = reading.take(node, "format");
    }
    if let Some(known) = known {
        return known;
    }
    let length = |name: &str| reading.take(node, name).and_then(Node::integer).and_then(|length| u32::try_from(length).ok());
    // Nothing is shorter than 0.
    let min_length = length("minLength").filter(|length| *length > 0);
    let max_length = length("maxLength");
    let pattern = node.get("pattern").and_then(Node::text).filter(|pattern| pattern.len() <= 2_000).map(str::to_owned);
    if let (Some(pattern), Some(place)) = (&pattern, node.get("pattern")) {
        reading.mark(place);
        if regex_lite::Regex::new(pattern).is_err() {
            reading.say(Severity::Warning, place, "The server cannot check this pattern and takes any text; the design keeps it.");
        }
    }
    FieldKind::String { min_length, max_length, pattern, format }
}

fn integer<'t>(reading: &Reading<'t>, node: Node<'t>) -> FieldKind {
    let format = node.get("format").and_then(Node::text).unwrap_or_default();
    if ["int64", "int32", "unix-time", "timestamp", "epoch"].contains(&format) {
        let _ = reading.take(node, "format");
    }
    if ["unix-time", "timestamp", "epoch"].contains(&format) {
        return FieldKind::Epoch;
    }
    let exclusive = |name: &str| node.get(name).and_then(Node::bool).unwrap_or(false);
    let whole = |name: &str| reading.take(node, name).and_then(Node::integer);
    let mut min = whole("minimum").map(|least| least.saturating_add(i64::from(exclusive("exclusiveMinimum"))));
    let mut max = whole("maximum").map(|most| most.saturating_sub(i64::from(exclusive("exclusiveMaximum"))));
    min = whole("exclusiveMinimum").map(|least| least.saturating_add(1)).or(min);
    max = whole("exclusiveMaximum").map(|most| most.saturating_sub(1)).or(max);
    // What every number of 64 bits keeps is no limit.
    FieldKind::Integer { min: min.filter(|least| *least != i64::MIN), max: max.filter(|most| *most != i64::MAX) }
}

fn limit<'t>(reading: &Reading<'t>, node: Node<'t>, name: &str, exclusive: &str) -> Option<f64> {
    if let Some(format) = node.get("format").filter(|format| matches!(format.text(), Some("double" | "float"))) {
        reading.mark(format);
    }
    if let Some(place) = node.get(exclusive) {
        reading.mark(place);
        if place.bool() != Some(false) {
            reading.say(Severity::Note, place, "The design takes the limit itself as well.");
        }
        if let Some(number) = place.number() {
            return Some(number);
        }
    }
    reading.take(node, name).and_then(Node::number)
}
