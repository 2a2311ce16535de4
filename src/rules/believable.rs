//! Values for examples that a reader believes and the field takes.

use serde_json::{Value, json};

use crate::design::{Design, Field, FieldKind, IdKind, Resource, TextFormat};

/// A value that the field takes; free text is left to a person, unless a record shows one.
pub fn value(design: &Design, resource: &Resource, field: &Field) -> Option<Value> {
    if let Some(value) = resource.records.iter().find_map(|record| record.get(&field.name)).filter(|value| !value.is_null()) {
        return Some(value.clone());
    }
    of_kind(design, &field.kind)
}

fn of_kind(design: &Design, kind: &FieldKind) -> Option<Value> {
    Some(match kind {
        FieldKind::String { format: Some(format), pattern: None, .. } => match format {
            TextFormat::Email => json!("ada@example.com"),
            TextFormat::Uri => json!("https://example.com/about"),
            TextFormat::Uuid => json!("3f2b8c1e-5a44-4c1b-9c0e-7d1f2a3b4c5d"),
            TextFormat::Phone => json!("+351 210 000 000"),
            TextFormat::Password => return None,
        },
        FieldKind::String { .. } => return None,
        FieldKind::Integer { min, max } => json!(min.unwrap_or(1).max(1).min(max.unwrap_or(i64::MAX))),
        FieldKind::Number { min, max } => json!(min.unwrap_or(1.5).max(1.5).min(max.unwrap_or(f64::MAX))),
        FieldKind::Boolean => json!(true),
        FieldKind::Date => json!("2026-03-14"),
        FieldKind::DateTime => json!("2026-03-14T09:41:00Z"),
        FieldKind::Epoch => json!(1_773_480_060),
        FieldKind::Money => json!({ "amount": 12000, "currency": "EUR" }),
        FieldKind::Enum { values } => json!(values.first()?),
        FieldKind::Object => json!({}),
        FieldKind::Array { items } => json!([of_kind(design, items)?]),
        FieldKind::Reference { to, .. } => match &design.resource(to)?.identifier.kind {
            IdKind::Uuid => json!("3f2b8c1e-5a44-4c1b-9c0e-7d1f2a3b4c5d"),
            IdKind::Integer => json!(1),
            IdKind::Slug => json!("grand-hotel"),
            IdKind::Prefixed { prefix } => json!(format!("{prefix}_7q2m")),
        },
    })
}
