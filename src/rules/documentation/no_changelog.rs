//! What changes is written down where clients look.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity};

/// There is no page about changes.
pub static RULE: Rule = Rule {
    id: "no-changelog",
    group: Group::Documentation,
    severity: Severity::Hint,
    weight: 1,
    title: "No changelog",
    passes: "There is a changelog",
    question: &[55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients learn of changes when something breaks, and then cannot tell what it was.",
    advice: "Write down each change with its date, the newest first, and whether a client has to act.",
    sources: &[],
    example: Example { bad: || shop_where(|policies| policies.documentation.changelog.clear()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if design.endpoints.is_empty() {
        return;
    }
    let at = Pointer::Policy(Concern::Documentation);
    let policy = &design.policies.documentation;
    if !policy.changelog.is_empty() {
        audit.pass(at, policy.changelog.clone());
        return;
    }
    audit.fail(at.clone(), "No page tells developers what has changed. Write one, and name its address.").because(at, "no address");
}
