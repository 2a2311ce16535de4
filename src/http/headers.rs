//! An ordered list of header fields (RFC 9110 section 5). Names are compared without case and kept in lower case, as in HTTP/2.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Header fields in the order in which they are sent. Several lines of one name stay several lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Headers(Vec<(Cow<'static, str>, String)>);

/// How many lines there is room for once there is one: most messages have no more.
const ROOM: usize = 12;

/// Names that most messages carry, of this length: these need no memory of their own.
fn usual(length: usize) -> &'static [&'static str] {
    match length {
        4 => &["date", "etag", "host", "link", "vary"],
        6 => &["accept", "origin"],
        8 => &["if-match", "location"],
        10 => &["connection", "user-agent"],
        12 => &["content-type"],
        13 => &["authorization", "cache-control", "if-none-match", "last-modified"],
        14 => &["content-length"],
        27 => &["access-control-allow-origin"],
        29 => &["access-control-expose-headers"],
        _ => &[],
    }
}

impl Headers {
    /// No field at all.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a line behind the others; white space around the value is no part of it (RFC 9110 section 5.5).
    pub fn append(&mut self, name: &str, value: impl Into<String>) {
        let value: String = value.into();
        let is_blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t'));
        let is_trimmed = !is_blank(value.as_bytes().first()) && !is_blank(value.as_bytes().last());
        let value = if is_trimmed { value } else { value.trim_matches([' ', '\t']).to_owned() };
        if self.0.capacity() == 0 {
            self.0.reserve(ROOM);
        }
        self.0.push((lower(name), value));
    }

    /// Replaces every line of this name by one line, which takes the place of the first.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let place = self.0.iter().position(|(known, _)| same(known, name));
        match place {
            None => self.append(name, value),
            Some(place) => {
                let mut index = 0;
                self.0.retain(|(known, _)| {
                    let keep = index <= place || !same(known, name);
                    index += 1;
                    keep
                });
                if let Some(line) = self.0.get_mut(place) {
                    line.1 = value.into();
                }
            }
        }
    }

    /// Removes every line of this name.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| !same(known, name));
    }

    /// The first line of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| same(known, name)).map(|(_, value)| value.as_str())
    }

    /// Every line of this name, in order.
    pub fn get_all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| same(known, name)).map(|(_, value)| value.as_str())
    }

    /// All lines of this name joined by a comma, as RFC 9110 section 5.2 allows for list fields.
    pub fn combined(&self, name: &str) -> Option<String> {
        let mut lines = self.get_all(name);
        let first = lines.next()?.to_owned();
        Some(lines.fold(first, |all, next| all + ", " + next))
    }

    /// Whether a line of this name is present.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Adds members to a comma-separated list field (such as `Vary` or `Allow`) without repeating one.
    pub fn add_to_list(&mut self, name: &str, member: &str) {
        let known = |list: &str| list.split(',').any(|known| known.trim().eq_ignore_ascii_case(member));
        let mut lines = self.0.iter_mut().filter(|(line, _)| same(line, name));
        match (lines.next(), lines.next()) {
            (None, _) => self.append(name, member),
            (Some((_, list)), None) if known(list) => {}
            (Some((_, list)), None) => {
                list.push_str(", ");
                list.push_str(member);
            }
            (Some(_), Some(_)) => match self.combined(name) {
                Some(list) if !known(&list) => self.set(name, list + ", " + member),
                _ => {}
            },
        }
    }

    /// Name and value of each line, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &str)> + ExactSizeIterator {
        self.0.iter().map(|(name, value)| (name.as_ref(), value.as_str()))
    }

    /// Name and value of each line, in order, given away.
    pub fn into_lines(self) -> impl ExactSizeIterator<Item = (Cow<'static, str>, String)> {
        self.0.into_iter()
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<N: AsRef<str>, V: Into<String>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(lines: I) -> Self {
        let mut headers = Self::new();
        for (name, value) in lines {
            headers.append(name.as_ref(), value);
        }
        headers
    }
}

/// Most names are not this one, and their length says so.
#[inline]
fn same(known: &str, name: &str) -> bool {
    known.len() == name.len() && (known == name || known.eq_ignore_ascii_case(name))
}

/// A name as it is kept.
pub fn lower(name: &str) -> Cow<'static, str> {
    match usual(name.len()).iter().find(|usual| same(usual, name)) {
        Some(usual) => Cow::Borrowed(usual),
        None => Cow::Owned(name.to_ascii_lowercase()),
    }
}

/// Whether this text may stand as a field name: a token (RFC 9110 section 5.6.2).
pub fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Whether this text may stand as a field value: no control character of ASCII but tab. What lies beyond ASCII is passed on
/// as it is (`obs-text`, RFC 9110 section 5.5).
pub fn is_field_value(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'\t' || !byte.is_ascii_control())
}

/// Splits a list at commas that stand outside quoted strings (RFC 9110 section 5.6.1); empty members fall away.
pub fn split_list(text: &str) -> Vec<&str> {
    let mut members = Vec::new();
    let (mut start, mut quoted, mut escaped) = (0, false, false);
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                members.push(text.get(start..index).unwrap_or_default());
                start = index + 1;
            }
            _ => {}
        }
    }
    members.push(text.get(start..).unwrap_or_default());
    members.into_iter().map(|member| member.trim_matches([' ', '\t'])).filter(|member| !member.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn set_replaces_all_lines_in_place() {
        let mut headers: Headers = [("A", "1"), ("b", "2"), ("a", "3")].into_iter().collect();
        headers.set("a", "9");
        assert_eq!(headers.iter().collect::<Vec<_>>(), [("a", "9"), ("b", "2")]);
    }

    #[test]
    fn list_members_are_added_once() {
        let mut headers = Headers::new();
        for member in ["Origin", "Accept", "origin"] {
            headers.add_to_list("vary", member);
        }
        assert_eq!(headers.get("Vary"), Some("Origin, Accept"));
    }

    #[test]
    fn field_values_may_hold_any_byte_beyond_ascii() {
        assert!(["", "a b\tc", "caf\u{e9}", "\u{85}"].into_iter().all(is_field_value));
        assert!(!["a\nb", "a\rb", "\0", "\u{7f}"].into_iter().any(is_field_value));
    }

    #[test]
    fn commas_inside_quotes_do_not_split() {
        assert_eq!(split_list(r#""a,b", W/"c\",d" ,, e"#), [r#""a,b""#, r#"W/"c\",d""#, "e"]);
    }
}
