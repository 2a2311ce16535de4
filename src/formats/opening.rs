//! Whatever people bring: what it is shows in its content, not in its name.

use std::fmt;

use super::openapi::import::{self, Import, ImportError};
use super::{curl, har, link, postman, tree};
use crate::design::{Design, Document, DocumentError};
use link::LinkError;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Our own document.
    Roundtrip,
    /// A link that holds a design.
    Link,
    /// OpenAPI or Swagger.
    OpenApi,
    /// A Postman collection.
    Postman,
    /// An archive of traffic.
    Har,
    /// Curl commands.
    Curl,
    /// None of these.
    Unknown,
}

impl Kind {
    /// What to call such a text.
    pub fn words(self) -> &'static str {
        match self {
            Self::Roundtrip => "a Roundtrip document",
            Self::Link => "a link",
            Self::OpenApi => "an OpenAPI document",
            Self::Postman => "a Postman collection",
            Self::Har => "a HAR archive",
            Self::Curl => "a curl command",
            Self::Unknown => "nothing that is known here",
        }
    }
}

/// Why nothing could be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum OpeningError {
    /// Our own document.
    Document(DocumentError),
    /// A link; part of the design may be saved.
    Link(LinkError),
    /// A foreign document.
    Import(ImportError),
    /// None of the known kinds.
    Unknown,
    /// White space at most.
    Empty,
}

impl fmt::Display for OpeningError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(error) => error.fmt(to),
            Self::Link(error) => error.fmt(to),
            Self::Import(error) => error.fmt(to),
            Self::Empty => write!(to, "There is nothing in it. Save the document, then open it again."),
            Self::Unknown => write!(
                to,
                "This is nothing that can be opened: a Roundtrip document or link, OpenAPI 3, Swagger 2.0, a Postman collection, a HAR archive and curl commands are read."
            ),
        }
    }
}

impl std::error::Error for OpeningError {}

/// The kinds by the members that they have at their top; the first one found decides.
const MARKS: [(&str, Kind); 7] = [
    ("roundtrip", Kind::Roundtrip),
    ("openapi", Kind::OpenApi),
    ("swagger", Kind::OpenApi),
    ("log", Kind::Har),
    ("item", Kind::Postman),
    ("collection", Kind::Postman),
    ("_postman_id", Kind::Postman),
];

/// What a text is, from a glance at its top.
pub fn kind(text: &str) -> Kind {
    let text = text.trim_start_matches('\u{feff}').trim();
    if curl::is_curl(text) {
        return Kind::Curl;
    }
    if text.len() < 2_000_000 && !text.contains(char::is_whitespace) && (text.starts_with("d1.") || text.contains("#d1.")) {
        return Kind::Link;
    }
    let of = |name: &str| MARKS.iter().find(|(mark, _)| *mark == name).map(|(_, kind)| *kind);
    if text.starts_with('{') {
        return members(text).find_map(of).unwrap_or(Kind::Unknown);
    }
    let keys = text.lines().filter_map(|line| line.split_once(':')).map(|(key, _)| key.trim_end().trim_matches(['"', '\'']));
    // A member of YAML at the top stands at the beginning of its line.
    let found = keys.filter_map(|key| MARKS.iter().find(|(mark, _)| *mark == key)).map(|(_, kind)| *kind).find(|kind| *kind == Kind::OpenApi);
    // `{ }` without quotation marks, or in another form that only a parser understands.
    found.or_else(|| import::is_openapi(text).then_some(Kind::OpenApi)).unwrap_or(Kind::Unknown)
}

/// The names of the members at the top of an object, as far as the text is one.
fn members(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    std::iter::from_fn(move || {
        while let Some(byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                b'"' => {
                    let start = at;
                    while let Some(byte) = bytes.get(at).filter(|byte| **byte != b'"') {
                        at += if *byte == b'\\' { 2 } else { 1 };
                    }
                    let end = at.min(bytes.len());
                    at = end + 1;
                    let is_name = depth == 1 && text.get(at..).is_some_and(|rest| rest.trim_start().starts_with(':'));
                    if is_name && let Some(name) = text.get(start..end) {
                        return Some(name);
                    }
                }
                _ => {}
            }
        }
        None
    })
}

