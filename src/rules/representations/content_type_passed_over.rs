//! Content is read as what it says it is.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Any content type is read as JSON.
pub static RULE: Rule = Rule {
    id: "content-type-passed-over",
    group: Group::Representations,
    severity: Severity::Warning,
    weight: 3,
    title: "Content-Type is passed over",
    passes: "Content-Type is checked",
    question: &[14, 41],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "A form of any page can send text/plain without a preflight. A server that reads it as JSON has no protection left.",
    advice: "Answer 415 to content that is not application/json.",
    sources: &["RFC 9110 section 15.5.16", "Fetch standard: CORS-preflight fetch"],
    example: Example { bad: || shop_where(|policies| policies.content.strict_type = false), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if look::content_takers(design).next().is_none() {
        return;
    }
    let at = Pointer::Policy(Concern::Content);
    if design.policies.content.strict_type {
        audit.pass(at, "other types are answered with 415");
        return;
    }
    audit
        .fail(at.clone(), "Content of any type is read as JSON, which lets forms of other pages in. Answer 415.")
        .because(at, "any type is read as JSON")
        .because_of(look::content_takers(design))
        .fix("Answer 415 to other types", Safety::ReviewFirst, [mend::policy(design, |p| &p.content, |content| content.strict_type = true)]);
}
