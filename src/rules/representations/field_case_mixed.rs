//! One spelling for all member names.

use crate::design::words::letters::{is_of_word, is_small};
use crate::design::{Design, Field, FieldKind, Pointer, words};
use crate::rules::example::{shop, shop_and_field};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Field names follow different conventions.
pub static RULE: Rule = Rule {
    id: "field-case-mixed",
    group: Group::Representations,
    severity: Severity::Warning,
    weight: 3,
    title: "Field names mix conventions",
    passes: "Field names follow one convention",
    question: &[10, 55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Whoever writes a client has to look up every name, and mappers that turn one convention into another guess wrong.",
    advice: "Choose camelCase or snake_case once, and use it for every field.",
    sources: &[],
    example: Example { bad: || shop_and_field(Field::new("gift_note", FieldKind::text()).example("For Ada")), good: shop },
};

#[derive(Clone, Copy, PartialEq)]
enum Case {
    Camel,
    Snake,
    Other,
}

fn check(design: &Design, audit: &mut Audit) {
    let of = |wanted: Case| look::fields(design).filter(|(_, field)| case(&field.name) == Some(wanted)).count();
    let usual = if of(Case::Snake) > of(Case::Camel) { Case::Snake } else { Case::Camel };
    let (word, write): (_, fn(&str) -> String) = if usual == Case::Snake { ("snake_case", words::snake) } else { ("camelCase", words::camel) };
    for (resource, field) in look::fields(design) {
        // SCIM spells its own members (RFC 7643 section 2.1); a name that is put together of others, such as an event's, is spelt part by part.
        let standard = || {
            let mut own = design.endpoints_of(&resource.name).peekable();
            own.peek().is_some() && own.all(|endpoint| endpoint.path.contains("/scim/"))
        };
        let parts = || field.name.contains('.') && field.name.split('.').all(|part| part == write(part));
        let Some(case) = case(&field.name).filter(|case| *case == usual || !(standard() || parts())) else { continue };
        let at = resource.field_at(&field.name);
        if case == usual {
            audit.pass(at, word);
            continue;
        }
        let better = write(&field.name);
        let free = resource.field(&better).is_none() && resource.identifier.field != better;
        let edit = mend::field(resource, field, |field| field.name.clone_from(&better));
        audit
            .fail(at.clone(), format!("`{}` is not {word}, which most fields are. Call it `{better}`.", field.name))
            .because(at, field.name.clone())
            .maybe_fix(
                format!("Rename to {better}"),
                Safety::ReviewFirst,
                if free { Ok(vec![edit]) } else { Err(Some(Pointer::field(&resource.name, &better))) },
            );
    }
}

/// The convention of a name; a single word in lower case fits all.
fn case(name: &str) -> Option<Case> {
    let words = words::split(name);
    match name {
        _ if words.is_empty() || words.len() == 1 && *name == *words.concat() => None,
        _ if name == words::camel(name) => Some(Case::Camel),
        _ if name == words::snake(name) => Some(Case::Snake),
        // `line2` and `iso3166Code` come apart in more than one way.
        _ if name.starts_with(is_small) && name.chars().all(is_of_word) => Some(Case::Camel),
        _ if name.starts_with(['_', '@', '$']) => None,
        _ => Some(Case::Other),
    }
}
