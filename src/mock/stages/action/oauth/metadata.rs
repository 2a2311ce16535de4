//! What the authorization server can do and where, for programs that set themselves up (RFC 8414 section 2).

use serde_json::{Map, Value, json};

use super::super::Done;
use super::place;
use crate::design::policy::oauth::address;
use crate::design::policy::{GrantType, Pkce, Tokens};
use crate::design::{Behaviour, Design};
use crate::mock::pipeline::Call;
use crate::mock::{Decision, Why};

/// Answers with the metadata.
pub fn tell(call: &Call) -> Decision<Done> {
    let why = Why::new("what the authorization server can do, and where").spec("RFC 8414 section 3.2").because_of(place());
    Decision::pass(Done::Fixed { status: 200, body: of(call.design) }, why)
}

/// The metadata of a design. What it cannot do is left out.
pub fn of(design: &Design) -> Value {
    let policy = &design.policies.oauth;
    let mut members = Map::new();
    let mut add = |name: &str, value: Value| members.insert(name.to_owned(), value);
    add("issuer", Tokens::issuer_of(design).into());
    for (name, behaviour) in [
        ("authorization_endpoint", Behaviour::Authorize),
        ("token_endpoint", Behaviour::Token),
        ("jwks_uri", Behaviour::KeySet),
        ("revocation_endpoint", Behaviour::Revoke),
    ] {
        if let Some(address) = address(design, &behaviour) {
            add(name, address.into());
        }
    }
    let scopes = policy.all_scopes(design);
    if !scopes.is_empty() {
        add("scopes_supported", json!(scopes));
    }
    let kinds = [(GrantType::AuthorizationCode, "code"), (GrantType::Implicit, "token")];
    add("response_types_supported", kinds.into_iter().filter(|(grant, _)| policy.gives(*grant)).map(|(_, word)| word).collect());
    add("grant_types_supported", policy.grants.iter().map(|grant| grant.word()).collect());
    let ways = json!(["client_secret_basic", "client_secret_post", "none"]);
    if address(design, &Behaviour::Revoke).is_some() {
        add("revocation_endpoint_auth_methods_supported", ways.clone());
    }
    add("token_endpoint_auth_methods_supported", ways);
    match policy.pkce {
        Pkce::Required => drop(add("code_challenge_methods_supported", json!(["S256"]))),
        Pkce::Optional => drop(add("code_challenge_methods_supported", json!(["S256", "plain"]))),
        Pkce::Off => {}
    }
    add("authorization_response_iss_parameter_supported", policy.names_issuer.into());
    Value::Object(members)
}
