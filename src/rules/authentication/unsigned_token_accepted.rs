//! A signature that may be left out protects nothing.

use crate::design::policy::TokenKind;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_where;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Tokens that say `alg: none` are accepted.
pub static RULE: Rule = Rule {
    id: "unsigned-token-accepted",
    group: Group::Authentication,
    severity: Severity::Error,
    weight: 9,
    title: "Unsigned tokens are accepted",
    passes: "Every token needs a signature",
    question: &[24],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A token that says alg none carries no proof: anybody writes one for any user and any role.",
    advice: "Refuse the algorithm none; accept only those the API chose.",
    sources: &["RFC 8725 section 3.2", "RFC 7519 section 6"],
    example: Example {
        bad: || {
            shop_where(|policies| {
                policies.tokens.kind = TokenKind::Jwt;
                policies.tokens.accepts_none = true;
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
    if !tokens.accepts_none {
        audit.pass(at, "alg none is refused");
        return;
    }
    let edit = mend::policy(design, |p| &p.tokens, |tokens| tokens.accepts_none = false);
    audit
        .fail(at.clone(), "A token that says alg none passes without a signature, whoever wrote it. Refuse it.")
        .because(at, "alg none is accepted")
        .fix("Refuse unsigned tokens", Safety::Safe, [edit]);
}
