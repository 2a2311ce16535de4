//! `/orders/` and `/orders` are two addresses.

use crate::design::Design;
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend, route};

/// A path ends with a slash.
pub static RULE: Rule = Rule {
    id: "trailing-slash",
    group: Group::Paths,
    severity: Severity::Warning,
    weight: 3,
    title: "Slash at the end",
    passes: "Paths end without a slash",
    question: &[10],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The two forms are different addresses: one answers, the other is a 404 or a redirect that drops the content of a POST.",
    advice: "Leave the last slash out.",
    sources: &["RFC 3986 section 6.2.4", "Zalando guidelines rule 136"],
    example: Example { bad: || shop_whose("readOrder", |endpoint| endpoint.path.push('/')), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design) {
        let path = endpoint.path.trim_end_matches('/');
        if endpoint.path.len() < 2 || path.len() == endpoint.path.len() {
            audit.pass(endpoint.at(), "ends without a slash");
            continue;
        }
        let path = if path.is_empty() { "/" } else { path };
        let path = route::as_others_write_it(design, endpoint, path.to_owned());
        let edit = mend::endpoint(endpoint, |endpoint| endpoint.path.clone_from(&path));
        audit
            .fail(endpoint.at(), format!("{} ends with a slash, which makes it another address than {path}.", endpoint.path))
            .because(endpoint.at(), endpoint.label())
            .maybe_fix(format!("Move to {path}"), Safety::ReviewFirst, mend::if_distinct(design, vec![edit]));
    }
}
