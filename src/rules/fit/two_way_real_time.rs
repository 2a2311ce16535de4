//! Both sides of a conversation may begin.

use std::sync::Arc;

use crate::design::{Design, Pointer, words};
use crate::rules::example::with_webhooks;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// Both sides talk, and only one may begin.
pub static RULE: Rule = Rule {
    id: "two-way-real-time",
    group: Group::Fit,
    severity: Severity::Hint,
    weight: 3,
    title: "A conversation over REST",
    passes: "Nothing here is a conversation",
    question: &[44, 56],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "In a chat or a game both sides talk at any moment. Requests and answers give one side the word only when the other asks.",
    advice: "Keep REST for rooms, members and history, and let a WebSocket carry what is said.",
    sources: &["RFC 6455"],
    example: Example { bad: || chatting("ChatMessage"), good: || chatting("Shipment") },
};

/// The shop with one more resource, whose clients wait for events.
fn chatting(name: &str) -> Design {
    let mut design = with_webhooks(|_| {});
    Arc::make_mut(&mut design.brief).real_time = Some(true);
    if let Some(order) = design.resources.last_mut() {
        Arc::make_mut(order).name = name.to_owned();
    }
    for endpoint in design.endpoints.iter_mut().filter(|endpoint| endpoint.resource.as_deref() == Some("Order")) {
        Arc::make_mut(endpoint).resource = Some(name.to_owned());
    }
    design
}

/// A resource that stands for something said or moved in the moment, in the plural.
fn talks(design: &Design) -> Option<String> {
    let moments = ["chat", "conversation", "cursor", "keystroke", "move", "position", "game", "whiteboard", "presence", "typing"];
    let resource = design.resources.iter().find(|resource| look::has_word(&resource.name, &moments))?;
    Some(words::sentence(&words::plural(&words::spaced(&resource.name))))
}

fn check(design: &Design, audit: &mut Audit) {
    if design.brief.real_time != Some(true) {
        return;
    }
    if talks(design).is_none() {
        audit.pass(Pointer::Brief, "no chat, no game");
        return;
    }
    audit
        .fail(
            Pointer::Brief,
            format!(
                "{} look like a conversation in real time. Carry them by WebSocket, and keep REST for history.",
                talks(design).unwrap_or_default()
            ),
        )
        .because(Pointer::Brief, "clients wait for events");
}
