//! Believable values for documentation. The same field always gets the same value: its own example where it has one.

use serde_json::{Value, json};

use crate::design::{Design, Field, FieldKind, IdKind, Resource, TextFormat, words};

/// An example of a field's value; `None` where only its author could write one, because a pattern has to match.
pub fn example_value(design: &Design, field: &Field) -> Option<Value> {
    field.example.clone().or_else(|| of_kind(design, &field.name, &field.kind))
}

/// An identifier as the server would make it; that of the first written record, if there is one.
pub fn example_identifier(resource: &Resource) -> Value {
    let kind = &resource.identifier.kind;
    let written = resource.records.first().and_then(|record| record.get(&resource.identifier.field));
    match (kind, written) {
        (IdKind::Integer, Some(value)) if value.is_u64() => value.clone(),
        (IdKind::Integer, _) => json!(1),
        (_, Some(value)) if value.is_string() => value.clone(),
        (IdKind::Uuid, _) => json!("3f2b8c1e-5d4a-4c6b-9e7f-1a2b3c4d5e6f"),
        (IdKind::Slug, _) => json!(format!("first-{}", words::kebab(&resource.name))),
        (IdKind::Prefixed { prefix }, _) => json!(format!("{prefix}_7q2m")),
    }
}

fn of_kind(design: &Design, name: &str, kind: &FieldKind) -> Option<Value> {
    Some(match kind {
        FieldKind::String { pattern: Some(_), .. } => return None,
        FieldKind::String { min_length, max_length, format, .. } => match format {
            Some(TextFormat::Email) => json!("ada@example.com"),
            Some(TextFormat::Uri) => json!("https://example.com/a"),
            Some(TextFormat::Uuid) => json!("9d3c1f0a-7b2e-4e55-8a61-0c4f2d7e9b18"),
            Some(TextFormat::Phone) => json!("+351 210 000 000"),
            Some(TextFormat::Password) => json!("correct horse battery staple"),
            None => json!(text(name, min_length.unwrap_or(0), max_length.unwrap_or(u32::MAX))),
        },
        FieldKind::Integer { min, max } => json!(1.max(min.unwrap_or(i64::MIN)).min(max.unwrap_or(i64::MAX))),
        FieldKind::Number { min, max } => json!(9.5_f64.max(min.unwrap_or(f64::MIN)).min(max.unwrap_or(f64::MAX))),
        FieldKind::Boolean => json!(true),
        FieldKind::Date => json!("2026-03-14"),
        FieldKind::DateTime => json!("2026-03-14T09:41:00Z"),
        FieldKind::Epoch => json!(1_773_481_260),
        FieldKind::Money => json!({ "amount": 12000, "currency": "EUR" }),
        FieldKind::Enum { values } => json!(values.first()?),
        FieldKind::Object => json!({}),
        FieldKind::Array { items } => json!([of_kind(design, name, items)?]),
        FieldKind::Reference { to, .. } => design.resource(to).map_or_else(|| json!("1"), |target| example_identifier(target)),
    })
}

/// The field's name as words, made as long as it has to be.
fn text(name: &str, min: u32, max: u32) -> String {
    let words = words::sentence(&words::spaced(name));
    let words = if words.is_empty() { "Text".to_owned() } else { words };
    // Nobody reads an example of a thousand characters; a longer minimum is met all the same, up to a limit.
    let length = words.chars().count().max(min.min(10_000) as usize).min(max as usize);
    words.chars().chain(" ".chars()).cycle().take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_keep_the_limits() {
        let design = Design::default();
        let string = |min, max| FieldKind::String { min_length: min, max_length: max, pattern: None, format: None };
        for (kind, expected) in [
            (string(None, None), json!("Check in")),
            (string(None, Some(5)), json!("Check")),
            (string(Some(12), None), json!("Check in Che")),
            (FieldKind::Integer { min: Some(5), max: None }, json!(5)),
            (FieldKind::Integer { min: None, max: Some(-2) }, json!(-2)),
            (FieldKind::Array { items: Box::new(FieldKind::Boolean) }, json!([true])),
            (FieldKind::reference("Nobody"), json!("1")),
        ] {
            assert_eq!(example_value(&design, &Field::new("checkIn", kind)), Some(expected));
        }
        let pattern = FieldKind::String { min_length: None, max_length: None, pattern: Some("^x+$".into()), format: None };
        assert_eq!(example_value(&design, &Field::new("code", pattern.clone())), None);
        assert_eq!(example_value(&design, &Field::new("code", pattern).example("xx")), Some(json!("xx")));
    }
}
