//! Reading is GET's work: only then can answers be cached, linked and repeated.

use crate::design::Design;
use crate::http::Method;
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend, route};

/// An unsafe method only reads.
pub static RULE: Rule = Rule {
    id: "post-for-reading",
    group: Group::Methods,
    severity: Severity::Warning,
    weight: 5,
    title: "POST that only reads",
    passes: "Reads use GET",
    question: &[3, 12],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Nobody may cache, link to or repeat the call, although it harms nothing, and every read asks for a preflight.",
    advice: "Read with GET; keep POST for searches whose question does not fit into a query.",
    sources: &["RFC 9110 section 9.3.1"],
    example: Example {
        bad: || shop_whose("listOrders", |endpoint| (endpoint.method, endpoint.path) = (Method::POST, "/orders/list-page".to_owned())),
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::reads(design) {
        if endpoint.method.is_safe() {
            audit.pass(endpoint.at(), "reads with a safe method");
        } else if !route::is_search(endpoint) {
            let edit = mend::endpoint(endpoint, |endpoint| endpoint.method = Method::GET);
            audit
                .fail(endpoint.at(), format!("{} only reads, yet nobody may cache or repeat it. Use GET.", endpoint.label()))
                .because(endpoint.at(), format!("{} with the behaviour «{}»", endpoint.method, endpoint.behaviour.word()))
                .maybe_fix("Use GET", Safety::ReviewFirst, mend::if_distinct(design, vec![edit]));
        }
    }
}
