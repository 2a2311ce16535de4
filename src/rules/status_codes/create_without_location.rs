//! The answer to a create says where the new record is.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A create does not name the new record's address.
pub static RULE: Rule = Rule {
    id: "create-without-location",
    group: Group::StatusCodes,
    severity: Severity::Warning,
    weight: 5,
    title: "Create without Location",
    passes: "Creates name the new address",
    question: &[8, 4],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The client has to put the new address together by itself, and breaks on the day the paths change.",
    advice: "Send Location with every 201.",
    sources: &["RFC 9110 section 15.3.2", "RFC 9110 section 10.2.2"],
    example: Example { bad: || shop_where(|policies| policies.creation.location = false), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::creates(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Creation);
    if design.policies.creation.location {
        audit.pass(at, "creates send Location");
        return;
    }
    audit
        .fail(at.clone(), "Creates send no Location, so clients have to guess the new address. Send it.")
        .because(at, "Location is off")
        .because_of(look::creates(design))
        .fix("Send Location", Safety::Safe, [mend::policy(design, |p| &p.creation, |creation| creation.location = true)]);
}
