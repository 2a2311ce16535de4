//! An application that sees passwords can keep them.

use crate::design::policy::GrantType;
use crate::design::policy::oauth::hands_out;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_with_oauth;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Tokens are given for people's passwords.
pub static RULE: Rule = Rule {
    id: "password-grant",
    group: Group::OAuth,
    severity: Severity::Error,
    weight: 8,
    title: "Applications see passwords",
    passes: "No application sees a password",
    question: &[29],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "With the password grant people type the password of the API into every application. Each can keep it, none can ask for a second factor, and people learn to type it anywhere.",
    advice: "Send people to the authorization endpoint, where only the server sees what they type.",
    sources: &["RFC 9700 section 2.4", "RFC 6749 section 10.7"],
    example: Example { bad: || shop_with_oauth(|oauth| oauth.grants.push(GrantType::Password)), good: || shop_with_oauth(|_| ()) },
};

fn check(design: &Design, audit: &mut Audit) {
    let (at, policy) = (Pointer::Policy(Concern::Oauth), &design.policies.oauth);
    if !(hands_out(design)) {
        return;
    }
    if !policy.gives(GrantType::Password) {
        audit.pass(at, "passwords are no grant");
        return;
    }
    let edit = mend::policy(design, |p| &p.oauth, |oauth| oauth.grants.retain(|grant| *grant != GrantType::Password));
    audit
        .fail(at.clone(), "Each application sees the passwords of its people. Send them to the authorization endpoint instead.")
        .because(at, "the password grant is given")
        .fix("Give no token for a password", Safety::ReviewFirst, [edit]);
}
