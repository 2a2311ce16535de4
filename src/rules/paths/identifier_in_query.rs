//! A record has an address; the query does not belong to it.

use crate::design::{Behaviour, Design, Endpoint};
use crate::http::Method;
use crate::rules::example::{shop, shop_and};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend, route};

/// One record is named by a query parameter.
pub static RULE: Rule = Rule {
    id: "identifier-in-query",
    group: Group::Paths,
    severity: Severity::Warning,
    weight: 5,
    title: "Identifier in the query",
    passes: "Records are named by their paths",
    question: &[13],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Without an address of its own a record cannot be linked to, cached or protected, and a missing parameter hits the wrong thing.",
    advice: "Put the identifier into the path, behind its collection.",
    sources: &["RFC 3986 section 3.3", "Zalando guidelines rule 143"],
    example: Example { bad: || shop_and(Endpoint::new("order", Method::PUT, "/orders", Behaviour::Replace, Some("Order"))), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design).filter(|endpoint| endpoint.behaviour.is_on_item()) {
        let Some(resource) = design.resource_of(endpoint) else { continue };
        let template = endpoint.template();
        if template.parameters().next().is_some() {
            audit.pass(endpoint.at(), "names its record by the path");
            continue;
        }
        // One thing for each caller, such as /me, needs no identifier.
        let verb = route::verb(endpoint);
        let Some(last) = template.literals().last() else { continue };
        if verb.is_none() && last != resource.segment || template.literals().any(|text| ["me", "self", "current", "mine"].contains(&text)) {
            continue;
        }
        let (method, path) = match &verb {
            Some(verb) if verb.crud => route::remodel(design, endpoint).unwrap_or((endpoint.method.clone(), resource.item_path())),
            _ => (endpoint.method.clone(), route::as_others_write_it(design, endpoint, resource.item_path())),
        };
        let label = format!("Move to {method} {path}");
        let edit = mend::endpoint(endpoint, |endpoint| (endpoint.method, endpoint.path) = (method, path));
        audit
            .fail(endpoint.at(), format!("{} names no {}; a client has to put its identifier into the query.", endpoint.label(), resource.name))
            .because(endpoint.at(), endpoint.label())
            .maybe_fix(label, Safety::ReviewFirst, mend::if_distinct(design, vec![edit]));
    }
}
