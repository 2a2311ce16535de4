//! Who knows one number knows them all.

use crate::design::brief::Exposure;
use crate::design::{Design, Edit, IdKind, Pointer};
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity};

/// Records of an API for outsiders are numbered.
pub static RULE: Rule = Rule {
    id: "guessable-identifier",
    group: Group::Representations,
    severity: Severity::Hint,
    weight: 2,
    title: "Identifiers that can be guessed",
    passes: "Identifiers cannot be guessed",
    question: &[16],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Outsiders count through the records, find every gap in the permissions, and read off how many there are.",
    advice: "Use UUIDs or random texts towards the outside, and check permissions all the same.",
    sources: &["OWASP API Security 2023: API1", "RFC 9562 section 5.4"],
    example: Example {
        bad: || {
            shop_with(|design| {
                for resource in &mut design.resources {
                    std::sync::Arc::make_mut(resource).identifier.kind = IdKind::Integer;
                }
            })
        },
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    let exposure = match design.brief.exposure {
        Some(Exposure::Public) => "anybody",
        Some(Exposure::Partner) => "partners",
        Some(Exposure::Internal) | None => return,
    };
    for resource in &design.resources {
        if resource.identifier.kind != IdKind::Integer {
            audit.pass(resource.at(), "cannot be guessed");
            continue;
        }
        let mut to = (**resource).clone();
        to.identifier.kind = IdKind::Uuid;
        audit
            .fail(resource.at(), format!("{} is numbered, and offered to {exposure}, who can count through it.", resource.name))
            .because(resource.field_at(&resource.identifier.field), "1, 2, 3")
            .because(Pointer::Brief, format!("offered to {exposure}"))
            .maybe_fix("Use UUIDs", Safety::ReviewFirst, resource.records.is_empty().then(|| vec![Edit::SetResource { resource: to }]).ok_or(None));
    }
}
