//! Nobody waits on an open connection for what takes long.

use crate::design::policy::JobAnswer;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{with_jobs, with_jobs_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A request for long work is answered when the work is done.
pub static RULE: Rule = Rule {
    id: "long-work-at-once",
    group: Group::LongWork,
    severity: Severity::Warning,
    weight: 5,
    title: "Long work keeps the caller waiting",
    passes: "Long work is answered at once",
    question: &[33],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A connection that stays open for half a minute is cut by some proxy on the way; the client hears nothing, asks again, and the work is done twice.",
    advice: "Answer 202 at once, with the address at which the work can be watched.",
    sources: &["RFC 9110 section 15.3.3"],
    example: Example { bad: || with_jobs_where(|jobs| jobs.answer = JobAnswer::AtOnce), good: with_jobs },
};

/// Seconds that a caller waits without harm.
const PATIENCE: u32 = 5;

fn check(design: &Design, audit: &mut Audit) {
    if look::jobs(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Jobs);
    let policy = &design.policies.jobs;
    if policy.answer != JobAnswer::AtOnce || policy.queue_seconds + policy.run_seconds <= PATIENCE {
        audit.pass(at, "the answer does not wait for the work");
        return;
    }
    let edit = mend::policy(design, |p| &p.jobs, |policy| policy.answer = JobAnswer::Accepted);
    audit
        .fail(at.clone(), format!("The answer comes after {} s of work. Answer 202 at once instead.", policy.queue_seconds + policy.run_seconds))
        .because(at, format!("{} s in the queue, {} s of work, and then 200", policy.queue_seconds, policy.run_seconds))
        .because_of(look::jobs(design))
        .fix("Answer 202 at once", Safety::ReviewFirst, [edit]);
}
