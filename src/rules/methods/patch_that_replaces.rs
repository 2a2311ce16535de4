//! PATCH changes what it names and leaves the rest alone.

use crate::design::policy::PatchMeaning;
use crate::design::{Behaviour, Concern, Design, Pointer};
use crate::http::Method;
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// PATCH drops members that the content leaves out.
pub static RULE: Rule = Rule {
    id: "patch-that-replaces",
    group: Group::Methods,
    severity: Severity::Error,
    weight: 7,
    title: "PATCH that replaces",
    passes: "PATCH changes what it names",
    question: &[5],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that sends one member loses all the others, and learns of it when the data is gone.",
    advice: "Let PATCH keep what the content leaves out, and offer PUT to replace a record.",
    sources: &["RFC 5789 section 2", "RFC 7396 section 2"],
    example: Example { bad: || shop_where(|policies| policies.update.patch = PatchMeaning::Replace), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let patches = || look::overwrites(design).filter(|endpoint| endpoint.method == Method::PATCH);
    for endpoint in patches().filter(|endpoint| endpoint.behaviour == Behaviour::Replace) {
        let edit = mend::endpoint(endpoint, |endpoint| endpoint.method = Method::PUT);
        audit
            .fail(endpoint.at(), format!("{} replaces the record; members left out are lost. Use PUT.", endpoint.label()))
            .because(endpoint.at(), "PATCH with the behaviour «replace»")
            .maybe_fix("Use PUT", Safety::ReviewFirst, mend::if_distinct(design, vec![edit]));
    }
    let updates = || patches().filter(|endpoint| endpoint.behaviour == Behaviour::Update);
    if updates().next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Update);
    if design.policies.update.patch == PatchMeaning::Merge {
        audit.pass(at, "PATCH keeps what it does not name");
        return;
    }
    audit
        .fail(at.clone(), "PATCH drops every member that the content leaves out. Let it keep them.")
        .because(at, "PATCH replaces")
        .because_of(updates())
        .fix("Let PATCH keep the rest", Safety::ReviewFirst, [mend::policy(design, |p| &p.update, |update| update.patch = PatchMeaning::Merge)]);
}
