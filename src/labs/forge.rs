//! Tokens that nobody should believe, for the labs that show who does.

use serde_json::{Value, json};

use crate::design::policy::Tokens;
use crate::design::{Client, Design};
use crate::mock::Moment;
use crate::mock::jose::base64url;
use crate::mock::jose::jws::{Signer, sign};
use crate::mock::tokens::{issue, keys};

/// How long a forged token says it holds, in seconds.
const LIFE: u64 = 600;

/// A token: `none Client`, `confused Client`, `edited Client`, `true Client` or `other Client`, with the roles of that client and, after `as`, others:
/// `none Guest app as staff`.
pub fn token(design: &Design, how: &str, now: Moment) -> Option<String> {
    let (kind, rest) = how.split_once(' ')?;
    let (name, role) = rest.split_once(" as ").unwrap_or((rest, ""));
    let client = design.client(name)?;
    let claims = claims(design, client, role, now);
    match kind {
        // RFC 8725 section 2.1: the token says itself that it has no signature.
        "none" => Some(format!("{}.{}.", part(&json!({ "alg": "none", "typ": "JWT" })), part(&claims))),
        // The same: the public key, which everybody has, as the secret of an HMAC.
        "confused" => sign(&json!({ "alg": "HS256", "typ": "JWT" }), &claims, &Signer::Secret(keys::PUBLIC_PEM.as_bytes())),
        // The client's own, as the authorization server signed it.
        "true" => issue(design, client, now),
        // Signed by the same server, for another API (RFC 8725 section 3.9).
        "other" => {
            let mut other = design.clone();
            std::sync::Arc::make_mut(&mut other.policies).tokens.audience = "https://other.example".to_owned();
            issue(&other, client, now)
        }
        // The client's own with its claims changed, and the signature left as it was.
        "edited" => {
            let own = issue(design, client, now)?;
            let mut parts = own.split('.');
            let (header, _, signature) = (parts.next()?, parts.next()?, parts.next()?);
            Some(format!("{header}.{}.{signature}", part(&claims)))
        }
        _ => None,
    }
}

fn claims(design: &Design, client: &Client, role: &str, now: Moment) -> Value {
    let roles = if role.is_empty() { client.roles.clone() } else { vec![role.to_owned()] };
    json!({
        "iss": Tokens::issuer_of(design),
        "sub": client.name,
        "aud": Tokens::audience_of(design),
        "iat": now.seconds(),
        "exp": now.seconds() + LIFE,
        "roles": roles,
    })
}

fn part(value: &Value) -> String {
    base64url::encode(value.to_string().as_bytes())
}
