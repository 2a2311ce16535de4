//! One sentence on what a thing is.

use crate::design::Design;
use crate::rules::example::{shop, shop_of};
use crate::rules::{Audit, Example, Group, Rule, Severity};

/// A resource has no note.
pub static RULE: Rule = Rule {
    id: "resource-without-note",
    group: Group::Documentation,
    severity: Severity::Hint,
    weight: 1,
    title: "Resource without a note",
    passes: "Resources are explained",
    why: "Two teams use one word for two things, and find out when their systems meet.",
    advice: "Say in one sentence what the resource is.",
    sources: &["OpenAPI 3.1 section 4.8.24"],
    question: &[9, 55],
    example: Example { bad: || shop_of("Order", |order| order.note.clear()), good: shop },
    check,
};

fn check(design: &Design, audit: &mut Audit) {
    for resource in &design.resources {
        if resource.note.trim().is_empty() {
            audit.fail(resource.at(), format!("Nothing says what a {} is. Write one sentence.", resource.name)).because(resource.at(), "no note");
        } else {
            audit.pass(resource.at(), resource.note.clone());
        }
    }
}
