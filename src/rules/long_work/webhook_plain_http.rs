//! What is told is told in private.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::with_webhooks;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Messages can be read on the way.
pub static RULE: Rule = Rule {
    id: "webhook-plain-http",
    group: Group::LongWork,
    severity: Severity::Error,
    weight: 4,
    title: "Messages over plain http",
    passes: "Messages travel encrypted",
    question: &[39],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Everybody on the way reads the records in the messages, and may change them where no signature covers them.",
    advice: "Send messages to https addresses only.",
    sources: &["RFC 9110 section 4.2.2", "Standard Webhooks"],
    example: Example { bad: || with_webhooks(|hooks| hooks.receiver = "http://partner.example/hooks".to_owned()), good: || with_webhooks(|_| {}) },
};

fn check(design: &Design, audit: &mut Audit) {
    if !design.policies.webhooks.tells() {
        return;
    }
    let at = Pointer::Policy(Concern::Webhooks);
    let policy = &design.policies.webhooks;
    if policy.receiver.starts_with("https://") {
        audit.pass(at, "messages travel encrypted");
        return;
    }
    let edit = mend::policy(design, |p| &p.webhooks, |policy| policy.receiver = policy.receiver.replacen("http://", "https://", 1));
    audit.fail(at.clone(), format!("Messages go to {} unencrypted. Send them by https.", policy.receiver)).because(at, policy.receiver.clone()).fix(
        "Send by https",
        Safety::ReviewFirst,
        [edit],
    );
}
