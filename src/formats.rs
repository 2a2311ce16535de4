//! Ways out of the program, and back: documents that other programs read, what people bring, and links that hold a whole design.

pub mod calls;
pub mod code;
mod curl;
mod docs;
pub mod examples;
pub mod har;
pub mod http_script;
mod json_schema;
pub mod link;
mod mockoon;
pub mod noticed;
pub mod openapi;
pub mod opening;
mod postman;
mod recorded;
mod scripts;
mod swagger;
pub mod tree;
mod typescript;
mod wiremock;
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
    /// What it is for, in a few words.
    pub about: &'static str,
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
        about: "For documentation and generators",
        file_name: "openapi.yaml",
        media_type: "application/yaml",
        render: |design| openapi(design, openapi::to_yaml),
    },
    Format {
        id: "openapi-json",
        title: "OpenAPI 3.0, JSON",
        about: "The same, for tools that want JSON",
        file_name: "openapi.json",
        media_type: "application/json",
        render: |design| openapi(design, openapi::to_json),
    },
    Format {
        id: "openapi-3.1-yaml",
        title: "OpenAPI 3.1, YAML",
        about: "With schemas of JSON Schema 2020-12",
        file_name: "openapi-3.1.yaml",
        media_type: "application/yaml",
        render: |design| newer(design, yaml::to_string),
    },
    Format {
        id: "openapi-3.1-json",
        title: "OpenAPI 3.1, JSON",
        about: "The same, for tools that want JSON",
        file_name: "openapi-3.1.json",
        media_type: "application/json",
        render: |design| newer(design, pretty),
    },
    Format {
        id: "postman",
        title: "Postman collection 2.1",
        about: "A request and a test for each endpoint",
        file_name: "postman_collection.json",
        media_type: "application/json",
        render: postman::collection,
    },
    Format {
        id: "http",
        title: ".http file",
        about: "For the HTTP clients of editors",
        file_name: "calls.http",
        media_type: "text/plain",
        render: scripts::http_file,
    },
    Format {
        id: "curl",
        title: "curl commands",
        about: "A script of calls, for a shell",
        file_name: "curl.sh",
        media_type: "text/x-shellscript",
        render: scripts::curl,
    },
    Format {
        id: "httpie",
        title: "HTTPie commands",
        about: "The same for HTTPie",
        file_name: "httpie.sh",
        media_type: "text/x-shellscript",
        render: scripts::httpie,
    },
    Format {
        id: "fetch",
        title: "fetch functions",
        about: "A module for browsers and Node",
        file_name: "calls.mjs",
        media_type: "text/javascript",
        render: scripts::fetch,
    },
    Format {
        id: "typescript",
        title: "TypeScript types",
        about: "Records, requests and answers",
        file_name: "types.ts",
        media_type: "text/typescript",
        render: typescript::declarations,
    },
    Format {
        id: "json-schema",
        title: "JSON Schema 2020-12",
        about: "Whatever clients read and write",
        file_name: "schemas.json",
        media_type: "application/schema+json",
        render: json_schema::document,
    },
    Format {
        id: "wiremock",
        title: "WireMock mappings",
        about: "Stubs with the answers of today",
        file_name: "wiremock.json",
        media_type: "application/json",
        render: wiremock::mappings,
    },
    Format {
        id: "mockoon",
        title: "Mockoon environment",
        about: "Routes with the answers of today",
        file_name: "mockoon.json",
        media_type: "application/json",
        render: mockoon::environment,
    },
    Format {
        id: "docs-html",
        title: "Documentation, HTML",
        about: "Guides and reference on one page",
        file_name: "documentation.html",
        media_type: "text/html",
        render: docs::html,
    },
    Format {
        id: "docs-markdown",
        title: "Documentation, Markdown",
        about: "The same as files for a repository",
        file_name: "documentation.md",
        media_type: "text/markdown",
        render: docs::markdown,
    },
    Format {
        id: "roundtrip",
        title: "Roundtrip document",
        about: "Everything, to open here again",
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

fn newer(design: &Design, write: fn(&serde_json::Value) -> String) -> Rendered {
    let (document, remarks) = openapi::export_newer(design);
    Rendered { text: write(&document), remarks }
}

fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
