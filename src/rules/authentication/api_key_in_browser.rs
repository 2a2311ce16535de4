//! A key that ships with a page belongs to everybody who opens it.

use crate::design::policy::ApiKey;
use crate::design::{Client, Credential, Design, Pointer};
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Severity};

/// A page shows an API key.
pub static RULE: Rule = Rule {
    id: "api-key-in-browser",
    group: Group::Authentication,
    severity: Severity::Warning,
    weight: 4,
    title: "API key in a page",
    passes: "Pages carry no API keys",
    question: &[22, 43],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Anybody who opens the page can copy the key and use it from a script; a key has no user and usually never runs out.",
    advice: "Give pages short-lived tokens of their users; keep keys for servers.",
    sources: &["OWASP API Security 2023: API2"],
    example: Example {
        bad: || {
            shop_with(|design| {
                let policies = std::sync::Arc::make_mut(&mut design.policies);
                policies.authentication.api_key = Some(ApiKey::header("X-API-Key"));
                policies.cors.headers.push("X-API-Key".to_owned());
                design.clients.push(Client::page("Widget", "https://shop.example").api_key("widget-key-1").into());
            })
        },
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for client in design.clients.iter().filter(|client| client.origin.is_some()) {
        let at = Pointer::Client(client.name.clone());
        match client.credential {
            Credential::None => {}
            Credential::Bearer(_) => audit.pass(at, "a token of its user"),
            Credential::Password(_) => audit.pass(at, "its user signs in"),
            Credential::ApiKey(_) => {
                audit
                    .fail(at.clone(), format!("{} ships an API key to every browser. Use tokens of its users.", client.name))
                    .because(at, "a page with an API key");
            }
        }
    }
}
