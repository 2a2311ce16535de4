//! A request as it reaches the server.

use serde::{Deserialize, Serialize};

use super::{Body, Headers, Method};

/// A request: method, target, header fields, content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The method token.
    #[serde(with = "super::method::serde_token")]
    pub method: Method,
    /// Path and query as sent, in origin form.
    pub target: String,
    /// Header fields in the order sent.
    #[serde(default)]
    pub headers: Headers,
    /// The content; empty where there is none.
    #[serde(default)]
    pub body: Body,
}

impl Request {
    /// A request without header fields or content.
    pub fn new(method: Method, target: impl Into<String>) -> Self {
        Self { method, target: target.into(), headers: Headers::new(), body: Body::empty() }
    }

    /// Adds a header field.
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.append(name, value);
        self
    }

    /// Sets JSON content and its `Content-Type`.
    pub fn json(mut self, value: &serde_json::Value) -> Self {
        self.headers.set("content-type", super::media_type::JSON);
        self.body = value.into();
        self
    }

    /// The target without its query.
    pub fn path(&self) -> &str {
        self.target.split(['?', '#']).next().unwrap_or_default()
    }
}
