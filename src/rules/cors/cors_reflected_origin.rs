//! An origin that is echoed is an origin that nobody checked.

use crate::design::policy::Origins;
use crate::design::{Concern, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, mend};

/// Whatever origin asks is allowed.
pub static RULE: Rule = Rule {
    id: "cors-reflected-origin",
    group: Group::Cors,
    severity: Severity::Error,
    weight: 8,
    title: "Every origin is echoed",
    passes: "Origins are checked",
    question: &[42],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The server tells every page that it is welcome. With credentials on, any page can act as the person who has it open.",
    advice: "Compare the origin with a list, and echo it only where it is on the list.",
    sources: &["Fetch standard: CORS protocol", "OWASP API Security 2023: API8"],
    example: Example { bad: || shop_where(|policies| policies.cors.origins = Origins::Reflected), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let (at, cors) = (Pointer::Policy(Concern::Cors), &design.policies.cors);
    match &cors.origins {
        Origins::None => return,
        Origins::List(list) => return audit.pass(at, list.join(", ")),
        Origins::Any => return audit.pass(at, "*"),
        Origins::Reflected => {}
    }
    let known = own_pages(design);
    let label = match known.as_slice() {
        [] => "Allow no other origin".to_owned(),
        known => format!("Allow {} only", known.join(", ")),
    };
    let origins = if known.is_empty() { Origins::None } else { Origins::List(known) };
    let message = match cors.credentials {
        true => "Every page may call with its visitor's credentials, because the origin is echoed unchecked. Keep a list.",
        false => "Every page may read the answers, because the origin is echoed unchecked. Keep a list.",
    };
    audit.fail(at.clone(), message).because(at, if cors.credentials { "echoed, with credentials" } else { "echoed" }).fix(
        label,
        Safety::ReviewFirst,
        [mend::policy(design, |p| &p.cors, |cors| cors.origins = origins)],
    );
}

/// Origins of clients that live on the API's own domain; all pages where none does.
fn own_pages(design: &Design) -> Vec<String> {
    let domain = |origin: &str| {
        let host = origin.split_once("://").map_or(origin, |(_, rest)| rest).split(':').next().unwrap_or_default().to_owned();
        host.rsplit('.').take(2).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut all: Vec<String> = Vec::new();
    for origin in design.clients.iter().filter_map(|client| client.origin.clone()) {
        if !all.contains(&origin) {
            all.push(origin);
        }
    }
    let own: Vec<String> = all.iter().filter(|origin| domain(origin) == domain(&design.origin)).cloned().collect();
    if own.is_empty() { all } else { own }
}
