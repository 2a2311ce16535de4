//! Codes and tokens as texts: drawn, written into their grant, and told in an answer (RFC 6749 sections 4.1.2, 5.1).

use serde_json::{Map, Value};

use super::kept_by_nobody;
use crate::design::policy::GrantType;
use crate::design::policy::oauth::{address, endpoint_of};
use crate::design::{Behaviour, Client};
use crate::http::media_type;
use crate::mock::ledger::grant::{Given, Grant};
use crate::mock::ledger::{Ledger, MOST_GRANTS};
use crate::mock::pipeline::Call;
use crate::mock::{Moment, Reply, Rng, tokens};

/// The most access tokens that one grant keeps; the oldest go first.
const MOST_TOKENS: usize = 20;

/// Letters of names of grants; no `_`, which stands between the parts of a text.
const LETTERS: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";

/// The name of a new grant.
pub fn name(rng: &mut Rng) -> String {
    (0..8).filter_map(|_| rng.pick(LETTERS)).map(|letter| char::from(*letter)).collect()
}

/// A text that nobody can guess: 128 bits (RFC 6749 section 10.10), behind its kind and the name of its grant.
pub fn text(kind: &str, grant: &str, rng: &mut Rng) -> String {
    format!("{kind}_{grant}_{:016x}{:016x}", rng.next_u64(), rng.next_u64())
}

/// A grant without code and tokens yet.
pub fn grant(call: &Call, application: &str, person: &Client, scopes: Option<Vec<String>>) -> Grant {
    Grant {
        application: application.to_owned(),
        person: person.name.clone(),
        scopes,
        code: None,
        refresh: Vec::new(),
        access: Vec::new(),
        at: call.now,
        ended: None,
    }
}

/// Remembers a grant.
pub fn keep(ledger: &mut Ledger, name: &str, grant: Grant) {
    ledger.grants.put(name.to_owned(), grant);
    ledger.grants.remove_least(MOST_GRANTS, |grant| grant.at);
}

/// Whether a grant that a person gave comes with a refresh token.
pub fn refreshes(call: &Call) -> bool {
    call.design.policies.oauth.gives(GrantType::RefreshToken) && endpoint_of(call.design, &Behaviour::Token).is_some()
}

/// A new access token for a grant, written into it where the server has to look it up.
pub fn access(call: &Call, name: &str, grant: &mut Grant, narrowed: Option<Vec<String>>, rng: &mut Rng) -> String {
    let life = u64::from(call.design.policies.tokens.life);
    let own = text("at", name, rng);
    let scopes = narrowed.as_ref().or(grant.scopes.as_ref());
    let signed = call.design.policies.tokens.are_signed().then(|| {
        let person = call.design.client(&grant.person)?;
        tokens::issue_for(call.design, person, Some((&grant.application, scopes.map(Vec::as_slice), &own)), call.now)
    });
    match signed.flatten() {
        // It speaks for itself: nothing about it is kept.
        Some(token) => token,
        None => {
            let until = (life > 0).then(|| call.now.plus_millis(life * 60_000));
            grant.access.retain(|given| given.lives(call.now));
            if grant.access.len() >= MOST_TOKENS {
                grant.access.remove(0);
            }
            grant.access.push(Given { text: own.clone(), until, scopes: narrowed });
            own
        }
    }
}

/// A new refresh token, in the place of the one before.
pub fn refresh(call: &Call, name: &str, grant: &mut Grant, rng: &mut Rng) -> String {
    let token = text("rt", name, rng);
    grant.refresh.push(Given { text: token.clone(), until: until(call), scopes: None });
    token
}

/// When a refresh token that is given or used now ends.
pub fn until(call: &Call) -> Option<Moment> {
    Some(call.now.plus_millis(u64::from(call.design.policies.oauth.refresh_hours) * 3_600_000))
}

/// The members that tell an application of its tokens (RFC 6749 section 5.1).
pub fn members(call: &Call, access: &str, refresh: Option<&str>, scopes: Option<&[String]>) -> Vec<(&'static str, String)> {
    let life = call.design.policies.tokens.life;
    let mut members = vec![("access_token", access.to_owned()), ("token_type", "Bearer".to_owned())];
    if life > 0 {
        members.push(("expires_in", (u64::from(life) * 60).to_string()));
    }
    members.extend(refresh.map(|token| ("refresh_token", token.to_owned())));
    members.extend(scopes.map(|scopes| ("scope", scopes.join(" "))));
    members
}

/// The same as an answer.
pub fn told(title: String, members: Vec<(&'static str, String)>) -> Reply {
    let number = |name: &str, text: String| match text.parse::<u64>() {
        Ok(number) if name == "expires_in" => number.into(),
        _ => Value::String(text),
    };
    let body: Map<String, Value> = members.into_iter().map(|(name, text)| (name.to_owned(), number(name, text))).collect();
    kept_by_nobody(Reply::new(200, title).content(
        media_type::JSON,
        &Value::Object(body),
        "RFC 6749 section 5.1: the tokens, and how long they live.",
    ))
}

/// Who issues: what an application compares with the server it meant to ask (RFC 9207).
pub fn issuer(call: &Call) -> Option<String> {
    let named = call.design.policies.oauth.names_issuer && address(call.design, &Behaviour::Authorize).is_some();
    named.then(|| crate::design::policy::Tokens::issuer_of(call.design))
}
