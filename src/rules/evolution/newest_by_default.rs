//! A release is news, not an accident.

use crate::design::policy::{Missing, Strategy};
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::two_versions;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Clients that name no version are moved by each release.
pub static RULE: Rule = Rule {
    id: "newest-by-default",
    group: Group::Evolution,
    severity: Severity::Error,
    weight: 5,
    title: "Each release breaks somebody",
    passes: "Who names no version keeps its own",
    question: &[20, 48],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients that name no version get the newest: on the day of a release they all meet an API they were not built for.",
    advice: "Give them the oldest version that lives, or refuse requests that name none.",
    sources: &[],
    example: Example {
        bad: || two_versions(|versioning| (versioning.strategy, versioning.missing) = (Strategy::Header, Missing::Newest)),
        good: || two_versions(|versioning| versioning.strategy = Strategy::Header),
    },
};

fn check(design: &Design, audit: &mut Audit) {
    if !design.policies.versioning.lives() || design.policies.versioning.strategy == Strategy::Path {
        return;
    }
    let at = Pointer::Policy(Concern::Versioning);
    let policy = &design.policies.versioning;
    if policy.missing != Missing::Newest {
        audit.pass(at, "a release changes nothing for them");
        return;
    }
    let edit = mend::policy(design, |p| &p.versioning, |policy| policy.missing = Missing::Oldest);
    audit
        .fail(at.clone(), "Who names no version gets the newest, so each release breaks clients. Give them the oldest.")
        .because(at, "the newest version, where none is named")
        .fix("Give the oldest version", Safety::ReviewFirst, [edit]);
}
