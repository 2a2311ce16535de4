//! Ways out of the program, and back: documents that other programs read, and links that hold a whole design.

pub mod examples;
pub mod link;
pub mod openapi;
pub mod tree;
pub mod yaml;

use crate::design::{Design, Document, Pointer};

/// Something that a format could not say as the design says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The place in the design.
    pub at: Pointer,
    /// What was left out, moved or changed, in one or two sentences.
    pub text: String,
}

/// A design written in a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The document.
    pub text: String,
    /// What it does not say, or not plainly.
    pub remarks: Vec<Remark>,
}

/// A format that a design can be written in.
pub struct Format {
    /// The word on the command line: `openapi-yaml`.
    pub id: &'static str,
    /// What the page calls it.
    pub title: &'static str,
    /// The name of the file that is saved.
    pub file_name: &'static str,
    /// The media type of the file.
    pub media_type: &'static str,
    /// Writes a design.
    pub render: fn(&Design) -> Rendered,
}

/// Every format, in the order in which they are offered.
pub const ALL: &[Format] = &[
    Format {
        id: "openapi-yaml",
        title: "OpenAPI 3.0, YAML",
        file_name: "openapi.yaml",
        media_type: "application/yaml",
        render: |design| openapi(design, openapi::to_yaml),
    },
    Format {
        id: "openapi-json",
        title: "OpenAPI 3.0, JSON",
        file_name: "openapi.json",
        media_type: "application/json",
        render: |design| openapi(design, openapi::to_json),
    },
    Format {
        id: "roundtrip",
        title: "Roundtrip document",
        file_name: "design.roundtrip.json",
        media_type: "application/json",
        render: |design| Rendered { text: Document::new(design.clone()).to_json() + "\n", remarks: Vec::new() },
    },
];

/// The format of this id.
pub fn find(id: &str) -> Option<&'static Format> {
    ALL.iter().find(|format| format.id == id)
}

fn openapi(design: &Design, write: fn(&openapiv3::OpenAPI) -> String) -> Rendered {
    let export = openapi::export(design);
    Rendered { text: write(&export.document), remarks: export.remarks }
}
