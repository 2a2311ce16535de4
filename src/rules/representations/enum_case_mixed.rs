//! The values of an enum look alike.

use crate::design::words::letters::{Letters, is_capital};
use crate::design::{Design, Edit, Field, FieldKind, Resource, words};
use crate::rules::example::{shop, shop_and_field};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// The values of one enum follow different conventions.
pub static RULE: Rule = Rule {
    id: "enum-case-mixed",
    group: Group::Representations,
    severity: Severity::Hint,
    weight: 2,
    title: "Enum values mix conventions",
    passes: "Enum values look alike",
    question: &[55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients compare the values letter by letter, and the one that is spelt otherwise falls through.",
    advice: "Spell all values of an enum in one way, such as lower case with hyphens.",
    sources: &[],
    example: Example { bad: || shop_and_field(Field::new("channel", FieldKind::one_of(&["WEB", "phone", "InStore"])).example("phone")), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for (resource, field) in look::fields(design) {
        let FieldKind::Enum { values } = &field.kind else { continue };
        let at = resource.field_at(&field.name);
        let styles: [fn(&str) -> String; 5] = [words::kebab, words::snake, words::camel, words::pascal, upper];
        // `user.created` is two names; `+1` and `*` are none.
        let named: Vec<&str> = values.iter().flat_map(|value| value.split(['.', ':', '/'])).filter(|part| !part.is_empty()).collect();
        // Values of several words are names as people read them.
        if values.iter().any(|value| value.contains(' ') || !value.starts_with(|first: char| first.is_alphanumeric())) {
            continue;
        }
        let alike = styles.iter().any(|write| named.iter().all(|value| write(value) == *value)) || named.iter().all(|value| is_pascal(value));
        // Currencies, sizes and other codes are spelt as they are.
        let codes = values.iter().all(|value| words::split(value).len() > 1 && value.chars().any(|letter| letter.is_ascii_digit()));
        if values.len() < 2 || codes {
            continue;
        }
        if alike {
            audit.pass(at, values.join(", "));
            continue;
        }
        audit
            .fail(at.clone(), format!("The values of `{}` are spelt in different ways. Use one.", field.name))
            .because(at, values.join(", "))
            .maybe_fix("Write values in lower case with hyphens", Safety::ReviewFirst, respelt(resource, field, values).ok_or(None));
    }
}

/// The edit that spells every value with hyphens; none where records or states name the old ones.
fn respelt(resource: &Resource, field: &Field, values: &[String]) -> Option<Vec<Edit>> {
    let named = resource.lifecycle.as_ref().is_some_and(|lifecycle| lifecycle.field == field.name)
        || resource.records.iter().any(|record| record.contains_key(&field.name))
        || resource.no_overlap.iter().any(|rule| rule.except.iter().any(|state| values.contains(state)));
    let better: Vec<String> = values.iter().map(|value| words::kebab(value)).collect();
    let distinct = better.iter().enumerate().all(|(index, value)| !value.is_empty() && !better.iter().take(index).any(|known| known == value));
    let respell = |value: &mut serde_json::Value| {
        if let Some(text) = value.as_str() {
            *value = words::kebab(text).into();
        }
    };
    (!named && distinct).then(|| {
        vec![mend::field(resource, field, |field| {
            field.example.iter_mut().chain(field.default.iter_mut()).for_each(respell);
            field.kind = FieldKind::Enum { values: better };
        })]
    })
}

/// `OutboundAPI` and `ACHFailure` are pascal case with an acronym.
fn is_pascal(value: &str) -> bool {
    value.starts_with(is_capital) && value.chars().all(char::is_alphanumeric)
}

fn upper(value: &str) -> String {
    words::snake(value).upper()
}
