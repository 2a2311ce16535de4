//! Records go away; the sketch says so.

use crate::design::Design;
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// An endpoint can miss its record and does not say so.
pub static RULE: Rule = Rule {
    id: "not-found-undeclared",
    group: Group::StatusCodes,
    severity: Severity::Warning,
    weight: 3,
    title: "404 not declared",
    passes: "404 is declared",
    question: &[8],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Generated clients throw an unknown error where a record is gone, although that is the most ordinary failure there is.",
    advice: "Declare 404 on every path that names a record.",
    sources: &["RFC 9110 section 15.5.5"],
    example: Example { bad: || shop_whose("readOrder", |endpoint| endpoint.errors.retain(|status| ![404, 410].contains(status))), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    look::declared(design, audit, &[404, 410], |endpoint, status| {
        format!("{} can miss its record, but does not declare {status}.", endpoint.label())
    });
}
