//! JSON Web Tokens: signatures (RFC 7515), keys (RFC 7517), claims (RFC 7519), and how not to be fooled by them (RFC 8725).
//!
//! Two algorithms are spoken, HS256 and RS256 (RFC 7518 section 3). The primitives are RustCrypto's; ours is what stands around
//! them: strict reading, a key that fixes its algorithm, and a fault for every check that fails. Pure: signing draws no
//! randomness. Nothing but `Extras` leads here, because the arithmetic weighs more than most of the page.

pub mod base64url;
pub mod claims;
pub mod fault;
pub mod jwk;
pub mod jws;
pub mod pkce;

pub use fault::{Check, Fault};
pub use jwk::{Key, KeySet};
pub use jws::Jws;
