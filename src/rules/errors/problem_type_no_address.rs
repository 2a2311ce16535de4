//! A type of problem can be opened and compared.

use crate::design::policy::{ErrorShape, deprecation};
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// The type of a problem is no address.
pub static RULE: Rule = Rule {
    id: "problem-type-no-address",
    group: Group::Errors,
    severity: Severity::Warning,
    weight: 3,
    title: "Problem types that lead nowhere",
    passes: "Problem types are addresses",
    question: &[26],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients compare the type of a problem, and developers open it. A word that is no address can do neither across APIs.",
    advice: "Put types under a path of this API that answers with a page about each.",
    sources: &["RFC 9457 section 3.1.1"],
    example: Example { bad: || shop_where(|policies| policies.errors.types = "shop errors".to_owned()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if design.policies.errors.shape != ErrorShape::ProblemDetails {
        return;
    }
    let at = Pointer::Policy(Concern::Errors);
    let policy = &design.policies.errors;
    if deprecation::is_reference(&policy.types) && (policy.types.starts_with('/') || policy.types.contains("://")) && policy.types.ends_with('/') {
        audit.pass(at, policy.types.clone());
        return;
    }
    let edit = mend::policy(design, |p| &p.errors, |policy| policy.types = "/problems/".to_owned());
    audit
        .fail(at.clone(), format!("Types of problems stand under `{}`, which is no address. Use a path such as /problems/.", policy.types))
        .because(at, format!("types under `{}`", policy.types))
        .fix("Put types under /problems/", Safety::ReviewFirst, [edit]);
}
