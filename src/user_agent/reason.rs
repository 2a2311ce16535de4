//! Why a browser or a cache decided as it did: one sentence about this message, and the standard behind it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The reason of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// At most a dozen words about this message.
    pub text: String,
    /// The standard behind it: `RFC 9111 section 4.2`.
    pub spec: Cow<'static, str>,
}

impl Reason {
    /// A reason in words and its source.
    pub fn new(text: impl Into<String>, spec: &'static str) -> Self {
        Self { text: text.into(), spec: Cow::Borrowed(spec) }
    }
}

/// A stretch of time in the unit that fits: `40 s`, `12 min`, `3 h`, `30 d`.
pub fn span(seconds: u64) -> String {
    match seconds {
        0..=119 => format!("{seconds} s"),
        120..=7199 => format!("{} min", seconds / 60),
        7200..=172_799 => format!("{} h", seconds / 3600),
        _ => format!("{} d", seconds / 86_400),
    }
}
