//! What one caller may read, the next one must not find in a proxy.

use std::sync::Arc;

use crate::design::policy::Hypermedia;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_whose};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Answers that need credentials may be stored for everybody.
pub static RULE: Rule = Rule {
    id: "private-data-in-shared-cache",
    group: Group::Caching,
    severity: Severity::Error,
    weight: 7,
    title: "Private data in shared caches",
    passes: "Private answers stay private",
    question: &[21, 38],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "`public` and `s-maxage` allow a proxy to keep an answer that was given to one caller, and to give it to the next without asking.",
    advice: "Say private, or no-store, wherever credentials decide what is answered.",
    sources: &["RFC 9111 section 3.5", "RFC 9111 section 5.2.2.9"],
    example: Example {
        bad: || {
            let mut design = shop_whose("readOrder", |endpoint| endpoint.cache_control = Some("public, max-age=600".to_owned()));
            // Answers with links that depend on their reader say so in Vary, and caches keep them apart.
            Arc::make_mut(&mut design.policies).hypermedia = Hypermedia::default();
            design
        },
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    let usual = design.policies.caching.cache_control.as_deref();
    for endpoint in look::reads(design).filter(|endpoint| design.needs_credentials(endpoint)) {
        let Some(value) = endpoint.cache_control.as_deref().or(usual) else { continue };
        if !is_shared(value) {
            audit.pass(endpoint.at(), value.to_owned());
            continue;
        }
        let at = if endpoint.cache_control.is_some() { endpoint.at() } else { Pointer::Policy(Concern::Caching) };
        let edit = mend::endpoint(endpoint, |endpoint| endpoint.cache_control = Some("private, no-cache".to_owned()));
        audit
            .fail(endpoint.at(), format!("{} wants credentials, yet its answers may be kept for everybody. Say private.", endpoint.label()))
            .because(at, format!("Cache-Control: {value}"))
            .fix("Say private, no-cache", Safety::Safe, [edit]);
    }
}

/// Whether a shared cache may keep the answer although the request carried credentials.
fn is_shared(cache_control: &str) -> bool {
    let mut directives = cache_control.split(',').map(|directive| directive.trim().to_ascii_lowercase());
    directives.any(|directive| directive == "public" || directive.starts_with("s-maxage="))
}
