//! Method and path lead to one endpoint.

use crate::design::{Behaviour, Design, Edit, Endpoint};
use crate::http::Method;
use crate::rules::example::{shop, shop_and};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look};

/// Two endpoints share method and path.
pub static RULE: Rule = Rule {
    id: "duplicate-endpoint",
    group: Group::Paths,
    severity: Severity::Error,
    weight: 6,
    title: "Endpoint sketched twice",
    passes: "Method and path are unique",
    question: &[9],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Only one of the two ever answers; the other is a promise in the documentation that nobody keeps.",
    advice: "Remove one, or give it another path.",
    sources: &["OpenAPI 3.1: Paths Object"],
    example: Example { bad: || shop_and(Endpoint::new("orderAgain", Method::GET, "/orders/{orderId}", Behaviour::Read, Some("Order"))), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let mut known: Vec<(String, &Endpoint)> = Vec::new();
    for endpoint in look::endpoints(design) {
        let shape = endpoint.template().shape();
        match known.iter().find(|(other, first)| *other == shape && first.method == endpoint.method) {
            None => {
                known.push((shape, endpoint));
                audit.pass(endpoint.at(), "is the only one of its method and path");
            }
            Some((_, first)) => {
                audit
                    .fail(endpoint.at(), format!("{} answers the same requests as {}. Only one of them can.", endpoint.label(), first.id))
                    .because_of([*first, endpoint].into_iter())
                    .fix(format!("Remove {}", endpoint.id), Safety::ReviewFirst, [Edit::RemoveEndpoint { id: endpoint.id.clone() }]);
            }
        }
    }
}
