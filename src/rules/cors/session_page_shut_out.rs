//! A cookie that may not cross origins signs nobody in.

use crate::design::policy::{Origins, Sessions};
use crate::design::{Client, Concern, Credential, Design, Edit, Endpoint, Pointer};
use crate::rules::example::shop_with;
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// A page of another origin signs in, and its browser neither sends nor keeps the cookie of the session.
pub static RULE: Rule = Rule {
    id: "session-page-shut-out",
    group: Group::Cors,
    severity: Severity::Error,
    weight: 6,
    title: "Signed in, and signed out again",
    passes: "Pages that sign in may send their cookie",
    question: &[42, 43],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "Across origins a browser sends and keeps cookies only where the page asks for it and the answer allows credentials by name. Without both the sign-in works and the next call is nobody's.",
    advice: "Name the page's origin, allow credentials, and let the page send them.",
    sources: &["Fetch standard: CORS protocol and credentials", "RFC 6265bis section 5.2"],
    example: Example { bad: || signing_in(Origins::Any, false), good: || signing_in(Origins::List(vec![PAGE.to_owned()]), true) },
};

const PAGE: &str = "https://members.shop.example";

/// A shop whose members' page signs in.
fn signing_in(origins: Origins, credentials: bool) -> Design {
    shop_with(|design| {
        let policies = std::sync::Arc::make_mut(&mut design.policies);
        policies.authentication.sessions = Some(Sessions::default());
        (policies.cors.origins, policies.cors.credentials) = (origins, credentials);
        let page = Client { includes_credentials: credentials, ..Client::page("Members page", PAGE).password("member-password-1") };
        design.clients.push(page.into());
        let doors = Endpoint::sessions().map(|door| door.with_expected_errors(design).into());
        design.endpoints.extend(doors);
    })
}

fn check(design: &Design, audit: &mut Audit) {
    let cors = &design.policies.cors;
    if design.policies.authentication.sessions.is_none() {
        return;
    }
    for client in design.clients.iter().filter(|client| matches!(client.credential, Credential::Password(_))) {
        // A page whose origin is not let in at all has a rule of its own.
        let Some(origin) = client.origin.as_ref().filter(|origin| **origin != design.origin && cors.admits(origin)) else { continue };
        let at = Pointer::Client(client.name.clone());
        let mut seen: Vec<(Pointer, &str)> = Vec::new();
        if !cors.credentials {
            seen.push((Pointer::Policy(Concern::Cors), "credentials are not allowed"));
        }
        if cors.origins == Origins::Any {
            seen.push((Pointer::Policy(Concern::Cors), "any origin is allowed, which counts for nothing with credentials"));
        }
        if !client.includes_credentials {
            seen.push((at.clone(), "its page leaves cookies out"));
        }
        if seen.is_empty() {
            audit.pass(at, format!("{origin} may send its cookie"));
            continue;
        }
        let allow = mend::policy(
            design,
            |p| &p.cors,
            |cors| {
                cors.credentials = true;
                if cors.origins == Origins::Any {
                    cors.origins = Origins::List(pages(design));
                }
            },
        );
        let include = Edit::SetClient { name: client.name.clone(), to: Client { includes_credentials: true, ..Client::clone(client) } };
        let mut finding =
            audit.fail(at, format!("{} signs in from {origin}, and its browser keeps no cookie of it. Allow credentials.", client.name));
        for (place, saw) in seen {
            finding = finding.because(place, saw);
        }
        finding.fix("Allow credentials by name", Safety::ReviewFirst, [allow, include]);
    }
}

/// The origins of the pages that are known.
fn pages(design: &Design) -> Vec<String> {
    let mut pages: Vec<String> = Vec::new();
    for origin in design.clients.iter().filter_map(|client| client.origin.clone()) {
        if !pages.contains(&origin) {
            pages.push(origin);
        }
    }
    pages
}
