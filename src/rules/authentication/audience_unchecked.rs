//! A token opens the door it was made for.

use crate::design::policy::TokenKind;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_where;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Tokens for other APIs open this one.
pub static RULE: Rule = Rule {
    id: "audience-unchecked",
    group: Group::Authentication,
    severity: Severity::Error,
    weight: 5,
    title: "Tokens of other APIs are taken",
    passes: "Tokens for other APIs are refused",
    question: &[35],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A token that was given to another service opens this one: whoever runs that service can call here in the name of its users.",
    advice: "Compare aud with the address of this API, and refuse what was made for others.",
    sources: &["RFC 8725 section 3.9"],
    example: Example {
        bad: || shop_where(|policies| (policies.tokens.kind, policies.tokens.ignores_audience) = (TokenKind::Jwt, true)),
        good: || shop_where(|policies| policies.tokens.kind = TokenKind::Jwt),
    },
};

fn check(design: &Design, audit: &mut Audit) {
    if !design.policies.tokens.are_signed() || !design.policies.authentication.bearer {
        return;
    }
    let at = Pointer::Policy(Concern::Tokens);
    let policy = &design.policies.tokens;
    if !policy.ignores_audience {
        audit.pass(at, "aud is compared");
        return;
    }
    let edit = mend::policy(design, |p| &p.tokens, |policy| policy.ignores_audience = false);
    audit.fail(at.clone(), "Tokens made for other APIs are accepted. Compare their audience with this API.").because(at, "aud is not looked at").fix(
        "Compare the audience",
        Safety::ReviewFirst,
        [edit],
    );
}
