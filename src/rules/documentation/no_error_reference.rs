//! An error is looked up where all of them stand.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity};

/// There is no page about errors.
pub static RULE: Rule = Rule {
    id: "no-error-reference",
    group: Group::Documentation,
    severity: Severity::Hint,
    weight: 2,
    title: "No page about errors",
    passes: "There is a page about errors",
    question: &[55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Errors are written for the moment they happen. What they mean, and whether sending again helps, has to stand somewhere.",
    advice: "List every problem type with its cause and what a client should do.",
    sources: &[],
    example: Example { bad: || shop_where(|policies| policies.documentation.errors.clear()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if design.endpoints.is_empty() {
        return;
    }
    let at = Pointer::Policy(Concern::Documentation);
    let policy = &design.policies.documentation;
    if !policy.errors.is_empty() {
        audit.pass(at, policy.errors.clone());
        return;
    }
    audit.fail(at.clone(), "No page tells developers what errors mean and what to do. Write one, and name its address.").because(at, "no address");
}
