//! Money is counted, not measured.

use crate::design::{Design, Field, FieldKind, words};
use crate::rules::example::{shop, shop_and_field};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// An amount of money is a floating-point number.
pub static RULE: Rule = Rule {
    id: "money-as-float",
    group: Group::Representations,
    severity: Severity::Error,
    weight: 5,
    title: "Money as a float",
    passes: "Money has units and a currency",
    question: &[30, 46],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "0.1 + 0.2 is not 0.3 in floating point; cents get lost in sums, and a bare number does not say in which currency.",
    advice: "Send minor units as an integer, with the ISO 4217 code beside it.",
    sources: &["ISO 4217", "Zalando guidelines rule 173"],
    example: Example { bad: || shop_and_field(Field::new("shippingFee", FieldKind::Number { min: None, max: None }).example(4.9)), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for (resource, field) in look::fields(design) {
        let at = resource.field_at(&field.name);
        match field.kind {
            FieldKind::Money => audit.pass(at, "minor units and currency"),
            FieldKind::Number { .. } if is_money(&field.name) => {
                let seeded = resource.records.iter().any(|record| record.contains_key(&field.name));
                let edit = mend::field(resource, field, |field| (field.kind, field.example, field.default) = (FieldKind::Money, None, None));
                audit
                    .fail(at.clone(), format!("`{}` is a floating-point number, so cents get lost. Use minor units and a currency.", field.name))
                    .because(at, "a number")
                    .maybe_fix("Make it money", Safety::ReviewFirst, (!seeded).then(|| vec![edit]).ok_or(None));
            }
            _ => {}
        }
    }
}

fn is_money(name: &str) -> bool {
    let words = words::split(name);
    let named = ["price", "cost", "fee", "salary", "payment", "subtotal", "revenue", "wage", "tip", "refund", "deposit"];
    let ends = ["amount", "total", "balance", "price", "prices", "costs", "fees"];
    // A rate, a share or a count of something is no amount.
    let measures = ["rate", "percent", "percentage", "ratio", "count", "index", "factor", "score", "weight", "hours", "level"];
    !words.iter().any(|word| measures.contains(&word.as_str()))
        && (words.iter().any(|word| named.contains(&word.as_str())) || words.last().is_some_and(|word| ends.contains(&word.as_str())))
}
