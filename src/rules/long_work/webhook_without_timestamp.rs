//! A message grows old.

use crate::design::policy::SignatureForm;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::with_webhooks;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// A message that was caught can be sent again.
pub static RULE: Rule = Rule {
    id: "webhook-without-timestamp",
    group: Group::LongWork,
    severity: Severity::Warning,
    weight: 4,
    title: "Messages that can be repeated",
    passes: "Messages carry the moment they were sent",
    question: &[39],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Who has caught a message can send it again next year: its signature still fits, and the receiver acts again.",
    advice: "Sign the name and the moment of a message with its content, and refuse old ones.",
    sources: &["Standard Webhooks"],
    example: Example { bad: || with_webhooks(|hooks| hooks.signature = SignatureForm::Sha256), good: || with_webhooks(|_| {}) },
};

fn check(design: &Design, audit: &mut Audit) {
    if !design.policies.webhooks.tells() || design.policies.webhooks.signature == SignatureForm::None {
        return;
    }
    let at = Pointer::Policy(Concern::Webhooks);
    let policy = &design.policies.webhooks;
    if policy.signature == SignatureForm::Standard {
        audit.pass(at, "name and moment are signed");
        return;
    }
    let edit = mend::policy(design, |p| &p.webhooks, |policy| policy.signature = SignatureForm::Standard);
    audit
        .fail(at.clone(), "Only the content is signed, so a caught message can be sent again for ever. Sign the moment too.")
        .because(at, "the moment is not signed")
        .fix("Sign as Standard Webhooks does", Safety::ReviewFirst, [edit]);
}
