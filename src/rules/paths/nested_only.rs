//! A record with an identifier of its own deserves an address of its own.

use crate::design::template::{Meaning, meanings};
use crate::design::{Access, Behaviour, Design, Edit, Endpoint, naming};
use crate::http::Method;
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Records can be reached through a parent alone.
pub static RULE: Rule = Rule {
    id: "nested-only",
    group: Group::Paths,
    severity: Severity::Hint,
    weight: 2,
    title: "Reached through its parent only",
    passes: "Records have addresses of their own",
    question: &[10],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A client that holds nothing but the identifier, from an event or a log, cannot reach the record without asking for its parent.",
    advice: "Offer the record under its own collection as well.",
    sources: &["Zalando guidelines rule 145"],
    example: Example {
        bad: || {
            shop_with(|design| {
                let path = "/customers/{customerId}/orders/{id}";
                for endpoint in design.endpoints.iter_mut().filter(|endpoint| endpoint.path.starts_with("/orders/{id}")) {
                    let endpoint = std::sync::Arc::make_mut(endpoint);
                    endpoint.path = endpoint.path.replace("/orders/{id}", path);
                }
            })
        },
        good: || {
            shop_with(|design| {
                let path = "/customers/{customerId}/orders/{id}";
                let nested = Endpoint::new("readOrderOfCustomer", Method::GET, path, Behaviour::Read, Some("Order"));
                let nested = Endpoint { summary: "Read an order of a customer".to_owned(), access: Access::Authenticated, ..nested };
                let nested = nested.with_expected_errors(design);
                design.endpoints.push(nested.into());
                debug_assert_eq!(design.endpoints.len(), shop().endpoints.len() + 1);
            })
        },
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for resource in &design.resources {
        let on_item = || design.endpoints_of(&resource.name).map(|endpoint| &**endpoint).filter(|endpoint| endpoint.behaviour.is_on_item());
        let mut nested = on_item().filter(|endpoint| has_parent(design, endpoint)).peekable();
        let Some(first) = nested.peek().copied() else { continue };
        if on_item().any(|endpoint| !has_parent(design, endpoint)) {
            audit.pass(resource.at(), format!("{} can be reached without a parent", resource.item_path()));
            continue;
        }
        let mut read = Endpoint { access: first.access.clone(), ..Endpoint::usual(resource, Behaviour::Read) }.with_expected_errors(design);
        read.id = naming::free_id(design, &read.id);
        let label = format!("Add {}", read.label());
        audit
            .fail(resource.at(), format!("{} has an identifier, yet every path to it needs its parent.", resource.name))
            .because_of(nested)
            .maybe_fix(label, Safety::ReviewFirst, mend::if_distinct(design, vec![Edit::AddEndpoint { endpoint: read }]));
    }
}

fn has_parent(design: &Design, endpoint: &Endpoint) -> bool {
    let meanings = meanings(design, endpoint);
    meanings.len() > 1 && meanings.iter().any(|(_, meaning)| matches!(meaning, Meaning::Parent { .. }))
}
