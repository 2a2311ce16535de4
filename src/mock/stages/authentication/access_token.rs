//! Access tokens that the server has given and can look up (RFC 6750 section 2.1), and what they are limited to.

use std::sync::Arc;

use super::{Caller, challenge, jwt, known};
use crate::design::Credential;
use crate::http::Problem;
use crate::mock::ledger::Ledger;
use crate::mock::ledger::grant::{Grant, Stands, name_in};
use crate::mock::pipeline::Call;
use crate::mock::stages::action::oauth::{place, short};
use crate::mock::stages::problems::refuse;
use crate::mock::{Decision, Reply, Why};

/// Finds the person behind a bearer token: one that was given, a signed one, or the one by which the sketch knows a client.
pub fn identify(call: &Call, token: &str, ledger: &Ledger) -> Decision<Caller> {
    let given = name_in(token).and_then(|name| ledger.grants.get(name)).and_then(|grant| Some((grant, grant.stands(token)?)));
    match given {
        Some((grant, stands)) => look_up(call, grant, stands),
        None if call.design.policies.tokens.are_signed() => jwt::identify(call, token),
        None => known(call, "token", |credential| matches!(credential, Credential::Bearer(own) if own == token)),
    }
}

fn look_up(call: &Call, grant: &Grant, stands: Stands) -> Decision<Caller> {
    let Stands::Access(index) = stands else {
        let kind = if stands == Stands::Code { "a code" } else { "a refresh token" };
        return refused(call, &format!("it is {kind}, no access token"));
    };
    let Some(given) = grant.access.get(index) else { return refused(call, "it was taken back") };
    match call.design.client(&grant.person) {
        _ if grant.ended.is_some() => refused(call, "it was taken back"),
        _ if !given.lives(call.now) => refused(call, "it has expired"),
        None => refused(call, "its person is no longer known"),
        Some(person) => {
            let scopes = given.scopes.clone().or_else(|| grant.scopes.clone());
            let text = match &scopes {
                Some(scopes) => format!("{} through {}, with {}", short(&person.name), short(&grant.application), short(&scopes.join(" "))),
                None => format!("{} through {}", short(&person.name), short(&grant.application)),
            };
            Decision::pass(Caller { client: Some(Arc::clone(person)), scopes }, Why::new(text).spec("RFC 6750 section 2.1").because_of(place()))
        }
    }
}

fn refused(call: &Call, what: &str) -> Decision<Caller> {
    let detail = format!("The token does not work: {what}. Get a fresh one; sending the same one again will not help.");
    let reply = challenge(call, "The token is not valid", detail, Some("invalid_token"));
    Decision::answer(reply, Why::new(format!("the token does not work: {what}")).spec("RFC 6750 section 3.1").because_of(place()))
}

/// Answers a token that is limited to other things (RFC 6750 section 3.1).
pub fn beyond(call: &Call, wanted: &str, has: &[String]) -> Decision<()> {
    let detail = format!("The token is good, and does not reach this. Ask for consent to {wanted}, and send the new token.");
    let mut reply: Reply = refuse(call, Problem::new(403, "insufficient-scope", "The token does not reach this", detail));
    let realm = call.design.name.replace(['"', '\\'], "");
    let field = format!("Bearer realm=\"{realm}\", error=\"insufficient_scope\", scope=\"{wanted}\"");
    reply.set("www-authenticate", field, "The scope that a token needs here.");
    let got = if has.is_empty() { "no scope".to_owned() } else { has.join(" ") };
    let why = Why::new(format!("the token lacks the scope {wanted}")).spec("RFC 6750 section 3.1").because_of(place());
    Decision::answer(reply, why.compare(wanted, got))
}
