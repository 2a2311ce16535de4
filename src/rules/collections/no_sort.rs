//! A client says what comes first.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Lists have one order.
pub static RULE: Rule = Rule {
    id: "no-sort",
    group: Group::Collections,
    severity: Severity::Hint,
    weight: 2,
    title: "Lists that cannot be sorted",
    passes: "Lists can be sorted",
    question: &[28, 13],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients that want the newest first have to fetch everything and sort it themselves, and a page of an unsorted list means nothing.",
    advice: "Take sort with field names, and a minus for the other way round.",
    sources: &["JSON:API 1.1: Sorting"],
    example: Example { bad: || shop_where(|policies| policies.filtering.sort = false), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::lists(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Filtering);
    let policy = &design.policies.filtering;
    if policy.sort {
        audit.pass(at, "sort names fields");
        return;
    }
    let edit = mend::policy(design, |p| &p.filtering, |policy| policy.sort = true);
    audit
        .fail(at.clone(), "Lists come in one order only, so clients fetch everything to find the newest. Offer sort.")
        .because(at, "no sort")
        .because_of(look::lists(design))
        .fix("Offer sort", Safety::Safe, [edit]);
}
