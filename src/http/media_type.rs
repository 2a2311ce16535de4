//! Media types such as `application/json; charset=utf-8` (RFC 9110 section 8.3.1).

use std::fmt;

use super::headers::is_token;

/// The JSON media type (RFC 8259).
pub const JSON: &str = "application/json";
/// A JSON Merge Patch (RFC 7396).
pub const MERGE_PATCH: &str = "application/merge-patch+json";
/// A JSON Patch (RFC 6902).
pub const JSON_PATCH: &str = "application/json-patch+json";
/// JSON with links, the Hypertext Application Language (draft-kelly-json-hal).
pub const HAL: &str = "application/hal+json";
/// XML (RFC 7303); the encoding stands in the document.
pub const XML: &str = "application/xml";
/// Comma-separated values with a header line (RFC 4180 section 3).
pub const CSV: &str = "text/csv; charset=utf-8; header=present";
/// Problem details as XML (RFC 9457 appendix B).
pub const PROBLEM_XML: &str = "application/problem+xml";
/// Problem details (RFC 9457).
pub const PROBLEM: &str = "application/problem+json";
/// How a server is (draft-inadarei-api-health-check).
pub const HEALTH: &str = "application/health+json";

/// A parsed media type. Type and subtype are in lower case; parameters keep their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaType {
    /// `application` in `application/json`.
    pub kind: String,
    /// `json` in `application/json`.
    pub subtype: String,
    /// Name in lower case, value without its quotes.
    pub parameters: Vec<(String, String)>,
}

impl MediaType {
    /// Reads a media type; `None` where the text is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = split_parameters(text).into_iter();
        let (kind, subtype) = parts.next()?.split_once('/')?;
        if !is_token(kind) || !is_token(subtype) {
            return None;
        }
        let parameters = parts.filter_map(parameter).collect();
        Some(Self { kind: kind.to_ascii_lowercase(), subtype: subtype.to_ascii_lowercase(), parameters })
    }

    /// `application/json`, without parameters.
    pub fn essence(&self) -> String {
        format!("{}/{}", self.kind, self.subtype)
    }

    /// Whether the essence equals this text, without regard to parameters.
    pub fn is(&self, essence: &str) -> bool {
        essence.split_once('/').is_some_and(|(kind, subtype)| kind.eq_ignore_ascii_case(&self.kind) && subtype.eq_ignore_ascii_case(&self.subtype))
    }

    /// Whether content of this type is JSON: `application/json` or a `+json` suffix (RFC 6839).
    pub fn is_json(&self) -> bool {
        self.is(JSON) || self.subtype.ends_with("+json")
    }

    /// The value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}/{}", self.kind, self.subtype)?;
        for (name, value) in &self.parameters {
            match is_token(value) {
                true => write!(to, ";{name}={value}")?,
                false => write!(to, ";{name}=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))?,
            }
        }
        Ok(())
    }
}

/// Splits at semicolons outside quoted strings.
pub(super) fn split_parameters(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b';' if !quoted => {
                parts.push(text.get(start..index).unwrap_or_default().trim());
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(text.get(start..).unwrap_or_default().trim());
    parts
}

/// Reads `name=value` or `name="quoted value"`.
pub(super) fn parameter(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once('=')?;
    if !is_token(name) {
        return None;
    }
    let value = match value.strip_prefix('"') {
        None if is_token(value) => value.to_owned(),
        None => return None,
        Some(rest) => unquote(rest.strip_suffix('"')?),
    };
    Some((name.to_ascii_lowercase(), value))
}

fn unquote(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => plain.extend(characters.next()),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings() {
        for (text, expected) in [
            ("application/json", Some("application/json")),
            ("Application/JSON; Charset=\"utf-8\"", Some("application/json;charset=utf-8")),
            ("text/plain;a=\"b;c\"", Some("text/plain;a=\"b;c\"")),
            ("json", None),
            ("a b/c", None),
            ("", None),
        ] {
            assert_eq!(MediaType::parse(text).map(|media| media.to_string()).as_deref(), expected, "{text}");
        }
    }
}
