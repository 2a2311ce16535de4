//! A list leaves room for what comes later.

use crate::design::policy::Envelope;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A list is a bare array.
pub static RULE: Rule = Rule {
    id: "top-level-array",
    group: Group::Collections,
    severity: Severity::Warning,
    weight: 4,
    title: "Array at the top",
    passes: "Lists are objects",
    question: &[19, 54],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Nothing can ever stand beside the items, no count, no cursor, no note, without breaking every client at once.",
    advice: "Put the items into an object: {\"items\": [...]}.",
    sources: &["Zalando guidelines rule 110"],
    example: Example { bad: || shop_where(|policies| policies.pagination.envelope = Envelope::Array), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::lists(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Pagination);
    if design.policies.pagination.envelope == Envelope::Object {
        audit.pass(at, "items stand in an object");
        return;
    }
    audit
        .fail(at.clone(), "Lists are bare arrays, so nothing can be added beside the items. Enclose them in an object.")
        .because(at, "a bare array")
        .because_of(look::lists(design))
        .fix(
            "Enclose items in an object",
            Safety::ReviewFirst,
            [mend::policy(design, |p| &p.pagination, |pagination| pagination.envelope = Envelope::Object)],
        );
}
