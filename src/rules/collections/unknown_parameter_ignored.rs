//! A query parameter that nobody knows is a mistake of the client's.

use crate::design::policy::UnknownParameters;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Lists pass over parameters that they do not know.
pub static RULE: Rule = Rule {
    id: "unknown-parameter-ignored",
    group: Group::Collections,
    severity: Severity::Warning,
    weight: 4,
    title: "Misspelt filters pass",
    passes: "Unknown parameters are refused",
    question: &[13, 17],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that misspells a filter gets every record and takes them for its own choice; with a clean-up job, that is every record.",
    advice: "Answer 400 to parameters that are unknown or have a bad value, and name what is known.",
    sources: &["JSON:API 1.1, query parameters", "RFC 9110 section 15.5.1"],
    example: Example { bad: || shop_where(|policies| policies.filtering.unknown = UnknownParameters::Ignore), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::lists(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Filtering);
    if design.policies.filtering.unknown == UnknownParameters::Refuse {
        audit.pass(at, "an unknown parameter is answered with 400");
        return;
    }
    let edit = mend::policy(design, |p| &p.filtering, |filtering| filtering.unknown = UnknownParameters::Refuse);
    audit
        .fail(at.clone(), "A misspelt filter is passed over and gives every record. Answer it with 400.")
        .because(at, "unknown parameters are passed over")
        .because_of(look::lists(design))
        .fix("Refuse unknown parameters", Safety::ReviewFirst, mend::with_declarations(design, edit));
}
