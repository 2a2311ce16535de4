//! Many receivers need a broker.

use std::sync::Arc;

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::with_webhooks;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity};

/// Each of many changes becomes messages.
pub static RULE: Rule = Rule {
    id: "event-fan-out",
    group: Group::Fit,
    severity: Severity::Hint,
    weight: 2,
    title: "Every event to every receiver",
    passes: "Events are few enough to send",
    question: &[56],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Thousands of messages a second, each with retries, make the API a broker, and a receiver that is slow fills its queue.",
    advice: "Put a message broker behind the API, and keep webhooks for the few events that leave the house.",
    sources: &[],
    example: Example {
        bad: || {
            let mut design = with_webhooks(|_| {});
            Arc::make_mut(&mut design.brief).peak_per_second = Some(5000);
            design
        },
        good: || with_webhooks(|_| {}),
    },
};

fn check(design: &Design, audit: &mut Audit) {
    if !(design.policies.webhooks.tells() && design.brief.peak_per_second.is_some()) {
        return;
    }
    if design.brief.peak_per_second.is_none_or(|peak| peak < 1000) {
        audit.pass(Pointer::Brief, "few enough to send one by one");
        return;
    }
    audit
        .fail(
            Pointer::Brief,
            format!(
                "At {} requests a second each change is a message. A broker suits that better.",
                design.brief.peak_per_second.unwrap_or_default()
            ),
        )
        .because(Pointer::Brief, "busy")
        .because(Pointer::Policy(Concern::Webhooks), "each change is told");
}
