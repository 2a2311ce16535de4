//! Related records are fetched for a whole page at once.

use crate::design::policy::Loading;
use crate::design::query::includes;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Each record of a page costs a query of its own.
pub static RULE: Rule = Rule {
    id: "related-one-by-one",
    group: Group::Collections,
    severity: Severity::Warning,
    weight: 4,
    title: "One query for each record",
    passes: "Related records come in one query",
    question: &[36],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A page of a hundred records with their relatives costs 101 queries: the N+1 problem, which grows with every page size.",
    advice: "Fetch the relatives of a whole page with one query.",
    sources: &[],
    example: Example { bad: || shop_where(|policies| policies.filtering.loading = Loading::OneByOne), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let lists = || look::lists(design).filter(|endpoint| !includes(design, endpoint).is_empty());
    if lists().next().is_none() || !design.policies.filtering.include {
        return;
    }
    let at = Pointer::Policy(Concern::Filtering);
    if design.policies.filtering.loading == Loading::Batched {
        audit.pass(at, "one query for all records of a page");
        return;
    }
    let edit = mend::policy(design, |p| &p.filtering, |filtering| filtering.loading = Loading::Batched);
    audit
        .fail(at.clone(), "A page with include costs one query for each record. Fetch them for the page at once.")
        .because(at, "one query for each record")
        .because_of(lists())
        .fix("Fetch related records at once", Safety::Safe, [edit]);
}
