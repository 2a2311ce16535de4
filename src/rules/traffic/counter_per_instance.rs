//! A limit holds whichever instance answers.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Every instance has a count of its own.
pub static RULE: Rule = Rule {
    id: "counter-per-instance",
    group: Group::Traffic,
    severity: Severity::Warning,
    weight: 4,
    title: "A limit for each instance",
    passes: "All instances share one count",
    question: &[31],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Each instance counts what comes to itself, so a caller gets as many times the limit as there are instances, and more after each release.",
    advice: "Keep the count where every instance sees it, and take from it in one step.",
    sources: &["RFC 6585 section 4"],
    example: Example { bad: || shop_where(|policies| policies.rate_limits.per_instance = true), good: shop },
};

fn instances(design: &Design) -> u16 {
    design.brief.instances.unwrap_or(1)
}

fn check(design: &Design, audit: &mut Audit) {
    if !design.policies.rate_limits.limits() || instances(design) < 2 {
        return;
    }
    let at = Pointer::Policy(Concern::RateLimits);
    let policy = &design.policies.rate_limits;
    if !policy.per_instance {
        audit.pass(at, "one count for all instances");
        return;
    }
    let edit = mend::policy(design, |p| &p.rate_limits, |policy| policy.per_instance = false);
    audit
        .fail(
            at.clone(),
            format!(
                "{} instances count for themselves, so {} requests pass instead of {}. Share the count.",
                instances(design),
                u32::from(instances(design)) * policy.limit,
                policy.limit
            ),
        )
        .because(at, "each instance counts for itself")
        .because(Pointer::Brief, format!("{} instances", instances(design)))
        .fix("Share one count", Safety::ReviewFirst, [edit]);
}
