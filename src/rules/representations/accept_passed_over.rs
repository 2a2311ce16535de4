//! A client gets what it can read.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// What a client can read does not matter.
pub static RULE: Rule = Rule {
    id: "accept-passed-over",
    group: Group::Representations,
    severity: Severity::Warning,
    weight: 3,
    title: "Accept is passed over",
    passes: "What is not there is answered with 406",
    question: &[14],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that can read XML alone gets JSON with 200, and breaks later, where nobody sees why.",
    advice: "Answer 406 and list what there is, where nothing fits.",
    sources: &["RFC 9110 section 12.4.1", "RFC 9110 section 15.5.7"],
    example: Example { bad: || shop_where(|policies| policies.negotiation.strict = false), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::reads(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Negotiation);
    let policy = &design.policies.negotiation;
    if policy.strict {
        audit.pass(at, "406, where nothing fits");
        return;
    }
    let edits = mend::with_declarations(design, mend::policy(design, |p| &p.negotiation, |policy| policy.strict = true));
    audit
        .fail(at.clone(), "Clients that cannot read JSON get it all the same. Answer 406 with what there is.")
        .because(at, "Accept is passed over")
        .fix("Answer 406", Safety::ReviewFirst, edits);
}
