//! Whoever has to leave is told where to go.

use crate::design::Design;
use crate::rules::example::retiring;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// Nothing says what takes the place of a deprecated endpoint.
pub static RULE: Rule = Rule {
    id: "no-successor",
    group: Group::Evolution,
    severity: Severity::Warning,
    weight: 3,
    title: "Deprecated, and nothing instead",
    passes: "What is deprecated names its successor",
    question: &[48, 54],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients learn that they have to leave and not where to go, so they stay until it breaks.",
    advice: "Link to what takes its place with rel successor-version.",
    sources: &["RFC 5829 section 3.2", "RFC 9745 section 3"],
    example: Example { bad: || retiring(|life| life.successor.clear()), good: || retiring(|_| {}) },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design) {
        let life = design.lifetime(endpoint);
        if !endpoint.deprecated && life.since.is_empty() {
            continue;
        }
        if !life.successor.is_empty() || !life.documentation.is_empty() {
            audit.pass(endpoint.at(), "says what takes its place");
            continue;
        }
        audit
            .fail(endpoint.at(), format!("{} is deprecated, and nothing says what takes its place. Name its successor.", endpoint.label()))
            .because(endpoint.at(), "no successor, no page about it");
    }
}
