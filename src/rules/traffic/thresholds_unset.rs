//! An alarm needs a limit.

use crate::design::policy::Monitoring;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Nobody has said what is too slow, or failing too often.
pub static RULE: Rule = Rule {
    id: "thresholds-unset",
    group: Group::Traffic,
    severity: Severity::Hint,
    weight: 1,
    title: "No limits to alert on",
    passes: "Limits to alert on are set",
    question: &[40],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Without a limit a server gets slower every week, and each week looks like the last one.",
    advice: "Say within which time 99 of 100 answers come, and how many of a thousand may fail; look at the slow tail, not at the mean.",
    sources: &["Google SRE Book, chapter 4", "Google SRE Book, chapter 6"],
    example: Example { bad: || shop_where(|policies| policies.monitoring = Monitoring { p99_millis: 0, errors_per_mille: 1000 }), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if design.endpoints.is_empty() {
        return;
    }
    let at = Pointer::Policy(Concern::Monitoring);
    let policy = &design.policies.monitoring;
    let missing = match (policy.watches_time(), policy.watches_errors()) {
        (true, true) => {
            audit.pass(at, format!("P99 within {} ms, {} of 1000 may fail", policy.p99_millis, policy.errors_per_mille));
            return;
        }
        (false, true) => "time",
        (true, false) => "errors",
        (false, false) => "time and errors",
    };
    let edit = mend::policy(
        design,
        |p| &p.monitoring,
        |monitoring| {
            let usual = Monitoring::default();
            if !monitoring.watches_time() {
                monitoring.p99_millis = usual.p99_millis;
            }
            if !monitoring.watches_errors() {
                monitoring.errors_per_mille = usual.errors_per_mille;
            }
        },
    );
    audit
        .fail(at.clone(), format!("No limit is set for {missing}, so nobody is told when it gets worse."))
        .because(at, format!("no limit for {missing}"))
        .fix("Set the usual limits", Safety::Safe, [edit]);
}