/// Bytes as a text, without its mark of byte order; the refusal says where they are none.
pub fn text_of(bytes: Vec<u8>) -> Result<String, String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to() + 1;
        format!("byte {place} is not UTF-8 text. A design is a JSON file, as Export writes it; other descriptions are JSON or YAML.")
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Opens a text.
pub fn read(text: &str) -> Result<Import, OpeningError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.len() > tree::MAX_BYTES {
        return Err(OpeningError::Import(ImportError::Read(tree::ReadError::TooLarge { bytes: text.len() })));
    }
    let own = |design: Design| Import { design, remarks: Vec::new(), places: std::collections::BTreeMap::new() };
    let with = |read: fn(&tree::Tree<'_>) -> Result<Import, ImportError>| tree::read(text).map_err(ImportError::Read).and_then(|tree| read(&tree));
    match kind(text) {
        Kind::Roundtrip => Document::from_json(text).map(|document| own(document.design)).map_err(OpeningError::Document),
        Kind::Link => link::decode(text.trim()).map(own).map_err(OpeningError::Link),
        Kind::OpenApi => import::read(text).map_err(OpeningError::Import),
        Kind::Postman => with(postman::import::read).map_err(OpeningError::Import),
        Kind::Har => with(har::import::read).map_err(OpeningError::Import),
        Kind::Curl => curl::read(text).map_err(OpeningError::Import),
        // A text that is no JSON though it looks like it is told where.
        Kind::Unknown if text.trim_start().starts_with(['{', '[']) => match tree::read(text) {
            Ok(_) => Err(OpeningError::Unknown),
            Err(error) => Err(OpeningError::Import(ImportError::Read(error))),
        },
        Kind::Unknown if text.trim().is_empty() => Err(OpeningError::Empty),
        Kind::Unknown => Err(OpeningError::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;

    #[test]
    fn bytes_that_are_no_text_are_told_where() {
        assert_eq!(text_of(b"\xef\xbb\xbfa: \xc3\xa4".to_vec()).as_deref(), Ok("a: ä"));
        assert!(text_of(b"a: \xff".to_vec()).is_err_and(|why| why.starts_with("byte 4 is not UTF-8")));
    }

    #[test]
    fn content_tells_what_a_text_is() {
        let link = link::encode(&samples::payments());
        for (text, expected) in [
            ("{\"roundtrip\": 1}", Kind::Roundtrip),
            ("{\"info\": {\"openapi\": 1, \"item\": []}, \"swagger\": \"2.0\"}", Kind::OpenApi),
            ("\u{feff}# words: openapi\ninfo: {}\nopenapi: 3.1.0\n", Kind::OpenApi),
            ("'swagger' : '2.0'", Kind::OpenApi),
            ("{\"info\": {\"schema\": \"x\"}, \"item\": []}", Kind::Postman),
            ("{\"collection\": {}}", Kind::Postman),
            ("{ \"log\": {\"entries\": []}}", Kind::Har),
            ("curl https://api.example/a", Kind::Curl),
            ("  $ curl \\\n -X POST https://api.example/a", Kind::Curl),
            ("https://roundtrip.example/#d1.abc", Kind::Link),
            (link.as_str(), Kind::Link),
            ("{\"a\": \"openapi\\\": \"}", Kind::Unknown),
            ("curly: 1", Kind::Unknown),
            ("", Kind::Unknown),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }

    #[test]
    fn refusals_name_the_place_or_the_way_out() {
        for (text, expected) in [
            ("{\"a\": 1}", "nothing that can be opened"),
            ("{\"a\": 1,}", "Line 1, column 9"),
            ("hello", "nothing that can be opened"),
            (" \n", "There is nothing in it"),
            ("curl 'https://api.example", "Line 1, column 6"),
            ("curl -s", "address behind `curl`"),
            ("{\"log\": {}}", "`log.entries`"),
            ("{\"item\": []}", "`info`"),
            ("{\"swagger\": \"1.2\"}", "Swagger 1.2"),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
