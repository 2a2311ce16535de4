//! What a name does not say, a note does.

use crate::design::Design;
use crate::rules::example::{shop, shop_of};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity};

/// Fields of a resource have no note.
pub static RULE: Rule = Rule {
    id: "field-without-note",
    group: Group::Documentation,
    severity: Severity::Hint,
    weight: 3,
    title: "Fields without a note",
    passes: "Fields are explained",
    question: &[55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Units, zones, limits and who sets the value do not stand in a name, and every reader asks the same question again.",
    advice: "Say in one sentence what the name does not.",
    sources: &["OpenAPI 3.1: Schema Object"],
    example: Example { bad: || shop_of("Order", |order| order.fields.iter_mut().for_each(|field| field.note.clear())), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for resource in design.resources.iter().filter(|resource| !resource.fields.is_empty()) {
        let mut silent =
            resource.fields.iter().filter(|field| field.note.trim().is_empty() && !design.is_assumed(&resource.field_at(&field.name))).peekable();
        let Some(first) = silent.peek().map(|field| field.name.clone()) else {
            audit.pass(resource.at(), "every field has a note");
            continue;
        };
        let silent: Vec<_> = silent.collect();
        let message = match silent.len() {
            1 => format!("`{first}` of {} has no note. Say what its name does not.", resource.name),
            count => format!("{count} fields of {} have no note, such as `{first}`. Say what names do not.", resource.name),
        };
        let finding = audit.fail(resource.at(), message);
        for field in silent.iter().take(5) {
            finding.because(resource.field_at(&field.name), "no note");
        }
    }
}
