//! A code that anybody may redeem is as good as a token.

use crate::design::policy::oauth::hands_out;
use crate::design::policy::{GrantType, Pkce};
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_with_oauth;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Codes are not bound to whoever asked for them.
pub static RULE: Rule = Rule {
    id: "no-pkce",
    group: Group::OAuth,
    severity: Severity::Error,
    weight: 7,
    title: "Anybody may redeem a code",
    passes: "Codes are bound to whoever asked for them",
    question: &[29],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A code travels through the browser and can be caught there. Without PKCE whoever has it gets the tokens, since a page or an app on a phone has no secret to show.",
    advice: "Ask every application for a code_challenge with S256, and check its code_verifier.",
    sources: &["RFC 7636 section 1", "RFC 9700 section 2.1.1"],
    example: Example { bad: || shop_with_oauth(|oauth| oauth.pkce = Pkce::Off), good: || shop_with_oauth(|_| ()) },
};

fn check(design: &Design, audit: &mut Audit) {
    let (at, policy) = (Pointer::Policy(Concern::Oauth), &design.policies.oauth);
    if !(hands_out(design) && policy.gives(GrantType::AuthorizationCode)) {
        return;
    }
    if policy.pkce == Pkce::Required {
        audit.pass(at, "every code needs its secret");
        return;
    }
    let edit = mend::policy(design, |p| &p.oauth, |oauth| oauth.pkce = Pkce::Required);
    audit
        .fail(at.clone(), "A code works for whoever has caught it. Let applications prove with PKCE that they asked for it.")
        .because(at, "PKCE is not required")
        .fix("Require PKCE", Safety::ReviewFirst, [edit]);
}
