//! Nobody can be asked for what they may not send.

use crate::design::{Design, Field, FieldKind};
use crate::rules::example::{shop, shop_and_field};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A field is required and read-only.
pub static RULE: Rule = Rule {
    id: "required-read-only",
    group: Group::Representations,
    severity: Severity::Error,
    weight: 4,
    title: "Required but read-only",
    passes: "Required fields can be sent",
    question: &[17],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A create must carry the field and may not carry it, so whichever way a client reads the sketch, the call fails.",
    advice: "Leave out required; the server sets the field.",
    sources: &["OpenAPI 3.0: Schema Object"],
    example: Example { bad: || shop_and_field(Field::required("number", FieldKind::text()).read_only().example("1042")), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for (resource, field) in look::fields(design).filter(|(_, field)| field.read_only) {
        let at = resource.field_at(&field.name);
        if !field.required {
            audit.pass(at, "set by the server");
            continue;
        }
        audit
            .fail(at.clone(), format!("`{}` is required, yet read-only, so no create can be right.", field.name))
            .because(at, "required and read-only")
            .fix("Leave out required", Safety::Safe, [mend::field(resource, field, |field| field.required = false)]);
    }
}
