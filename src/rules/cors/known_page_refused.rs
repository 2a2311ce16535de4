//! A page that has credentials is meant to get in.

use crate::design::policy::Origins;
use crate::design::{Client, Concern, Credential, Design, Pointer};
use crate::rules::example::{shop, shop_with};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// A client with credentials runs in a page whose origin is not allowed.
pub static RULE: Rule = Rule {
    id: "known-page-refused",
    group: Group::Cors,
    severity: Severity::Warning,
    weight: 4,
    title: "Known page is refused",
    passes: "Known pages are admitted",
    question: &[41, 42],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The page holds credentials for the API, yet its browser will not let it read a single answer.",
    advice: "Put its origin on the list, or take its credentials away.",
    sources: &["Fetch standard: CORS protocol"],
    example: Example {
        bad: || shop_with(|design| design.clients.push(Client::page("Stock page", "https://stock.example").bearer("stock-token-1").into())),
        good: shop,
    },
};

fn check(design: &Design, audit: &mut Audit) {
    for client in design.clients.iter().filter(|client| client.credential != Credential::None) {
        let Some(origin) = &client.origin else { continue };
        let at = Pointer::Client(client.name.clone());
        if *origin == design.origin || design.policies.cors.admits(origin) {
            audit.pass(at, format!("{origin} is admitted"));
            continue;
        }
        let edit = mend::policy(
            design,
            |p| &p.cors,
            |cors| match &mut cors.origins {
                Origins::List(list) => list.push(origin.clone()),
                other => *other = Origins::List(vec![origin.clone()]),
            },
        );
        audit
            .fail(at.clone(), format!("{} has credentials, but CORS refuses its origin {origin}. Allow it.", client.name))
            .because(at, origin.clone())
            .because(Pointer::Policy(Concern::Cors), "the origin is not allowed")
            .fix(format!("Allow {origin}"), Safety::ReviewFirst, [edit]);
    }
}
