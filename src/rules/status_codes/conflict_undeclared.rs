//! A conflict is a normal answer; the sketch says so.

use crate::design::Design;
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// An endpoint can meet a conflict and does not say so.
pub static RULE: Rule = Rule {
    id: "conflict-undeclared",
    group: Group::StatusCodes,
    severity: Severity::Warning,
    weight: 3,
    title: "Conflict not declared",
    passes: "Conflicts are declared",
    question: &[18],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients learn of the conflict in production, and show «something went wrong» for a name that is taken or a state that has moved on.",
    advice: "Declare 409 where a key is unique, a state may forbid the step, or others point to the record.",
    sources: &["RFC 9110 section 15.5.10"],
    example: Example { bad: || shop_whose("createCustomer", |endpoint| endpoint.errors.retain(|status| ![409].contains(status))), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    look::declared(design, audit, &[409], |endpoint, _| {
        format!("{} can answer 409, but does not declare it. Clients need to know.", endpoint.label())
    });
}
