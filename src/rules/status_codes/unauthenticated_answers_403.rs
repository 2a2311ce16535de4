//! 401 asks who you are; 403 knows, and says no.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Missing credentials are answered with something else than 401.
pub static RULE: Rule = Rule {
    id: "unauthenticated-answers-403",
    group: Group::StatusCodes,
    severity: Severity::Error,
    weight: 6,
    title: "Unknown callers without 401",
    passes: "Unknown callers get 401",
    question: &[16, 0],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client whose token has run out is told that it may never come in, so it shows an error where it should have signed in again.",
    advice: "Answer 401 where credentials are missing or unknown, and 403 where they are known and do not suffice.",
    sources: &["RFC 9110 section 15.5.2"],
    example: Example { bad: || shop_where(|policies| policies.authentication.status = 403), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let (at, status) = (Pointer::Policy(Concern::Authentication), design.policies.authentication.status);
    if look::protected(design).next().is_none() || status >= 500 {
        return;
    }
    if status == 401 {
        audit.pass(at, "unknown callers get 401");
        return;
    }
    audit
        .fail(at.clone(), format!("Missing credentials are answered with {status}, so no client knows to sign in. Answer 401."))
        .because(at, format!("unknown callers get {status}"))
        .because_of(look::protected(design))
        .fix(
            "Answer 401",
            Safety::ReviewFirst,
            mend::with_declarations(design, mend::policy(design, |p| &p.authentication, |authentication| authentication.status = 401)),
        );
}
