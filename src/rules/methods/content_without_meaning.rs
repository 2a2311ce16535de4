//! What a method does not define may be dropped on the way.

use crate::design::Design;
use crate::http::Method;
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Content travels where nobody has to look at it.
pub static RULE: Rule = Rule {
    id: "content-without-meaning",
    group: Group::Methods,
    severity: Severity::Warning,
    weight: 4,
    title: "Content under GET or DELETE",
    passes: "GET and DELETE carry no content",
    question: &[3, 12],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Content in a GET or DELETE means nothing to the standard: proxies drop it, caches ignore it, and some servers refuse the request.",
    advice: "Put what selects records into the path or the query, and what changes them under POST, PUT or PATCH.",
    sources: &["RFC 9110 section 9.3.1", "RFC 9110 section 9.3.5"],
    example: Example { bad: || shop_whose("updateOrder", |endpoint| endpoint.method = Method::DELETE), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design) {
        let bare = matches!(endpoint.method, Method::GET | Method::HEAD | Method::DELETE);
        match (bare, endpoint.takes_content()) {
            (true, true) => {
                let method = endpoint.behaviour.usual_method();
                let edit = mend::endpoint(endpoint, |endpoint| endpoint.method = method.clone());
                audit
                    .fail(endpoint.at(), format!("{} needs content, which means nothing under {}. Use {method}.", endpoint.label(), endpoint.method))
                    .because(endpoint.at(), format!("{} with content", endpoint.method))
                    .maybe_fix(format!("Use {method}"), Safety::ReviewFirst, mend::if_distinct(design, vec![edit]));
            }
            (true, false) => audit.pass(endpoint.at(), "carries no content"),
            (false, _) => {}
        }
    }
}
