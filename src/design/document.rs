//! A design as a file or a stored text: JSON with a format version.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Design;

/// The version this program writes.
pub const FORMAT: u32 = 1;
/// The largest document that is read, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// A design with the version of its format.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The version of the format.
    pub roundtrip: u32,
    /// The design.
    pub design: Design,
}

/// Why a document cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentError {
    /// Larger than [`MAX_BYTES`].
    TooLarge { bytes: usize },
    /// No JSON; line and column count from 1.
    Malformed { line: usize, column: usize, what: String },
    /// JSON, but without the member that marks our documents.
    Foreign,
    /// Written by a newer program.
    Newer { version: u64 },
    /// A member is missing or of the wrong kind; line and column count from 1.
    Invalid { line: usize, column: usize, what: String },
}

impl fmt::Display for DocumentError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes } => {
                write!(
                    to,
                    "The document has {} MB; {} MB is the most that can be opened. Split it, or remove seed records.",
                    bytes / 1_000_000,
                    MAX_BYTES / 1_000_000
                )
            }
            Self::Malformed { line, column, what } => {
                write!(to, "Line {line}, column {column}: this is not JSON ({what}). Mend that spot and open it again.")
            }
            Self::Foreign => {
                write!(to, "This is JSON, but no Roundtrip design: the member `roundtrip` is missing. Save designs with Export, Roundtrip document.")
            }
            Self::Newer { version } => {
                write!(to, "This design was written in format {version}; this program reads up to format {FORMAT}. Open it with a newer Roundtrip.")
            }
            Self::Invalid { line, column, what } => write!(to, "Line {line}, column {column}: {what}. Mend that member and open it again."),
        }
    }
}

impl std::error::Error for DocumentError {}

impl Document {
    /// Wraps a design in the current format.
    pub fn new(design: Design) -> Self {
        Self { roundtrip: FORMAT, design }
    }

    /// Reads a document.
    pub fn from_json(text: &str) -> Result<Self, DocumentError> {
        if text.len() > MAX_BYTES {
            return Err(DocumentError::TooLarge { bytes: text.len() });
        }
        #[derive(Deserialize)]
        struct Mark {
            roundtrip: Option<u64>,
        }
        let mark: Mark = serde_json::from_str(text).map_err(|error| match error.is_data() {
            true => DocumentError::Foreign,
            false => malformed(&error),
        })?;
        match mark.roundtrip {
            None => return Err(DocumentError::Foreign),
            Some(version) if version > u64::from(FORMAT) || version == 0 => return Err(DocumentError::Newer { version }),
            Some(_) => {}
        }
        serde_json::from_str(text).map_err(|error| match error.is_data() {
            true => DocumentError::Invalid { line: error.line(), column: error.column(), what: message(&error) },
            false => malformed(&error),
        })
    }

    /// What this program can read of a document in a newer format: members that it does not know are left out. `None` where a
    /// member that it needs is missing or means something else now.
    pub fn readable(text: &str) -> Option<Design> {
        if text.len() > MAX_BYTES {
            return None;
        }
        serde_json::from_str::<Self>(text).ok().map(|document| document.design)
    }

    /// Writes the document for people: indented, members in a fixed order.
    pub fn to_json(&self) -> String {
        // Through a value, so that one writer of designs serves both forms: it is a large piece of the page.
        serde_json::to_value(self).and_then(|value| serde_json::to_string_pretty(&value)).unwrap_or_default()
    }

    /// Writes the document on one line.
    pub fn to_compact_json(&self) -> String {
        serde_json::to_value(self).map(|value| value.to_string()).unwrap_or_default()
    }
}

fn malformed(error: &serde_json::Error) -> DocumentError {
    DocumentError::Malformed { line: error.line(), column: error.column(), what: message(error) }
}

/// The error's words without the position that serde_json adds.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;

    #[test]
    fn every_sample_reads_back() {
        for sample in samples::ALL {
            let document = Document::new(sample.design());
            assert_eq!(Document::from_json(&document.to_json()), Ok(document.clone()));
            assert_eq!(Document::from_json(&document.to_compact_json()), Ok(document));
        }
    }

    #[test]
    fn faults_name_the_spot_and_the_way_out() {
        for (text, expected) in [
            ("{\n  \"roundtrip\": 1,\n}", "Line 3, column 1"),
            ("[]", "no Roundtrip design"),
            ("{\"openapi\": \"3.1.0\"}", "no Roundtrip design"),
            ("{\"roundtrip\": 9, \"design\": {\"future\": 1}}", "format 9"),
            ("{\"roundtrip\": 1, \"design\": {\"name\": 7}}", "Line 1, column"),
            ("", "Line 1, column 0"),
        ] {
            let error = Document::from_json(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
