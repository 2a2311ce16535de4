//! REST asks every answer to say whether it may be kept.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Reads do not say whether they may be cached.
pub static RULE: Rule = Rule {
    id: "cacheability-undeclared",
    group: Group::Caching,
    severity: Severity::Warning,
    weight: 4,
    title: "Cacheability not declared",
    passes: "Reads say how to cache them",
    question: &[1, 21],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Without Cache-Control a cache guesses from the age of the record. It keeps what has changed, or asks for what has not.",
    advice: "Send Cache-Control with every read: no-cache with a validator, or max-age where old data does no harm.",
    sources: &["RFC 9111 section 5.2", "RFC 9111 section 4.2.2"],
    example: Example { bad: || shop_where(|policies| policies.caching.cache_control = None), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::reads(design) {
        if let Some(value) = &endpoint.cache_control {
            audit.pass(endpoint.at(), value.clone());
        }
    }
    let usual = || look::reads(design).filter(|endpoint| endpoint.cache_control.is_none());
    if usual().next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Caching);
    if let Some(value) = &design.policies.caching.cache_control {
        audit.pass(at, value.clone());
        return;
    }
    let edit = mend::policy(design, |p| &p.caching, |caching| caching.cache_control = Some("private, no-cache".to_owned()));
    audit
        .fail(at.clone(), "Reads do not say whether they may be kept, so caches guess. Send Cache-Control.")
        .because(at, "no Cache-Control")
        .because_of(usual())
        .fix("Send Cache-Control: private, no-cache", Safety::Safe, [edit]);
}
