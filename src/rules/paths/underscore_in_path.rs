//! Hyphens between words: an underscore hides under the line of a link.

use crate::design::{Design, words};
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, route};

/// A path segment has underscores.
pub static RULE: Rule = Rule {
    id: "underscore-in-path",
    group: Group::Paths,
    severity: Severity::Hint,
    weight: 2,
    title: "Underscore in the path",
    passes: "Words in paths are joined by hyphens",
    question: &[10],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "An underlined link hides its underscores, and a mix of both signs has to be remembered path by path.",
    advice: "Join words in paths with hyphens.",
    sources: &["Zalando guidelines rule 129"],
    example: Example {
        bad: || {
            shop_with(|design| {
                let edit = crate::design::Edit::SetSegment { resource: "Order".to_owned(), segment: "shop_orders".to_owned() };
                let _ = design.apply(&edit);
            })
        },
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for literal in route::literals(design) {
        let text = literal.text.as_str();
        if words::is_crud_verb(text) || text.contains(['{', '%']) {
            continue;
        }
        if !text.contains('_') {
            audit.pass(literal.at(), "has no underscore");
            continue;
        }
        let better = match route::extension(text) {
            Some((stem, extension)) => words::kebab(stem) + extension,
            None => words::kebab(text),
        };
        let finding = audit.fail(literal.at(), format!("/{text} has an underscore, which an underlined link hides. Write /{better}."));
        finding.because_of(literal.endpoints.iter().copied()).maybe_fix(
            format!("Rename /{text} to /{better}"),
            Safety::ReviewFirst,
            literal.renamed(design, &better),
        );
    }
}
