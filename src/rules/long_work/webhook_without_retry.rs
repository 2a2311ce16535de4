//! A receiver may be away for a moment.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::with_webhooks;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// A message that does not arrive is lost.
pub static RULE: Rule = Rule {
    id: "webhook-without-retry",
    group: Group::LongWork,
    severity: Severity::Warning,
    weight: 3,
    title: "Messages that are sent once",
    passes: "Messages are sent again",
    question: &[39],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A receiver that restarts for a minute misses what happened in it, and nobody ever tells it again.",
    advice: "Send a message again, with pauses that grow, until the receiver answers 2xx.",
    sources: &["Standard Webhooks"],
    example: Example { bad: || with_webhooks(|hooks| hooks.attempts = 1), good: || with_webhooks(|_| {}) },
};

fn check(design: &Design, audit: &mut Audit) {
    if !design.policies.webhooks.tells() {
        return;
    }
    let at = Pointer::Policy(Concern::Webhooks);
    let policy = &design.policies.webhooks;
    if policy.attempts > 1 {
        audit.pass(at, format!("sent {} times at most", policy.attempts));
        return;
    }
    let edit = mend::policy(design, |p| &p.webhooks, |policy| policy.attempts = 5);
    audit.fail(at.clone(), "A message is sent once, so a receiver that restarts misses it. Send it again.").because(at, "one attempt").fix(
        "Send a message up to 5 times",
        Safety::Safe,
        [edit],
    );
}
