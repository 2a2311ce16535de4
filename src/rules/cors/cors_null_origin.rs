//! `null` is not one origin: every sandboxed frame has it.

use crate::design::policy::Origins;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// The origin `null` is allowed.
pub static RULE: Rule = Rule {
    id: "cors-null-origin",
    group: Group::Cors,
    severity: Severity::Error,
    weight: 6,
    title: "The null origin is allowed",
    passes: "The null origin stays out",
    question: &[42],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Any page can take the origin null by opening a sandboxed frame, so allowing null allows everybody.",
    advice: "Take null out; serve local pages from a local server.",
    sources: &["Fetch standard: CORS protocol", "HTML standard: opaque origins"],
    example: Example {
        bad: || {
            shop_where(|policies| {
                if let Origins::List(list) = &mut policies.cors.origins {
                    list.push("null".to_owned());
                }
            })
        },
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    let Origins::List(list) = &design.policies.cors.origins else { return };
    let at = Pointer::Policy(Concern::Cors);
    if !list.iter().any(|origin| origin == "null") {
        audit.pass(at, "null is not on the list");
        return;
    }
    let left: Vec<String> = list.iter().filter(|origin| *origin != "null").cloned().collect();
    let origins = if left.is_empty() { Origins::None } else { Origins::List(left) };
    audit.fail(at.clone(), "The origin null is allowed, which every page can take on. Take it out.").because(at, list.join(", ")).fix(
        "Refuse the null origin",
        Safety::ReviewFirst,
        [mend::policy(design, |p| &p.cors, |cors| cors.origins = origins)],
    );
}
