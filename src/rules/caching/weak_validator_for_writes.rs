//! If-Match compares strongly; a weak tag never matches.

use crate::design::policy::{IfMatch, Validator};
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Writes are guarded by weak entity tags.
pub static RULE: Rule = Rule {
    id: "weak-validator-for-writes",
    group: Group::Caching,
    severity: Severity::Error,
    weight: 6,
    title: "Weak tags guard writes",
    passes: "Strong tags guard writes",
    question: &[21],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The standard demands the strong comparison for If-Match, which a weak tag always fails. Every guarded write answers 412.",
    advice: "Send strong ETags where clients write.",
    sources: &["RFC 9110 section 13.1.1", "RFC 9110 section 8.8.3.2"],
    example: Example { bad: || shop_where(|policies| policies.caching.validator = Validator::Weak), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::overwrites(design).next().is_none() || design.policies.concurrency.if_match == IfMatch::Ignored {
        return;
    }
    let at = Pointer::Policy(Concern::Caching);
    match design.policies.caching.validator {
        Validator::None => {}
        Validator::Strong => audit.pass(at, "strong ETags"),
        Validator::Weak => {
            audit
                .fail(at.clone(), "ETags are weak, and If-Match never matches a weak tag: every guarded write answers 412.")
                .because(at, "weak ETags")
                .because(Pointer::Policy(Concern::Concurrency), "If-Match is checked")
                .because_of(look::overwrites(design))
                .fix("Send strong ETags", Safety::Safe, [mend::policy(design, |p| &p.caching, |caching| caching.validator = Validator::Strong)]);
        }
    }
}
