//! An answer that promises work says where it is.

use crate::design::policy::JobAnswer;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{with_jobs, with_jobs_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Work is accepted, and nobody learns where it is.
pub static RULE: Rule = Rule {
    id: "accepted-without-location",
    group: Group::LongWork,
    severity: Severity::Error,
    weight: 5,
    title: "202 without an address",
    passes: "A 202 says where to look",
    question: &[33],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that gets 202 and no address knows that something was begun, and can never learn what became of it.",
    advice: "Name the status of the work in Location, and in the content of the answer.",
    sources: &["RFC 9110 section 15.3.3", "Azure REST guidelines: long-running operations"],
    example: Example { bad: || with_jobs_where(|jobs| jobs.location = false), good: with_jobs },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::jobs(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Jobs);
    let policy = &design.policies.jobs;
    if policy.answer == JobAnswer::AtOnce || policy.location {
        audit.pass(at, "the answer names the status in Location");
        return;
    }
    let edits = std::iter::once(mend::policy(design, |p| &p.jobs, |policy| policy.location = true))
        .chain(mend::exposed(design, "Location"))
        .collect::<Vec<_>>();
    audit
        .fail(at.clone(), "A 202 does not say where the work can be watched. Name its status in Location.")
        .because(at, "202 without Location")
        .because_of(look::jobs(design))
        .fix("Name the status in Location", Safety::Safe, edits);
}
