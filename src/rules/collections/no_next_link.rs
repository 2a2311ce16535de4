//! A page says where the next one is.

use crate::design::policy::Pages;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Pages do not link to each other.
pub static RULE: Rule = Rule {
    id: "no-next-link",
    group: Group::Collections,
    severity: Severity::Warning,
    weight: 3,
    title: "Page without a next link",
    passes: "Pages link to the next",
    question: &[19, 25],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Every client puts the address of the next page together by itself, and all of them break when a parameter changes.",
    advice: "Send Link with first, prev, next and last, as they apply.",
    sources: &["RFC 8288 section 3", "Zalando guidelines rule 161"],
    example: Example { bad: || shop_where(|policies| policies.pagination.links = false), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::lists(design).next().is_none() || design.policies.pagination.pages == Pages::None {
        return;
    }
    let at = Pointer::Policy(Concern::Pagination);
    if design.policies.pagination.links {
        audit.pass(at, "pages send Link");
        return;
    }
    audit
        .fail(at.clone(), "A page does not say where the next one is. Send Link with rel=\"next\".")
        .because(at, "Link is off")
        .because_of(look::lists(design))
        .fix("Send Link", Safety::Safe, [mend::policy(design, |p| &p.pagination, |pagination| pagination.links = true)]);
}
