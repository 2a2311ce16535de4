//! Addresses are written down everywhere; keys must not be.

use crate::design::policy::{ApiKey, ApiKeyPlace};
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::shop_where;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// API keys travel in the query.
pub static RULE: Rule = Rule {
    id: "key-in-query",
    group: Group::Authentication,
    severity: Severity::Error,
    weight: 7,
    title: "API key in the query",
    passes: "API keys travel in a header",
    question: &[22],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Queries end up in logs, histories, bookmarks and the Referer of the next page, and so does the key.",
    advice: "Take the key from a header field.",
    sources: &["RFC 9110 section 17.9", "OWASP API Security 2023: API2"],
    example: Example {
        bad: || shop_where(|policies| policies.authentication.api_key = Some(ApiKey::query("api_key"))),
        good: || shop_where(|policies| policies.authentication.api_key = Some(ApiKey::header("X-API-Key"))),
    },
};

fn check(design: &Design, audit: &mut Audit) {
    let Some(key) = &design.policies.authentication.api_key else { return };
    let at = Pointer::Policy(Concern::Authentication);
    if key.place == ApiKeyPlace::Header {
        audit.pass(at, format!("keys travel in {}", key.name));
        return;
    }
    let edit = mend::policy(design, |p| &p.authentication, |authentication| authentication.api_key = Some(ApiKey::header("X-API-Key")));
    audit
        .fail(at.clone(), format!("Keys travel as ?{}=, and addresses end up in logs. Take them from a header.", key.name))
        .because(at, format!("keys travel in the query as `{}`", key.name))
        .fix("Take keys from X-API-Key", Safety::ReviewFirst, [edit]);
}
