//! A client may ask whether its copy is still right.

use crate::design::policy::Validator;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Reads carry no validator.
pub static RULE: Rule = Rule {
    id: "no-validator",
    group: Group::Caching,
    severity: Severity::Warning,
    weight: 5,
    title: "Reads without a validator",
    passes: "Reads carry a validator",
    question: &[21],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Every refresh sends the whole record again, and no client can say which version it has seen before it writes.",
    advice: "Send a strong ETag with every read.",
    sources: &["RFC 9110 section 8.8"],
    example: Example {
        bad: || shop_where(|policies| (policies.caching.validator, policies.caching.last_modified) = (Validator::None, false)),
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::reads(design).next().is_none() {
        return;
    }
    let (at, caching) = (Pointer::Policy(Concern::Caching), &design.policies.caching);
    match (caching.validator, caching.last_modified) {
        (Validator::None, false) => {
            audit
                .fail(at.clone(), "Reads carry neither ETag nor Last-Modified, so nothing can answer 304. Send an ETag.")
                .because(at, "no validator")
                .because_of(look::reads(design))
                .fix("Send strong ETags", Safety::Safe, [mend::policy(design, |p| &p.caching, |caching| caching.validator = Validator::Strong)]);
        }
        (Validator::None, true) => audit.pass(at, "Last-Modified"),
        _ => audit.pass(at, "ETag"),
    }
}
