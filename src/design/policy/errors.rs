//! What an error looks like: problem details (RFC 9457), or one of the shapes that make clients guess.

use serde::{Deserialize, Serialize};

/// The shape of errors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Errors {
    /// The shape.
    pub shape: ErrorShape,
    /// The path, on the API's origin, under which problem types are documented; begins and ends with a slash.
    pub types: String,
    /// Errors say what happened this time; otherwise «Something went wrong».
    pub specific: bool,
}

/// The shape of errors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorShape {
    /// `application/problem+json` (RFC 9457).
    #[default]
    ProblemDetails,
    /// `{"error": "..."}`: every API another one.
    AdHoc,
    /// Status 200 with `{"success": false}` inside: invisible to caches, proxies and monitors.
    OkWithError,
    /// The inside of the server, for everybody to read.
    StackTrace,
}

impl Default for Errors {
    fn default() -> Self {
        Self { shape: ErrorShape::ProblemDetails, types: "/problems/".to_owned(), specific: true }
    }
}
