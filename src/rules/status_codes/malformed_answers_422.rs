//! What does not parse cannot be validated.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Content that does not parse is answered with something else than 400.
pub static RULE: Rule = Rule {
    id: "malformed-answers-422",
    group: Group::StatusCodes,
    severity: Severity::Warning,
    weight: 3,
    title: "Broken syntax without 400",
    passes: "Broken syntax answers 400",
    question: &[17],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "422 means that the content was understood. A client that looks for the wrong field will not find one; its JSON is broken.",
    advice: "Answer 400 where content does not parse, with line and column.",
    sources: &["RFC 9110 section 15.5.1"],
    example: Example { bad: || shop_where(|policies| policies.content.malformed_status = 422), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let (at, status) = (Pointer::Policy(Concern::Content), design.policies.content.malformed_status);
    if look::content_takers(design).next().is_none() || status >= 500 {
        return;
    }
    if status == 400 {
        audit.pass(at, "broken syntax answers 400");
        return;
    }
    audit
        .fail(at.clone(), format!("Content that does not parse is answered with {status}. Answer 400."))
        .because(at, format!("broken syntax answers {status}"))
        .because_of(look::content_takers(design))
        .fix(
            "Answer 400",
            Safety::ReviewFirst,
            mend::with_declarations(design, mend::policy(design, |p| &p.content, |content| content.malformed_status = 400)),
        );
}
