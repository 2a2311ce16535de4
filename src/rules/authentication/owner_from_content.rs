//! The caller is known, so nobody has to say it.

use crate::design::policy::Assign;
use crate::design::{Concern, Design, Endpoint, Pointer};
use crate::rules::example::{shop, shop_where};
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
    example: Example { bad: || shop_where(|policies| policies.authorization.assign = Assign::Content), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let policy = &design.policies.authorization;
    let owned = |endpoint: &&Endpoint| {
        let resource = design.resource_of(endpoint);
        resource.is_some_and(|resource| policy.owner_of(&resource.name).is_some_and(|field| field != resource.identifier.field))
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
