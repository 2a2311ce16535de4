//! What was found can be linked.

use crate::design::{Behaviour, Design, Endpoint};
use crate::http::Method;
use crate::rules::example::shop_and;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// A search has no address.
pub static RULE: Rule = Rule {
    id: "search-over-post",
    group: Group::Collections,
    severity: Severity::Hint,
    weight: 2,
    title: "Search without an address",
    passes: "Searches have an address",
    question: &[13, 49],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A search under POST cannot be linked, kept by a cache or sent again safely, though it changes nothing.",
    advice: "Search with GET and a query; keep POST for queries that are longer than an address may be.",
    sources: &["RFC 9110 section 9.3.1"],
    example: Example { bad: || searching(Method::POST), good: || searching(Method::GET) },
};

fn searching(method: Method) -> Design {
    shop_and(Endpoint::new("searchOrders", method, "/orders/search", Behaviour::Search, Some("Order")))
}

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design).filter(|endpoint| endpoint.behaviour == Behaviour::Search) {
        if endpoint.method.is_safe() {
            audit.pass(endpoint.at(), "has an address");
            continue;
        }
        let edit = mend::endpoint(endpoint, |endpoint| endpoint.method = Method::GET);
        audit
            .fail(endpoint.at(), format!("{} changes nothing, yet no link or cache can hold it. Search with GET.", endpoint.label()))
            .because(endpoint.at(), format!("a search under {}", endpoint.method))
            .maybe_fix("Search with GET", Safety::ReviewFirst, mend::if_distinct(design, vec![edit]));
    }
}
