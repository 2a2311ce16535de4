//! The method says what is done; a path that says it again makes one address per verb.

use crate::design::{Behaviour, Design, Edit, Endpoint};
use crate::http::Method;
use crate::rules::example::{shop, shop_and};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend, route};

/// A path repeats what its method says.
pub static RULE: Rule = Rule {
    id: "crud-word-in-path",
    group: Group::Paths,
    severity: Severity::Error,
    weight: 8,
    title: "CRUD word in the path",
    passes: "Methods say what is done",
    question: &[10, 3, 0],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients have to learn a new address for every verb, and caches and proxies no longer see that the addresses mean one thing.",
    advice: "Keep one path for the thing, and let GET, POST, PUT, PATCH and DELETE say what happens to it.",
    sources: &["RFC 9110 section 9", "Zalando guidelines rule 141"],
    example: Example { bad: || shop_and(Endpoint::new("getCustomers", Method::GET, "/getCustomers", Behaviour::List, Some("Customer"))), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design) {
        let Some(verb) = route::verb(endpoint) else {
            audit.pass(endpoint.at(), "says it with the method");
            continue;
        };
        if !verb.crud {
            continue;
        }
        let better = route::remodel(design, endpoint);
        let message = match &better {
            Some((method, path)) => format!("`{}` repeats what a method says. Offer {method} {path} instead.", verb.segment),
            None => format!("`{}` in {} repeats what a method says. Name the thing.", verb.segment, endpoint.label()),
        };
        let finding = audit.fail(endpoint.at(), message).because(endpoint.at(), endpoint.label());
        let Some((method, path)) = better else { continue };
        let mut moved = endpoint.clone();
        (moved.method, moved.path) = (method, path);
        match mend::same_route(design, &moved) {
            Some(twin) if twin.behaviour == endpoint.behaviour => {
                let label = format!("Remove {}; {} does the same", endpoint.label(), twin.label());
                finding.because(twin.at(), twin.label()).fix(label, Safety::ReviewFirst, [Edit::RemoveEndpoint { id: endpoint.id.clone() }]);
            }
            Some(twin) => finding.obstacle = Some(twin.at()),
            None => {
                let label = format!("Move to {}", moved.label());
                finding.fix(label, Safety::ReviewFirst, [Edit::SetEndpoint { id: endpoint.id.clone(), to: moved }]);
            }
        }
    }
}
