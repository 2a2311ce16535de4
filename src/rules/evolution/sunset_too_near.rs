//! An end leaves time to leave.

use crate::design::Design;
use crate::design::policy::{Lifetime, deprecation};
use crate::rules::example::retiring;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// The end comes sooner than clients can leave.
pub static RULE: Rule = Rule {
    id: "sunset-too-near",
    group: Group::Evolution,
    severity: Severity::Warning,
    weight: 4,
    title: "Too little time to leave",
    passes: "Clients have time to leave",
    question: &[48, 54],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A released client cannot be changed in a week: those that stay in use for a year meet the end with no way out.",
    advice: "Leave as many months between the announcement and the end as clients stay in use.",
    sources: &["RFC 8594 section 3"],
    example: Example { bad: || retiring(|life| life.sunset = "2026-02-01".to_owned()), good: || retiring(|_| {}) },
};

/// Months between the announcement and the end.
fn months(life: &Lifetime) -> u64 {
    let at = |text: &str| deprecation::seconds(text).unwrap_or_default();
    at(&life.sunset).saturating_sub(at(&life.since)) / (30 * 86_400)
}

/// Months that clients stay in use, by the brief; half a year where nobody has said.
fn wanted(design: &Design) -> u64 {
    u64::from(design.brief.client_months.unwrap_or(6)).clamp(1, 24)
}

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design) {
        let life = design.lifetime(endpoint);
        if !(deprecation::seconds(&life.since).is_some() && deprecation::seconds(&life.sunset).is_some()) {
            continue;
        }
        if months(life) >= wanted(design) {
            audit.pass(endpoint.at(), format!("{} months", months(life)));
            continue;
        }
        audit
            .fail(
                endpoint.at(),
                format!(
                    "{} ends {} after it is deprecated; clients need {}.",
                    endpoint.label(),
                    look::number(months(life) as usize, "month"),
                    look::number(wanted(design) as usize, "month")
                ),
            )
            .because(endpoint.at(), format!("from {} to {}", life.since, life.sunset));
    }
}
