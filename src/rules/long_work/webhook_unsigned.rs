//! A receiver knows who has written to it.

use crate::design::policy::SignatureForm;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::with_webhooks;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Anybody can send messages in the name of this API.
pub static RULE: Rule = Rule {
    id: "webhook-unsigned",
    group: Group::LongWork,
    severity: Severity::Error,
    weight: 6,
    title: "Messages without a signature",
    passes: "Messages are signed",
    question: &[39],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Anybody who learns the address can tell your customers' servers that a payment was made.",
    advice: "Sign each message with a shared secret, and let receivers refuse what does not fit.",
    sources: &["Standard Webhooks", "RFC 2104"],
    example: Example { bad: || with_webhooks(|hooks| hooks.signature = SignatureForm::None), good: || with_webhooks(|_| {}) },
};

fn check(design: &Design, audit: &mut Audit) {
    if !design.policies.webhooks.tells() {
        return;
    }
    let at = Pointer::Policy(Concern::Webhooks);
    let policy = &design.policies.webhooks;
    if policy.signature != SignatureForm::None {
        audit.pass(at, "messages are signed");
        return;
    }
    let edit = mend::policy(design, |p| &p.webhooks, |policy| policy.signature = SignatureForm::Standard);
    audit.fail(at.clone(), "Messages carry no signature, so anybody can send them. Sign each one.").because(at, "no signature").fix(
        "Sign as Standard Webhooks does",
        Safety::Safe,
        [edit],
    );
}
