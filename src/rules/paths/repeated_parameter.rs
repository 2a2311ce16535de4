//! Each parameter of a path has a name of its own.

use crate::design::template::Segment;
use crate::design::{Behaviour, Design, Endpoint, words};
use crate::http::Method;
use crate::rules::example::{shop, shop_and};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend, route};

/// A path names a parameter twice.
pub static RULE: Rule = Rule {
    id: "repeated-parameter",
    group: Group::Paths,
    severity: Severity::Error,
    weight: 4,
    title: "Parameter named twice",
    passes: "Parameters of a path differ",
    question: &[13],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Two values under one name cannot both be documented, generated clients drop one of them, and OpenAPI forbids it.",
    advice: "Name each parameter after its collection, such as {customerId} and {orderId}.",
    sources: &["OpenAPI 3.1: Paths Object"],
    example: Example {
        bad: || shop_and(Endpoint::new("nested", Method::GET, "/customers/{id}/orders/{id}", Behaviour::Read, Some("Order"))),
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design) {
        let template = endpoint.template();
        let names: Vec<&str> = template.parameters().collect();
        if names.is_empty() {
            continue;
        }
        let twice = names.iter().enumerate().find(|(place, name)| names.iter().take(*place).any(|other| other == *name));
        let Some((_, twice)) = twice else {
            audit.pass(endpoint.at(), "names each parameter once");
            continue;
        };
        let edit = mend::endpoint(endpoint, |endpoint| endpoint.path = told_apart(&template.segments, twice));
        audit
            .fail(endpoint.at(), format!("{} has `{twice}` twice. Name each after its collection.", endpoint.path))
            .because(endpoint.at(), endpoint.label())
            .fix("Name parameters after their collections", Safety::Safe, [edit]);
    }
}

/// The path in which all but the last parameter of this name are called after the collection before them.
fn told_apart(segments: &[Segment], twice: &str) -> String {
    let last = segments.iter().rposition(|segment| matches!(segment, Segment::Parameter(name) if name == twice));
    let mut before = "parent".to_owned();
    let parts: Vec<String> = segments
        .iter()
        .enumerate()
        .map(|(index, segment)| match segment {
            Segment::Parameter(name) if name == twice && Some(index) != last => {
                format!("{{{}{}}}", words::camel(&words::singular(&before)), words::sentence(&words::camel(twice)))
            }
            other => {
                if let Segment::Literal(text) = other {
                    before = text.to_string();
                }
                route::written(other)
            }
        })
        .collect();
    route::joined(&parts)
}
