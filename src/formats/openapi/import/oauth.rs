//! OAuth 2 flows as the policy of an authorization server: its grants, its scopes, and which operations are its endpoints.

use std::sync::Arc;

use super::Severity;
use super::reading::Reading;
use crate::design::policy::{GrantType, Oauth, Scopes};
use crate::design::{Behaviour, Endpoint};
use crate::formats::tree::Node;

/// Reads the flows of a scheme.
pub fn flows<'t>(reading: &Reading<'t>, policy: &mut Oauth, endpoints: &mut [Arc<Endpoint>], scheme: Node<'t>) {
    let Some(flows) = reading.take(scheme, "flows") else { return };
    let (mut grants, mut scopes, mut elsewhere) = (Vec::new(), Vec::new(), Vec::new());
    for (name, flow) in flows.members() {
        reading.mark_all(flow);
        grants.extend(match name {
            "authorizationCode" => Some(GrantType::AuthorizationCode),
            "clientCredentials" => Some(GrantType::ClientCredentials),
            "implicit" => Some(GrantType::Implicit),
            "password" => Some(GrantType::Password),
            _ => None,
        });
        if flow.get("refreshUrl").is_some() && !grants.contains(&GrantType::RefreshToken) {
            grants.push(GrantType::RefreshToken);
        }
        scopes.extend(flow.get("scopes").into_iter().flat_map(Node::members).map(|(scope, _)| scope));
        for (member, behaviour) in [("authorizationUrl", Behaviour::Authorize), ("tokenUrl", Behaviour::Token)] {
            let Some(url) = flow.get(member).and_then(Node::text) else { continue };
            if !serves(endpoints, url, behaviour) && !elsewhere.contains(&url) {
                elsewhere.push(url);
            }
        }
    }
    // In the order in which the policy lists them, so that the same flows give the same policy.
    let grants: Vec<GrantType> = GrantType::ALL.into_iter().filter(|grant| grants.contains(grant)).collect();
    if !grants.is_empty() {
        policy.grants = grants;
    }
    policy.scopes = understood(reading, flows, &scopes);
    if !elsewhere.is_empty() {
        let shown: String = elsewhere.join(" and ").chars().take(200).collect();
        let text =
            format!("No operation stands for {shown}; grants and scopes are in the policy OAuth, and an authorization server can be added there.");
        reading.say(Severity::Note, scheme, text);
    }
}

/// Whether an operation stands for an address; it becomes that endpoint of the authorization server.
fn serves(endpoints: &mut [Arc<Endpoint>], url: &str, behaviour: Behaviour) -> bool {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest.split_at(rest.find('/').unwrap_or(rest.len())).1);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let wanted = if behaviour == Behaviour::Token { "POST" } else { "GET" };
    let is_it = |endpoint: &&mut Arc<Endpoint>| endpoint.path.len() > 1 && path.ends_with(&endpoint.path) && endpoint.method.as_str() == wanted;
    let Some(endpoint) = endpoints.iter_mut().find(is_it) else { return false };
    if !endpoint.behaviour.is_oauth() {
        let endpoint = Arc::make_mut(endpoint);
        endpoint.behaviour = behaviour;
        endpoint.resource = None;
        endpoint.success = None;
    }
    true
}

/// What scopes are about, as far as the design has words for it.
fn understood<'t>(reading: &Reading<'t>, flows: Node<'t>, scopes: &[&str]) -> Scopes {
    let is_plain = |scope: &&str| ["read", "write"].contains(scope);
    let parts = |scope: &&str| {
        let words: Vec<&str> = scope.split([':', '.', '_', '-', '/']).collect();
        words.len() > 1 && words.iter().any(|word| ["read", "write", "readonly", "manage", "admin"].contains(word))
    };
    if scopes.is_empty() {
        return Scopes::Off;
    }
    if scopes.iter().all(is_plain) {
        return Scopes::ReadWrite;
    }
    let (kind, means) = match scopes.iter().filter(|scope| parts(scope)).count() * 2 >= scopes.len() {
        true => (Scopes::PerResource, "it has one to read and one to write each collection"),
        false => (Scopes::Off, "a token may do whatever its person may"),
    };
    let shown = scopes.iter().take(4).copied().collect::<Vec<_>>().join(", ");
    let shown: String = shown.chars().take(120).collect();
    reading.say(Severity::Warning, flows, format!("The design has no scopes of these names ({shown}); {means}."));
    kind
}
