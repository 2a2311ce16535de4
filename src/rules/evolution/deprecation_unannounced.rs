//! A program learns of an end from the answers it gets.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::retired_where;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Clients are not told of an end by what they call.
pub static RULE: Rule = Rule {
    id: "deprecation-unannounced",
    group: Group::Evolution,
    severity: Severity::Warning,
    weight: 4,
    title: "Deprecation told to nobody",
    passes: "Answers say what is deprecated",
    question: &[54],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Pages about deprecation are read by people who look for them; the programs that still call are written by the others.",
    advice: "Send Deprecation, Sunset and a link with every answer, so that clients can log it.",
    sources: &["RFC 9745 section 2", "RFC 8594 section 3"],
    example: Example { bad: || retired_where(|policy| policy.announces = false), good: || retired_where(|_| {}) },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::retiring(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Deprecation);
    let policy = &design.policies.deprecation;
    if policy.announces {
        audit.pass(at, "answers carry Deprecation and Sunset");
        return;
    }
    let edit = mend::policy(design, |p| &p.deprecation, |policy| policy.announces = true);
    audit
        .fail(at.clone(), "Answers do not say that the endpoint is deprecated. Send Deprecation and Sunset.")
        .because(at, "no Deprecation field")
        .because_of(look::retiring(design))
        .fix("Say it in answers", Safety::Safe, [edit]);
}
