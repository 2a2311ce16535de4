//! One sentence on what a thing is.

use crate::design::{Design, words};
use crate::rules::example::{shop, shop_of};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity};

/// A resource has no note.
pub static RULE: Rule = Rule {
    id: "resource-without-note",
    group: Group::Documentation,
    severity: Severity::Hint,
    weight: 2,
    title: "Resource without a note",
    passes: "Resources are explained",
    question: &[9, 55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Two teams use one word for two things, and find out when their systems meet.",
    advice: "Say in one sentence what the resource is.",
    sources: &["OpenAPI 3.1: Schema Object"],
    example: Example { bad: || shop_of("Order", |order| order.note.clear()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for resource in &design.resources {
        if resource.note.trim().is_empty() {
            let name = words::spaced(&resource.name);
            let message = format!("Nothing says what {} {name} is. Write one sentence.", words::article(&name));
            audit.fail(resource.at(), message).because(resource.at(), "no note");
        } else {
            audit.pass(resource.at(), resource.note.clone());
        }
    }
}
