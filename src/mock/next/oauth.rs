//! What to try next with an authorization server: the walk from consent to tokens, and the steps that thieves would take.

use super::{Suggestion, suggest};
use crate::design::policy::oauth::endpoint_of;
use crate::design::{Behaviour, Design, Endpoint, Registration};
use crate::http::form::Form;
use crate::http::{Method, Request, Target};
use crate::mock::stages::action::oauth::ask::{VERIFIER, applications, consent, named, post};
use crate::mock::{Exchange, with_credentials};

/// The suggestions after an exchange with an endpoint of the authorization server.
pub fn after(design: &Design, endpoint: &Endpoint, exchange: &Exchange) -> Vec<Suggestion> {
    let status = exchange.response.status;
    match endpoint.behaviour {
        Behaviour::Authorize if status == 302 => redeem(design, exchange).into_iter().collect(),
        Behaviour::Token if status == 200 => with_tokens(design, exchange),
        Behaviour::Token | Behaviour::Metadata => ask_for_consent(design, exchange).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The code that has come back, for tokens.
fn redeem(design: &Design, exchange: &Exchange) -> Option<Suggestion> {
    let location = exchange.response.headers.get("location")?;
    let (_, query) = location.split_once('?')?;
    let back = Form::read(query.as_bytes()).ok()?;
    let code = back.get("code")?;
    let asked = Form::of(Target::parse(&exchange.request.target).ok()?.query).ok()?;
    let (_, known) = named(design, &asked)?;
    let mut fields = vec![("grant_type", "authorization_code"), ("code", code)];
    fields.extend(asked.get("redirect_uri").map(|uri| ("redirect_uri", uri)));
    if asked.get("code_challenge").is_some() {
        fields.push(("code_verifier", VERIFIER));
    }
    Some(suggest("Redeem the code", to_token(design, &fields, known)?))
}

fn with_tokens(design: &Design, exchange: &Exchange) -> Vec<Suggestion> {
    let mut found = Vec::new();
    let body = exchange.response.body.json().unwrap_or_default();
    let text = |name: &str| body.get(name).and_then(serde_json::Value::as_str);
    let Ok(form) = Form::read(exchange.request.body.bytes()) else { return found };
    let known = named(design, &form).map(|(_, known)| known);
    if let (Some(token), Some(reader)) = (text("access_token"), reader(design)) {
        let request = Request::new(Method::GET, design.full_path(reader)).header("accept", "application/json");
        found.push(suggest("Read with the token", request.header("authorization", format!("Bearer {token}"))));
    }
    if let (Some(token), Some(known)) = (text("refresh_token"), known) {
        found
            .extend(to_token(design, &[("grant_type", "refresh_token"), ("refresh_token", token)], known).map(|request| suggest("Refresh", request)));
    }
    let again = match form.get("grant_type") {
        Some("authorization_code") => Some("Redeem the code again"),
        Some("refresh_token") => Some("Use the old refresh token again"),
        _ => None,
    };
    found.extend(again.map(|label| suggest(label, exchange.request.clone())));
    if let (Some(token), Some(known), Some(revoke)) = (text("refresh_token").or(text("access_token")), known, endpoint_of(design, &Behaviour::Revoke))
    {
        let mut request = Request::new(revoke.method.clone(), design.full_path(revoke)).header("accept", "application/json");
        post(&mut request, &[("token", token)], known);
        found.push(suggest("Take it back", request));
    }
    found
}

/// The way to a new code: the person at the screen is signed in, which the application before was not.
pub fn ask_for_consent(design: &Design, exchange: &Exchange) -> Option<Suggestion> {
    let endpoint = endpoint_of(design, &Behaviour::Authorize)?;
    let applications = applications(design);
    let known = applications.iter().find(|known| !known.redirects.is_empty())?;
    let target = consent(design, &design.full_path(endpoint), known);
    let request = Request::new(Method::GET, target).header("accept", "application/json");
    let person = exchange.client.as_deref().and_then(|name| design.client(name)).filter(|client| client.secret().is_some());
    let person = person.or_else(|| design.clients.iter().find(|client| client.secret().is_some()));
    let request = person.map_or_else(|| request.clone(), |client| with_credentials(design, client, request.clone()));
    Some(suggest("Ask for consent", request))
}

/// A form for the token endpoint.
fn to_token(design: &Design, fields: &[(&str, &str)], known: &Registration) -> Option<Request> {
    let endpoint = endpoint_of(design, &Behaviour::Token)?;
    let mut request = Request::new(endpoint.method.clone(), design.full_path(endpoint)).header("accept", "application/json");
    post(&mut request, fields, known);
    Some(request)
}

/// An endpoint whose path has no holes: the first list.
fn reader(design: &Design) -> Option<&Endpoint> {
    let whole = |endpoint: &&Endpoint| endpoint.behaviour == Behaviour::List && !endpoint.path.contains('{');
    let all = || design.endpoints.iter().map(|endpoint| &**endpoint).filter(whole);
    all().find(|endpoint| design.needs_credentials(endpoint)).or_else(|| all().next())
}
