//! An example says more than a type.

use crate::design::{Design, Edit, Field};
use crate::rules::example::{shop, shop_of};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, believable, mend};

/// Fields of a resource have no example.
pub static RULE: Rule = Rule {
    id: "field-without-example",
    group: Group::Documentation,
    severity: Severity::Hint,
    weight: 2,
    title: "Fields without an example",
    passes: "Fields have examples",
    question: &[55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Documentation, mock servers and generated tests fall back to «string» and 0, which teach nobody anything.",
    advice: "Give each field a believable value.",
    sources: &["OpenAPI 3.1: Schema Object"],
    example: Example { bad: || shop_of("Order", |order| order.fields.iter_mut().for_each(|field| field.example = None)), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for resource in design.resources.iter().filter(|resource| !resource.fields.is_empty()) {
        let is_chosen = |field: &&Field| !design.is_assumed(&resource.field_at(&field.name));
        let bare: Vec<&Field> = resource.fields.iter().filter(|field| field.example.is_none() && !field.write_only).filter(is_chosen).collect();
        let Some(first) = bare.first() else {
            audit.pass(resource.at(), "every field has an example");
            continue;
        };
        let message = match bare.len() {
            1 => format!("`{}` of {} has no example. Give it a believable value.", first.name, resource.name),
            count => format!("{count} fields of {} have no example, such as `{}`. Give them believable values.", resource.name, first.name),
        };
        let edits: Option<Vec<Edit>> = bare
            .iter()
            .map(|field| {
                let value = believable::value(design, resource, field)?;
                Some(mend::field(resource, field, |field| field.example = Some(value)))
            })
            .collect();
        let finding = audit.fail(resource.at(), message);
        for field in bare.iter().take(5) {
            finding.because(resource.field_at(&field.name), "no example");
        }
        finding.maybe_fix("Fill in examples", Safety::Safe, edits.ok_or(None));
    }
}
