//! Whoever waits for something is told.

use std::sync::Arc;

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop_with, with_webhooks};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity};

/// Clients wait for events that nobody sends.
pub static RULE: Rule = Rule {
    id: "events-by-polling",
    group: Group::Fit,
    severity: Severity::Warning,
    weight: 4,
    title: "Clients have to ask for events",
    passes: "Events come to those who wait",
    question: &[44, 56],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients that wait for events ask again and again: nearly every answer says that nothing is new, and the one that matters comes late.",
    advice: "Tell servers by webhooks; stream to pages with server-sent events, or WebSockets where both sides talk.",
    sources: &["WHATWG HTML: Server-sent events", "RFC 6455"],
    example: Example {
        bad: || shop_with(|design| Arc::make_mut(&mut design.brief).real_time = Some(true)),
        good: || {
            let mut design = with_webhooks(|_| {});
            Arc::make_mut(&mut design.brief).real_time = Some(true);
            design
        },
    },
};

fn check(design: &Design, audit: &mut Audit) {
    if design.brief.real_time != Some(true) {
        return;
    }
    if design.policies.webhooks.tells() {
        audit.pass(Pointer::Brief, "webhooks tell of events");
        return;
    }
    audit
        .fail(Pointer::Brief, "Clients wait for events, and nothing tells them. Offer webhooks, or a stream beside this API.")
        .because(Pointer::Brief, "clients wait for events")
        .because(Pointer::Policy(Concern::Webhooks), "nobody is told");
}
