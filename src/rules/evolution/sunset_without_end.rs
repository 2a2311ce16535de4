//! A date that was named is kept.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::retired_where;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Nothing happens on the announced day.
pub static RULE: Rule = Rule {
    id: "sunset-without-end",
    group: Group::Evolution,
    severity: Severity::Hint,
    weight: 2,
    title: "A sunset that means nothing",
    passes: "After its sunset an endpoint is gone",
    question: &[54],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A date that passes without anything happening teaches clients that your dates mean nothing.",
    advice: "Answer 410 from the announced moment on.",
    sources: &["RFC 8594 section 3", "RFC 9110 section 15.5.11"],
    example: Example { bad: || retired_where(|policy| policy.ends = false), good: || retired_where(|_| {}) },
};

fn check(design: &Design, audit: &mut Audit) {
    if !look::retiring(design).any(|endpoint| !design.lifetime(endpoint).sunset.is_empty()) {
        return;
    }
    let at = Pointer::Policy(Concern::Deprecation);
    let policy = &design.policies.deprecation;
    if policy.ends {
        audit.pass(at, "answers 410 from then on");
        return;
    }
    let edits = mend::with_declarations(design, mend::policy(design, |p| &p.deprecation, |policy| policy.ends = true));
    audit
        .fail(at.clone(), "An endpoint goes on after its sunset as if nothing had been said. Answer 410.")
        .because(at, "nothing ends at the sunset")
        .because_of(look::retiring(design))
        .fix("Answer 410 after the sunset", Safety::ReviewFirst, edits);
}
