//! Checking a token and making one are two rights.

use crate::design::policy::{SigningAlgorithm, TokenKind};
use crate::design::{Behaviour, Concern, Design, Pointer};
use crate::rules::example::shop_where;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Everybody who can check a token can make one.
pub static RULE: Rule = Rule {
    id: "shared-secret-tokens",
    group: Group::Authentication,
    severity: Severity::Warning,
    weight: 4,
    title: "Tokens anybody who checks can forge",
    passes: "Who checks tokens cannot make them",
    question: &[24],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "With HS256 the secret that verifies a token also signs one: each service that checks tokens can make them for anybody.",
    advice: "Sign with RS256 and publish the public keys; keep HS256 for a single server.",
    sources: &["RFC 8725 section 3.5", "RFC 7518 section 3.2"],
    example: Example {
        bad: || shop_where(|policies| (policies.tokens.kind, policies.tokens.algorithms) = (TokenKind::Jwt, vec![SigningAlgorithm::Hs256])),
        good: || shop_where(|policies| policies.tokens.kind = TokenKind::Jwt),
    },
};

/// Whether more than one server checks tokens.
fn shared(design: &Design) -> bool {
    design.brief.instances.is_some_and(|count| count > 1) || look::endpoints(design).any(|endpoint| endpoint.behaviour == Behaviour::KeySet)
}

fn check(design: &Design, audit: &mut Audit) {
    if !design.policies.tokens.are_signed() || !design.policies.authentication.bearer || !shared(design) {
        return;
    }
    let at = Pointer::Policy(Concern::Tokens);
    let policy = &design.policies.tokens;
    if !policy.algorithms.contains(&SigningAlgorithm::Hs256) {
        audit.pass(at, "a public key verifies");
        return;
    }
    let edit = mend::policy(design, |p| &p.tokens, |policy| policy.algorithms = vec![SigningAlgorithm::Rs256]);
    audit
        .fail(at.clone(), "HS256 lets every instance that checks tokens make them too. Sign with RS256.")
        .because(at, "HS256")
        .because(Pointer::Brief, "several servers check tokens")
        .fix("Sign with RS256", Safety::ReviewFirst, [edit]);
}
