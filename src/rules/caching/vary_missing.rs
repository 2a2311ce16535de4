//! A cache keeps one copy per address, unless Vary says what else counts.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Negotiated answers do not say Vary.
pub static RULE: Rule = Rule {
    id: "vary-missing",
    group: Group::Caching,
    severity: Severity::Warning,
    weight: 3,
    title: "Vary is missing",
    passes: "Vary names what was negotiated",
    question: &[14, 21],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A cache hands one client's representation to the next, although that one asked for another format.",
    advice: "Send Vary: Accept wherever Accept chooses what is answered.",
    sources: &["RFC 9110 section 12.5.5", "RFC 9111 section 4.1"],
    example: Example { bad: || shop_where(|policies| policies.negotiation.vary = false), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::reads(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Negotiation);
    if design.policies.negotiation.vary {
        audit.pass(at, "Vary: Accept");
        return;
    }
    audit
        .fail(at.clone(), "Answers do not say Vary: Accept, so a cache hands one client's format to another.")
        .because(at, "Vary is off")
        .because_of(look::reads(design))
        .fix("Send Vary: Accept", Safety::Safe, [mend::policy(design, |p| &p.negotiation, |negotiation| negotiation.vary = true)]);
}
