//! A collection holds many; its name says so.

use crate::design::template::Segment;
use crate::design::{Behaviour, Design, Pointer, words};
use crate::rules::example::{shop, shop_with};
use crate::rules::route::Literal;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, route};

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
        // What is searched in, and what only ends with a number, has no plural to be called by.
        let searched = literal.endpoints.iter().all(|endpoint| endpoint.path.contains("/search/"));
        // In a document one thing may go by a name with a part behind it: /protection, /consent. A list and a record say that it holds many.
        let has = |wanted: fn(&Behaviour) -> bool| literal.resource.is_some_and(|resource| look::has(design, &resource.name, wanted));
        let many = has(Behaviour::is_list) && has(|behaviour| behaviour.is_on_item());
        let one = design.is_assumed(&Pointer::Design) && !(literal.holds && many && stands_alone(&literal));
        if searched || one || text.ends_with(|last: char| last.is_ascii_digit()) {
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

/// Whether a segment is no part of a longer name: `/git/blobs` and `/mappings/slack` are names of two segments.
fn stands_alone(literal: &Literal<'_>) -> bool {
    let text = literal.text.as_str();
    let participle = text.ends_with("ed") || text.ends_with("ing");
    let beside = |one: &Segment, other: &Segment| match (one, other) {
        (Segment::Literal(own), Segment::Literal(_)) if own == text => true,
        (Segment::Literal(before), Segment::Literal(own)) => own == text && words::is_plural(before),
        _ => false,
    };
    !participle
        && !literal.endpoints.iter().any(|endpoint| {
            let segments = endpoint.template().segments;
            segments.iter().zip(segments.iter().skip(1)).any(|(one, other)| beside(one, other))
        })
}
