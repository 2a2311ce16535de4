//! Inside a house the wire is the cost.

use std::sync::Arc;

use crate::design::brief::Exposure;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_with;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Relatives are fetched by calls of their own.
pub static RULE: Rule = Rule {
    id: "chatty-internal-calls",
    group: Group::Fit,
    severity: Severity::Hint,
    weight: 3,
    title: "Many small calls inside a house",
    passes: "Calls inside fetch what belongs together",
    question: &[32, 36],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Services inside a house that fetch relatives one by one spend their time on the wire, and every hop adds to the slowest answer.",
    advice: "Offer include for what belongs together; where that is not enough, gRPC suits calls inside.",
    sources: &["gRPC documentation: Introduction"],
    example: Example { bad: || busy(false), good: || busy(true) },
};

fn busy(include: bool) -> Design {
    shop_with(|design| {
        let brief = Arc::make_mut(&mut design.brief);
        (brief.exposure, brief.peak_per_second) = (Some(Exposure::Internal), Some(5000));
        Arc::make_mut(&mut design.policies).filtering.include = include;
    })
}

fn check(design: &Design, audit: &mut Audit) {
    if !(design.brief.exposure == Some(Exposure::Internal)
        && design.brief.peak_per_second.is_some_and(|peak| peak >= 1000)
        && !design.relations().is_empty())
    {
        return;
    }
    if design.policies.filtering.include {
        audit.pass(Pointer::Brief, "include fetches relatives with a record");
        return;
    }
    audit
        .fail(
            Pointer::Brief,
            format!(
                "{} calls a second fetch relatives one by one. Offer include, or consider gRPC inside.",
                design.brief.peak_per_second.unwrap_or_default()
            ),
        )
        .because(Pointer::Brief, "internal, and busy")
        .because(Pointer::Policy(Concern::Filtering), "no include")
        .fix("Offer include", Safety::Safe, [mend::policy(design, |p| &p.filtering, |filtering| filtering.include = true)]);
}
