//! Paths name things; actions on them are things too, once they have a noun.

use crate::design::{Behaviour, Design, Endpoint, words};
use crate::http::Method;
use crate::rules::example::{shop, shop_and};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend, route};

/// A verb stands in a path.
pub static RULE: Rule = Rule {
    id: "verb-in-path",
    group: Group::Paths,
    severity: Severity::Warning,
    weight: 6,
    title: "Verb in the path",
    passes: "Paths name things",
    question: &[10, 9, 0],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "An action has no address: nobody can read it later, list it, or link to it. A noun for what the action makes has all three.",
    advice: "Post the thing that the action makes: a cancellation, a payment, a delivery.",
    sources: &["RFC 9110 section 3.1", "Zalando guidelines rule 141"],
    example: Example {
        bad: || {
            let cancel = Behaviour::Transition { name: "cancel".to_owned() };
            shop_and(Endpoint::new("cancelNow", Method::POST, "/orders/{id}/cancel", cancel, Some("Order")))
        },
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design) {
        match route::verb(endpoint) {
            None => audit.pass(endpoint.at(), "names a thing"),
            Some(verb) if verb.crud => {}
            // What can be read at the same address is a thing: GET and DELETE /migrations/{id}/archive.
            Some(verb) if words::acts_behind_a_record(&verb.segment) && is_read(design, endpoint) => audit.pass(endpoint.at(), "names a thing"),
            Some(verb) => {
                let better = route::remodel(design, endpoint);
                let message = match &better {
                    Some((method, path)) => format!("`{}` is an action. Offer {method} {path}, which can be read later.", verb.segment),
                    None => format!("`{}` in {} is an action. Name the thing that it makes.", verb.segment, endpoint.label()),
                };
                let finding = audit.fail(endpoint.at(), message).because(endpoint.at(), endpoint.label());
                if let Some((method, path)) = better {
                    let label = format!("Move to {method} {path}");
                    let edit = mend::endpoint(endpoint, |endpoint| (endpoint.method, endpoint.path) = (method, path));
                    finding.maybe_fix(label, Safety::ReviewFirst, mend::if_distinct(design, vec![edit]));
                }
            }
        }
    }
}

fn is_read(design: &Design, endpoint: &Endpoint) -> bool {
    look::endpoints(design).any(|other| other.method == Method::GET && mend::same_shape(&other.path, &endpoint.path))
}
