//! What was done is not told as a failure.

use crate::design::policy::KeyUse;
use crate::design::{Behaviour, Concern, Design, Endpoint, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A repeated action is told as a failure.
pub static RULE: Rule = Rule {
    id: "action-not-repeatable",
    group: Group::Idempotency,
    severity: Severity::Hint,
    weight: 2,
    title: "Actions that fail the second time",
    passes: "Actions can be sent again",
    question: &[11, 30],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The first answer was lost; the client sends the action again and gets 409, so it tells its user that what was done has failed.",
    advice: "Honour Idempotency-Key on actions, so that the repetition gets the first answer.",
    sources: &["RFC 9110 section 9.2.2", "draft-ietf-httpapi-idempotency-key-header"],
    example: Example { bad: || shop_where(|policies| policies.idempotency.key = KeyUse::Off), good: shop },
};

/// Actions that their own end state forbids.
fn actions(design: &Design) -> impl Iterator<Item = &Endpoint> {
    look::repeatable(design).filter(|endpoint| {
        let Behaviour::Transition { name } = &endpoint.behaviour else { return false };
        let ways = design.resource_of(endpoint).and_then(|resource| resource.lifecycle.as_ref());
        ways.is_some_and(|ways| ways.transitions.iter().any(|way| way.name == *name && !way.from.contains(&way.to)))
    })
}

fn check(design: &Design, audit: &mut Audit) {
    if actions(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Idempotency);
    let policy = &design.policies.idempotency;
    if matches!(policy.key, KeyUse::Honoured | KeyUse::Required) {
        audit.pass(at, "a repetition gets the first answer");
        return;
    }
    let edits = mend::honour_keys(design);
    audit
        .fail(at.clone(), "An action whose answer was lost is answered with 409 when it is sent again. Honour Idempotency-Key.")
        .because(at, "no key for repetitions")
        .because_of(actions(design))
        .fix("Honour Idempotency-Key", Safety::Safe, edits);
}
