//! A version is part of every address.

use crate::design::policy::Strategy;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::two_versions;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// The query says which version is meant.
pub static RULE: Rule = Rule {
    id: "version-in-query",
    group: Group::Evolution,
    severity: Severity::Warning,
    weight: 3,
    title: "Version in the query alone",
    passes: "The version is no query parameter",
    question: &[20],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A query is easily lost: a copied link, a template or a cache key without it asks for another version than the client was built for.",
    advice: "Name the version in the path, or in a header field where addresses have to stay.",
    sources: &["Microsoft REST API guidelines: versioning"],
    example: Example { bad: || two_versions(|versioning| versioning.strategy = Strategy::Query), good: || two_versions(|_| {}) },
};

fn check(design: &Design, audit: &mut Audit) {
    if !design.policies.versioning.lives() {
        return;
    }
    let at = Pointer::Policy(Concern::Versioning);
    let policy = &design.policies.versioning;
    if policy.strategy != Strategy::Query {
        audit.pass(at, "named in a place that is not lost");
        return;
    }
    let edit = mend::policy(design, |p| &p.versioning, |policy| policy.strategy = Strategy::Path);
    audit.fail(at.clone(), "The version stands in the query, where links and caches lose it. Put it into the path.").because(at, "?version=").fix(
        "Name the version in the path",
        Safety::ReviewFirst,
        [edit],
    );
}
