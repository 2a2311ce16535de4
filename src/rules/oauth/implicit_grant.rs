//! A token in an address is seen by whoever sees addresses.

use crate::design::policy::GrantType;
use crate::design::policy::oauth::hands_out;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_with_oauth;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Tokens are sent back in the address.
pub static RULE: Rule = Rule {
    id: "implicit-grant",
    group: Group::OAuth,
    severity: Severity::Error,
    weight: 8,
    title: "Tokens travel in addresses",
    passes: "No token travels in an address",
    question: &[29],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "With the implicit grant the token stands in the address that the browser goes to: in the history, in scripts of the page, in what is logged. Nothing binds it to the application that asked.",
    advice: "Send a code back and let the application redeem it with PKCE; OAuth 2.1 has no implicit grant any more.",
    sources: &["RFC 9700 section 2.1.2", "RFC 6749 section 10.3"],
    example: Example { bad: || shop_with_oauth(|oauth| oauth.grants.push(GrantType::Implicit)), good: || shop_with_oauth(|_| ()) },
};

fn check(design: &Design, audit: &mut Audit) {
    let (at, policy) = (Pointer::Policy(Concern::Oauth), &design.policies.oauth);
    if !(hands_out(design)) {
        return;
    }
    if !policy.gives(GrantType::Implicit) {
        audit.pass(at, "codes come back, no tokens");
        return;
    }
    let edit = mend::policy(design, |p| &p.oauth, |oauth| oauth.grants.retain(|grant| *grant != GrantType::Implicit));
    audit
        .fail(at.clone(), "Tokens are sent back in the address of the page. Send codes, which are worth nothing without a secret.")
        .because(at, "the implicit grant is given")
        .fix("Give no token in an address", Safety::ReviewFirst, [edit]);
}
