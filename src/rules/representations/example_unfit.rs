//! Examples and defaults keep the rules of their field.

use serde_json::Value;

use crate::design::{Design, Field, FieldKind};
use crate::http::json;
use crate::rules::example::{shop, shop_and_field};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, believable, look, mend};

/// An example or a default breaks the rules of its field.
pub static RULE: Rule = Rule {
    id: "example-unfit",
    group: Group::Representations,
    severity: Severity::Warning,
    weight: 3,
    title: "Example that does not fit",
    passes: "Examples fit their fields",
    question: &[55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The first request that a newcomer copies from the documentation is refused.",
    advice: "Give an example and a default that the field itself would take.",
    sources: &["OpenAPI 3.1: Schema Object"],
    example: Example { bad: || shop_and_field(Field::new("channel", FieldKind::one_of(&["web", "phone"])).example("fax")), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for (resource, field) in look::fields(design) {
        let given: Vec<(&str, &Value)> = [("example", &field.example), ("default", &field.default)]
            .into_iter()
            .filter_map(|(word, value)| Some((word, value.as_ref()?)))
            .collect();
        if given.is_empty() {
            continue;
        }
        let at = resource.field_at(&field.name);
        let Some((word, value)) = given.iter().find(|(_, value)| !takes(field, value)) else {
            audit.pass(at, "fits");
            continue;
        };
        let better = believable::value(design, resource, field).filter(|better| takes(field, better));
        let edits = better.filter(|_| *word == "example").map(|better| vec![mend::field(resource, field, |field| field.example = Some(better))]);
        audit
            .fail(at.clone(), format!("The {word} of `{}` does not fit its kind: {}.", field.name, field.kind.summary()))
            .because(at, json::line(value))
            .maybe_fix("Give a fitting example", Safety::Safe, edits.ok_or(None));
    }
}

/// Whether a field would take a value, as far as its kind and limits say.
fn takes(field: &Field, value: &Value) -> bool {
    if value.is_null() {
        return field.nullable;
    }
    match &field.kind {
        FieldKind::Enum { values } => value.as_str().is_some_and(|text| values.iter().any(|known| known == text)),
        FieldKind::Boolean => value.is_boolean(),
        FieldKind::Integer { min, max } => {
            value.as_i64().is_some_and(|number| min.is_none_or(|least| number >= least) && max.is_none_or(|most| number <= most))
        }
        FieldKind::Number { min, max } => {
            value.as_f64().is_some_and(|number| min.is_none_or(|least| number >= least) && max.is_none_or(|most| number <= most))
        }
        FieldKind::Epoch => value.is_number(),
        FieldKind::String { min_length, max_length, .. } => value.as_str().is_some_and(|text| {
            let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            min_length.is_none_or(|least| length >= least) && max_length.is_none_or(|most| length <= most)
        }),
        FieldKind::Date | FieldKind::DateTime => value.is_string(),
        FieldKind::Money | FieldKind::Object => value.is_object(),
        FieldKind::Array { .. } => value.is_array(),
        FieldKind::Reference { .. } => value.is_string() || value.is_number(),
    }
}
