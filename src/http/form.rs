//! Content as `application/x-www-form-urlencoded` (URL standard section 5.1), with the two rules that RFC 6749 section 3.2 adds:
//! a parameter without a value counts as left out, and none comes twice.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The media type.
pub const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// What is escaped: everything but letters, digits, and what the URL standard leaves.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'*');

/// A form that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

/// Why a form cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormError {
    /// Bytes that are no text.
    NoText,
    /// A parameter came twice.
    Twice(String),
}

impl std::error::Error for FormError {}

impl std::fmt::Display for FormError {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoText => write!(to, "the content is no UTF-8 text"),
            Self::Twice(name) => write!(to, "{name} comes twice"),
        }
    }
}

impl Form {
    /// Reads content.
    pub fn read(content: &[u8]) -> Result<Self, FormError> {
        let text = std::str::from_utf8(content).map_err(|_| FormError::NoText)?;
        let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(name).ok_or(FormError::NoText)?, decode(value).ok_or(FormError::NoText)?))
        });
        Self::of(pairs.collect::<Result<Vec<_>, FormError>>()?)
    }

    /// The same of parameters that were read before, such as those of a query.
    pub fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Result<Self, FormError> {
        let mut fields: Vec<(String, String)> = Vec::new();
        for (name, value) in pairs {
            if fields.iter().any(|(known, _)| *known == name) {
                return Err(FormError::Twice(name.chars().take(40).collect()));
            }
            fields.push((name, value));
        }
        Ok(Self(fields))
    }

    /// A parameter that has a value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, value)| known == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// The text of a form with these parameters.
    pub fn write(fields: &[(&str, &str)]) -> String {
        fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
    }
}

/// A part of a form as text: `+` is a space; `None` where the bytes are no UTF-8.
pub fn decode(part: &str) -> Option<String> {
    let spaced = part.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().ok().map(Cow::into_owned)
}

/// A text as a part of a form.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string().replace("%20", "+")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_strictly() {
        for (content, name, expected) in [
            ("a=1&b=2", "b", Some("2")),
            ("a=1&b=", "b", None),
            ("a", "a", None),
            ("scope=read+write", "scope", Some("read write")),
            ("scope=read%20write", "scope", Some("read write")),
            ("&&a=%C3%A9&", "a", Some("é")),
            ("a=1=2", "a", Some("1=2")),
            ("a=%zz", "a", Some("%zz")),
            ("", "a", None),
        ] {
            assert_eq!(Form::read(content.as_bytes()).unwrap().get(name), expected, "{content}");
        }
        assert_eq!(Form::read(b"a=1&a=1"), Err(FormError::Twice("a".to_owned())));
        assert_eq!(Form::read(b"a=%FF"), Err(FormError::NoText));
        assert_eq!(Form::read(b"\xff"), Err(FormError::NoText));
    }

    #[test]
    fn what_is_written_is_read() {
        let text = Form::write(&[("redirect_uri", "https://app.example/back?x=1&y=2"), ("scope", "a b+c"), ("name", "é~*")]);
        let form = Form::read(text.as_bytes()).unwrap();
        assert_eq!(["redirect_uri", "scope", "name"].map(|name| form.get(name).unwrap()), ["https://app.example/back?x=1&y=2", "a b+c", "é~*"]);
    }
}
