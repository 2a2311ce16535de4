//! Questions come before designs.

use crate::design::{Design, Pointer};
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity};

/// The questions before the design are open.
pub static RULE: Rule = Rule {
    id: "brief-unanswered",
    group: Group::Fit,
    severity: Severity::Hint,
    weight: 4,
    title: "Brief with open questions",
    passes: "The brief is answered",
    question: &[56, 46],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Who uses it, how much, and what must never be wrong decide about pages, caches and locks; without answers they are decided by habit.",
    advice: "Answer the brief before the design grows, with a guess where nobody knows.",
    sources: &[],
    example: Example { bad: || shop_with(|design| std::sync::Arc::make_mut(&mut design.brief).peak_per_second = None), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let brief = &design.brief;
    let open: Vec<&str> = [
        (brief.users.is_some(), "who uses it"),
        (brief.exposure.is_some(), "public or internal"),
        (brief.peak_per_second.is_some(), "how much at the peak"),
        (brief.strong_consistency.is_some(), "how consistent"),
        (brief.money.is_some(), "whether money moves"),
    ]
    .into_iter()
    .filter_map(|(answered, question)| (!answered).then_some(question))
    .collect();
    if open.is_empty() {
        audit.pass(Pointer::Brief, "answered");
        return;
    }
    audit
        .fail(Pointer::Brief, format!("The brief leaves open: {}.", open.join(", ")))
        .because(Pointer::Brief, format!("{} of 5 questions are open", open.len()));
}
