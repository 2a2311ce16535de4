//! A list is read page by page, and the pages have to fit.

use crate::design::policy::Pages;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_where;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Lists come in the order that the database happens to have.
pub static RULE: Rule = Rule {
    id: "unstable-order",
    group: Group::Collections,
    severity: Severity::Warning,
    weight: 4,
    title: "Lists in no fixed order",
    passes: "Lists have a fixed order",
    question: &[19, 28],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A record that is changed between two pages moves: some are shown twice, others never, and no client can tell.",
    advice: "Order every list by something that does not change, and break ties by the identifier.",
    sources: &["PostgreSQL documentation: Sorting rows"],
    example: Example { bad: || by_offset(false), good: || by_offset(true) },
};

/// A shop whose lists are read by offset.
fn by_offset(ordered: bool) -> Design {
    shop_where(|policies| (policies.pagination.pages, policies.pagination.ordered) = (Pages::Offset, ordered))
}

fn check(design: &Design, audit: &mut Audit) {
    if design.policies.pagination.pages != Pages::Offset || look::lists(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Pagination);
    let policy = &design.policies.pagination;
    if policy.ordered {
        audit.pass(at, "in the order in which records were made");
        return;
    }
    let edit = mend::policy(design, |p| &p.pagination, |policy| policy.ordered = true);
    audit
        .fail(at.clone(), "Lists have no fixed order, so a change between two pages hides a record. Order them.")
        .because(at, "the order that the database happens to have")
        .because_of(look::lists(design))
        .fix("Order lists by age", Safety::Safe, [edit]);
}
