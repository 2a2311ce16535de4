//! Addresses are written down everywhere: no place for a secret.

use crate::design::template::Segment;
use crate::design::{Behaviour, Design, Endpoint, IdKind, words};
use crate::http::Method;
use crate::rules::example::{shop, shop_and};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity, look};

/// A path parameter holds a secret.
pub static RULE: Rule = Rule {
    id: "secret-in-path",
    group: Group::Paths,
    severity: Severity::Warning,
    weight: 4,
    title: "Secret in the path",
    passes: "Paths hold no secrets",
    question: &[22, 13],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Paths end up in logs, histories and the Referer of the next page, where anybody who reads them can use the secret.",
    advice: "Send secrets in a header or in the content.",
    sources: &["RFC 9110 section 17.9", "OWASP API Security 2023: API2"],
    example: Example {
        bad: || {
            let body = serde_json::json!({ "known": true });
            shop_and(Endpoint::new("known", Method::GET, "/sessions/{accessToken}", Behaviour::Fixed { status: 200, body }, None))
        },
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for endpoint in look::endpoints(design) {
        let template = endpoint.template();
        let mut parameters = template.segments.iter().filter_map(|segment| match segment {
            Segment::Parameter(name) => Some(name.as_ref()),
            Segment::Literal(_) => None,
        });
        match parameters.find(|name| is_secret(name) && !is_named_otherwise(design, endpoint, name)) {
            Some(name) => {
                audit
                    .fail(endpoint.at(), format!("`{name}` in {} is a secret, and paths end up in logs.", endpoint.label()))
                    .because(endpoint.at(), endpoint.label());
            }
            None if template.parameters().next().is_some() => audit.pass(endpoint.at(), "holds identifiers only"),
            None => {}
        }
    }
}

/// Whether the parameter is called after its records, which are known by a name of their own: `/tokens/{token}` where each token has
/// an `id`.
fn is_named_otherwise(design: &Design, endpoint: &Endpoint, parameter: &str) -> bool {
    design.resource_of(endpoint).is_some_and(|resource| {
        let own = &resource.identifier;
        own.kind == IdKind::Integer && own.field != parameter && !design.is_assumed(&resource.at())
    })
}

fn is_secret(name: &str) -> bool {
    let words = words::split(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(words.as_slice(), [.., "password" | "passwd" | "secret" | "apikey" | "token"] | [.., "api" | "secret" | "private", "key"])
}
