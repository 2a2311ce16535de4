//! No caller takes the server from the others.

use crate::design::brief::Exposure;
use crate::design::policy::Algorithm;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// A caller may send as much as it can.
pub static RULE: Rule = Rule {
    id: "no-rate-limit",
    group: Group::Traffic,
    severity: Severity::Warning,
    weight: 4,
    title: "No rate limit",
    passes: "Callers are limited",
    question: &[27, 31],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "One client in a loop, or one attacker with a list of passwords, takes the server from everybody else.",
    advice: "Count requests by client, answer 429 with Retry-After beyond the limit, and say in every answer what is left.",
    sources: &["RFC 6585 section 4", "OWASP API Security 2023: API4"],
    example: Example { bad: || shop_where(|policies| policies.rate_limits.algorithm = Algorithm::None), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if design.brief.exposure == Some(Exposure::Internal) {
        return;
    }
    let at = Pointer::Policy(Concern::RateLimits);
    let policy = &design.policies.rate_limits;
    if policy.limits() {
        audit.pass(at, format!("{} requests in {} s", policy.limit, policy.window));
        return;
    }
    let is_open = design.is_assumed(&Pointer::Design);
    let (message, counts) = match is_open {
        true => ("No answer is 429, so no client learns that it may send too much. Limit each client.", "no endpoint declares 429"),
        false => ("Nobody counts requests, so one caller can take the server from the others. Limit each client.", "requests are not counted"),
    };
    let saw = match design.brief.exposure {
        Some(Exposure::Public) => "offered to anybody",
        Some(Exposure::Partner) => "offered to partners",
        _ => "nothing says that it is internal",
    };
    let limit = mend::policy(design, |p| &p.rate_limits, |limits| limits.algorithm = Algorithm::TokenBucket);
    let mut edits = mend::with_declarations(design, limit);
    edits.extend(policy.retry_after.then(|| mend::exposed(design, "Retry-After")).flatten());
    audit.fail(at.clone(), message).because(at, counts).because(Pointer::Brief, saw).fix(
        "Limit each client by a token bucket",
        Safety::ReviewFirst,
        edits,
    );
}
