//! A star and credentials exclude each other.

use crate::design::policy::Origins;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Every origin is allowed, with credentials.
pub static RULE: Rule = Rule {
    id: "cors-wildcard-with-credentials",
    group: Group::Cors,
    severity: Severity::Error,
    weight: 6,
    title: "Any origin, with credentials",
    passes: "Credentials go to named origins",
    question: &[42],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Browsers refuse the pair: a page that sends its cookies never sees the answer. The usual way out, echoing the origin, opens the API to every page.",
    advice: "Name the origins that may send credentials, or allow every origin without them.",
    sources: &["Fetch standard: CORS protocol and credentials"],
    example: Example { bad: || shop_where(|policies| (policies.cors.origins, policies.cors.credentials) = (Origins::Any, true)), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let (at, cors) = (Pointer::Policy(Concern::Cors), &design.policies.cors);
    match (&cors.origins, cors.credentials) {
        (Origins::None | Origins::Reflected, _) => {}
        (Origins::Any, true) => {
            // Browsers refused every such answer already, so nobody loses anything.
            let edit = mend::policy(design, |p| &p.cors, |cors| cors.credentials = false);
            audit
                .fail(at.clone(), "Every origin is allowed with credentials, which browsers refuse. Name the origins, or leave credentials out.")
                .because(at, "* with credentials")
                .fix("Leave credentials out", Safety::Safe, [edit]);
        }
        _ => audit.pass(at, if cors.credentials { "named origins, with credentials" } else { "no credentials across origins" }),
    }
}
