//! A list has an end that the client chooses.

use crate::design::policy::Pages;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Lists return everything at once.
pub static RULE: Rule = Rule {
    id: "unpaginated-collection",
    group: Group::Collections,
    severity: Severity::Warning,
    weight: 6,
    title: "Everything in one answer",
    passes: "Lists come in pages",
    question: &[19],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Answers grow with the data until clients time out, and pages cannot be added later without breaking those who expect everything.",
    advice: "Cut lists into pages from the first day.",
    sources: &["Zalando guidelines rule 159", "AIP-158"],
    example: Example { bad: || shop_where(|policies| policies.pagination.pages = Pages::None), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    // Where a document lets nobody add anything, its lists may be as short as the provinces of a country.
    if look::lists(design).next().is_none() || design.is_assumed(&Pointer::Design) && look::creates(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Pagination);
    if design.policies.pagination.pages != Pages::None {
        audit.pass(at, "lists come in pages");
        return;
    }
    let edit = mend::policy(design, |p| &p.pagination, |pagination| pagination.pages = Pages::Cursor);
    audit
        .fail(at.clone(), "Lists return every record at once, however many there are. Cut them into pages.")
        .because(at, "no pages")
        .because_of(look::lists(design))
        .fix("Cut lists into pages", Safety::ReviewFirst, [edit]);
}
