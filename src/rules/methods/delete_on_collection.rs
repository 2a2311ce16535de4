//! One slip must not empty a collection.

use crate::design::{Behaviour, Design, Edit, Endpoint};
use crate::http::Method;
use crate::rules::example::{shop, shop_and};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look};

/// DELETE empties a collection.
pub static RULE: Rule = Rule {
    id: "delete-on-collection",
    group: Group::Methods,
    severity: Severity::Warning,
    weight: 6,
    title: "DELETE on a whole collection",
    passes: "DELETE removes one record",
    question: &[3],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that forgets the identifier, or sends an empty one, removes everything, and nothing in the request says that it meant to.",
    advice: "Remove records one by one; where many must go, post a removal that names them.",
    sources: &["RFC 9110 section 9.3.5"],
    example: Example {
        bad: || shop_and(Endpoint::new("deleteAllOrders", Method::DELETE, "/orders", Behaviour::DeleteAll, Some("Order"))),
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design) {
        match endpoint.behaviour {
            Behaviour::Delete => audit.pass(endpoint.at(), "removes one record"),
            Behaviour::DeleteAll if is_one_thing(design, endpoint) => {}
            Behaviour::DeleteAll => {
                audit
                    .fail(endpoint.at(), format!("{} removes every record; a forgotten identifier is enough. Take it out.", endpoint.label()))
                    .because(endpoint.at(), endpoint.label())
                    .fix(format!("Remove {}", endpoint.label()), Safety::ReviewFirst, [Edit::RemoveEndpoint { id: endpoint.id.clone() }]);
            }
            _ => {}
        }
    }
}

/// What PUT or PATCH changes where nothing is posted is one thing, whatever its path is called; a collection takes in more.
fn is_one_thing(design: &Design, endpoint: &Endpoint) -> bool {
    let has = |method: Method| look::endpoints(design).any(|other| other.path == endpoint.path && other.method == method);
    (has(Method::PATCH) || has(Method::PUT)) && !has(Method::POST)
}
