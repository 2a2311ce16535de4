//! Signed texts in the compact form (RFC 7515 section 7.1): reading, verifying, signing.

use hmac::{Hmac, Mac};
use rsa::{Pkcs1v15Sign, RsaPrivateKey, RsaPublicKey};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::jwk::Material;
use super::{Check, Fault, Key, KeySet, base64url};
use crate::design::policy::SigningAlgorithm;
use crate::http::json;

/// A token taken apart; nothing about it is trusted yet.
#[derive(Clone, Debug)]
pub struct Jws<'a> {
    /// The protected header.
    pub header: Map<String, Value>,
    /// What is signed beside it.
    pub payload: Vec<u8>,
    /// The text under the signature.
    signed: &'a str,
    signature: Vec<u8>,
}

impl<'a> Jws<'a> {
    /// Takes a token apart: three parts in strict base64url, a header that names its algorithm and demands nothing unknown.
    pub fn read(token: &'a str) -> Result<Self, Fault> {
        let parts: Vec<&str> = token.split('.').collect();
        let [header, payload, signature] = parts.as_slice() else {
            return Err(Fault::new(Check::Form, "three parts between dots", parts.len().to_string()));
        };
        let part = |name: &str, text: &str| {
            base64url::decode(text).ok_or_else(|| Fault::new(Check::Form, "base64url without padding", format!("another spelling in the {name}")))
        };
        let (header, payload, signature) = (part("header", header)?, part("payload", payload)?, part("signature", signature)?);
        let Ok(Value::Object(header)) = json::read(&header) else {
            return Err(Fault::new(Check::Header, "a JSON object", "something else"));
        };
        if !header.get("alg").is_some_and(Value::is_string) {
            return Err(Fault::new(Check::Header, "alg", "none"));
        }
        if let Some(kid) = header.get("kid").filter(|kid| !kid.is_string()) {
            return Err(Fault::new(Check::Header, "kid as a string", kid.to_string()));
        }
        // No extension is understood here, so whatever is critical is too much; an empty list is malformed too.
        if let Some(critical) = header.get("crit") {
            return Err(Fault::new(Check::Critical, "no crit", critical.to_string()));
        }
        let signed = token.rsplit_once('.').map_or("", |(signed, _)| signed);
        Ok(Self { header, payload, signed, signature })
    }

    /// The algorithm that the header claims.
    pub fn alg(&self) -> &str {
        self.header.get("alg").and_then(Value::as_str).unwrap_or_default()
    }

    /// The key that the header names.
    pub fn kid(&self) -> Option<&str> {
        self.header.get("kid").and_then(Value::as_str)
    }

    /// Whether there is no signature at all.
    pub fn is_unsigned(&self) -> bool {
        self.signature.is_empty()
    }

    /// Verifies with the key that it names. The list and the key decide about the algorithm; the header only may agree.
    pub fn verify<'k>(&self, keys: &'k KeySet, allowed: &[SigningAlgorithm]) -> Result<&'k Key, Fault> {
        if !allowed.iter().any(|algorithm| algorithm.name() == self.alg()) {
            let names: Vec<&str> = allowed.iter().map(|algorithm| algorithm.name()).collect();
            let names = if names.is_empty() { "nothing".to_owned() } else { names.join(" or ") };
            return Err(Fault::new(Check::Algorithm, names, self.alg()));
        }
        let key = keys.find(self.kid())?;
        if key.algorithm().name() != self.alg() {
            return Err(Fault::new(Check::Key, key.algorithm().name(), self.alg()));
        }
        let fits = match &key.material {
            Material::Secret(secret) => self.fits_secret(secret),
            Material::Public(public) => fits(public, self.signed.as_bytes(), &self.signature),
        };
        if fits { Ok(key) } else { Err(Fault::new(Check::Signature, "a signature over header and payload", "another one")) }
    }

    /// Whether the signature is the HMAC with this secret, compared in constant time.
    pub fn fits_secret(&self, secret: &[u8]) -> bool {
        keyed(secret, self.signed.as_bytes()).is_some_and(|mac| mac.verify_slice(&self.signature).is_ok())
    }
}

/// HMAC with SHA-256 (RFC 2104) over a message.
pub fn mac(secret: &[u8], message: &[u8]) -> Vec<u8> {
    keyed(secret, message).map(|mac| mac.finalize().into_bytes().to_vec()).unwrap_or_default()
}

/// A key of any length is fine for HMAC, so there is always one; its type does not say so.
fn keyed(secret: &[u8], message: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(message);
    Some(mac)
}

/// Whether a signature by RSASSA-PKCS1-v1_5 with SHA-256 fits (RFC 8017 section 8.2.2).
pub fn fits(key: &RsaPublicKey, message: &[u8], signature: &[u8]) -> bool {
    key.verify(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(message), signature).is_ok()
}

/// What a token is signed with.
pub enum Signer<'a> {
    /// HS256.
    Secret(&'a [u8]),
    /// RS256. This padding needs no randomness, so the same text gets the same signature.
    Private(&'a RsaPrivateKey),
}

/// Signs a payload; `None` where the key is too small for its hash.
pub fn sign(header: &Value, payload: &Value, signer: &Signer) -> Option<String> {
    let signed = format!("{}.{}", base64url::encode(header.to_string().as_bytes()), base64url::encode(payload.to_string().as_bytes()));
    let signature = match signer {
        Signer::Secret(secret) => mac(secret, signed.as_bytes()),
        Signer::Private(key) => key.sign(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(&signed)).ok()?,
    };
    Some(format!("{signed}.{}", base64url::encode(&signature)))
}
