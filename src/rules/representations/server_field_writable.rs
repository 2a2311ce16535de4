//! What the server knows, clients do not tell it.

use crate::design::{Design, Field, FieldKind, words};
use crate::rules::example::{shop, shop_and_field};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Clients can set when a record was made or changed.
pub static RULE: Rule = Rule {
    id: "server-field-writable",
    group: Group::Representations,
    severity: Severity::Warning,
    weight: 3,
    title: "Time stamp that clients set",
    passes: "Time stamps are the server's",
    question: &[17],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Records from the future, clocks that are wrong, and a history that anybody can rewrite: nothing sorted by the field can be trusted.",
    advice: "Make the field read-only, and set it on the server.",
    sources: &["AIP-148"],
    example: Example { bad: || shop_and_field(Field::new("updatedAt", FieldKind::DateTime).example("2026-03-10T09:41:00Z")), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for (resource, field) in look::fields(design).filter(|(_, field)| is_stamp(&field.name)) {
        let at = resource.field_at(&field.name);
        let mut writers = look::content_takers(design).filter(|endpoint| endpoint.resource.as_deref() == Some(&resource.name)).peekable();
        if field.read_only {
            audit.pass(at, "read-only");
        } else if field.note.contains("migrat") {
            // Who brings records from elsewhere brings their stamps along.
        } else if writers.peek().is_some() {
            let edit = mend::field(resource, field, |field| (field.read_only, field.required) = (true, false));
            audit
                .fail(at.clone(), format!("Clients can set `{}`, which the server knows better. Make it read-only.", field.name))
                .because(at, "can be written")
                .because_of(writers)
                .fix("Make it read-only", Safety::ReviewFirst, [edit]);
        }
    }
}

fn is_stamp(name: &str) -> bool {
    let words = words::split(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(words.as_slice(), ["created" | "updated" | "modified" | "deleted", "at" | "on" | "date" | "time"] | ["last", "modified" | "updated"])
}
