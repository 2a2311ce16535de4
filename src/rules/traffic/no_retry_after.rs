//! Who is refused for asking too often learns when to come back.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// A 429 leaves the client to guess.
pub static RULE: Rule = Rule {
    id: "no-retry-after",
    group: Group::Traffic,
    severity: Severity::Warning,
    weight: 4,
    title: "429 without Retry-After",
    passes: "A 429 says when to return",
    question: &[27, 31],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients that are not told when to come back try again at once, all of them, and the load grows when it should fall.",
    advice: "Send Retry-After with every 429, in seconds.",
    sources: &["RFC 6585 section 4", "RFC 9110 section 10.2.3"],
    example: Example { bad: || shop_where(|policies| policies.rate_limits.retry_after = false), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let policy = &design.policies.rate_limits;
    if !policy.limits() {
        return;
    }
    let at = Pointer::Policy(Concern::RateLimits);
    if policy.retry_after {
        audit.pass(at, "a 429 carries Retry-After");
        return;
    }
    let edit = mend::policy(design, |p| &p.rate_limits, |limits| limits.retry_after = true);
    audit
        .fail(at.clone(), "A 429 does not say when to come back, so clients try again too early. Send Retry-After.")
        .because(at, "a 429 carries no Retry-After")
        .fix("Send Retry-After", Safety::Safe, std::iter::once(edit).chain(mend::exposed(design, "Retry-After")));
}
