//! What a living version promises stays.

use crate::design::Design;
use crate::rules::example::two_versions_of;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A field ends in a version that nobody speaks.
pub static RULE: Rule = Rule {
    id: "field-removed-early",
    group: Group::Evolution,
    severity: Severity::Error,
    weight: 5,
    title: "Field gone while clients live",
    passes: "Fields end with their versions",
    question: &[48, 50],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client of the version that lives still reads the field; on the day it is gone, the client breaks though nothing about it has changed.",
    advice: "Let a field end in a version that names its end, and keep it in every version before.",
    sources: &[],
    example: Example {
        bad: || two_versions_of(|field| field.until = "0".to_owned()),
        good: || two_versions_of(|field| field.until = "1".to_owned()),
    },
};

fn check(design: &Design, audit: &mut Audit) {
    let versions = &design.policies.versioning;
    if !versions.lives() {
        return;
    }
    for (resource, field) in look::fields(design).filter(|(_, field)| !field.until.is_empty()) {
        let at = resource.field_at(&field.name);
        if versions.find(&field.until).is_some() {
            audit.pass(at, format!("until version {}", field.until));
            continue;
        }
        let Some(oldest) = versions.versions.first() else { continue };
        let edit = mend::field(resource, field, |field| field.until.clone_from(oldest));
        audit
            .fail(at.clone(), format!("`{}` ends in version {}, which does not live; name one that does.", field.name, field.until))
            .because(at, format!("versions {} live", versions.versions.join(", ")))
            .fix(format!("Keep it until version {oldest}"), Safety::ReviewFirst, [edit]);
    }
}
