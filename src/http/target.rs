//! Request targets: a path of decoded segments and a query of decoded pairs (RFC 9112 section 3.2, RFC 3986).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything that must be escaped in a path segment: all but `unreserved` and the few sub-delims that read well.
const SEGMENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@').remove(b':').remove(b',').remove(b'!').remove(b'$');
const QUERY: &AsciiSet = &SEGMENT.remove(b'/').remove(b'[').remove(b']').remove(b'*');

/// A target in origin form, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// Decoded segments; `/` alone has none, and a trailing slash leaves an empty last one.
    pub segments: Vec<String>,
    /// Decoded names and values in the order sent.
    pub query: Vec<(String, String)>,
}

/// Why a target cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetError {
    /// It does not begin with a slash.
    NotAbsolute,
    /// `%` without two hexadecimal digits behind it.
    BadEscape(String),
    /// The escapes do not decode to UTF-8.
    NotUtf8(String),
    /// A control character or a space stands in it, plain or escaped.
    Control(String),
}

impl std::fmt::Display for TargetError {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotAbsolute => write!(to, "The target has to begin with a slash."),
            Self::BadEscape(part) => write!(to, "`{part}` has a percent sign without two hexadecimal digits behind it."),
            Self::NotUtf8(part) => write!(to, "`{part}` does not decode to UTF-8."),
            Self::Control(part) => write!(to, "`{part}` holds a control character or a space."),
        }
    }
}

impl Target {
    /// Reads `/path?query`. A fragment, if one was sent, is not part of a target and falls away.
    pub fn parse(text: &str) -> Result<Self, TargetError> {
        let text = text.split('#').next().unwrap_or_default();
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let rest = path.strip_prefix('/').ok_or(TargetError::NotAbsolute)?;
        let segments = match rest {
            "" => Vec::new(),
            _ => rest.split('/').map(|segment| decode(segment, false)).collect::<Result<_, _>>()?,
        };
        let query = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                Ok((decode(name, true)?, decode(value, true)?))
            })
            .collect::<Result<_, TargetError>>()?;
        Ok(Self { segments, query })
    }

    /// The path alone, escaped again.
    pub fn path(&self) -> String {
        match self.segments.is_empty() {
            true => "/".to_owned(),
            false => self.segments.iter().map(|segment| format!("/{}", encode_segment(segment))).collect(),
        }
    }

    /// The first value of a query parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Names that stand more than once in the query.
    pub fn repeated(&self) -> Option<&str> {
        self.query
            .iter()
            .enumerate()
            .find(|(index, (name, _))| self.query.iter().take(*index).any(|(known, _)| known == name))
            .map(|(_, (name, _))| name.as_str())
    }

    /// The target with one query parameter set, the others kept in place.
    pub fn with_parameter(&self, name: &str, value: &str) -> Self {
        let mut changed = self.clone();
        match changed.query.iter_mut().find(|(known, _)| known == name) {
            Some(pair) => pair.1 = value.to_owned(),
            None => changed.query.push((name.to_owned(), value.to_owned())),
        }
        changed
    }

    /// The target without one query parameter.
    pub fn without_parameter(&self, name: &str) -> Self {
        let mut changed = self.clone();
        changed.query.retain(|(known, _)| known != name);
        changed
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(&self.path())?;
        for (index, (name, value)) in self.query.iter().enumerate() {
            let separator = if index == 0 { '?' } else { '&' };
            write!(to, "{separator}{}={}", utf8_percent_encode(name, QUERY), utf8_percent_encode(value, QUERY))?;
        }
        Ok(())
    }
}

/// Escapes one path segment.
pub fn encode_segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

fn decode(text: &str, plus_is_space: bool) -> Result<String, TargetError> {
    let bytes = text.as_bytes();
    // Most texts hold nothing to decode.
    if bytes.iter().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'%' | b'+')) {
        return Ok(text.to_owned());
    }
    for (index, byte) in bytes.iter().enumerate() {
        if *byte == b'%' && !bytes.get(index + 1..index + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
            return Err(TargetError::BadEscape(text.to_owned()));
        }
        if byte.is_ascii_control() || *byte == b' ' {
            return Err(TargetError::Control(text.escape_default().to_string()));
        }
    }
    let spaced;
    let text = match plus_is_space && text.contains('+') {
        true => {
            spaced = text.replace('+', "%20");
            spaced.as_str()
        }
        false => text,
    };
    let plain = percent_decode_str(text).decode_utf8().map_err(|_| TargetError::NotUtf8(text.to_owned()))?;
    match plain.chars().any(char::is_control) {
        true => Err(TargetError::Control(text.to_owned())),
        false => Ok(plain.into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings() {
        let target = Target::parse("/a%20b/c/?q=x+y&sort=-name&flag#part").unwrap();
        assert_eq!(target.segments, ["a b", "c", ""]);
        assert_eq!(target.query, [("q".into(), "x y".into()), ("sort".into(), "-name".into()), ("flag".into(), String::new())]);
        assert_eq!(target.to_string(), "/a%20b/c/?q=x%20y&sort=-name&flag=");
    }

    #[test]
    fn refusals() {
        for (text, expected) in [
            ("rooms", TargetError::NotAbsolute),
            ("/rooms/%zz", TargetError::BadEscape("%zz".into())),
            ("/rooms/%2", TargetError::BadEscape("%2".into())),
            ("/rooms/%ff", TargetError::NotUtf8("%ff".into())),
            ("/rooms/%00", TargetError::Control("%00".into())),
        ] {
            assert_eq!(Target::parse(text), Err(expected));
        }
    }
}
