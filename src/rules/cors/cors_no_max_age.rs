//! A browser may remember a preflight.

use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Preflights are not remembered.
pub static RULE: Rule = Rule {
    id: "cors-no-max-age",
    group: Group::Cors,
    severity: Severity::Hint,
    weight: 1,
    title: "Preflights are not remembered",
    passes: "Preflights are remembered",
    question: &[41],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Browsers keep the answer for five seconds when nothing else is said, so nearly every call is made twice.",
    advice: "Send Access-Control-Max-Age with some minutes.",
    sources: &["Fetch standard: CORS protocol"],
    example: Example { bad: || shop_where(|policies| policies.cors.max_age = None), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    if !look::admits_pages(design) {
        return;
    }
    let at = Pointer::Policy(Concern::Cors);
    match design.policies.cors.max_age {
        Some(seconds) if seconds > 5 => audit.pass(at, format!("for {seconds} s")),
        other => {
            audit
                .fail(at.clone(), "Browsers repeat the preflight before nearly every call. Let them keep the answer.")
                .because(at, other.map_or("no max-age".to_owned(), |seconds| format!("for {seconds} s")))
                .fix("Remember preflights for 600 s", Safety::Safe, [mend::policy(design, |p| &p.cors, |cors| cors.max_age = Some(600))]);
        }
    }
}
