//! Identifiers of one API look alike.

use crate::design::words::letters::Letters;
use std::mem::discriminant;

use crate::design::template::{Meaning, meanings};
use crate::design::{Design, Edit, IdKind, Resource};
use crate::rules::example::{shop, shop_of};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity};

/// Resources are identified in different ways.
pub static RULE: Rule = Rule {
    id: "identifier-kinds-mixed",
    group: Group::Representations,
    severity: Severity::Hint,
    weight: 2,
    title: "Identifiers of different kinds",
    passes: "Identifiers are of one kind",
    question: &[10, 55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Clients store, compare and validate identifiers; a number here and a text there needs two of everything.",
    advice: "Choose one kind of identifier for the whole API, as text.",
    sources: &[],
    example: Example { bad: || shop_of("Customer", |customer| customer.identifier.kind = IdKind::Integer), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    // A slug is chosen for readers, beside whatever kind the others have.
    let judged: Vec<&Resource> = design
        .resources
        .iter()
        .map(|resource| &**resource)
        .filter(|resource| resource.identifier.kind != IdKind::Slug && !design.is_assumed(&resource.at()) && is_addressed(design, resource))
        .collect();
    let of = |kind: &IdKind| judged.iter().filter(|resource| discriminant(&resource.identifier.kind) == discriminant(kind)).count();
    let Some(usual) = judged.iter().rev().map(|resource| &resource.identifier.kind).max_by_key(|kind| of(kind)) else { return };
    if judged.len() < 2 {
        return;
    }
    for resource in &judged {
        if discriminant(&resource.identifier.kind) == discriminant(usual) {
            audit.pass(resource.at(), word(usual));
            continue;
        }
        let mut to = (*resource).clone();
        to.identifier.kind = match usual {
            IdKind::Prefixed { .. } => IdKind::Prefixed { prefix: resource.name.lower().chars().filter(char::is_ascii_lowercase).take(2).collect() },
            other => other.clone(),
        };
        let seeded = !resource.records.is_empty();
        let (mine, usual) = (word(&resource.identifier.kind), word(usual));
        audit
            .fail(resource.at(), format!("{} is identified by {mine}, most others by {usual}. Use one kind.", resource.name))
            .because(resource.at(), mine)
            .maybe_fix(format!("Use {usual}"), Safety::ReviewFirst, (!seeded).then(|| vec![Edit::SetResource { resource: to }]).ok_or(None));
    }
}

/// Whether a path names its records: what is only listed is identified for nobody.
fn is_addressed(design: &Design, resource: &Resource) -> bool {
    let mut endpoints = design.endpoints_of(&resource.name);
    endpoints.any(|endpoint| meanings(design, endpoint).iter().any(|(_, meaning)| *meaning == Meaning::Identity))
}

fn word(kind: &IdKind) -> &'static str {
    match kind {
        IdKind::Uuid => "UUIDs",
        IdKind::Integer => "numbers",
        IdKind::Slug => "slugs",
        IdKind::Prefixed { .. } => "prefixed texts",
    }
}
