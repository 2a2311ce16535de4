//! Tokens that come to whom they should not.

use std::sync::Arc;

use super::Proof;
use super::stand::Stand;
use crate::design::policy::oauth::endpoint_of;
use crate::design::{Behaviour, Client, Credential, Registration};
use crate::http::Request;
use crate::http::form::Form;

/// A secret that an application keeps, and its hash (RFC 7636 appendix B).
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
/// Where nobody is registered.
const THIEF: &str = "https://evil.example/back";

pub const PROOFS: &[Proof] = &[
    Proof {
        rule: "implicit-grant",
        run: |stand, _| {
            let app = app(stand)?;
            let at = consent(stand, &app, "token", &app.redirect, true)?;
            let location = stand.header(at, "location")?;
            let text = "The access token stands in the address that the browser goes to.";
            if location.contains("access_token=") { stand.by_header(at, "location", text) } else { None }
        },
    },
    Proof {
        rule: "password-grant",
        run: |stand, _| {
            let app = app(stand)?;
            let (Credential::Bearer(secret) | Credential::ApiKey(secret) | Credential::Password(secret)) = app.person.credential.clone() else {
                return None;
            };
            let name = app.person.name.clone();
            let at = token(stand, &app, &app.person.name, &[("grant_type", "password"), ("username", &name), ("password", &secret)])?;
            let text = "The application sent the person's password and got a token for it.";
            if stand.worked(at) { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "no-pkce",
        run: |stand, _| {
            let app = app(stand)?;
            let code = code(stand, &app, &app.redirect, false)?;
            let at = redeem(stand, &app, "Whoever caught the code", &code, None)?;
            let text = "A caught code was redeemed without any secret.";
            if stand.worked(at) { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "loose-redirect-match",
        run: |stand, _| {
            let app = app(stand)?;
            for back in [THIEF.to_owned(), format!("{}/../evil", app.redirect)] {
                let Some(at) = consent(stand, &app, "code", &back, true) else { continue };
                if stand.header(at, "location").is_some_and(|location| location.starts_with(&back) && location.contains("code=")) {
                    return stand.by_header(at, "location", "The code was sent to an address that nobody has registered.");
                }
            }
            None
        },
    },
    Proof {
        rule: "code-reusable",
        run: |stand, _| {
            let app = app(stand)?;
            let code = code(stand, &app, &app.redirect, true)?;
            let name = app.client.name.clone();
            redeem(stand, &app, &name, &code, Some(VERIFIER)).filter(|at| stand.worked(*at))?;
            let at = redeem(stand, &app, &name, &code, Some(VERIFIER))?;
            let text = "The same code was redeemed a second time.";
            if stand.worked(at) { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "code-long-lived",
        run: |stand, _| {
            let app = app(stand)?;
            let code = code(stand, &app, &app.redirect, true)?;
            stand.wait_minutes(11);
            let name = app.client.name.clone();
            let at = redeem(stand, &app, &name, &code, Some(VERIFIER))?;
            let text = "A code that lay about for eleven minutes was redeemed.";
            if stand.worked(at) { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "refresh-token-not-rotated",
        run: |stand, _| {
            let app = app(stand)?;
            let code = code(stand, &app, &app.redirect, true)?;
            let name = app.client.name.clone();
            let at = redeem(stand, &app, &name, &code, Some(VERIFIER))?;
            let refresh = stand.json(at).get("refresh_token")?.as_str()?.to_owned();
            let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh.as_str())];
            token(stand, &app, &name, &fields).filter(|at| stand.worked(*at))?;
            let at = token(stand, &app, "Whoever copied the token", &fields)?;
            let text = "A refresh token that was used already brought another access token.";
            if stand.worked(at) { stand.by_status(at, text) } else { None }
        },
    },
];

/// An application with an address to come back to, and a person who is signed in.
struct App {
    client: Arc<Client>,
    known: Registration,
    redirect: String,
    person: Arc<Client>,
}

fn app(stand: &Stand) -> Option<App> {
    let mut clients = stand.design.clients.iter();
    let (client, known) = clients.find_map(|client| Some((client, client.registration.clone().filter(|known| !known.redirects.is_empty())?)))?;
    let person = stand.design.clients.iter().find(|client| client.credential != Credential::None)?;
    Some(App { client: Arc::clone(client), redirect: known.redirects.first()?.clone(), known, person: Arc::clone(person) })
}

/// The person is sent to the authorization endpoint and consents.
fn consent(stand: &mut Stand, app: &App, kind: &str, back: &str, proves: bool) -> Option<usize> {
    let path = stand.design.full_path(endpoint_of(&stand.design, &Behaviour::Authorize)?);
    let mut fields = vec![("response_type", kind), ("client_id", &app.known.id), ("redirect_uri", back), ("state", "s1")];
    if proves && kind == "code" {
        fields.extend([("code_challenge", CHALLENGE), ("code_challenge_method", "S256")]);
    }
    let request = Request::new(crate::http::Method::GET, format!("{path}?{}", Form::write(&fields)));
    Some(stand.send_as(Some(&app.person), request))
}

/// The code that a consent brings.
fn code(stand: &mut Stand, app: &App, back: &str, proves: bool) -> Option<String> {
    let at = consent(stand, app, "code", back, proves)?;
    let location = stand.header(at, "location")?;
    let (_, rest) = location.split_once("code=")?;
    Some(rest.split('&').next()?.to_owned())
}

fn redeem(stand: &mut Stand, app: &App, who: &str, code: &str, verifier: Option<&str>) -> Option<usize> {
    let back = app.redirect.clone();
    let mut fields = vec![("grant_type", "authorization_code"), ("code", code), ("redirect_uri", &back)];
    fields.extend(verifier.map(|verifier| ("code_verifier", verifier)));
    token(stand, app, who, &fields)
}

/// A request to the token endpoint, in the name of the application.
fn token(stand: &mut Stand, app: &App, who: &str, fields: &[(&str, &str)]) -> Option<usize> {
    let path = stand.design.full_path(endpoint_of(&stand.design, &Behaviour::Token)?);
    let mut fields = fields.to_vec();
    fields.push(("client_id", &app.known.id));
    if !app.known.secret.is_empty() {
        fields.push(("client_secret", &app.known.secret));
    }
    let mut request = Request::new(crate::http::Method::POST, &path);
    request.headers.set("content-type", "application/x-www-form-urlencoded");
    request.body = Form::write(&fields).into();
    Some(stand.send(who, request))
}
