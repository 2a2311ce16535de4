//! A key is remembered until its client has come back.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// The least life in hours: a client may be without connection for a night.
const LEAST: u32 = 24;

/// A key is forgotten before its client comes back.
pub static RULE: Rule = Rule {
    id: "key-life-too-short",
    group: Group::Idempotency,
    severity: Severity::Warning,
    weight: 3,
    title: "Retry key forgotten too soon",
    passes: "Retry keys live long enough",
    question: &[30],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A phone comes out of a tunnel, a queue is worked off in the morning: the key is unknown by then, and the request acts twice.",
    advice: "Keep first answers for 24 hours at least, and say in the documentation for how long.",
    sources: &["draft-ietf-httpapi-idempotency-key-header section 2.3"],
    example: Example { bad: || shop_where(|policies| policies.idempotency.hours = 1), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let policy = &design.policies.idempotency;
    if !look::repeatable(design).any(|endpoint| policy.protects(endpoint)) {
        return;
    }
    let (at, kept) = (Pointer::Policy(Concern::Idempotency), format!("first answers are kept for {} h", policy.hours));
    if policy.hours >= LEAST {
        audit.pass(at, kept);
        return;
    }
    let message = format!("Answers are kept for {} h, and a client that comes back later acts twice. Keep them for {LEAST} h.", policy.hours);
    let edit = mend::policy(design, |p| &p.idempotency, |idempotency| idempotency.hours = LEAST);
    audit.fail(at.clone(), message).because(at, kept).fix(format!("Keep them for {LEAST} h"), Safety::Safe, [edit]);
}
