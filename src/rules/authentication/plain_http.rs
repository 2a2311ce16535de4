//! Everything travels encrypted.

use crate::design::{Design, Edit, Pointer};
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity};

/// The API is offered without TLS.
pub static RULE: Rule = Rule {
    id: "plain-http",
    group: Group::Authentication,
    severity: Severity::Error,
    weight: 9,
    title: "Offered over plain http",
    passes: "Offered over https",
    question: &[22],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Everybody on the way reads tokens and data, and can change both. A redirect to https comes too late: the token is out.",
    advice: "Offer https only, and refuse http.",
    sources: &["RFC 6750 section 5.3", "OWASP API Security 2023: API8"],
    example: Example { bad: || shop_with(|design| design.origin = "http://api.shop.example".to_owned()), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let Some(rest) = design.origin.strip_prefix("http://") else {
        if design.origin.starts_with("https://") {
            audit.pass(Pointer::Design, design.origin.clone());
        }
        return;
    };
    if is_local(rest) {
        return;
    }
    let edit = Edit::Locate { origin: format!("https://{rest}"), base_path: design.base_path.clone() };
    audit
        .fail(Pointer::Design, "Tokens and data travel in the clear over http. Offer https only.")
        .because(Pointer::Design, design.origin.clone())
        .fix(format!("Move to https://{rest}"), Safety::ReviewFirst, [edit]);
}

/// On one's own machine nobody listens on the way.
pub fn is_local(authority: &str) -> bool {
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    ["localhost", "127.0.0.1", "[::1]"].contains(&host) || host.ends_with(".localhost")
}
