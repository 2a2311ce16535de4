//! 201 says that something new is there.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A create answers something else than 201.
pub static RULE: Rule = Rule {
    id: "create-answers-200",
    group: Group::StatusCodes,
    severity: Severity::Warning,
    weight: 5,
    title: "Create without 201",
    passes: "Creates answer 201",
    question: &[8, 4],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "With 200 a client cannot tell a record that was made from one that was there already, and nothing tells it to look for Location.",
    advice: "Answer 201 Created, or 202 Accepted while the work is still to be done.",
    sources: &["RFC 9110 section 15.3.2"],
    example: Example { bad: || shop_where(|policies| policies.creation.status = 200), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let fits = |status: u16| status == 201 || status == 202;
    for endpoint in look::creates(design) {
        let Some(status) = endpoint.success else { continue };
        if fits(status) {
            audit.pass(endpoint.at(), look::success(design, endpoint));
            continue;
        }
        audit
            .fail(endpoint.at(), format!("{} makes a record and answers {status}. Answer 201.", endpoint.label()))
            .because(endpoint.at(), look::success(design, endpoint))
            .fix("Answer 201", Safety::ReviewFirst, [mend::endpoint(endpoint, |endpoint| endpoint.success = Some(201))]);
    }
    let usual = || look::creates(design).filter(|endpoint| endpoint.success.is_none());
    if usual().next().is_none() {
        return;
    }
    let (at, status) = (Pointer::Policy(Concern::Creation), design.policies.creation.status);
    if fits(status) {
        audit.pass(at, format!("creates answer {status}"));
        return;
    }
    audit
        .fail(at.clone(), format!("Creates answer {status}, so a new record looks like an old one. Answer 201."))
        .because(at, format!("creates answer {status}"))
        .because_of(usual())
        .fix("Answer 201", Safety::ReviewFirst, [mend::policy(design, |p| &p.creation, |creation| creation.status = 201)]);
}
