//! Polling has a pace, and the server knows it.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{with_jobs, with_jobs_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Clients have to guess when to ask again.
pub static RULE: Rule = Rule {
    id: "job-without-retry-after",
    group: Group::LongWork,
    severity: Severity::Warning,
    weight: 3,
    title: "Nothing says when to ask again",
    passes: "The status says when to ask again",
    question: &[33],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients that are not told ask as fast as they can, and work that is slow already gets slower.",
    advice: "Send Retry-After with the 202 and with the status of work that runs.",
    sources: &["RFC 9110 section 10.2.3"],
    example: Example { bad: || with_jobs_where(|jobs| jobs.retry_after = false), good: with_jobs },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::jobs(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Jobs);
    let policy = &design.policies.jobs;
    if policy.retry_after {
        audit.pass(at, "answers carry Retry-After");
        return;
    }
    let edits = std::iter::once(mend::policy(design, |p| &p.jobs, |policy| policy.retry_after = true))
        .chain(mend::exposed(design, "Retry-After"))
        .collect::<Vec<_>>();
    audit
        .fail(at.clone(), "Nothing says when to ask again, so clients poll as fast as they can. Send Retry-After.")
        .because(at, "no Retry-After")
        .because_of(look::jobs(design))
        .fix("Say when to ask again", Safety::Safe, edits);
}
