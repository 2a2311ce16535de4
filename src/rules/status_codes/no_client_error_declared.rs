//! Every call can fail; a sketch without errors describes half of it.

use crate::design::Design;
use crate::order;
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// An endpoint declares no client error at all.
pub static RULE: Rule = Rule {
    id: "no-client-error-declared",
    group: Group::StatusCodes,
    severity: Severity::Warning,
    weight: 5,
    title: "No error declared",
    passes: "Endpoints declare their errors",
    question: &[8, 55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Whoever writes a client from the sketch writes the happy path only, and meets every error for the first time in production.",
    advice: "Declare the errors that each endpoint can answer.",
    sources: &["RFC 9110 section 15.5", "Zalando guidelines rule 151"],
    example: Example { bad: || shop_whose("updateOrder", |endpoint| endpoint.errors.clear()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design).filter(|endpoint| !design.is_assumed(&endpoint.at())) {
        if endpoint.errors.iter().any(|status| (400..500).contains(status)) {
            audit.pass(endpoint.at(), "declares errors");
            continue;
        }
        let expected: Vec<_> =
            look::answerable(design, endpoint).into_iter().filter(|answer| (400..500).contains(&answer.status) && !answer.common).collect();
        if expected.is_empty() {
            continue;
        }
        let numbers: Vec<String> = expected.iter().map(|answer| answer.status.to_string()).collect();
        let mut errors: Vec<u16> = endpoint.errors.iter().copied().chain(expected.iter().map(|answer| answer.status)).collect();
        order::by(&mut errors, u16::cmp);
        let message = format!("{} declares no error, yet it can answer {}.", endpoint.label(), numbers.join(", "));
        let finding = audit.fail(endpoint.at(), message);
        for answer in &expected {
            finding.because(endpoint.at(), format!("answers {} when {}", answer.status, answer.when));
        }
        finding.fix(format!("Declare {}", numbers.join(", ")), Safety::Safe, [mend::endpoint(endpoint, |endpoint| endpoint.errors = errors)]);
    }
}
