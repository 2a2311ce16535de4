//! The inside of the server stays inside.

use crate::design::policy::ErrorShape;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Errors show a stack trace.
pub static RULE: Rule = Rule {
    id: "stack-trace-leaked",
    group: Group::Errors,
    severity: Severity::Error,
    weight: 8,
    title: "Stack trace in errors",
    passes: "Errors keep the inside hidden",
    question: &[26],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "File names, queries and versions tell an attacker where to push, and tell an honest client nothing that it can act on.",
    advice: "Log the trace, and answer with problem details that carry a number to find it by.",
    sources: &["RFC 9457 section 5", "OWASP API Security 2023: API8"],
    example: Example { bad: || shop_where(|policies| policies.errors.shape = ErrorShape::StackTrace), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let at = Pointer::Policy(Concern::Errors);
    if design.policies.errors.shape != ErrorShape::StackTrace {
        audit.pass(at, "errors keep the inside hidden");
        return;
    }
    let edit = mend::policy(design, |p| &p.errors, |errors| errors.shape = ErrorShape::ProblemDetails);
    audit
        .fail(at.clone(), "Errors show the inside of the server to everybody. Log it, and answer with problem details.")
        .because(at, "errors are stack traces")
        .because_of(look::endpoints(design))
        .fix("Answer with problem details", Safety::ReviewFirst, [edit]);
}
