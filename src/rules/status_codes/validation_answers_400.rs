//! 400 for what cannot be read, 422 for what can be read and is wrong.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Wrong fields are answered like broken syntax.
pub static RULE: Rule = Rule {
    id: "validation-answers-400",
    group: Group::StatusCodes,
    severity: Severity::Hint,
    weight: 2,
    title: "Wrong fields without 422",
    passes: "Wrong fields answer 422",
    question: &[17],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client can show a wrong field to its user; broken syntax it can only log. One status for both hides which of the two it is.",
    advice: "Answer 422 where the content parses and a field is wrong.",
    sources: &["RFC 9110 section 15.5.21"],
    example: Example { bad: || shop_where(|policies| policies.validation.status = 400), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::content_takers(design).next().is_none() {
        return;
    }
    let (at, status) = (Pointer::Policy(Concern::Validation), design.policies.validation.status);
    if status == 422 {
        audit.pass(at, "wrong fields answer 422");
        return;
    }
    audit
        .fail(at.clone(), format!("Wrong fields are answered with {status}, like broken syntax. 422 tells the two apart."))
        .because(at, format!("wrong fields answer {status}"))
        .because_of(look::content_takers(design))
        .fix(
            "Answer 422",
            Safety::ReviewFirst,
            mend::with_declarations(design, mend::policy(design, |p| &p.validation, |validation| validation.status = 422)),
        );
}
