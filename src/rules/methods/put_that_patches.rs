//! PUT puts the content in the record's place, all of it.

use crate::design::policy::PutMeaning;
use crate::design::{Behaviour, Concern, Design, Pointer};
use crate::http::Method;
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// PUT leaves members alone that the content leaves out.
pub static RULE: Rule = Rule {
    id: "put-that-patches",
    group: Group::Methods,
    severity: Severity::Warning,
    weight: 5,
    title: "PUT that patches",
    passes: "PUT replaces",
    question: &[5, 4],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that leaves a member out of a PUT means it to go. If it stays, nobody can remove it, and two servers end in two states.",
    advice: "Let PUT replace the whole record, and offer PATCH for parts of it.",
    sources: &["RFC 9110 section 9.3.4"],
    example: Example { bad: || shop_where(|policies| policies.update.put = PutMeaning::Merge), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let puts = || look::overwrites(design).filter(|endpoint| endpoint.method == Method::PUT);
    for endpoint in puts().filter(|endpoint| endpoint.behaviour == Behaviour::Update) {
        let edit = mend::endpoint(endpoint, |endpoint| endpoint.method = Method::PATCH);
        audit
            .fail(endpoint.at(), format!("{} changes single members, which is what PATCH is for.", endpoint.label()))
            .because(endpoint.at(), "PUT with the behaviour «update»")
            .maybe_fix("Use PATCH", Safety::ReviewFirst, mend::if_distinct(design, vec![edit]));
    }
    let replaces = || puts().filter(|endpoint| endpoint.behaviour == Behaviour::Replace);
    if replaces().next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Update);
    if design.policies.update.put == PutMeaning::Replace {
        audit.pass(at, "PUT replaces the whole record");
        return;
    }
    audit
        .fail(at.clone(), "PUT keeps members that the content leaves out, so clients cannot remove anything. Let it replace.")
        .because(at, "PUT merges")
        .because_of(replaces())
        .fix("Let PUT replace", Safety::ReviewFirst, [mend::policy(design, |p| &p.update, |update| update.put = PutMeaning::Replace)]);
}
