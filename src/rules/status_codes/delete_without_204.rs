//! What is gone needs no content.

use crate::design::{Behaviour, Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// DELETE answers with content.
pub static RULE: Rule = Rule {
    id: "delete-without-204",
    group: Group::StatusCodes,
    severity: Severity::Hint,
    weight: 1,
    title: "DELETE with content",
    passes: "DELETE answers 204",
    question: &[8, 3],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The content describes something that is no longer there; clients keep it by mistake, and every removal costs a representation.",
    advice: "Answer 204 without content.",
    sources: &["RFC 9110 section 9.3.5"],
    example: Example { bad: || shop_where(|policies| policies.deletion.body = true), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let deletes = || look::endpoints(design).filter(|endpoint| endpoint.behaviour == Behaviour::Delete && endpoint.success.is_none());
    if deletes().next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Deletion);
    if !design.policies.deletion.body {
        audit.pass(at, "removals answer 204");
        return;
    }
    audit
        .fail(at.clone(), "Removals answer 200 with content about what is gone. 204 says all there is to say.")
        .because(at, "removals carry content")
        .because_of(deletes())
        .fix("Answer 204", Safety::ReviewFirst, [mend::policy(design, |p| &p.deletion, |deletion| deletion.body = false)]);
}
