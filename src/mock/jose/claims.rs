//! What a token says, and whether it may be believed now and here (RFC 7519 section 4.1, RFC 8725 section 3).

use serde_json::{Map, Value};

use super::{Check, Fault, Jws};
use crate::http::json;

/// What a verifier expects. What is `None` is not looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Expectations<'a> {
    /// Who issues.
    pub issuer: Option<&'a str>,
    /// For whom.
    pub audience: Option<&'a str>,
    /// Seconds since 1970.
    pub now: u64,
    /// How far clocks may differ, in seconds.
    pub leeway: u64,
    /// The end of a token's life is looked at.
    pub expiry: bool,
    /// A token without an end is refused.
    pub needs_expiry: bool,
}

/// Reads the claims of a verified token and holds them against what is expected.
pub fn check(token: &Jws, expected: &Expectations) -> Result<Map<String, Value>, Fault> {
    is_jwt(token)?;
    let Ok(Value::Object(claims)) = json::read(&token.payload) else {
        return Err(Fault::new(Check::Claims, "a JSON object", "something else"));
    };
    let (now, leeway) = (expected.now as f64, expected.leeway as f64);
    let at = |date: f64| format!("{date:.0}, now {}", expected.now);
    match date(&claims, "exp")? {
        Some(end) if expected.expiry && now >= end + leeway => return Err(Fault::new(Check::Expiry, "exp in the future", at(end))),
        None if expected.needs_expiry => return Err(Fault::new(Check::Claims, "exp", "no exp")),
        _ => {}
    }
    if let Some(start) = date(&claims, "nbf")?.filter(|start| now + leeway < *start) {
        return Err(Fault::new(Check::NotBefore, "nbf in the past", at(start)));
    }
    if let Some(issued) = date(&claims, "iat")?.filter(|issued| now + leeway < *issued) {
        return Err(Fault::new(Check::IssuedAt, "iat in the past", at(issued)));
    }
    if let Some(issuer) = expected.issuer
        && claims.get("iss").and_then(Value::as_str) != Some(issuer)
    {
        return Err(Fault::new(Check::Issuer, issuer, shown(claims.get("iss"))));
    }
    if let Some(audience) = expected.audience {
        let meant = match claims.get("aud") {
            Some(Value::Array(list)) => list.iter().any(|one| one == audience),
            one => one.and_then(Value::as_str) == Some(audience),
        };
        if !meant {
            return Err(Fault::new(Check::Audience, audience, shown(claims.get("aud"))));
        }
    }
    Ok(claims)
}

/// Explicit types keep other signed objects from passing as access tokens; a token without a type passes.
fn is_jwt(token: &Jws) -> Result<(), Fault> {
    let Some(kind) = token.header.get("typ") else { return Ok(()) };
    let word = kind.as_str().unwrap_or_default().to_ascii_lowercase();
    match word.strip_prefix("application/").unwrap_or(&word) {
        "jwt" | "at+jwt" => Ok(()),
        _ => Err(Fault::new(Check::Type, "JWT or at+jwt", kind.to_string())),
    }
}

/// A NumericDate: a number of seconds, never a text (RFC 7519 section 2).
fn date(claims: &Map<String, Value>, name: &str) -> Result<Option<f64>, Fault> {
    match claims.get(name) {
        None => Ok(None),
        Some(value) => value.as_f64().map(Some).ok_or_else(|| Fault::new(Check::Claims, format!("{name} as a number"), value.to_string())),
    }
}

fn shown(claim: Option<&Value>) -> String {
    claim.map_or_else(|| "none".to_owned(), |value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}
