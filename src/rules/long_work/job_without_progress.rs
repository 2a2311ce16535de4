//! Whoever waits wants to see something move.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{with_jobs, with_jobs_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// The status of work says nothing but that it runs.
pub static RULE: Rule = Rule {
    id: "job-without-progress",
    group: Group::LongWork,
    severity: Severity::Hint,
    weight: 2,
    title: "Work without progress",
    passes: "The status says how far it is",
    question: &[33],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A person who sees nothing move takes slow work for broken work, and begins it again.",
    advice: "Say in the status how far the work is, as a share or as steps done.",
    sources: &[],
    example: Example { bad: || with_jobs_where(|jobs| jobs.progress = false), good: with_jobs },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::jobs(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Jobs);
    let policy = &design.policies.jobs;
    if policy.progress {
        audit.pass(at, "the status tells how far the work is");
        return;
    }
    let edit = mend::policy(design, |p| &p.jobs, |policy| policy.progress = true);
    audit.fail(at.clone(), "The status does not say how far the work is. Tell it.").because(at, "no progress").because_of(look::jobs(design)).fix(
        "Tell the progress",
        Safety::Safe,
        [edit],
    );
}
