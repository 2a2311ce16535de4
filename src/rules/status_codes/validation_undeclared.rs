//! Content can be wrong; the sketch says so.

use crate::design::Design;
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// An endpoint takes content and does not declare how it refuses it.
pub static RULE: Rule = Rule {
    id: "validation-undeclared",
    group: Group::StatusCodes,
    severity: Severity::Warning,
    weight: 3,
    title: "Wrong content not declared",
    passes: "Wrong content is declared",
    question: &[17],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Forms show field errors only if the client knows that they come, and in which status.",
    advice: "Declare 400 for what does not parse and 422 for what parses and is wrong.",
    sources: &["RFC 9110 section 15.5.1", "RFC 9110 section 15.5.21"],
    example: Example { bad: || shop_whose("createOrder", |endpoint| endpoint.errors.retain(|status| ![400, 422].contains(status))), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    look::declared(design, audit, &[400, 422], |endpoint, status| {
        format!("{} can refuse what clients send, but does not declare {status}.", endpoint.label())
    });
}
