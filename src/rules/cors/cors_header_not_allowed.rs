//! What the API asks for, admitted pages may send.

use crate::design::policy::{ApiKeyPlace, IfMatch, Validator};
use crate::design::{Behaviour, Concern, Credential, Design, Pointer};
use crate::rules::example::{shop, shop_where};
use crate::rules::{Audit, Example, Group, Lesson, Rule, Safety, Severity, look, mend};

/// Admitted pages may not send a header field that the API asks for.
pub static RULE: Rule = Rule {
    id: "cors-header-not-allowed",
    group: Group::Cors,
    severity: Severity::Warning,
    weight: 5,
    title: "Preflight refuses a header",
    passes: "Preflights allow the needed headers",
    question: &[41, 42],
    check,
};

/// What it teaches.
pub static LESSON: Lesson = Lesson {
    why: "The API demands a header that the browser may not send, so no page can ever make the call.",
    advice: "Name in Access-Control-Allow-Headers what calls need, Authorization among them; a star does not cover it.",
    sources: &["Fetch standard: CORS protocol", "Fetch standard: CORS-preflight fetch"],
    example: Example { bad: || shop_where(|policies| policies.cors.headers.retain(|header| header != "If-Match")), good: shop },
};

fn check(design: &Design, audit: &mut Audit) {
    let cors = &design.policies.cors;
    if !look::admits_pages(design) {
        return;
    }
    let at = Pointer::Policy(Concern::Cors);
    let star = !cors.credentials && cors.headers.iter().any(|header| header == "*");
    let needed = needed(design);
    let is_allowed = |header: &str| cors.headers.iter().any(|allowed| allowed.eq_ignore_ascii_case(header)) || star && header != "Authorization";
    let missing: Vec<&(String, &str)> = needed.iter().filter(|(header, _)| !is_allowed(header)).collect();
    if missing.is_empty() {
        if !needed.is_empty() {
            audit.pass(at, format!("allowed: {}", cors.headers.join(", ")));
        }
        return;
    }
    let names: Vec<String> = missing.iter().map(|(header, _)| header.clone()).collect();
    let list = names.join(", ");
    let finding = audit.fail(at.clone(), format!("Preflights leave out {list}, which calls need, so browsers stop those calls."));
    finding.because(at.clone(), format!("allowed: {}", cors.headers.join(", ")));
    for (header, reason) in missing {
        finding.because(at.clone(), format!("{header}: {reason}"));
    }
    finding.fix(format!("Allow {list}"), Safety::Safe, [mend::policy(design, |p| &p.cors, |cors| cors.headers.extend(names))]);
}

/// Header fields that calls from pages need, and why.
fn needed(design: &Design) -> Vec<(String, &'static str)> {
    let authentication = &design.policies.authentication;
    let mut needed = Vec::new();
    if look::content_takers(design).next().is_some() {
        needed.push(("Content-Type".to_owned(), "the API takes JSON"));
    }
    if authentication.bearer && look::protected(design).next().is_some() {
        needed.push(("Authorization".to_owned(), "the API takes bearer tokens"));
    }
    let page_with_key = design.clients.iter().any(|client| client.origin.is_some() && matches!(client.credential, Credential::ApiKey(_)));
    if let Some(key) = authentication.api_key.as_ref().filter(|key| key.place == ApiKeyPlace::Header && page_with_key) {
        needed.push((key.name.clone(), "a page sends its key in it"));
    }
    let guarded = look::endpoints(design).any(|endpoint| matches!(endpoint.behaviour, Behaviour::Replace | Behaviour::Update | Behaviour::Delete));
    let checked = design.policies.concurrency.if_match != IfMatch::Ignored && design.policies.caching.validator != Validator::None;
    if guarded && checked {
        needed.push(("If-Match".to_owned(), "the API checks it"));
    }
    if look::endpoints(design).any(|endpoint| design.policies.idempotency.protects(endpoint)) {
        needed.push(("Idempotency-Key".to_owned(), "the API honours it"));
    }
    needed
}
