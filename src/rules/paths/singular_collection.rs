//! A collection holds many; its name says so.

use crate::design::{Design, words};
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, route};

/// A collection has a singular name.
pub static RULE: Rule = Rule {
    id: "singular-collection",
    group: Group::Paths,
    severity: Severity::Warning,
    weight: 4,
    title: "Collection named in the singular",
    passes: "Collections are named in the plural",
    question: &[10],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "With /orders for the list and /orders/{id} for one, clients guess right. With /order they never know which of the two it is.",
    advice: "Name collections in the plural, everywhere.",
    sources: &["Zalando guidelines rule 134"],
    example: Example {
        bad: || {
            shop_with(|design| {
                let edit = crate::design::Edit::SetSegment { resource: "Order".to_owned(), segment: "order".to_owned() };
                let _ = design.apply(&edit);
            })
        },
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for literal in route::literals(design).into_iter().filter(|literal| literal.collection) {
        let text = literal.text.as_str();
        let names_no_collection = words::is_verb(text) || route::is_singleton(text) || route::is_version(text) || text.starts_with("by-");
        if names_no_collection || text.chars().count() < 2 || words::split(text).is_empty() || text.contains(['{', '.', ':', '@', '%', '(']) {
            continue;
        }
        // `/starred` and `/following` say which, not what.
        if literal.resource.is_none() && (text.ends_with("ed") || text.ends_with("ing")) {
            continue;
        }
        if words::is_plural(text) {
            audit.pass(literal.at(), "is a plural");
            continue;
        }
        let plural = words::plural(text);
        let finding = audit.fail(literal.at(), format!("/{text} holds many records but reads as one. Call it /{plural}."));
        finding.because_of(literal.endpoints.iter().copied()).maybe_fix(
            format!("Rename /{text} to /{plural}"),
            Safety::ReviewFirst,
            literal.renamed(design, &plural),
        );
    }
}
