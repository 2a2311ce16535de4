//! Paths are case-sensitive; lower case leaves nothing to get wrong.

use crate::design::words::letters::is_capital;
use crate::design::{Design, words};
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, route};

/// A path segment has capitals.
pub static RULE: Rule = Rule {
    id: "uppercase-in-path",
    group: Group::Paths,
    severity: Severity::Warning,
    weight: 3,
    title: "Capitals in the path",
    passes: "Paths are in lower case",
    question: &[10],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "/Users and /users are two addresses. People type one, documents print the other, and a client meets a 404.",
    advice: "Write paths in lower case, with hyphens between words.",
    sources: &["RFC 3986 section 6.2.2.1", "Zalando guidelines rule 129"],
    example: Example {
        bad: || {
            shop_with(|design| {
                let edit = crate::design::Edit::SetSegment { resource: "Order".to_owned(), segment: "Orders".to_owned() };
                let _ = design.apply(&edit);
            })
        },
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for literal in route::literals(design) {
        let text = literal.text.as_str();
        // SCIM spells its own addresses (RFC 7644 section 3.2).
        let standard = || literal.endpoints.iter().all(|endpoint| endpoint.path.contains("/scim/"));
        if words::is_crud_verb(text) || text.contains(['{', '%']) || standard() {
            continue;
        }
        if !text.chars().any(is_capital) {
            audit.pass(literal.at(), "is in lower case");
            continue;
        }
        let better = match route::extension(text) {
            Some((stem, extension)) => words::kebab(stem) + extension,
            None => words::kebab(text),
        };
        let finding = audit.fail(literal.at(), format!("/{text} has capitals, and paths are case-sensitive. Write /{better}."));
        finding.because_of(literal.endpoints.iter().copied()).maybe_fix(
            format!("Rename /{text} to /{better}"),
            Safety::ReviewFirst,
            literal.renamed(design, &better),
        );
    }
}
