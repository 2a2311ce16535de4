//! Results wait for clients that come back late.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{with_jobs, with_jobs_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// The status of finished work disappears before clients return.
pub static RULE: Rule = Rule {
    id: "job-forgotten-soon",
    group: Group::LongWork,
    severity: Severity::Hint,
    weight: 2,
    title: "Finished work is soon forgotten",
    passes: "Finished work is remembered",
    question: &[33],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that lost its connection comes back, and the result it waited for cannot be found any more.",
    advice: "Remember finished work for an hour at least; a day is better.",
    sources: &[],
    example: Example { bad: || with_jobs_where(|jobs| jobs.keep_minutes = 5), good: with_jobs },
};

/// Minutes for which a result ought to wait.
const LEAST: u32 = 60;

fn check(design: &Design, audit: &mut Audit) {
    if look::jobs(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Jobs);
    let policy = &design.policies.jobs;
    if policy.keep_minutes >= LEAST {
        audit.pass(at, format!("remembered for {} minutes", policy.keep_minutes));
        return;
    }
    let edit = mend::policy(design, |p| &p.jobs, |policy| policy.keep_minutes = LEAST);
    audit
        .fail(at.clone(), format!("Finished work is forgotten after {} minutes. Remember it for {LEAST} or more.", policy.keep_minutes))
        .because(at, format!("kept for {} minutes", policy.keep_minutes))
        .because_of(look::jobs(design))
        .fix(format!("Remember it for {LEAST} minutes"), Safety::Safe, [edit]);
}
