//! A door that is locked needs a key that fits.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Credentials are wanted, and none are understood.
pub static RULE: Rule = Rule {
    id: "no-way-to-authenticate",
    group: Group::Authentication,
    severity: Severity::Error,
    weight: 6,
    title: "No credentials are understood",
    passes: "Some credentials are understood",
    question: &[22],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Endpoints refuse unknown callers, yet there is no scheme by which anybody could become known.",
    advice: "Understand bearer tokens for people, and API keys for programs.",
    sources: &["RFC 6750", "RFC 9110 section 11.1"],
    example: Example { bad: || shop_where(|policies| policies.authentication.bearer = false), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::protected(design).next().is_none() {
        return;
    }
    let (at, authentication) = (Pointer::Policy(Concern::Authentication), &design.policies.authentication);
    match (authentication.bearer, &authentication.api_key) {
        (false, None) if authentication.sessions.is_some() => audit.pass(at, "sessions"),
        (true, Some(_)) => audit.pass(at, "bearer tokens and API keys"),
        (true, None) => audit.pass(at, "bearer tokens"),
        (false, Some(_)) => audit.pass(at, "API keys"),
        (false, None) => {
            let edit = mend::policy(design, |p| &p.authentication, |authentication| authentication.bearer = true);
            audit
                .fail(at.clone(), "Credentials are required, but no scheme is understood, so every call is refused.")
                .because(at, "neither bearer tokens, API keys nor sessions")
                .because_of(look::protected(design))
                .fix("Understand bearer tokens", Safety::Safe, [edit]);
        }
    }
}
