//! Paths identify; the query filters.

use crate::design::template::Segment;
use crate::design::{Behaviour, Design, Endpoint, FieldKind, Resource, words};
use crate::http::Method;
use crate::rules::example::{shop, shop_and};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// A list is filtered by its path.
pub static RULE: Rule = Rule {
    id: "filter-as-path-segment",
    group: Group::Paths,
    severity: Severity::Warning,
    weight: 3,
    title: "Filter in the path",
    passes: "Lists are filtered by the query",
    question: &[13, 28],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Every filter becomes an address of its own, two filters cannot be combined, and a value may collide with an identifier.",
    advice: "Keep one list and take the filter from the query, such as ?status=open.",
    sources: &["RFC 3986 section 3.4", "Zalando guidelines rule 137"],
    example: Example {
        bad: || shop_and(Endpoint::new("openOrders", Method::GET, "/orders/status/{status}", Behaviour::List, Some("Order"))),
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::lists(design) {
        let Some(resource) = design.resource_of(endpoint) else { continue };
        match filter(resource, endpoint) {
            None => audit.pass(endpoint.at(), "is filtered by its query"),
            Some(filter) => {
                audit
                    .fail(
                        endpoint.at(),
                        format!("{} filters by path. Take `{filter}` from the query of {}.", endpoint.label(), resource.collection_path()),
                    )
                    .because(endpoint.at(), endpoint.label());
            }
        }
    }
}

/// The field by which the segments behind the collection filter.
fn filter(resource: &Resource, endpoint: &Endpoint) -> Option<String> {
    let segments = endpoint.template().segments;
    let place = segments.iter().position(|segment| matches!(segment, Segment::Literal(text) if *text == resource.segment))?;
    let Some(Segment::Literal(text)) = segments.get(place + 1) else { return None };
    let name = words::camel(text.strip_prefix("by-").or_else(|| text.strip_prefix("by_")).or_else(|| text.strip_prefix("by")).unwrap_or(text));
    let takes_value = matches!(segments.get(place + 2), Some(Segment::Parameter(_)));
    resource.fields.iter().find_map(|field| {
        let by_name = takes_value && (words::camel(&field.name) == name || words::camel(&field.name) == format!("{name}Id"));
        let by_value = matches!(&field.kind, FieldKind::Enum { values } if values.iter().any(|value| words::kebab(value) == words::kebab(text)));
        (by_name || by_value && !takes_value).then(|| field.name.clone())
    })
}
