//! What cannot be taken back ends soon.

use crate::design::policy::TokenKind;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_where;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// A token that cannot be revoked lives for days.
pub static RULE: Rule = Rule {
    id: "token-lives-long",
    group: Group::Authentication,
    severity: Severity::Warning,
    weight: 4,
    title: "Tokens that live too long",
    passes: "Tokens soon expire",
    question: &[23, 35],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A signed token cannot be taken back: whoever steals it is its owner until it expires, even after the account is closed.",
    advice: "Let access tokens live for minutes, and renew them with something that can be revoked.",
    sources: &["RFC 8725 section 3.10", "RFC 9700 section 2.2"],
    example: Example {
        bad: || shop_where(|policies| (policies.tokens.kind, policies.tokens.life) = (TokenKind::Jwt, 43_200)),
        good: || shop_where(|policies| policies.tokens.kind = TokenKind::Jwt),
    },
};

/// Minutes for which a token that cannot be revoked may live: a day.
const MOST: u32 = 1440;

fn check(design: &Design, audit: &mut Audit) {
    if !design.policies.tokens.are_signed() || !design.policies.authentication.bearer || design.policies.tokens.life == 0 {
        return;
    }
    let at = Pointer::Policy(Concern::Tokens);
    let policy = &design.policies.tokens;
    if policy.life <= MOST {
        audit.pass(at, format!("they live for {} minutes", policy.life));
        return;
    }
    let edit = mend::policy(design, |p| &p.tokens, |policy| policy.life = 60);
    audit
        .fail(at.clone(), format!("Signed tokens live for {} hours and cannot be revoked. Let them live for an hour.", policy.life / 60))
        .because(at, format!("{} minutes", policy.life))
        .fix("Let tokens live for an hour", Safety::ReviewFirst, [edit]);
}
