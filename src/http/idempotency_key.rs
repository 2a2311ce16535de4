//! The field `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header section 2.1): a string in quotes (RFC 9651 section
//! 3.3.3). Many clients leave the quotes out; such a key is read too, and is the same key.

use std::fmt;

/// The longest key in characters.
pub const MOST: usize = 255;

/// Why a value is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// Nothing stands in it.
    Empty,
    /// It has more than [`MOST`] characters.
    TooLong(usize),
    /// It is no string.
    NoString,
}

impl fmt::Display for KeyError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(to, "The key is empty. Send a fresh UUID in quotes."),
            Self::TooLong(length) => write!(to, "The key has {length} characters; {MOST} are the most. A UUID is enough."),
            Self::NoString => write!(to, "The key is no string. Send one value in double quotes, such as a UUID."),
        }
    }
}

impl std::error::Error for KeyError {}

/// Reads the value of the field.
pub fn parse(field: &str) -> Result<String, KeyError> {
    let text = field.trim();
    let key = match text.strip_prefix('"') {
        Some(rest) => quoted(rest)?,
        None => bare(text)?,
    };
    match key.chars().count() {
        0 => Err(KeyError::Empty),
        length if length > MOST => Err(KeyError::TooLong(length)),
        _ => Ok(key),
    }
}

/// What stands behind the opening quote. Parameters behind the closing one are passed over, as structured fields ask.
fn quoted(rest: &str) -> Result<String, KeyError> {
    let mut key = String::new();
    let mut letters = rest.chars();
    loop {
        match letters.next() {
            Some('"') => break,
            Some('\\') => match letters.next() {
                Some(letter @ ('"' | '\\')) => key.push(letter),
                _ => return Err(KeyError::NoString),
            },
            Some(letter @ ' '..='~') => key.push(letter),
            _ => return Err(KeyError::NoString),
        }
    }
    let behind = letters.as_str();
    if behind.is_empty() || behind.starts_with(';') { Ok(key) } else { Err(KeyError::NoString) }
}

fn bare(text: &str) -> Result<String, KeyError> {
    let fits = text.chars().all(|letter| letter.is_ascii_graphic() && !matches!(letter, '"' | ',' | ';'));
    if fits { Ok(text.to_owned()) } else { Err(KeyError::NoString) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_strings() {
        for (field, expected) in [
            (r#""8e03978e-40d5""#, Ok("8e03978e-40d5")),
            ("8e03978e-40d5", Ok("8e03978e-40d5")),
            (r#" "a b" ; v=1 "#, Err(KeyError::NoString)),
            (r#""a b";v=1"#, Ok("a b")),
            (r#""say \"hi\" \\""#, Ok(r#"say "hi" \"#)),
            ("", Err(KeyError::Empty)),
            (r#""""#, Err(KeyError::Empty)),
            (r#""open"#, Err(KeyError::NoString)),
            (r#""a" "b""#, Err(KeyError::NoString)),
            (r#""a\n""#, Err(KeyError::NoString)),
            ("a, b", Err(KeyError::NoString)),
            ("clé", Err(KeyError::NoString)),
            ("\"cl\u{e9}\"", Err(KeyError::NoString)),
        ] {
            assert_eq!(parse(field), expected.map(str::to_owned), "{field}");
        }
        assert_eq!(parse(&"k".repeat(256)), Err(KeyError::TooLong(256)));
        assert!(parse(&"k".repeat(255)).is_ok());
    }
}
