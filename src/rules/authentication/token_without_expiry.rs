//! What cannot be called back has to end by itself.

use crate::design::policy::{TokenKind, Tokens};
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_where;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Signed tokens live for ever.
pub static RULE: Rule = Rule {
    id: "token-without-expiry",
    group: Group::Authentication,
    severity: Severity::Error,
    weight: 7,
    title: "Tokens never expire",
    passes: "Tokens expire",
    question: &[24],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A signed token works until it ends, wherever it leaked to, and nobody can call it back.",
    advice: "Give tokens a life of minutes, and check its end.",
    sources: &["RFC 7519 section 4.1.4", "RFC 6750 section 5.3"],
    example: Example {
        bad: || {
            shop_where(|policies| {
                policies.tokens.kind = TokenKind::Jwt;
                policies.tokens.life = 0;
            })
        },
        good: || shop_where(|policies| policies.tokens.kind = TokenKind::Jwt),
    },
};

fn check(design: &Design, audit: &mut Audit) {
    let (at, tokens) = (Pointer::Policy(Concern::Tokens), &design.policies.tokens);
    if !design.policies.authentication.bearer || !tokens.are_signed() {
        return;
    }
    if tokens.life > 0 && !tokens.ignores_expiry {
        audit.pass(at, format!("tokens live {} minutes", tokens.life));
        return;
    }
    let usual = Tokens::default().life;
    let edit = mend::policy(
        design,
        |p| &p.tokens,
        |tokens| {
            tokens.ignores_expiry = false;
            if tokens.life == 0 {
                tokens.life = usual;
            }
        },
    );
    let saw = if tokens.life == 0 { "tokens carry no exp" } else { "exp is not checked" };
    audit.fail(at.clone(), "A token works for ever, wherever it leaked to. Give it an end, and check it.").because(at, saw).fix(
        "Let tokens expire",
        Safety::ReviewFirst,
        [edit],
    );
}
