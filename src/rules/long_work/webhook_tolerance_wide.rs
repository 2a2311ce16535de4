//! A message is soon too old.

use crate::design::policy::SignatureForm;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::with_webhooks;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// A message is taken long after it was sent.
pub static RULE: Rule = Rule {
    id: "webhook-tolerance-wide",
    group: Group::LongWork,
    severity: Severity::Hint,
    weight: 2,
    title: "Old messages are taken",
    passes: "Old messages are refused",
    question: &[39],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "As long as a message is taken, whoever has caught it can send it again.",
    advice: "Let receivers refuse what is older than five minutes: it covers clocks that differ, and little else.",
    sources: &["Standard Webhooks"],
    example: Example { bad: || with_webhooks(|hooks| hooks.tolerance = 86_400), good: || with_webhooks(|_| {}) },
};

/// Seconds for which a message may be taken.
const MOST: u32 = 600;

/// Seconds that most APIs choose.
const USUAL: u32 = 300;

fn check(design: &Design, audit: &mut Audit) {
    if !design.policies.webhooks.tells() || design.policies.webhooks.signature != SignatureForm::Standard {
        return;
    }
    let at = Pointer::Policy(Concern::Webhooks);
    let policy = &design.policies.webhooks;
    if policy.tolerance <= MOST {
        audit.pass(at, format!("refused after {} s", policy.tolerance));
        return;
    }
    let edit = mend::policy(design, |p| &p.webhooks, |policy| policy.tolerance = USUAL);
    audit
        .fail(at.clone(), format!("Messages are taken for {} s after they were sent. Make it {USUAL} s.", policy.tolerance))
        .because(at, format!("{} s", policy.tolerance))
        .fix(format!("Refuse after {USUAL} s"), Safety::ReviewFirst, [edit]);
}
