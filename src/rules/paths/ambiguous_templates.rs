//! Every request finds its endpoint without a tie.

use crate::design::template::{Segment, Template};
use crate::design::{Behaviour, Design, Endpoint, IdKind};
use crate::http::Method;
use crate::rules::example::{shop, shop_and};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// Two templates match one path, and neither is the closer match.
pub static RULE: Rule = Rule {
    id: "ambiguous-templates",
    group: Group::Paths,
    severity: Severity::Warning,
    weight: 3,
    title: "Ambiguous paths",
    passes: "Every request has one closest path",
    question: &[10],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Routers break the tie in different ways, so a request reaches one endpoint in a test and another in production.",
    advice: "Give one of the two paths a literal segment where the other has a parameter, and no more.",
    sources: &["OpenAPI 3.1: Paths Object"],
    example: Example {
        bad: || shop_and(Endpoint::new("tie", Method::POST, "/{thing}/mine/cancellation", Behaviour::Create, Some("Order"))),
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    let templates: Vec<(&Endpoint, Template)> = look::endpoints(design).map(|endpoint| (endpoint, endpoint.template())).collect();
    for (index, (endpoint, template)) in templates.iter().enumerate() {
        if template.parameters().next().is_none() {
            continue;
        }
        let rival = templates.iter().take(index).find(|(other, known)| {
            known.segments.len() == template.segments.len()
                && other.method == endpoint.method
                && tie(known, template)
                && reachable(design, known, template)
                && reachable(design, template, known)
        });
        match rival {
            None => audit.pass(endpoint.at(), "is the closest match of its requests"),
            Some((other, _)) => {
                audit
                    .fail(endpoint.at(), format!("{} and {} match the same request. Nothing says which one answers.", endpoint.label(), other.path))
                    .because_of([*endpoint, *other].into_iter());
            }
        }
    }
}

/// Whether every literal of one can be a value of the parameter in its place: `comments` is no number of an issue.
fn reachable(design: &Design, one: &Template, two: &Template) -> bool {
    let mut collection = None;
    for (own, other) in one.segments.iter().zip(&two.segments) {
        match (own, other) {
            (Segment::Parameter(_), Segment::Literal(text)) => {
                let kind = collection.and_then(|segment| design.resource_at(segment)).map(|resource| &resource.identifier.kind);
                if kind == Some(&IdKind::Integer) && text.parse::<i64>().is_err() {
                    return false;
                }
            }
            (Segment::Literal(text), _) => collection = Some(text.as_ref()),
            _ => {}
        }
    }
    true
}

/// Of two templates of the same length: both match some path, and each has a literal where the other has a parameter.
fn tie(one: &Template, two: &Template) -> bool {
    let pairs = || one.segments.iter().zip(&two.segments);
    !pairs().any(|pair| matches!(pair, (Segment::Literal(a), Segment::Literal(b)) if a != b))
        && pairs().any(|pair| matches!(pair, (Segment::Literal(_), Segment::Parameter(_))))
        && pairs().any(|pair| matches!(pair, (Segment::Parameter(_), Segment::Literal(_))))
}
