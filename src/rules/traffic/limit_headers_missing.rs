//! A caller sees its limit before it runs into it.

use crate::design::policy::LimitFields;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Answers do not say what is left.
pub static RULE: Rule = Rule {
    id: "limit-headers-missing",
    group: Group::Traffic,
    severity: Severity::Hint,
    weight: 2,
    title: "Limit shown nowhere",
    passes: "Answers say what is left",
    question: &[27, 51],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A careful client would slow down before the limit, but finds it only by running into it.",
    advice: "Send RateLimit-Policy and RateLimit with every answer, or the X-RateLimit fields that your clients know.",
    sources: &["draft-ietf-httpapi-ratelimit-headers"],
    example: Example { bad: || shop_where(|policies| policies.rate_limits.fields = LimitFields::None), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let policy = &design.policies.rate_limits;
    if !policy.limits() {
        return;
    }
    let at = Pointer::Policy(Concern::RateLimits);
    if policy.fields != LimitFields::None {
        audit.pass(at, "answers say how many requests are left");
        return;
    }
    let edit = mend::policy(design, |p| &p.rate_limits, |limits| limits.fields = LimitFields::Ietf);
    audit
        .fail(at.clone(), "Answers do not say how many requests are left, so clients run into the limit. Tell them.")
        .because(at, "no field for the limit")
        .fix("Send RateLimit and RateLimit-Policy", Safety::Safe, [edit]);
}
