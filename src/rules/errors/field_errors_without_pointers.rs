//! A refused form says which field.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Validation errors do not name the field.
pub static RULE: Rule = Rule {
    id: "field-errors-without-pointers",
    group: Group::Errors,
    severity: Severity::Warning,
    weight: 3,
    title: "Field errors without a place",
    passes: "Field errors name their fields",
    question: &[17, 26],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A form cannot mark the wrong field if the answer does not name it, and a user is left to try one after the other.",
    advice: "Give each wrong field an entry with its JSON pointer and what is wrong with it.",
    sources: &["RFC 9457 section 3", "RFC 6901"],
    example: Example { bad: || shop_where(|policies| policies.validation.pointers = false), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::content_takers(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Validation);
    if design.policies.validation.pointers {
        audit.pass(at, "each wrong field is named");
        return;
    }
    audit
        .fail(at.clone(), "Refused content does not say which field is wrong. Name each field by its pointer.")
        .because(at, "no pointers")
        .because_of(look::content_takers(design))
        .fix("Name each wrong field", Safety::Safe, [mend::policy(design, |p| &p.validation, |validation| validation.pointers = true)]);
}
