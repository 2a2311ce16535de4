//! One path, one spelling.

use indexmap::IndexMap;

use crate::design::{Behaviour, Design, Endpoint};
use crate::http::Method;
use crate::rules::example::{shop, shop_and};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// One path is written with different parameter names.
pub static RULE: Rule = Rule {
    id: "inconsistent-parameter-names",
    group: Group::Paths,
    severity: Severity::Warning,
    weight: 3,
    title: "One path, two spellings",
    passes: "Each path has one spelling",
    question: &[10, 13],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "OpenAPI treats the two as one path and refuses the second, and readers look for a difference where there is none.",
    advice: "Use the same parameter name in every method of a path.",
    sources: &["OpenAPI 3.1: Paths Object"],
    example: Example { bad: || shop_and(Endpoint::new("putOrder", Method::PUT, "/orders/{orderId}", Behaviour::Replace, Some("Order"))), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let mut paths: IndexMap<String, Vec<&Endpoint>> = IndexMap::new();
    for endpoint in look::endpoints(design).filter(|endpoint| endpoint.path.contains('{')) {
        paths.entry(endpoint.template().shape()).or_default().push(endpoint);
    }
    for endpoints in paths.into_values().filter(|endpoints| endpoints.len() > 1) {
        let Some(first) = endpoints.first().copied() else { continue };
        let others: Vec<&Endpoint> = endpoints.iter().copied().filter(|other| other.path != first.path).collect();
        let Some(other) = others.first() else {
            audit.pass(first.at(), "is written in one way");
            continue;
        };
        audit
            .fail(other.at(), format!("{} and {} are the same path to HTTP. Use one spelling.", first.path, other.path))
            .because_of([first].into_iter().chain(others.iter().copied()))
            .fix(
                format!("Write {}", first.path),
                Safety::Safe,
                others.iter().map(|other| mend::endpoint(other, |other| other.path.clone_from(&first.path))),
            );
    }
}
