//! One shape for every error, known to every client.

use crate::design::policy::ErrorShape;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Errors have a shape of their own.
pub static RULE: Rule = Rule {
    id: "errors-not-problem-details",
    group: Group::Errors,
    severity: Severity::Warning,
    weight: 6,
    title: "Errors without a standard shape",
    passes: "Errors are problem details",
    question: &[26, 0],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Every API with its own error shape costs its clients a parser of their own; libraries know problem details already.",
    advice: "Answer errors as application/problem+json with type, title, status, detail and instance.",
    sources: &["RFC 9457"],
    example: Example { bad: || shop_where(|policies| policies.errors.shape = ErrorShape::AdHoc), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let at = Pointer::Policy(Concern::Errors);
    let saw = match design.policies.errors.shape {
        ErrorShape::ProblemDetails => {
            audit.pass(at, "errors are application/problem+json");
            return;
        }
        ErrorShape::AdHoc if design.is_assumed(&Pointer::Design) => "no error is application/problem+json",
        ErrorShape::AdHoc => "errors are {\"error\": …}",
        ErrorShape::OkWithError => "errors are {\"success\": false, …}",
        ErrorShape::StackTrace => "errors are stack traces",
    };
    let edit = mend::policy(design, |p| &p.errors, |errors| errors.shape = ErrorShape::ProblemDetails);
    audit
        .fail(at.clone(), "Errors have a shape of their own, which every client has to learn. Use problem details.")
        .because(at, saw)
        .because_of(look::endpoints(design))
        .fix("Answer with problem details", Safety::ReviewFirst, [edit]);
}
