//! An error says what happened this time.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Errors say that something went wrong.
pub static RULE: Rule = Rule {
    id: "generic-message",
    group: Group::Errors,
    severity: Severity::Warning,
    weight: 4,
    title: "Errors that say nothing",
    passes: "Errors say what happened",
    question: &[0, 26],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A developer cannot mend what the error does not name, so each one becomes a question to the team behind the API.",
    advice: "Say what was wrong this time and what to do about it, without the inside of the server.",
    sources: &["RFC 9457 section 3.1.4"],
    example: Example { bad: || shop_where(|policies| policies.errors.specific = false), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let at = Pointer::Policy(Concern::Errors);
    if design.policies.errors.specific {
        audit.pass(at, "errors say what happened");
        return;
    }
    audit
        .fail(at.clone(), "Errors say that something went wrong, and not what. Name the cause in each.")
        .because(at, "one message for every error")
        .because_of(look::endpoints(design))
        .fix("Say what happened", Safety::Safe, [mend::policy(design, |p| &p.errors, |errors| errors.specific = true)]);
}
