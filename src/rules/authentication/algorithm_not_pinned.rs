//! Whoever presents a token must not choose how it is verified.

use crate::design::policy::TokenKind;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_where;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// The algorithm is taken from the token.
pub static RULE: Rule = Rule {
    id: "algorithm-not-pinned",
    group: Group::Authentication,
    severity: Severity::Error,
    weight: 9,
    title: "The token chooses its algorithm",
    passes: "The key fixes the algorithm",
    question: &[24],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "If the token names the algorithm, a public RSA key becomes an HMAC secret that everybody knows, and everybody can sign.",
    advice: "Let each key fix its one algorithm, and check the list of those allowed.",
    sources: &["RFC 8725 section 3.1", "RFC 8725 section 2.1"],
    example: Example {
        bad: || {
            shop_where(|policies| {
                policies.tokens.kind = TokenKind::Jwt;
                policies.tokens.confuses_keys = true;
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
    if !tokens.confuses_keys {
        audit.pass(at, "the key fixes the algorithm");
        return;
    }
    let edit = mend::policy(design, |p| &p.tokens, |tokens| tokens.confuses_keys = false);
    audit
        .fail(at.clone(), "The algorithm is taken from the token, so the public key serves as a secret. Let the key fix it.")
        .because(at, "the token chooses its algorithm")
        .fix("Let the key fix the algorithm", Safety::Safe, [edit]);
}
