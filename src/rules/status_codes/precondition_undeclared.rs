//! Who checks preconditions says what comes when they fail.

use crate::design::Design;
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// An endpoint checks If-Match and does not declare the refusal.
pub static RULE: Rule = Rule {
    id: "precondition-undeclared",
    group: Group::StatusCodes,
    severity: Severity::Hint,
    weight: 2,
    title: "Failed precondition not declared",
    passes: "Failed preconditions are declared",
    question: &[18, 21],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that does not expect 412 treats it as a fault, although it only has to read the record again.",
    advice: "Declare 412 for a stale If-Match, and 428 where If-Match is required.",
    sources: &["RFC 9110 section 15.5.13", "RFC 6585 section 3"],
    example: Example { bad: || shop_whose("updateOrder", |endpoint| endpoint.errors.retain(|status| ![412, 428].contains(status))), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    look::declared(design, audit, &[412, 428], |endpoint, status| format!("{} checks If-Match, but does not declare {status}.", endpoint.label()));
}
