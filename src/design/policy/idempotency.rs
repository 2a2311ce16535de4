//! Whether a client may send the same request twice without its being done twice
//! (draft-ietf-httpapi-idempotency-key-header, RFC 9110 section 9.2.2).

use serde::{Deserialize, Serialize};

use crate::design::{Behaviour, Endpoint};

/// What `Idempotency-Key` means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Idempotency {
    /// What the field does for requests that act again when they are sent again.
    pub key: KeyUse,
    /// Hours for which the first answer is kept, so that a repetition gets it again.
    pub hours: u32,
}

/// What `Idempotency-Key` does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyUse {
    /// The API does not know the field.
    #[default]
    Off,
    /// The API promises the field and passes it over: a repetition acts twice.
    Ignored,
    /// It is honoured where it is sent.
    Honoured,
    /// A request without it is answered with 400.
    Required,
}

impl Default for Idempotency {
    fn default() -> Self {
        Self { key: KeyUse::Off, hours: 24 }
    }
}

impl Idempotency {
    /// Whether a key makes a repetition safe at this endpoint.
    pub fn protects(&self, endpoint: &Endpoint) -> bool {
        matches!(self.key, KeyUse::Honoured | KeyUse::Required) && acts_again(endpoint)
    }

    /// How long the first answer is kept, in milliseconds.
    pub fn life_millis(&self) -> u64 {
        u64::from(self.hours) * 3_600_000
    }
}

/// Whether the same request sent twice acts twice: creates, jobs, uploads and transitions under a method that is not idempotent.
pub fn acts_again(endpoint: &Endpoint) -> bool {
    matches!(endpoint.behaviour, Behaviour::Create | Behaviour::StartJob | Behaviour::StartUpload | Behaviour::Transition { .. })
        && !endpoint.method.is_idempotent()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Method;

    #[test]
    fn only_what_acts_again_is_protected() {
        let endpoint = |method, behaviour| Endpoint::new("x", method, "/x", behaviour, None);
        for (method, behaviour, expected) in [
            (Method::POST, Behaviour::Create, true),
            (Method::POST, Behaviour::Transition { name: "pay".into() }, true),
            (Method::PATCH, Behaviour::Transition { name: "pay".into() }, true),
            (Method::PUT, Behaviour::Create, false),
            (Method::GET, Behaviour::Create, false),
            (Method::PATCH, Behaviour::Update, false),
            (Method::DELETE, Behaviour::Delete, false),
        ] {
            assert_eq!(acts_again(&endpoint(method.clone(), behaviour.clone())), expected, "{method} {behaviour:?}");
        }
        let policy = |key| Idempotency { key, ..Idempotency::default() };
        let create = endpoint(Method::POST, Behaviour::Create);
        assert_eq!(
            [KeyUse::Off, KeyUse::Ignored, KeyUse::Honoured, KeyUse::Required].map(|key| policy(key).protects(&create)),
            [false, false, true, true]
        );
    }
}
