//! One request names one version.

use crate::design::policy::{Strategy, versioning};
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::two_versions;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Path and request field both name a version.
pub static RULE: Rule = Rule {
    id: "strategies-mixed",
    group: Group::Evolution,
    severity: Severity::Warning,
    weight: 3,
    title: "Versions named in two ways",
    passes: "Versions are named in one way",
    question: &[20, 50],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "With one version in the path and another in a field, nobody can say which of the two wins, and gateways decide each in its own way.",
    advice: "Choose one place for the version, and take it out of the other.",
    sources: &[],
    example: Example { bad: || two_versions(|versioning| versioning.strategy = Strategy::Header), good: || two_versions(|_| {}) },
};

fn place(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Path => "the path",
        Strategy::Header => "a header field",
        Strategy::MediaType => "the media type",
        Strategy::Query => "the query",
    }
}

fn check(design: &Design, audit: &mut Audit) {
    if !design.policies.versioning.lives() {
        return;
    }
    let at = Pointer::Policy(Concern::Versioning);
    let policy = &design.policies.versioning;
    if !(policy.strategy != Strategy::Path && versioning::segment_place(&design.base_path).is_some()) {
        audit.pass(at, "one place for the version");
        return;
    }
    let edit = mend::policy(design, |p| &p.versioning, |policy| policy.strategy = Strategy::Path);
    audit
        .fail(at.clone(), format!("{} names a version, and so does {}. Keep one of the two.", design.base_path, place(policy.strategy)))
        .because(at, design.base_path.clone())
        .fix("Keep the version in the path", Safety::ReviewFirst, [edit]);
}
