//! Credentials are explained before they are wanted.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// There is no page about credentials.
pub static RULE: Rule = Rule {
    id: "no-auth-guide",
    group: Group::Documentation,
    severity: Severity::Hint,
    weight: 2,
    title: "No page about credentials",
    passes: "There is a page about credentials",
    question: &[55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The reference says that a token is needed and not where it comes from, so the first day goes into asking.",
    advice: "Say how credentials are got, where they go, how long they last and how they are renewed.",
    sources: &[],
    example: Example { bad: || shop_where(|policies| policies.documentation.authentication.clear()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::protected(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Documentation);
    let policy = &design.policies.documentation;
    if !policy.authentication.is_empty() {
        audit.pass(at, policy.authentication.clone());
        return;
    }
    audit.fail(at.clone(), "No page tells developers where credentials come from. Write one, and name its address.").because(at, "no address");
}
