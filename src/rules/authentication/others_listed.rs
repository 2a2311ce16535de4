//! A list is no way around what single records keep.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Lists show the records of all.
pub static RULE: Rule = Rule {
    id: "others-listed",
    group: Group::Authentication,
    severity: Severity::Error,
    weight: 8,
    title: "Lists show everybody's records",
    passes: "Lists show the caller's own",
    question: &[16, 18],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "What is refused one by one is handed out by the page: the list needs no identifier at all.",
    advice: "Put the caller into the condition of every query, and let only named roles leave it out.",
    sources: &["OWASP API Security 2023: API1", "CWE-639"],
    example: Example { bad: || shop_where(|policies| policies.authorization.own_lists = false), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let policy = &design.policies.authorization;
    let at = Pointer::Policy(Concern::Authorization);
    let mut lists = look::lists(design).filter(|endpoint| endpoint.resource.as_deref().is_some_and(|name| policy.protects(name))).peekable();
    let Some(first) = lists.peek() else { return };
    if policy.own_lists {
        audit.pass(at, "lists show own records");
        return;
    }
    let label = first.label();
    let edit = mend::policy(design, |p| &p.authorization, |authorization| authorization.own_lists = true);
    audit
        .fail(at.clone(), format!("{label} shows records that their own address refuses. Show callers their own."))
        .because(at, "lists show all")
        .because_of(lists)
        .fix("Show callers their own records", Safety::ReviewFirst, [edit]);
}
