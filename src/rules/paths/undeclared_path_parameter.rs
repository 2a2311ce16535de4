//! Every parameter names something in the design.

use crate::design::template::{Meaning, meanings};
use crate::design::{Behaviour, Design, Endpoint};
use crate::http::Method;
use crate::rules::example::{shop, shop_and};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// A path parameter names nothing.
pub static RULE: Rule = Rule {
    id: "undeclared-path-parameter",
    group: Group::Paths,
    severity: Severity::Warning,
    weight: 3,
    title: "Parameter that names nothing",
    passes: "Parameters name records",
    question: &[13],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client has to fill the parameter, yet the server looks nothing up with it; any value gives the same answer.",
    advice: "Put the parameter behind the collection whose record it names, or leave it out.",
    sources: &["RFC 6570 section 1"],
    example: Example {
        bad: || shop_and(Endpoint::new("regional", Method::GET, "/regions/{region}/orders", Behaviour::List, Some("Order"))),
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design).filter(|endpoint| endpoint.resource.is_some()) {
        let mut meanings = meanings(design, endpoint);
        if endpoint.behaviour.is_work() {
            // The last one names the job or the upload, which is no record yet.
            meanings.pop();
        }
        if meanings.is_empty() {
            continue;
        }
        match meanings.iter().find(|(_, meaning)| *meaning == Meaning::Unknown) {
            None => audit.pass(endpoint.at(), "looks something up with every parameter"),
            Some((name, _)) => {
                audit
                    .fail(endpoint.at(), format!("{{{name}}} in {} names no record, so any value gives the same answer.", endpoint.label()))
                    .because(endpoint.at(), endpoint.label());
            }
        }
    }
}
