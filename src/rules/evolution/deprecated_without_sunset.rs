//! An end has a date.

use crate::design::Design;
use crate::design::policy::deprecation;
use crate::rules::example::retiring;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// Clients are asked to leave, and not told by when.
pub static RULE: Rule = Rule {
    id: "deprecated-without-sunset",
    group: Group::Evolution,
    severity: Severity::Warning,
    weight: 4,
    title: "Deprecated without an end",
    passes: "What is deprecated has an end",
    question: &[48, 54],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A warning without a date is put off for ever: clients stay, and the old endpoint has to be kept.",
    advice: "Set the date on which it ends, and tell it in Sunset.",
    sources: &["RFC 8594 section 3", "RFC 9745 section 4"],
    example: Example { bad: || retiring(|life| life.sunset.clear()), good: || retiring(|_| {}) },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design) {
        let life = design.lifetime(endpoint);
        if !endpoint.deprecated && life.since.is_empty() {
            continue;
        }
        if deprecation::seconds(&life.sunset).is_some() {
            audit.pass(endpoint.at(), life.sunset.clone());
            continue;
        }
        audit
            .fail(endpoint.at(), format!("{} is deprecated, and nothing says until when it works. Set its end.", endpoint.label()))
            .because(endpoint.at(), "no sunset");
    }
}
