//! Two levels at most: a record that has an identifier of its own needs no genealogy.

use crate::design::template::Segment;
use crate::design::{Behaviour, Design, Endpoint, words};
use crate::http::Method;
use crate::rules::example::shop_and;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend, route};

/// A path nests more than two collections.
pub static RULE: Rule = Rule {
    id: "nested-deeper-than-two",
    group: Group::Paths,
    severity: Severity::Warning,
    weight: 4,
    title: "Nested deeper than two",
    passes: "Paths nest two levels at most",
    question: &[10, 0],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client has to know every ancestor to reach one record, and each link breaks when a record moves to another parent.",
    advice: "Begin at the nearest collection, and filter by the ancestors in the query.",
    sources: &["Zalando guidelines rule 147"],
    example: Example {
        bad: || {
            let path = "/shops/{shopId}/customers/{customerId}/orders/{id}";
            shop_and(Endpoint::new("readDeepOrder", Method::GET, path, Behaviour::Read, Some("Order")))
        },
        good: || shop_and(Endpoint::new("listOrdersOfCustomer", Method::GET, "/customers/{customerId}/orders", Behaviour::List, Some("Order"))),
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design) {
        let levels = levels(design, endpoint);
        if levels == 0 {
            continue;
        }
        if levels <= 2 {
            audit.pass(endpoint.at(), "nests two levels at most");
            continue;
        }
        let finding = audit.fail(endpoint.at(), format!("{} nests {levels} collections. Two are enough to find a record.", endpoint.path));
        finding.because(endpoint.at(), endpoint.label());
        if let Some(path) = flattened(design, endpoint) {
            let edit = mend::endpoint(endpoint, |endpoint| endpoint.path.clone_from(&path));
            finding.maybe_fix(format!("Move to {path}"), Safety::ReviewFirst, mend::if_distinct(design, vec![edit]));
        }
    }
}

/// How many collections a path goes through: literals before a parameter, and a collection at the end.
fn levels(design: &Design, endpoint: &Endpoint) -> usize {
    let segments = endpoint.template().segments;
    let is_collection = |index: usize, text: &str| match segments.get(index + 1) {
        Some(next) => matches!(next, Segment::Parameter(_)) && !route::is_version(text),
        // The content of a file is no level, though it has no plural.
        None => {
            text != "content"
                && words::is_plural(text)
                && (design.resource_at(text).is_some() || matches!(endpoint.behaviour, Behaviour::List | Behaviour::Create))
        }
    };
    segments.iter().enumerate().filter(|(index, segment)| matches!(segment, Segment::Literal(text) if is_collection(*index, text))).count()
}

/// The last collection with its record, or the last two where the path ends with a collection.
fn flattened(design: &Design, endpoint: &Endpoint) -> Option<String> {
    let segments = endpoint.template().segments;
    let keep = match segments.as_slice() {
        [.., Segment::Literal(_), Segment::Parameter(_)] => 2,
        [.., Segment::Literal(_), Segment::Parameter(_), Segment::Literal(_)] => 3,
        _ => return None,
    };
    let parts: Vec<String> = segments.iter().skip(segments.len() - keep).map(route::written).collect();
    Some(route::as_others_write_it(design, endpoint, route::joined(&parts)))
}
