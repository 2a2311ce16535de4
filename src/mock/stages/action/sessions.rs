//! Signing in and out: a session begins with `Set-Cookie`, and ends on the server and in the browser alike
//! (RFC 6265bis sections 4.1 and 8.4; RFC 9110 sections 15.3.5 and 15.5.2).
//!
//! Each sign-in gets a value that nobody had before, and the session of the old cookie ends: a value that somebody else has
//! planted in the browser must not become the caller's (session fixation).

use serde_json::{Value, json};

use super::{Done, create};
use crate::design::policy::Sessions;
use crate::design::{Behaviour, Client, Design, Endpoint};
use crate::http::{FieldError, Problem, media_type};
use crate::mock::ledger::Ledger;
use crate::mock::pipeline::Call;
use crate::mock::stages::authentication::session::{begin, place, presented, unknown};
use crate::mock::stages::problems::refuse;
use crate::mock::{Decision, Reply, Rng, Why};

/// Begins a session or ends one, as the endpoint says.
pub fn perform(call: &Call, endpoint: &Endpoint, ledger: &mut Ledger, rng: &mut Rng) -> Decision<Done> {
    let Some(policy) = &call.design.policies.authentication.sessions else {
        let detail = "The authentication policy has no sessions. Turn them on in the drawer of policies.";
        let reply = refuse(call, Problem::new(501, "no-resource", "Nothing stands behind this endpoint", detail));
        return Decision::answer(reply, Why::new("the design has no sessions").spec("RFC 9110 section 15.6.2").because_of(place()));
    };
    match endpoint.behaviour {
        Behaviour::SignIn => sign_in(call, policy, endpoint, ledger, rng),
        _ => sign_out(call, policy, endpoint, ledger),
    }
}

/// What somebody sends to sign in: the client with a password, otherwise the first one that shows anything.
pub fn content(design: &Design) -> Value {
    let with_password = design.clients.iter().find(|client| matches!(client.credential, crate::design::Credential::Password(_)));
    let client = with_password.or_else(|| design.clients.iter().find(|client| client.secret().is_some()));
    content_of(client.map_or(&Client::default(), |client| client))
}

/// What this client sends to sign in.
pub fn content_of(client: &Client) -> Value {
    json!({ "username": client.name, "password": client.secret().unwrap_or_default() })
}

fn sign_in(call: &Call, policy: &Sessions, endpoint: &Endpoint, ledger: &mut Ledger, rng: &mut Rng) -> Decision<Done> {
    let body = call.request.body.json().unwrap_or_default();
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let (Some(username), Some(password)) = (text("username"), text("password")) else { return incomplete(call, &body) };
    let fits = |client: &Client| (client.identity() == username || client.name == username) && client.secret() == Some(password);
    let Some(client) = call.design.clients.iter().find(|client| fits(client)) else {
        let why = Why::new("no client has this name with this password").spec("RFC 9110 section 15.5.2").because_of(place());
        return Decision::answer(unknown(call), why);
    };
    let value = create::uuid_v4(rng);
    end(call, policy, ledger);
    begin(ledger, policy, client, value.clone(), call.now);
    let status = endpoint.success.unwrap_or(policy.status);
    let mut reply = Reply::new(status, format!("{} is signed in", client.name));
    if status != 204 {
        let mut shown = json!({ "username": client.name, "roles": client.roles });
        if let (Some(life), Some(members)) = (policy.life_millis(), shown.as_object_mut()) {
            members.insert("expires".to_owned(), call.now.plus_millis(life).rfc3339().into());
        }
        reply = reply.content(media_type::JSON, &shown, "Who is signed in, and until when.");
    }
    if status == 201
        && let Some(end) = call.design.endpoints.iter().find(|known| known.behaviour == Behaviour::SignOut && !known.path.contains('{'))
    {
        reply.set("location", call.design.full_path(end), "Where the session is, and ends.");
    }
    let note = match policy.refused() {
        Some(why) => format!("No browser keeps this cookie: {why}."),
        None => told(policy),
    };
    reply.set("set-cookie", policy.begins(&value), note);
    reply.set("cache-control", "no-store", "The cookie is for one caller alone: keep no copy.");
    let why = Why::new(format!("a session for {}", client.name)).spec("RFC 6265bis section 4.1").because_of(place());
    Decision::pass(Done::Written(Box::new(reply)), why)
}

fn sign_out(call: &Call, policy: &Sessions, endpoint: &Endpoint, ledger: &mut Ledger) -> Decision<Done> {
    let ended = end(call, policy, ledger);
    let mut reply = Reply::new(endpoint.success.unwrap_or(204), if ended { "The session has ended" } else { "There was no session to end" });
    reply.set("set-cookie", policy.ends(), "Max-Age=0: the browser drops the cookie.");
    reply.set("cache-control", "no-store", "It speaks of one caller alone: keep no copy.");
    let text = if ended { "the session ends here, not in the browser alone" } else { "no session has this cookie; signing out again does no harm" };
    Decision::pass(Done::Written(Box::new(reply)), Why::new(text).spec("RFC 6265bis section 4.1.2.2").because_of(place()))
}

/// Ends the session of the request's cookie; whether there was one.
fn end(call: &Call, policy: &Sessions, ledger: &mut Ledger) -> bool {
    let Some(value) = presented(call.request, policy).filter(|value| ledger.sessions.get(value).is_some()) else { return false };
    ledger.sessions.remove(value);
    true
}

fn incomplete(call: &Call, body: &Value) -> Decision<Done> {
    let absent = |name: &&str| body.get(*name).and_then(Value::as_str).is_none();
    let errors = ["username", "password"].into_iter().filter(absent).map(|name| FieldError::at(format!("/{name}"), "has to be a text")).collect();
    let status = call.design.policies.validation.status;
    let problem = Problem::new(status, "validation", "Something is missing", "Send a JSON object with username and password.").with_errors(errors);
    Decision::answer(refuse(call, problem), Why::new("username and password are not both there").spec("RFC 9110 section 15.5.21").because_of(place()))
}

fn told(policy: &Sessions) -> String {
    let scripts = if policy.http_only { "scripts cannot read it" } else { "any script of the page can read it" };
    let wires = if policy.secure { "it travels over https only" } else { "it travels over plain http too" };
    let sites = match policy.same_site.word() {
        Some("None") => "every site's requests carry it",
        Some("Strict") => "only requests of the same site carry it",
        Some(_) => "requests of other sites' pages leave it behind",
        None => "it does not say which sites' requests carry it",
    };
    format!("The cookie of the session: {scripts}, {wires}, {sites}.")
}
