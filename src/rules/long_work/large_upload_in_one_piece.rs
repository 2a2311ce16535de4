//! What is large comes in parts that can be sent again.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// One request may carry more than a line can be trusted with.
pub static RULE: Rule = Rule {
    id: "large-upload-in-one-piece",
    group: Group::LongWork,
    severity: Severity::Warning,
    weight: 4,
    title: "Large content in one piece",
    passes: "Large content comes in parts",
    question: &[45],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A line that breaks near the end loses everything that was sent, and one request holds a connection and memory for as long as it lasts.",
    advice: "Keep single requests small, and offer an upload session that takes parts and can be resumed.",
    sources: &["draft-ietf-httpbis-resumable-upload"],
    example: Example { bad: || shop_where(|policies| policies.content.max_bytes = 100 * MEGABYTE), good: shop },
};

/// A megabyte, in bytes.
const MEGABYTE: u32 = 1_048_576;

/// The most that one request ought to carry.
const MOST: u32 = 10 * MEGABYTE;

fn check(design: &Design, audit: &mut Audit) {
    if look::content_takers(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Content);
    let policy = &design.policies.content;
    if policy.max_bytes <= MOST || look::uploads(design).next().is_some() {
        audit.pass(at, format!("content of {} bytes at most", policy.max_bytes));
        return;
    }
    let edit = mend::policy(design, |p| &p.content, |policy| policy.max_bytes = MOST);
    audit
        .fail(
            at.clone(),
            format!(
                "A single request may carry {} MB. Offer an upload in parts, and refuse more than {} MB.",
                policy.max_bytes / MEGABYTE,
                MOST / MEGABYTE
            ),
        )
        .because(at, format!("{} bytes in one request", policy.max_bytes))
        .fix(format!("Refuse more than {} MB in one piece", MOST / MEGABYTE), Safety::ReviewFirst, [edit]);
}
