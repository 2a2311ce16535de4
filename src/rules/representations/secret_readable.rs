//! A secret goes in and never comes out.

use crate::design::{Design, Field, FieldKind, Pointer, TextFormat, words};
use crate::rules::example::{shop_and_field, shop_of};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Answers carry a secret.
pub static RULE: Rule = Rule {
    id: "secret-readable",
    group: Group::Representations,
    severity: Severity::Error,
    weight: 9,
    title: "Secret in the answers",
    passes: "Secrets stay inside",
    question: &[22, 43],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Whoever may read the record may take its owner's place, here and wherever the same password is used.",
    advice: "Make the field write-only, and store a hash of it.",
    sources: &["OWASP API Security 2023: API3"],
    example: Example {
        bad: || shop_and_field(Field::new("pickupPassword", FieldKind::format(TextFormat::Password)).example("example-only")),
        good: || {
            shop_of("Order", |order| {
                let password = Field::new("pickupPassword", FieldKind::format(TextFormat::Password)).noted("Shown at the counter.");
                order.fields.push(Field { write_only: true, ..password.example("example-only") });
            })
        },
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for (resource, field) in look::fields(design).filter(|(_, field)| is_secret(field)) {
        let at = resource.field_at(&field.name);
        if field.write_only {
            audit.pass(at, "write-only");
            continue;
        }
        let readers = || look::reads(design).filter(|endpoint| endpoint.resource.as_deref() == Some(&resource.name));
        // A document says what answers carry only where something is read; a secret that is shown once, as it is made, is how it should be.
        if design.is_assumed(&Pointer::Design) && readers().next().is_none() {
            continue;
        }
        let edit = mend::field(resource, field, |field| (field.write_only, field.read_only) = (true, false));
        audit
            .fail(at.clone(), format!("Answers carry `{}` of every {}. Make it write-only.", field.name, words::spaced(&resource.name)))
            .because(at, "can be read")
            .because_of(readers())
            .fix("Make it write-only", Safety::ReviewFirst, [edit]);
    }
}

fn is_secret(field: &Field) -> bool {
    let words = words::split(&field.name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    // A finding about somebody else's secret has to show it.
    let note = field.note.to_ascii_lowercase();
    if ["detected", "was found", "leaked", "exposed"].iter().any(|word| note.contains(word)) {
        return false;
    }
    let text = matches!(field.kind, FieldKind::String { .. });
    let named = matches!(
        words.as_slice(),
        [.., "password" | "passwd" | "passphrase" | "secret" | "cvv" | "cvc" | "pin"] | [.., "password", "hash"] | [.., "private" | "secret", "key"]
    );
    matches!(field.kind, FieldKind::String { format: Some(TextFormat::Password), .. }) || text && named
}
