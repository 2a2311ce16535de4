//! A stream is no row of requests.

use std::sync::Arc;

use crate::design::{Design, Pointer, words};
use crate::rules::example::shop_with;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// Each value of a stream is a request.
pub static RULE: Rule = Rule {
    id: "streaming-over-rest",
    group: Group::Fit,
    severity: Severity::Hint,
    weight: 3,
    title: "A request for each reading",
    passes: "Readings come in batches or streams",
    question: &[32, 56],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A thousand readings in a second are a thousand requests, each with more header than value.",
    advice: "Take readings in batches, or over a stream such as gRPC or a message broker.",
    sources: &["gRPC documentation: Core concepts"],
    example: Example { bad: || metering(5000), good: || metering(20) },
};

fn metering(peak: u32) -> Design {
    shop_with(|design| {
        Arc::make_mut(&mut design.brief).peak_per_second = Some(peak);
        if let Some(order) = design.resources.last_mut() {
            Arc::make_mut(order).name = "SensorReading".to_owned();
        }
        for endpoint in design.endpoints.iter_mut().filter(|endpoint| endpoint.resource.as_deref() == Some("Order")) {
            Arc::make_mut(endpoint).resource = Some("SensorReading".to_owned());
        }
    })
}

/// A resource whose records come as a stream, in the plural.
fn stream(design: &Design) -> Option<String> {
    let streams = ["reading", "measurement", "telemetry", "tick", "quote", "frame", "heartbeat", "metric", "trace", "span", "log"];
    let named = |name: &str| look::has_word(name, &streams);
    let created = look::creates(design).filter_map(|endpoint| design.resource_of(endpoint)).find(|resource| named(&resource.name))?;
    Some(words::sentence(&words::plural(&words::spaced(&created.name))))
}

/// Requests in a second beyond which a reading should not be one.
const MANY: u32 = 500;

fn check(design: &Design, audit: &mut Audit) {
    let (Some(name), Some(peak)) = (stream(design), design.brief.peak_per_second) else { return };
    if peak < MANY {
        audit.pass(Pointer::Brief, format!("{peak} requests a second"));
        return;
    }
    audit
        .fail(Pointer::Brief, format!("{name} arrive one by one, {peak} a second at the peak. Take them in batches, or as a stream."))
        .because(Pointer::Brief, format!("{peak} requests a second"));
}
