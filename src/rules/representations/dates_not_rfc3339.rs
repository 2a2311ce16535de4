//! A moment is written so that people and programs read the same.

use crate::design::{Design, Field, FieldKind, words};
use crate::rules::example::{shop, shop_and_field};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A moment is a bare number or free text.
pub static RULE: Rule = Rule {
    id: "dates-not-rfc3339",
    group: Group::Representations,
    severity: Severity::Warning,
    weight: 4,
    title: "Moment without a standard form",
    passes: "Moments follow RFC 3339",
    question: &[55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Seconds or milliseconds, which zone, day or month first: a client guesses, and is wrong by a factor or by a day.",
    advice: "Write moments as 2026-03-14T09:41:00Z and days as 2026-03-14.",
    sources: &["RFC 3339", "Zalando guidelines rule 169"],
    example: Example { bad: || shop_and_field(Field::new("shippedAt", FieldKind::Epoch).example(1_773_480_060)), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for (resource, field) in look::fields(design) {
        let at = resource.field_at(&field.name);
        let words = words::split(&field.name);
        let last = words.last().map_or("", String::as_str);
        let says_moment = words.len() > 1 && last == "at" || last == "timestamp";
        let (saw, better) = match &field.kind {
            FieldKind::Date | FieldKind::DateTime => {
                audit.pass(at, field.kind.summary());
                continue;
            }
            FieldKind::Epoch => ("seconds since 1970", FieldKind::DateTime),
            FieldKind::Integer { .. } | FieldKind::Number { .. } if says_moment => ("a number", FieldKind::DateTime),
            FieldKind::String { pattern: None, format: None, .. } if says_moment => ("free text", FieldKind::DateTime),
            FieldKind::String { pattern: None, format: None, .. } if last == "date" || last == "birthday" => ("free text", FieldKind::Date),
            _ => continue,
        };
        // Registered as numbers (RFC 7591 section 3.2.1).
        if ["client_id_issued_at", "client_secret_expires_at"].contains(&field.name.as_str()) {
            continue;
        }
        // A field beside it says whether the day or only the year is known.
        if resource.field(&format!("{}_precision", field.name)).or(resource.field(&format!("{}Precision", field.name))).is_some() {
            continue;
        }
        let seeded = resource.records.iter().any(|record| record.contains_key(&field.name));
        let form = better.summary();
        let edit = mend::field(resource, field, |field| (field.kind, field.example, field.default) = (better, None, None));
        let counts =
            matches!(field.kind, FieldKind::Epoch) || ["unix", "epoch", "seconds"].iter().any(|word| field.note.to_ascii_lowercase().contains(word));
        let message = match counts {
            true => format!("`{}` counts seconds, which nobody reads in a log. Use {form}.", field.name),
            false => format!("`{}` is {saw}, which leaves its unit and zone open. Use {form}.", field.name),
        };
        audit.fail(at.clone(), message).because(at, saw).maybe_fix(
            format!("Make it a {form}"),
            Safety::ReviewFirst,
            (!seeded).then(|| vec![edit]).ok_or(None),
        );
    }
}
