//! A code is for the next second.

use crate::design::policy::GrantType;
use crate::design::policy::oauth::hands_out;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_with_oauth;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Codes live for long.
pub static RULE: Rule = Rule {
    id: "code-long-lived",
    group: Group::OAuth,
    severity: Severity::Warning,
    weight: 3,
    title: "Codes live too long",
    passes: "Codes live for minutes at most",
    question: &[29],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "An application redeems its code at once. Every further minute is for whoever finds it in a history or a log.",
    advice: "Let codes end after a minute; ten are the most that the standard recommends.",
    sources: &["RFC 6749 section 4.1.2"],
    example: Example { bad: || shop_with_oauth(|oauth| oauth.code_seconds = 86_400), good: || shop_with_oauth(|_| ()) },
};

fn check(design: &Design, audit: &mut Audit) {
    let (at, policy) = (Pointer::Policy(Concern::Oauth), &design.policies.oauth);
    if !(hands_out(design) && policy.gives(GrantType::AuthorizationCode)) {
        return;
    }
    if policy.code_seconds <= 600 {
        audit.pass(at, "codes end within ten minutes");
        return;
    }
    let edit = mend::policy(design, |p| &p.oauth, |oauth| oauth.code_seconds = 60);
    audit
        .fail(at.clone(), "A code that nobody redeemed works for longer than ten minutes. Let it end after one.")
        .because(at, "codes live for longer than ten minutes")
        .fix("Let codes live for a minute", Safety::Safe, [edit]);
}
