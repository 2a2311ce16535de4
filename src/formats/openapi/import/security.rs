//! Who a caller has to be: security schemes as the authentication policy, requirements as the access of endpoints.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Severity;
use super::oauth;
use super::operations::Operation;
use super::reading::Reading;
use crate::design::policy::{ApiKey, Required, TokenKind};
use crate::design::{Access, Design};
use crate::formats::tree::Node;

/// What a requirement asks for.
#[derive(Clone, Copy, PartialEq)]
enum Demand {
    Nothing,
    Credentials,
}

/// Reads schemes and requirements.
pub fn infer<'t>(reading: &Reading<'t>, design: &mut Design, operations: &[Operation<'t>]) {
    schemes(reading, design);
    let usual = reading.take(reading.root(), "security").map_or(Demand::Nothing, |list| demand(reading, list));
    let demands: Vec<Demand> =
        operations.iter().map(|operation| reading.take(operation.node, "security").map_or(usual, |list| demand(reading, list))).collect();
    let policies = Arc::make_mut(&mut design.policies);
    let exceptions = |required: Required| {
        design.endpoints.iter().zip(&demands).filter(|(endpoint, demand)| required.covers(endpoint) != (**demand == Demand::Credentials)).count()
    };
    let best =
        [Required::ForWrites, Required::Always, Required::Never].into_iter().min_by_key(|required| exceptions(*required)).unwrap_or(Required::Never);
    policies.authentication.required = best;
    if !demands.contains(&Demand::Credentials) {
        policies.authentication.required = Required::Never;
    }
    let required = policies.authentication.required;
    policies.authentication.challenge = operations
        .iter()
        .flat_map(|operation| &operation.answers)
        .any(|answer| answer.code == "401" && answer.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("www-authenticate")));
    for ((endpoint, demand), operation) in design.endpoints.iter_mut().zip(&demands).zip(operations) {
        let endpoint = Arc::make_mut(endpoint);
        let covered = required.covers(endpoint) && endpoint.behaviour != crate::design::Behaviour::Health;
        endpoint.access = match demand {
            Demand::Credentials if !covered => Access::Authenticated,
            Demand::Nothing if covered => Access::Public,
            _ => Access::Inherit,
        };
        if let Some(roles) = reading.take(operation.node, "x-roundtrip-roles") {
            reading.mark_all(roles);
            endpoint.access = Access::Roles(roles.items().filter_map(Node::text).map(str::to_owned).collect());
        }
    }
    if demands.contains(&Demand::Credentials) {
        let roles: BTreeSet<String> = design
            .endpoints
            .iter()
            .flat_map(|endpoint| if let Access::Roles(roles) = &endpoint.access { roles.clone() } else { Vec::new() })
            .collect();
        let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
        let caller = super::caller(design).roles(&roles);
        design.clients.push(Arc::new(caller));
    } else {
        design.clients.push(Arc::new(crate::design::Client::program("App")));
    }
}

fn schemes<'t>(reading: &Reading<'t>, design: &mut Design) {
    let policies = Arc::make_mut(&mut design.policies);
    let authentication = &mut policies.authentication;
    authentication.bearer = false;
    let Some(schemes) = reading.take(reading.root(), "components").and_then(|components| components.get("securitySchemes")) else { return };
    for (_, scheme) in schemes.members() {
        let Some(scheme) = reading.resolve(scheme) else { continue };
        let text = |name: &str| reading.take(scheme, name).and_then(Node::text).unwrap_or_default();
        match text("type") {
            "http" => match text("scheme").to_ascii_lowercase().as_str() {
                "bearer" => {
                    authentication.bearer = true;
                    if text("bearerFormat").eq_ignore_ascii_case("jwt") {
                        policies.tokens.kind = TokenKind::Jwt;
                    }
                }
                other => {
                    authentication.bearer = true;
                    reading.say(
                        Severity::Warning,
                        scheme,
                        format!("The design knows bearer tokens and API keys; instead of the scheme `{other}` it takes a bearer token."),
                    );
                }
            },
            "oauth2" => {
                authentication.bearer = true;
                oauth::flows(reading, &mut policies.oauth, &mut design.endpoints, scheme);
            }
            "openIdConnect" => {
                authentication.bearer = true;
                reading.say(Severity::Note, scheme, "The design takes a bearer token; how a client comes by it stands at another address.");
                let _ = reading.take(scheme, "openIdConnectUrl");
            }
            "apiKey" => {
                let (place, name) = (text("in"), text("name"));
                if authentication.api_key.is_some() {
                    reading.say(Severity::Warning, scheme, format!("The design knows one API key; `{name}` is left out."));
                    continue;
                }
                match place {
                    "query" => authentication.api_key = Some(ApiKey::query(name)),
                    // `Authorization` carries tokens here.
                    "header" if name.eq_ignore_ascii_case("authorization") => authentication.bearer = true,
                    "header" if crate::http::headers::is_token(name) => authentication.api_key = Some(ApiKey::header(name)),
                    _ => {
                        authentication.bearer = true;
                        reading.say(
                            Severity::Warning,
                            scheme,
                            "The design reads keys from header fields and the query; instead of this key it takes a bearer token.",
                        );
                    }
                }
            }
            other => {
                authentication.bearer = true;
                reading.say(Severity::Warning, scheme, format!("The design has no word for the scheme type `{other}`; it takes a bearer token."));
            }
        }
    }
}

fn demand<'t>(reading: &Reading<'t>, list: Node<'t>) -> Demand {
    reading.mark(list);
    let mut optional = list.items().len() == 0;
    for requirement in list.items() {
        reading.mark(requirement);
        optional |= requirement.members().len() == 0;
        for (_, scopes) in requirement.members() {
            reading.mark(scopes);
        }
        if requirement.members().len() > 1 {
            reading.say(Severity::Warning, requirement, "It asks for several credentials at once; the design takes any one of them.");
        }
    }
    if optional && list.items().len() > 1 {
        reading.say(Severity::Note, list, "Credentials are welcome and not needed; the design asks for none.");
    }
    if optional { Demand::Nothing } else { Demand::Credentials }
}
