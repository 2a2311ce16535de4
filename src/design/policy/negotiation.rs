//! Which representations exist, and what happens when a client wants another one (RFC 9110 section 12).

use serde::{Deserialize, Serialize};

use crate::http::media_type;

/// Content negotiation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Negotiation {
    /// The representations there are; the first goes to clients that do not choose. None at all means JSON.
    pub formats: Vec<Format>,
    /// An `Accept` that nothing satisfies is answered with 406; otherwise it is passed over.
    pub strict: bool,
    /// Answers say `Vary: Accept`.
    pub vary: bool,
}

/// A representation of a record or a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// JSON (RFC 8259).
    #[default]
    Json,
    /// XML 1.0 (RFC 7303), with an element for each member.
    Xml,
    /// Comma-separated values (RFC 4180), with a line for each record.
    Csv,
    /// JSON with links (draft-kelly-json-hal); the hypermedia policy offers it.
    Hal,
}

impl Format {
    /// The media type in `Content-Type`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => media_type::JSON,
            Self::Xml => media_type::XML,
            Self::Csv => media_type::CSV,
            Self::Hal => media_type::HAL,
        }
    }

    /// The media type without its parameters.
    pub fn essence(self) -> &'static str {
        self.media_type().split(';').next().unwrap_or_default()
    }

    /// The word on screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Xml => "XML",
            Self::Csv => "CSV",
            Self::Hal => "HAL",
        }
    }
}

impl Negotiation {
    /// The representations there are, the usual one first.
    pub fn offers(&self) -> &[Format] {
        if self.formats.is_empty() { &[Format::Json] } else { &self.formats }
    }
}

impl Default for Negotiation {
    fn default() -> Self {
        Self { formats: vec![Format::Json], strict: true, vary: true }
    }
}
