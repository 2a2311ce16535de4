//! Every way of a life-cycle can be taken.

use crate::design::{Behaviour, Design, Edit, Endpoint, Transition, naming, words};
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// No call takes a record along a way of its life-cycle.
pub static RULE: Rule = Rule {
    id: "unreachable-transition",
    group: Group::Methods,
    severity: Severity::Warning,
    weight: 4,
    title: "State that nobody can reach",
    passes: "Every transition has a call",
    question: &[18],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The life-cycle promises a way that no client can take, so records stay where they are, or somebody changes the database by hand.",
    advice: "Offer a call for each transition, or take the transition out of the life-cycle.",
    sources: &["RFC 9110 section 9.3.3"],
    example: Example { bad: || shop_with(|design| design.endpoints.retain(|endpoint| endpoint.id != "cancelOrder")), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for resource in &design.resources {
        let Some(lifecycle) = &resource.lifecycle else { continue };
        if design.endpoints_of(&resource.name).next().is_none() {
            continue;
        }
        let writable = resource.field(&lifecycle.field).is_some_and(|field| !field.read_only)
            && look::has(design, &resource.name, |behaviour| matches!(behaviour, Behaviour::Update | Behaviour::Replace));
        let called =
            |wanted: &str| look::has(design, &resource.name, |behaviour| matches!(behaviour, Behaviour::Transition { name } if name == wanted));
        let missing: Vec<&Transition> = lifecycle.transitions.iter().filter(|way| !writable && !called(&way.name)).collect();
        if missing.is_empty() {
            audit.pass(resource.at(), "every transition can be called");
            continue;
        }
        let names: Vec<String> = missing.iter().map(|way| words::spaced(&way.name)).collect();
        let finding = audit.fail(resource.at(), format!("No call takes {} through {}. Offer one for each.", resource.name, names.join(", ")));
        let mut edits = Vec::new();
        for way in missing {
            finding.because(
                resource.field_at(&lifecycle.field),
                format!("{} leads from {} to {}", words::spaced(&way.name), way.from.join(", "), way.to),
            );
            let behaviour = Behaviour::Transition { name: way.name.clone() };
            let mut endpoint = Endpoint::usual(resource, behaviour).with_expected_errors(design);
            endpoint.id = naming::free_id(design, &endpoint.id);
            edits.push(Edit::AddEndpoint { endpoint });
        }
        finding.maybe_fix(format!("Add calls for {}", names.join(", ")), Safety::ReviewFirst, mend::if_distinct(design, edits));
    }
}
