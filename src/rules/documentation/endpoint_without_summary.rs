//! A line for every call.

use crate::design::{Behaviour, Design, naming};
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// An endpoint has no summary.
pub static RULE: Rule = Rule {
    id: "endpoint-without-summary",
    group: Group::Documentation,
    severity: Severity::Hint,
    weight: 3,
    title: "Endpoint without a summary",
    passes: "Endpoints have a summary",
    question: &[55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Lists of endpoints, generated clients and menus show the path alone, and readers guess what it does.",
    advice: "Say in one line what the call does, beginning with a verb.",
    sources: &["OpenAPI 3.1: Operation Object"],
    example: Example { bad: || shop_whose("readOrder", |endpoint| endpoint.summary.clear()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    // Many endpoints do the same with the same resource, and would be called the same.
    let mut known_words: Vec<(&str, &Behaviour, String)> = Vec::new();
    for endpoint in look::endpoints(design) {
        if !endpoint.summary.trim().is_empty() {
            audit.pass(endpoint.at(), endpoint.summary.clone());
            continue;
        }
        let known = !matches!(endpoint.behaviour, Behaviour::Fixed { .. });
        let summary = design.resource_of(endpoint).filter(|_| known).map(|resource| {
            let said = known_words.iter().find(|(name, behaviour, _)| *behaviour == &endpoint.behaviour && *name == resource.name);
            said.map(|(_, _, words)| words.clone()).unwrap_or_else(|| {
                let words = naming::operation(resource, &endpoint.behaviour).1;
                known_words.push((&resource.name, &endpoint.behaviour, words.clone()));
                words
            })
        });
        let label = summary.as_deref().map(|summary| format!("Write «{summary}»")).unwrap_or_default();
        let edits = summary.map(|summary| vec![mend::endpoint(endpoint, |endpoint| endpoint.summary = summary)]);
        audit
            .fail(endpoint.at(), format!("{} has no summary, so readers guess what it does.", endpoint.label()))
            .because(endpoint.at(), "no summary")
            .maybe_fix(label, Safety::Safe, edits.ok_or(None));
    }
}
