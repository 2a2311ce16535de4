//! A parent in the path narrows what stands under it.

use crate::design::template::{Meaning, meanings};
use crate::design::{Behaviour, Design, Edit, Endpoint, Field, FieldKind, naming, words};
use crate::http::Method;
use crate::rules::example::{shop_and, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look};

/// The nearest parent in a path is not related to what stands under it.
pub static RULE: Rule = Rule {
    id: "unlinked-parent",
    group: Group::Paths,
    severity: Severity::Warning,
    weight: 5,
    title: "Parent without a relation",
    passes: "Nested records refer to their parents",
    question: &[9, 10],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Nothing ties the records to the parent in the path, so every parent shows the same records, or everybody's.",
    advice: "Give the nested resource a reference to its parent, or take the parent out of the path.",
    sources: &["RFC 3986 section 1.2.3"],
    example: Example {
        bad: || {
            shop_with(|design| {
                let path = "/orders/{orderId}/customers";
                let list = Endpoint::new("customersOfOrder", Method::GET, path, Behaviour::List, Some("Customer"));
                design.endpoints.push(Endpoint { summary: "List customers".to_owned(), ..list }.with_expected_errors(design).into());
            })
        },
        good: || shop_and(Endpoint::new("ordersOfCustomer", Method::GET, "/customers/{customerId}/orders", Behaviour::List, Some("Order"))),
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design) {
        let Some(own) = design.resource_of(endpoint) else { continue };
        let nearest = meanings(design, endpoint).into_iter().rev().find_map(|(_, meaning)| match meaning {
            Meaning::Parent { resource, field } => Some((resource, field)),
            _ => None,
        });
        let Some((parent, field)) = nearest else { continue };
        // A fixed answer, and an action on the parent itself, look nothing up.
        if matches!(endpoint.behaviour, Behaviour::Fixed { .. }) || !endpoint.template().literals().any(|text| text == own.segment) {
            continue;
        }
        if let Some(field) = field {
            audit.pass(endpoint.at(), format!("`{field}` ties {} to {parent}", own.name));
            continue;
        }
        let name = naming::free_field(own, &format!("{}Id", words::camel(&parent)));
        let added = Field { note: format!("The {} it belongs to.", words::spaced(&parent)), ..Field::new(&name, FieldKind::reference(&parent)) };
        audit
            .fail(endpoint.at(), format!("{} has no reference to {parent}, so {} cannot narrow anything.", own.name, endpoint.path))
            .because(endpoint.at(), endpoint.label())
            .because(own.at(), format!("no field refers to {parent}"))
            .fix(
                format!("Add {}.{name}", own.name),
                Safety::ReviewFirst,
                [Edit::AddField { resource: own.name.clone(), field: added, index: Some(0) }],
            );
    }
}
