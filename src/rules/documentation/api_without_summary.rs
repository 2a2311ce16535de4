//! What the whole is for.

use crate::design::{Design, Pointer};
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity};

/// The API does not say what it is for.
pub static RULE: Rule = Rule {
    id: "api-without-summary",
    group: Group::Documentation,
    severity: Severity::Hint,
    weight: 2,
    title: "API without a summary",
    passes: "The API says what it is for",
    question: &[55],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A reader who finds the API in a catalogue has to open it to learn whether it is the one.",
    advice: "Say in one or two sentences what the API does, and for whom.",
    sources: &["OpenAPI 3.1: Info Object", "Zalando guidelines rule 218"],
    example: Example { bad: || shop_with(|design| design.summary.clear()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if design.summary.trim().is_empty() {
        audit
            .fail(Pointer::Design, format!("Nothing says what {} is for. Write one or two sentences.", design.name))
            .because(Pointer::Design, "no summary");
    } else {
        audit.pass(Pointer::Design, design.summary.clone());
    }
}
