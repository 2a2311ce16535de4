//! Signing in again does not help somebody who is known and may not.

use crate::design::policy::Refusal;
use crate::design::{Access, Concern, Design, Pointer};
use crate::rules::example::{shop_whose, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A known caller without the role is answered with 401.
pub static RULE: Rule = Rule {
    id: "forbidden-answers-401",
    group: Group::StatusCodes,
    severity: Severity::Error,
    weight: 6,
    title: "Missing role answered with 401",
    passes: "Missing roles get 403",
    question: &[16, 0],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The client throws good credentials away, signs in again, and is refused again: a loop that the user sees as a broken sign-in.",
    advice: "Answer 403 where the caller is known and may not, or 404 to hide that there is anything.",
    sources: &["RFC 9110 section 15.5.4"],
    example: Example {
        bad: || {
            let mut design = with_roles();
            std::sync::Arc::make_mut(&mut design.policies).authorization.refusal = Refusal::Unauthorized;
            design
        },
        good: with_roles,
    },
};

fn with_roles() -> Design {
    let roles = shop_whose("deleteOrder", |endpoint| endpoint.access = Access::Roles(vec!["staff".to_owned()]));
    shop_with(|design| {
        *design = roles;
        for client in &mut design.clients {
            std::sync::Arc::make_mut(client).roles = vec!["staff".to_owned()];
        }
        let declared = design.endpoint("deleteOrder").map(|endpoint| (**endpoint).clone().with_expected_errors(design));
        if let (Some(declared), Some(place)) = (declared, design.endpoints.iter_mut().find(|endpoint| endpoint.id == "deleteOrder")) {
            *place = declared.into();
        }
    })
}

fn check(design: &Design, audit: &mut Audit) {
    let by_role = || look::endpoints(design).filter(|endpoint| matches!(endpoint.access, Access::Roles(_)));
    if by_role().next().is_none() {
        return;
    }
    let (at, refusal) = (Pointer::Policy(Concern::Authorization), design.policies.authorization.refusal);
    if refusal != Refusal::Unauthorized {
        audit.pass(at, format!("a missing role gets {}", refusal.status()));
        return;
    }
    audit
        .fail(at.clone(), "A missing role is answered with 401, so clients sign in again and again. Answer 403.")
        .because(at, "a missing role gets 401")
        .because_of(by_role())
        .fix(
            "Answer 403",
            Safety::ReviewFirst,
            mend::with_declarations(design, mend::policy(design, |p| &p.authorization, |authorization| authorization.refusal = Refusal::Forbidden)),
        );
}
