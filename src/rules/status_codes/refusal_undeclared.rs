//! Whoever can be refused is told before.

use crate::design::Design;
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// An endpoint asks for credentials and does not declare the refusal.
pub static RULE: Rule = Rule {
    id: "refusal-undeclared",
    group: Group::StatusCodes,
    severity: Severity::Warning,
    weight: 3,
    title: "Refusal not declared",
    passes: "Refusals are declared",
    question: &[16, 55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that is not told of 401 and 403 has no place to sign in again, or to say that a role is missing.",
    advice: "Declare 401 where credentials are wanted, and 403 where a role is.",
    sources: &["RFC 9110 section 15.5.2", "RFC 9110 section 15.5.4"],
    example: Example { bad: || shop_whose("readOrder", |endpoint| endpoint.errors.retain(|status| ![401, 403].contains(status))), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    look::declared(design, audit, &[401, 403], |endpoint, status| format!("{} wants credentials, but does not declare {status}.", endpoint.label()));
}
