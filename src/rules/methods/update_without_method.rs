//! What can be made and removed can be corrected too.

use crate::design::{Behaviour, Design, Edit, Endpoint, naming};
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Records can be made and removed, never changed.
pub static RULE: Rule = Rule {
    id: "update-without-method",
    group: Group::Methods,
    severity: Severity::Hint,
    weight: 2,
    title: "No way to change a record",
    passes: "Records can be corrected",
    question: &[5, 3],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "To mend a typing mistake a client has to remove the record and make another, which breaks every link to the old one.",
    advice: "Offer PATCH for parts of a record, or PUT for the whole of it.",
    sources: &["RFC 5789 section 1"],
    example: Example {
        bad: || shop_with(|design| design.endpoints.retain(|endpoint| !["updateOrder", "cancelOrder"].contains(&endpoint.id.as_str()))),
        good: shop,
    },
};

/// Things that are made and removed as a whole.
const UNCHANGED: [&str; 17] = [
    "key",
    "token",
    "secret",
    "credential",
    "assignment",
    "membership",
    "member",
    "reaction",
    "follower",
    "favorite",
    "favourite",
    "like",
    "star",
    "snapshot",
    "backup",
    "grant",
    "method",
];

fn check(design: &Design, audit: &mut Audit) {
    for resource in &design.resources {
        let has = |wanted: fn(&Behaviour) -> bool| look::has(design, &resource.name, wanted);
        let mutable = resource.fields.iter().any(|field| !field.read_only);
        // What is replaced, not corrected: whoever gave the wrong key makes another.
        if look::has_word(&resource.name, &UNCHANGED) {
            continue;
        }
        // Without a removal the records may be a log that nobody is meant to touch.
        if !has(|behaviour| *behaviour == Behaviour::Create) || !has(|behaviour| *behaviour == Behaviour::Delete) || !mutable {
            continue;
        }
        if has(|behaviour| matches!(behaviour, Behaviour::Update | Behaviour::Replace | Behaviour::Transition { .. })) {
            audit.pass(resource.at(), "can be changed");
            continue;
        }
        let mut update = Endpoint::usual(resource, Behaviour::Update).with_expected_errors(design);
        if let Some(delete) = design.endpoints_of(&resource.name).find(|endpoint| endpoint.behaviour == Behaviour::Delete) {
            update.access = delete.access.clone();
        }
        update.id = naming::free_id(design, &update.id);
        let label = format!("Add {}", update.label());
        audit
            .fail(resource.at(), format!("{} can be made and removed but not corrected. Offer PATCH.", resource.name))
            .because_of(design.endpoints_of(&resource.name).map(|endpoint| &**endpoint))
            .maybe_fix(label, Safety::ReviewFirst, mend::if_distinct(design, vec![Edit::AddEndpoint { endpoint: update }]));
    }
}
