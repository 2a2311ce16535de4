//! A limit is known before it is met.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity};

/// There is no page about limits.
pub static RULE: Rule = Rule {
    id: "no-limit-guide",
    group: Group::Documentation,
    severity: Severity::Hint,
    weight: 1,
    title: "No page about limits",
    passes: "There is a page about limits",
    question: &[55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients meet a limit in production, on the busiest day, and then have to be rewritten to wait.",
    advice: "Say how much each tier may send, and how a client should wait after a 429.",
    sources: &[],
    example: Example { bad: || shop_where(|policies| policies.documentation.rate_limits.clear()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if !design.policies.rate_limits.limits() {
        return;
    }
    let at = Pointer::Policy(Concern::Documentation);
    let policy = &design.policies.documentation;
    if !policy.rate_limits.is_empty() {
        audit.pass(at, policy.rate_limits.clone());
        return;
    }
    audit.fail(at.clone(), "No page tells developers how much they may send. Write one, and name its address.").because(at, "no address");
}
