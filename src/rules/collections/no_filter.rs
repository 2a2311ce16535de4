//! A list can be narrowed.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Lists can neither be filtered nor searched.
pub static RULE: Rule = Rule {
    id: "no-filter",
    group: Group::Collections,
    severity: Severity::Hint,
    weight: 2,
    title: "List without a filter",
    passes: "Lists can be filtered",
    question: &[13, 28],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that wants the open orders reads all of them, page after page, and throws most away.",
    advice: "Let fields narrow a list: ?status=open, ?price[gte]=10.",
    sources: &["Zalando guidelines rule 137", "AIP-160"],
    example: Example { bad: || shop_where(|policies| (policies.filtering.filters, policies.filtering.search) = (false, false)), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::lists(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Filtering);
    let policy = &design.policies.filtering;
    if policy.filters || policy.search {
        audit.pass(at, if policy.filters { "fields narrow a list" } else { "q searches a list" });
        return;
    }
    let edit = mend::policy(design, |p| &p.filtering, |filtering| filtering.filters = true);
    audit
        .fail(at.clone(), "Lists can neither be filtered nor searched, so clients read every page. Let fields narrow them.")
        .because(at, "no filter, no search")
        .because_of(look::lists(design))
        .fix("Let fields filter lists", Safety::ReviewFirst, mend::with_declarations(design, edit));
}
