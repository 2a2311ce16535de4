//! The day will come on which old and new clients need different answers.

use crate::design::{Design, Edit, Pointer};
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, route};

/// Nothing says which version a client speaks.
pub static RULE: Rule = Rule {
    id: "unversioned",
    group: Group::Evolution,
    severity: Severity::Warning,
    weight: 4,
    title: "No version",
    passes: "The version is part of the address",
    question: &[20, 48],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The first change that breaks a client has nowhere to go: it either waits, or breaks everybody at once.",
    advice: "Begin paths with /v1, and keep it for as long as its clients live.",
    sources: &["Microsoft REST API guidelines: versioning"],
    example: Example { bad: || shop_with(|design| design.base_path.clear()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if design.base_path.split('/').any(route::is_version) {
        audit.pass(Pointer::Design, design.base_path.clone());
        return;
    }
    if look::endpoints(design).any(|endpoint| endpoint.path.split('/').any(route::is_version)) {
        audit.pass(Pointer::Design, "paths carry a version");
        return;
    }
    let base_path = format!("{}/v1", design.base_path);
    let label = format!("Move to {base_path}");
    let saw = if design.base_path.is_empty() { "no base path".to_owned() } else { design.base_path.clone() };
    audit
        .fail(Pointer::Design, "Nothing says which version a client speaks. Begin paths with /v1 before clients exist.")
        .because(Pointer::Design, saw)
        .fix(label, Safety::ReviewFirst, [Edit::Locate { origin: design.origin.clone(), base_path }]);
}
