//! An answer as the server sends it.

use serde::{Deserialize, Serialize};

use super::{Body, Headers};

/// An answer: status, header fields, content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The status code, 100 to 999.
    pub status: u16,
    /// Header fields in the order sent.
    #[serde(default)]
    pub headers: Headers,
    /// The content; empty where there is none.
    #[serde(default)]
    pub body: Body,
}

impl Response {
    /// An answer without header fields or content.
    pub fn new(status: u16) -> Self {
        Self { status, headers: Headers::new(), body: Body::empty() }
    }

    /// Adds a header field.
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.append(name, value);
        self
    }

    /// Sets the content and its media type.
    pub fn content(mut self, media_type: &str, body: impl Into<Body>) -> Self {
        self.headers.set("content-type", media_type);
        self.body = body.into();
        self
    }

    /// Whether the status is 200 to 299.
    pub fn is_success(&self) -> bool {
        super::status::is_success(self.status)
    }
}
