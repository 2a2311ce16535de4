//! Keys as JSON (RFC 7517), sets of them, and their thumbprints (RFC 7638).

use rsa::traits::PublicKeyParts;
use rsa::{BigUint, RsaPublicKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Check, Fault, base64url};
use crate::design::policy::SigningAlgorithm;

/// RFC 7518 section 3.2: a secret is at least as long as the hash.
const SHORTEST_SECRET: usize = 32;

/// RFC 7518 section 3.3: a modulus has 2048 bits or more.
const SHORTEST_MODULUS: usize = 256;

/// A key to verify with.
#[derive(Clone, Debug)]
pub struct Key {
    /// Its name.
    pub kid: Option<String>,
    /// What it is made of, which fixes the one algorithm that it is used with (RFC 8725 section 3.1).
    pub material: Material,
}

/// What a key is made of.
#[derive(Clone, Debug)]
pub enum Material {
    /// A secret that both sides know, for HS256.
    Secret(Vec<u8>),
    /// The public half of a pair, for RS256.
    Public(RsaPublicKey),
}

impl Key {
    /// Reads a JWK; the fault says why it cannot be used to verify signatures.
    pub fn read(jwk: &Value) -> Result<Self, Fault> {
        let text = |name: &str| jwk.get(name).and_then(Value::as_str);
        let fault = |expected: &str, got: &str| Fault::new(Check::Key, expected, got);
        let octets = |name: &str| text(name).and_then(base64url::decode).ok_or_else(|| fault("a member in base64url", name));
        if let Some(other) = text("use").filter(|purpose| *purpose != "sig") {
            return Err(fault("use sig", other));
        }
        let verifies = |operations: &Value| operations.as_array().is_some_and(|list| list.iter().any(|operation| operation == "verify"));
        if let Some(other) = jwk.get("key_ops").filter(|operations| !verifies(operations)) {
            return Err(fault("key_ops with verify", &other.to_string()));
        }
        let material = match text("kty") {
            Some("oct") => {
                let secret = octets("k")?;
                if secret.len() < SHORTEST_SECRET {
                    return Err(fault("a secret of 256 bits or more", &format!("{} bits", secret.len() * 8)));
                }
                Material::Secret(secret)
            }
            Some("RSA") => {
                let (modulus, exponent) = (BigUint::from_bytes_be(&octets("n")?), BigUint::from_bytes_be(&octets("e")?));
                let key = RsaPublicKey::new(modulus, exponent).map_err(|error| fault("an RSA key", &error.to_string()))?;
                if key.size() < SHORTEST_MODULUS {
                    return Err(fault("a modulus of 2048 bits or more", &format!("{} bits", key.size() * 8)));
                }
                Material::Public(key)
            }
            other => return Err(fault("kty oct or RSA", other.unwrap_or("none"))),
        };
        let key = Self { kid: text("kid").map(str::to_owned), material };
        match text("alg") {
            Some(name) if name != key.algorithm().name() => Err(fault(key.algorithm().name(), name)),
            _ => Ok(key),
        }
    }

    /// The one algorithm that it is used with.
    pub fn algorithm(&self) -> SigningAlgorithm {
        match self.material {
            Material::Secret(_) => SigningAlgorithm::Hs256,
            Material::Public(_) => SigningAlgorithm::Rs256,
        }
    }
}

/// The keys that a verifier trusts (RFC 7517 section 5).
#[derive(Clone, Debug, Default)]
pub struct KeySet(pub Vec<Key>);

impl KeySet {
    /// Reads a JWK set, or one JWK. Members of a set that cannot be used are passed over, as the section asks; a name that two
    /// keys of one kind share is a fault even then, since nobody can tell which of them is meant (section 4.5).
    pub fn read(json: &Value) -> Result<Self, Fault> {
        let name = |key: &Value| Some((key.get("kid")?.as_str()?.to_owned(), key.get("kty").cloned()));
        match json.get("keys").and_then(Value::as_array) {
            Some(keys)
                if keys.iter().enumerate().any(|(at, key)| name(key).is_some() && keys.iter().take(at).any(|other| name(other) == name(key))) =>
            {
                Err(Fault::new(Check::KeyId, "names of one key each", "a name of two keys"))
            }
            Some(keys) => Ok(Self(keys.iter().filter_map(|key| Key::read(key).ok()).collect())),
            None => Ok(Self(vec![Key::read(json)?])),
        }
    }

    /// The one key that a token's `kid` names. A key without a name fits any; two that fit are none.
    pub fn find(&self, kid: Option<&str>) -> Result<&Key, Fault> {
        let fits = |key: &&Key| kid.is_none() || key.kid.is_none() || key.kid.as_deref() == kid;
        let mut fitting = self.0.iter().filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some(key), None) => Ok(key),
            (Some(_), Some(_)) => Err(Fault::new(Check::KeyId, "kid of one key", kid.unwrap_or("no kid"))),
            _ => {
                let names: Vec<&str> = self.0.iter().filter_map(|key| key.kid.as_deref()).collect();
                Err(Fault::new(Check::KeyId, format!("kid {}", names.join(" or ")), kid.unwrap_or("no kid")))
            }
        }
    }
}

/// A public key of an RSA pair as a JWK, ready to be published.
pub fn public(kid: &str, modulus: &str, exponent: &str) -> Value {
    json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, "n": modulus, "e": exponent })
}

/// The SHA-256 thumbprint of a key: the hash of its required members in order of name, without spaces (RFC 7638 section 3).
pub fn thumbprint(jwk: &Value) -> Option<String> {
    let members: &[&str] = match jwk.get("kty")?.as_str()? {
        "oct" => &["k", "kty"],
        "RSA" => &["e", "kty", "n"],
        "EC" => &["crv", "kty", "x", "y"],
        _ => return None,
    };
    let written: Option<Vec<String>> =
        members.iter().map(|name| Some(format!("\"{name}\":{}", jwk.get(*name).filter(|value| value.is_string())?))).collect();
    Some(base64url::encode(&Sha256::digest(format!("{{{}}}", written?.join(",")))))
}
