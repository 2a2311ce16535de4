//! The caller is known, so nobody has to say it.

use crate::design::policy::Assign;
use crate::design::{Concern, Design, Endpoint, FieldKind, Pointer};
use crate::rules::example::shop_where;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// The content says whose a record is.
pub static RULE: Rule = Rule {
    id: "owner-from-content",
    group: Group::Authentication,
    severity: Severity::Error,
    weight: 6,
    title: "A client names the owner",
    passes: "The server names the owner",
    question: &[16, 22],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that writes another owner into its content acts in that one's name, or takes a record over.",
    advice: "Fill the owner from the credentials, and refuse content that says otherwise.",
    sources: &["OWASP API Security 2023: API1", "OWASP API Security 2023: API3", "CWE-915"],
    example: Example { bad: || assigned(Assign::Content), good: || assigned(Assign::Caller) },
};

/// A shop in which orders have owners and customers have none.
fn assigned(assign: Assign) -> Design {
    shop_where(|policies| {
        policies.authorization.assign = assign;
        policies.authorization.owners.retain(|owner| owner.resource == "Order");
    })
}

fn check(design: &Design, audit: &mut Audit) {
    let policy = &design.policies.authorization;
    let owned = |endpoint: &&Endpoint| {
        let Some(resource) = design.resource_of(endpoint) else { return false };
        // Who points to a record of somebody else is turned away where that one has an owner too.
        let above =
            |field: &str| matches!(resource.field(field).map(|field| &field.kind), Some(FieldKind::Reference { to, .. }) if policy.protects(to));
        policy.owner_of(&resource.name).is_some_and(|field| field != resource.identifier.field && !above(field))
    };
    let mut takers = look::content_takers(design).filter(owned).peekable();
    if takers.peek().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Authorization);
    if policy.assign == Assign::Caller {
        audit.pass(at, "the server fills the owner in");
        return;
    }
    let edit = mend::policy(design, |p| &p.authorization, |authorization| authorization.assign = Assign::Caller);
    audit
        .fail(at.clone(), "Content may put records into another's hands. Fill the owner from the credentials.")
        .because(at, "the content names the owner")
        .because_of(takers)
        .fix("Fill the owner from the caller", Safety::ReviewFirst, [edit]);
}
