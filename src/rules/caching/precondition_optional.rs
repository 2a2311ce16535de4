//! A check that may be left out is left out.

use crate::design::policy::{IfMatch, Validator};
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Writes without If-Match are taken.
pub static RULE: Rule = Rule {
    id: "precondition-optional",
    group: Group::Caching,
    severity: Severity::Hint,
    weight: 3,
    title: "If-Match is optional",
    passes: "Writes have to send If-Match",
    question: &[18, 21],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The client that forgets If-Match is the one that overwrites the others, and the server lets it.",
    advice: "Answer 428 to a change without If-Match where lost updates would hurt.",
    sources: &["RFC 6585 section 3"],
    example: Example { bad: || shop_where(|policies| policies.concurrency.if_match = IfMatch::Honoured), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let at = Pointer::Policy(Concern::Concurrency);
    if look::overwrites(design).next().is_none() || design.policies.caching.validator == Validator::None {
        return;
    }
    match design.policies.concurrency.if_match {
        IfMatch::Ignored => {}
        IfMatch::Required => audit.pass(at, "a change without If-Match is answered with 428"),
        IfMatch::Honoured => {
            let edit = mend::policy(design, |p| &p.concurrency, |concurrency| concurrency.if_match = IfMatch::Required);
            audit
                .fail(at.clone(), "A change without If-Match goes through, and may overwrite what nobody has read. Require it.")
                .because(at, "If-Match is checked only where it is sent")
                .because_of(look::overwrites(design))
                .fix("Require If-Match", Safety::ReviewFirst, mend::with_declarations(design, edit));
        }
    }
}
