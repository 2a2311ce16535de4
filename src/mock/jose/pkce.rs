//! Proof that whoever redeems a code is whoever asked for it: PKCE with S256 (RFC 7636).

use sha2::{Digest, Sha256};

use super::base64url;

/// The challenge of a verifier: its hash in base64url (RFC 7636 section 4.2).
pub fn challenge(verifier: &str) -> String {
    base64url::encode(&Sha256::digest(verifier))
}

/// Whether a verifier has the right form, 43 to 128 unreserved characters (section 4.1), and fits the challenge (section 4.6).
pub fn fits(verifier: &str, given: &str) -> bool {
    is_verifier(verifier) && challenge(verifier) == given
}

/// Whether a text has the form of a verifier (section 4.1), which challenges have too (section 4.2).
pub fn is_verifier(text: &str) -> bool {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    (43..=128).contains(&text.len()) && text.bytes().all(unreserved)
}
