//! A stolen refresh token that never changes is never noticed.

use crate::design::policy::GrantType;
use crate::design::policy::oauth::hands_out;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_with_oauth;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Refresh tokens stay the same.
pub static RULE: Rule = Rule {
    id: "refresh-token-not-rotated",
    group: Group::OAuth,
    severity: Severity::Warning,
    weight: 5,
    title: "Refresh tokens never change",
    passes: "Refresh tokens change with each use",
    question: &[29],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A refresh token lives for weeks. If it stays the same, a thief and the application use it side by side and nothing tells the server that two have it.",
    advice: "Give a new one with each use, and end all tokens of a consent when an old one comes back.",
    sources: &["RFC 9700 section 4.14.2"],
    example: Example { bad: || shop_with_oauth(|oauth| oauth.rotates = false), good: || shop_with_oauth(|_| ()) },
};

fn check(design: &Design, audit: &mut Audit) {
    let (at, policy) = (Pointer::Policy(Concern::Oauth), &design.policies.oauth);
    if !(hands_out(design) && policy.gives(GrantType::RefreshToken)) {
        return;
    }
    if policy.rotates {
        audit.pass(at, "each use gives a new one");
        return;
    }
    let edit = mend::policy(design, |p| &p.oauth, |oauth| oauth.rotates = true);
    audit
        .fail(at.clone(), "A refresh token works for a thief too, and nobody notices. Give a new one with each use.")
        .because(at, "refresh tokens are not rotated")
        .fix("Rotate refresh tokens", Safety::Safe, [edit]);
}
