//! Stage: who calls, by token, key or session; 401 with `WWW-Authenticate` (RFC 9110 section 11, RFC 6750).

pub mod access_token;
pub mod application;
pub mod jwt;
pub mod session;

use std::sync::Arc;

use super::problems::refuse;
use crate::design::policy::{ApiKeyPlace, Authentication, oauth};
use crate::design::{Client, Concern, Credential, Pointer};
use crate::http::{Problem, Target};
use crate::mock::ledger::Ledger;
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::{Decision, Why};

/// The caller as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// The client whose credentials came with the request.
    pub client: Option<Arc<Client>>,
    /// What its token is limited to; `None` where nothing limits it (RFC 6749 section 3.3).
    pub scopes: Option<Vec<String>>,
}

/// What the request says about its sender.
enum Presented<'a> {
    Nothing,
    Token(&'a str),
    Key(&'a str),
    /// What is wrong, and the error code of RFC 6750 section 3.1 for a bearer token; a foreign scheme gets none.
    Unreadable(&'static str, Option<&'static str>),
}

/// Finds the client behind the credentials. Unknown credentials are refused even where none are needed.
pub fn identify(call: &Call, target: &Target, route: &Route, ledger: &Ledger) -> Decision<Caller> {
    if route.endpoint().behaviour.reads_form() {
        return call.extras.application(call);
    }
    let policy = &call.design.policies.authentication;
    let place = Pointer::Policy(Concern::Authentication);
    let needed = call.design.needs_credentials(route.endpoint());
    let wanted = || schemes(policy);
    let may_be_in = policy.sessions.is_some() && (call.request.headers.has("cookie") || route.endpoint().behaviour.is_session());
    match presented(call, target, policy) {
        Presented::Nothing if may_be_in => call.extras.session(call, route.endpoint(), needed, ledger),
        Presented::Nothing => anonymous(call, needed),
        Presented::Unreadable(what, error) => {
            let reply = challenge(call, "The credentials cannot be read", format!("{what} Send {}.", wanted()), error);
            Decision::answer(reply, Why::new("credentials cannot be read").spec("RFC 6750 section 3.1").because_of(place).compare(wanted(), what))
        }
        Presented::Token(token) if call.design.policies.tokens.are_signed() || oauth::hands_out(call.design) => {
            call.extras.bearer(call, token, ledger)
        }
        Presented::Token(token) => known(call, "token", |known| matches!(known, Credential::Bearer(own) if own == token)),
        Presented::Key(key) => known(call, "key", |known| matches!(known, Credential::ApiKey(own) if own == key)),
    }
}

/// The client with this credential: a token or a key that the sketch knows.
pub fn known(call: &Call, kind: &str, fits: impl Fn(&Credential) -> bool) -> Decision<Caller> {
    match call.design.clients.iter().find(|client| fits(&client.credential)) {
        Some(client) => {
            let why = Why::new(format!("{} by its {kind}", client.name)).because_of(Pointer::Client(client.name.clone()));
            Decision::pass(Caller { client: Some(Arc::clone(client)), scopes: None }, why)
        }
        None => {
            let detail = format!("No client has this {kind}. Get a fresh one; sending the same one again will not help.");
            let error = (kind == "token").then_some("invalid_token");
            let reply = challenge(call, format!("The {kind} is not known"), detail, error);
            let why = Why::new(format!("no client has this {kind}"))
                .spec(if error.is_some() { "RFC 6750 section 3.1" } else { "RFC 9110 section 15.5.2" })
                .because_of(Pointer::Policy(Concern::Authentication))
                .compare("credentials of a client", format!("an unknown {kind}"));
            Decision::answer(reply, why)
        }
    }
}

/// What becomes of a caller who shows nothing.
fn anonymous(call: &Call, needed: bool) -> Decision<Caller> {
    let place = Pointer::Policy(Concern::Authentication);
    if !needed {
        return Decision::skip(Caller::default(), Why::new("anybody may call this").because_of(place));
    }
    let wanted = schemes(&call.design.policies.authentication);
    let reply = challenge(call, "Credentials are missing", format!("This endpoint needs {wanted}."), None);
    let why = Why::new("needs credentials, got none").spec("RFC 9110 section 11.6.1").because_of(place).compare(wanted, "no credentials");
    Decision::answer(reply, why)
}

fn presented<'a>(call: &Call<'a>, target: &'a Target, policy: &Authentication) -> Presented<'a> {
    let headers = &call.request.headers;
    if let Some(value) = headers.get("authorization").filter(|_| policy.bearer) {
        let (scheme, rest) = value.split_once(' ').unwrap_or((value, ""));
        let token = rest.trim();
        return match () {
            () if !scheme.eq_ignore_ascii_case("bearer") => Presented::Unreadable("The scheme in Authorization is not Bearer.", None),
            () if token.is_empty() || token.contains([' ', ',']) => {
                Presented::Unreadable("Behind Bearer has to stand one token.", Some("invalid_token"))
            }
            () => Presented::Token(token),
        };
    }
    let key = policy.api_key.as_ref().and_then(|key| match key.place {
        ApiKeyPlace::Header => headers.get(&key.name),
        ApiKeyPlace::Query => target.parameter(&key.name),
    });
    key.map_or(Presented::Nothing, Presented::Key)
}

/// The understood schemes in words.
fn schemes(policy: &Authentication) -> String {
    let bearer = policy.bearer.then(|| "a bearer token in Authorization".to_owned());
    let key = policy.api_key.as_ref().map(|key| match key.place {
        ApiKeyPlace::Header => format!("an API key in {}", key.name),
        ApiKeyPlace::Query => format!("an API key in the query as {}", key.name),
    });
    let session = policy.sessions.as_ref().map(|session| format!("the cookie {} of a session", session.name));
    match bearer.into_iter().chain(key).chain(session).collect::<Vec<_>>() {
        list if list.is_empty() => "credentials, though the design has no scheme".to_owned(),
        list => list.join(" or "),
    }
}

/// The answer that asks for credentials.
pub fn challenge(call: &Call, title: impl Into<String>, detail: String, error: Option<&str>) -> crate::mock::Reply {
    let policy = &call.design.policies.authentication;
    let mut reply = refuse(call, Problem::new(policy.status, "unauthenticated", title, detail));
    if policy.challenge {
        let realm = call.design.name.replace(['"', '\\'], "");
        let scheme = match (policy.bearer, policy.sessions.is_some()) {
            (true, _) => "Bearer",
            (false, true) => "Cookie",
            (false, false) => "ApiKey",
        };
        let error = error.filter(|_| policy.bearer).map(|error| format!(", error=\"{error}\"")).unwrap_or_default();
        reply.set("www-authenticate", format!("{scheme} realm=\"{realm}\"{error}"), "How to say who you are: every 401 has to name a scheme.");
    }
    reply
}
