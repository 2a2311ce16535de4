//! Developers begin with a page, not with a reference.

use crate::design::brief::Exposure;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity};

/// There is no page to begin with.
pub static RULE: Rule = Rule {
    id: "no-getting-started",
    group: Group::Documentation,
    severity: Severity::Hint,
    weight: 2,
    title: "No page to begin with",
    passes: "There is a page to begin with",
    question: &[55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A developer gives an API five minutes. Without a first call to copy, they go into guessing.",
    advice: "Show the first call with everything it needs, so that it can be copied and works.",
    sources: &[],
    example: Example { bad: || shop_where(|policies| policies.documentation.getting_started.clear()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if design.brief.exposure == Some(Exposure::Internal) {
        return;
    }
    let at = Pointer::Policy(Concern::Documentation);
    let policy = &design.policies.documentation;
    if !policy.getting_started.is_empty() {
        audit.pass(at, policy.getting_started.clone());
        return;
    }
    audit.fail(at.clone(), "No page tells developers how to make the first call. Write one, and name its address.").because(at, "no address");
}
