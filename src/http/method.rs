//! Request methods and what RFC 9110 section 9 says about each.

pub use ::http::Method;

/// Methods whose semantics this server implements, in the order in which `Allow` and the page list them.
pub const KNOWN: [Method; 7] = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS];

/// Reads a method token; methods are case-sensitive (RFC 9110 section 9.1), so `get` is another method than `GET`.
pub fn parse(text: &str) -> Option<Method> {
    Method::from_bytes(text.as_bytes()).ok()
}

/// Safe: the client asks for no change (RFC 9110 section 9.2.1).
pub fn is_safe(method: &Method) -> bool {
    method.is_safe()
}

/// Idempotent: sending it twice intends the same as sending it once (RFC 9110 section 9.2.2).
pub fn is_idempotent(method: &Method) -> bool {
    method.is_idempotent()
}

/// Whether content in a request of this method has a defined meaning (RFC 9110 sections 9.3.1 to 9.3.8, RFC 5789).
pub fn has_request_content(method: &Method) -> bool {
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}

/// Serialises a method as its token.
pub mod serde_token {
    use super::Method;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes the token.
    pub fn serialize<S: Serializer>(method: &Method, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(method.as_str())
    }

    /// Reads a token; anything that is no token (RFC 9110 section 5.6.2) is refused.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Method, D::Error> {
        let text = String::deserialize(from)?;
        super::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is not a method name")))
    }
}
