//! The content of a message: bytes, with the readings that the rest of the core needs.

use std::sync::Arc;

use base64::{Engine, prelude::BASE64_STANDARD};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// The content of a request or an answer. Cheap to clone.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Body(Arc<[u8]>);

impl Body {
    /// No content.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The bytes as they travel.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The content as text, if it is UTF-8.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// The content as a JSON value, if it is one.
    pub fn json(&self) -> Option<serde_json::Value> {
        super::json::read(&self.0).ok()
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no content.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.text() {
            Some(text) => write!(to, "{text:?}"),
            None => write!(to, "{} bytes", self.len()),
        }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self(text.into_bytes().into())
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().into())
    }
}

impl From<&serde_json::Value> for Body {
    fn from(value: &serde_json::Value) -> Self {
        super::json::line(value).into()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Text(String),
    Base64 { base64: String },
}

/// Text stays readable in a recorded exchange; other bytes are written as base64.
impl Serialize for Body {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.text() {
            Some(text) => to.serialize_str(text),
            None => Written::Base64 { base64: BASE64_STANDARD.encode(&self.0) }.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match Written::deserialize(from)? {
            Written::Text(text) => Ok(text.into()),
            Written::Base64 { base64 } => BASE64_STANDARD.decode(base64).map(Self::from).map_err(D::Error::custom),
        }
    }
}
