//! The tokens of a design: signed for its clients, verified when they come back, and the keys behind them.
//!
//! An authorization server would hand tokens out; here the mock plays that part for the clients of the sketch. What a token says
//! is believed as it stands: roles and tier are read from its claims, not looked up, so a forged token is as strong as a true one.

pub mod keys;

use serde_json::{Map, Value, json};

use super::Moment;
use super::jose::claims::{self, Expectations};
use super::jose::jws::{self, Signer};
use super::jose::{Check, Fault, Jws, Key, KeySet, jwk};
use crate::design::policy::{SigningAlgorithm, Tokens};
use crate::design::{Client, Credential, Design};
use crate::http::Request;

/// Puts a token signed at this moment where a request shows the text by which the sketch knows its client.
pub fn sign_request(design: &Design, request: &mut Request, now: Moment) {
    let Some(own) = request.headers.get("authorization").and_then(|value| value.strip_prefix("Bearer ")) else { return };
    let client = design.clients.iter().find(|client| matches!(&client.credential, Credential::Bearer(known) if known == own));
    if let Some(token) = client.and_then(|client| issue(design, client, now)) {
        request.headers.set("authorization", format!("Bearer {token}"));
    }
}

/// A token for a client; `None` where no algorithm is allowed.
pub fn issue(design: &Design, client: &Client, now: Moment) -> Option<String> {
    issue_for(design, client, None, now)
}

/// The application that a token is given to: its `client_id`, what the token is limited to, and the token's own name.
pub type Through<'a> = (&'a str, Option<&'a [String]>, &'a str);

/// A token for a client, through an application where one was allowed to act for it (RFC 9068 section 2).
pub fn issue_for(design: &Design, client: &Client, through: Option<Through>, now: Moment) -> Option<String> {
    let policy = &design.policies.tokens;
    let algorithm = *policy.algorithms.first()?;
    let mut claims = Map::new();
    claims.insert("iss".to_owned(), Tokens::issuer_of(design).into());
    claims.insert("sub".to_owned(), client.name.clone().into());
    claims.insert("aud".to_owned(), Tokens::audience_of(design).into());
    claims.insert("iat".to_owned(), now.seconds().into());
    if policy.life > 0 {
        claims.insert("exp".to_owned(), (now.seconds() + u64::from(policy.life) * 60).into());
    }
    if !client.roles.is_empty() {
        claims.insert("roles".to_owned(), json!(client.roles));
    }
    if let Some(tier) = &client.tier {
        claims.insert("tier".to_owned(), tier.clone().into());
    }
    if let Some((application, scopes, name)) = through {
        claims.insert("client_id".to_owned(), application.into());
        claims.insert("jti".to_owned(), name.into());
        if let Some(scopes) = scopes {
            claims.insert("scope".to_owned(), scopes.join(" ").into());
        }
    }
    let kind = if through.is_some() { "at+jwt" } else { "JWT" };
    let header = json!({ "alg": algorithm.name(), "typ": kind, "kid": kid(policy, algorithm) });
    match algorithm {
        SigningAlgorithm::Hs256 => jws::sign(&header, &claims.into(), &Signer::Secret(keys::SECRET)),
        SigningAlgorithm::Rs256 => jws::sign(&header, &claims.into(), &Signer::Private(&keys::private()?)),
    }
}

/// What a token was believed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A signature with a trusted key.
    Signature,
    /// Nothing: it says that it has no signature.
    Nothing,
    /// A signature that anybody can make, with the public key as the secret.
    PublicKey,
}

/// Whom a token speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// A client with the roles and the tier that the token claims.
    pub client: Client,
    /// What the token is limited to; `None` where it does not say.
    pub scopes: Option<Vec<String>>,
    /// What for it is believed.
    pub proof: Proof,
}

