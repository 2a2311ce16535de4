//! What a request to an authorization server has to say: the parameters of a sample request.

use super::application;
use crate::design::policy::{GrantType, Pkce};
use crate::design::{Behaviour, Client, Design, Endpoint, Registration};
use crate::http::Request;
use crate::http::form::{self, Form};
use crate::mock::jose::pkce;

/// The secret whose hash sample requests show: the one of RFC 7636 appendix B. A real application draws a fresh one each time.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// The value that comes back unchanged, so that an application knows its own request (RFC 6749 section 10.12).
const STATE: &str = "xyz";

/// Fills in what a request to this endpoint needs.
pub fn fill(design: &Design, endpoint: &Endpoint, request: &mut Request) {
    match endpoint.behaviour {
        Behaviour::Authorize => {
            let applications = applications(design);
            let known = applications.iter().find(|known| !known.redirects.is_empty()).or(applications.first());
            if let Some(known) = known {
                request.target = consent(design, request.path(), known);
            }
        }
        Behaviour::Token => {
            let keeps = |known: &&&Registration| !known.secret.is_empty();
            let applications = applications(design);
            let own = applications.iter().find(keeps).filter(|_| design.policies.oauth.gives(GrantType::ClientCredentials));
            match (own, applications.first()) {
                (Some(known), _) => post(request, &[("grant_type", "client_credentials")], known),
                (None, Some(known)) => post(request, &[("grant_type", "authorization_code"), ("code", ""), ("code_verifier", VERIFIER)], known),
                (None, None) => post(request, &[("grant_type", "client_credentials")], &Registration::default()),
            }
        }
        Behaviour::Revoke => {
            let applications = applications(design);
            post(request, &[("token", "rt_unknown")], applications.first().copied().unwrap_or(&Registration::default()));
        }
        _ => {}
    }
}

/// The target of a request for consent.
pub fn consent(design: &Design, path: &str, known: &Registration) -> String {
    let policy = &design.policies.oauth;
    let scopes = policy.all_scopes(design).join(" ");
    let challenge = pkce::challenge(VERIFIER);
    let kind = if policy.gives(GrantType::AuthorizationCode) { "code" } else { "token" };
    let mut fields = vec![("response_type", kind), ("client_id", known.id.as_str())];
    fields.extend(known.redirects.first().map(|uri| ("redirect_uri", uri.as_str())));
    if !scopes.is_empty() {
        fields.push(("scope", &scopes));
    }
    fields.push(("state", STATE));
    if policy.pkce != Pkce::Off && kind == "code" {
        fields.extend([("code_challenge", challenge.as_str()), ("code_challenge_method", "S256")]);
    }
    format!("{path}?{}", Form::write(&fields))
}

/// Makes a request a form of these parameters, with what the application shows of itself.
pub fn post(request: &mut Request, fields: &[(&str, &str)], known: &Registration) {
    let mut fields = fields.to_vec();
    fields.push(("client_id", &known.id));
    if !known.secret.is_empty() {
        fields.push(("client_secret", &known.secret));
    }
    request.headers.set("content-type", form::MEDIA_TYPE);
    request.body = Form::write(&fields).into();
}

/// The applications that are registered.
pub fn applications(design: &Design) -> Vec<&Registration> {
    design.clients.iter().filter_map(|client| client.registration.as_ref()).collect()
}

/// The application that a form or a query names.
pub fn named<'a>(design: &'a Design, form: &Form) -> Option<(&'a Client, &'a Registration)> {
    form.get("client_id").and_then(|id| application(design, id))
}