/// Whom a token speaks for, if every check holds.
pub fn verify(design: &Design, token: &str, now: Moment) -> Result<Bearer, Fault> {
    let policy = &design.policies.tokens;
    let token = Jws::read(token)?;
    let proof = if is_unsigned(policy, &token) {
        Proof::Nothing
    } else if is_confused(policy, &token) {
        Proof::PublicKey
    } else {
        token.verify(&trusted(policy), &policy.algorithms)?;
        Proof::Signature
    };
    let (issuer, audience) = (Tokens::issuer_of(design), Tokens::audience_of(design));
    let expected = Expectations {
        issuer: Some(&issuer),
        audience: (!policy.ignores_audience).then_some(audience.as_str()),
        now: now.seconds(),
        leeway: policy.leeway.into(),
        expiry: !policy.ignores_expiry,
        needs_expiry: policy.life > 0 && !policy.ignores_expiry,
    };
    let claims = claims::check(&token, &expected)?;
    let name = claims.get("sub").and_then(Value::as_str).ok_or_else(|| Fault::new(Check::Claims, "sub as a string", "none"))?;
    let known = design.client(name).map(|client| (**client).clone());
    let roles = claims.get("roles").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let client = Client {
        name: name.to_owned(),
        roles: roles.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        tier: claims.get("tier").and_then(Value::as_str).map(str::to_owned),
        ..known.unwrap_or_default()
    };
    let scopes = claims.get("scope").and_then(Value::as_str).map(|list| list.split_whitespace().map(str::to_owned).collect());
    Ok(Bearer { client, scopes, proof })
}

/// The fault that RFC 8725 section 2.1 opens with: whoever writes `none` needs no key.
fn is_unsigned(policy: &Tokens, token: &Jws) -> bool {
    policy.accepts_none && token.alg() == "none" && token.is_unsigned()
}

/// The other one: the token chooses HMAC, and the verifier hands its public key to it as if it were a secret.
fn is_confused(policy: &Tokens, token: &Jws) -> bool {
    policy.confuses_keys && token.alg() == SigningAlgorithm::Hs256.name() && token.fits_secret(keys::PUBLIC_PEM.as_bytes())
}

/// The keys of the algorithms that are allowed.
fn trusted(policy: &Tokens) -> KeySet {
    let keys = policy.algorithms.iter().filter_map(|algorithm| match algorithm {
        SigningAlgorithm::Hs256 => Some(Key { kid: Some(kid(policy, *algorithm)), material: jwk::Material::Secret(keys::SECRET.to_vec()) }),
        SigningAlgorithm::Rs256 => Key::read(&public(policy)).ok(),
    });
    KeySet(keys.collect())
}

/// The keys that anybody may verify with (RFC 7517 section 5). A secret is never among them.
pub fn key_set(design: &Design) -> Value {
    let policy = &design.policies.tokens;
    let published = policy.are_signed() && policy.algorithms.contains(&SigningAlgorithm::Rs256);
    json!({ "keys": published.then(|| public(policy)).into_iter().collect::<Vec<_>>() })
}

fn public(policy: &Tokens) -> Value {
    jwk::public(&kid(policy, SigningAlgorithm::Rs256), keys::MODULUS, keys::EXPONENT)
}

/// The name of a key: `demo-rs256`.
fn kid(policy: &Tokens, algorithm: SigningAlgorithm) -> String {
    format!("{}-{}", policy.key_id, algorithm.name().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::policy::TokenKind;
    use crate::design::samples;
    use std::sync::Arc;

    fn design(change: impl FnOnce(&mut Tokens)) -> Design {
        let mut design = samples::hotel_booking();
        let tokens = &mut Arc::make_mut(&mut design.policies).tokens;
        tokens.kind = TokenKind::Jwt;
        change(tokens);
        design
    }

    #[test]
    fn what_is_signed_is_believed() {
        for algorithm in [SigningAlgorithm::Hs256, SigningAlgorithm::Rs256] {
            let design = design(|tokens| tokens.algorithms = vec![algorithm]);
            for client in &design.clients {
                let token = issue(&design, client, Moment::START).unwrap();
                assert_eq!(Some(&token), issue(&design, client, Moment::START).as_ref(), "the same moment gives the same token");
                assert_eq!(verify(&design, &token, Moment::START), Ok(Bearer { client: (**client).clone(), scopes: None, proof: Proof::Signature }));
                let late = verify(&design, &token, Moment::START.plus_millis(3_630_000)).unwrap_err();
                assert_eq!(late.check, Check::Expiry);
            }
        }
    }

    #[test]
    fn the_published_key_verifies_and_no_secret_is_published() {
        let design = design(|tokens| tokens.algorithms = vec![SigningAlgorithm::Rs256, SigningAlgorithm::Hs256]);
        let set = key_set(&design);
        assert_eq!(set["keys"].as_array().map(Vec::len), Some(1));
        let token = issue(&design, &design.clients[0], Moment::START).unwrap();
        assert!(Jws::read(&token).unwrap().verify(&KeySet::read(&set).unwrap(), &[SigningAlgorithm::Rs256]).is_ok());
    }
}
