//! Entity tags and the lists of them in `If-Match` and `If-None-Match` (RFC 9110 sections 8.8.3, 13.1.1, 13.1.2).

use std::fmt;

/// An entity tag, such as `"v7"` or `W/"v7"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ETag {
    /// A weak validator says «equivalent», not «the same bytes».
    pub weak: bool,
    /// What stands between the quotes.
    pub tag: String,
}

impl ETag {
    /// Reads one entity tag; quotes are part of its syntax, so `v7` without them is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (weak, quoted) = match text.strip_prefix("W/") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let tag = quoted.strip_prefix('"')?.strip_suffix('"')?;
        let well_formed = tag.chars().all(|character| character == '!' || ('#'..='~').contains(&character) || character as u32 >= 0x80);
        well_formed.then(|| Self { weak, tag: tag.to_owned() })
    }

    /// A tag made of the content: FNV-1a over its bytes, 64 bits in hexadecimal.
    pub fn of(content: &[u8], weak: bool) -> Self {
        let hash = content.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
        Self { weak, tag: format!("{hash:016x}") }
    }

    /// The tag as it stands in a field.
    pub fn written(&self) -> String {
        [if self.weak { "W/\"" } else { "\"" }, &self.tag, "\""].concat()
    }

    /// Strong comparison: both strong and equal (RFC 9110 section 8.8.3.2). `If-Match` uses it.
    pub fn matches_strongly(&self, other: &Self) -> bool {
        !self.weak && !other.weak && self.tag == other.tag
    }

    /// Weak comparison: equal, whatever the strength. `If-None-Match` uses it.
    pub fn matches_weakly(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

impl fmt::Display for ETag {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.written())
    }
}

/// The value of `If-Match` or `If-None-Match`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ETagList {
    /// `*`: any current representation.
    Any,
    /// The listed tags.
    Tags(Vec<ETag>),
}

impl ETagList {
    /// Reads the field; `Err` holds the member that is no entity tag, so that the answer can name it.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.trim() == "*" {
            return Ok(Self::Any);
        }
        // A backslash is part of a tag like any other letter: tags know no escapes, so this is no list of quoted strings.
        let mut quoted = false;
        let outside = |letter: char| {
            quoted ^= letter == '"';
            letter == ',' && !quoted
        };
        let members: Vec<&str> = text.split(outside).map(|member| member.trim_matches([' ', '\t'])).filter(|member| !member.is_empty()).collect();
        if members.is_empty() {
            return Err(text.to_owned());
        }
        members.into_iter().map(|member| ETag::parse(member).ok_or_else(|| member.to_owned())).collect::<Result<_, _>>().map(Self::Tags)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparison_table_of_rfc_9110_section_8_8_3_2() {
        for (left, right, strong, weak) in [
            (r#"W/"1""#, r#"W/"1""#, false, true),
            (r#"W/"1""#, r#"W/"2""#, false, false),
            (r#"W/"1""#, r#""1""#, false, true),
            (r#""1""#, r#""1""#, true, true),
        ] {
            let (left, right) = (ETag::parse(left).unwrap(), ETag::parse(right).unwrap());
            assert_eq!((left.matches_strongly(&right), left.matches_weakly(&right)), (strong, weak));
        }
    }

    #[test]
    fn lists() {
        assert_eq!(ETagList::parse(" * "), Ok(ETagList::Any));
        assert_eq!(ETagList::parse(r#""a,b", W/"c""#).map(|list| matches!(list, ETagList::Tags(tags) if tags.len() == 2)), Ok(true));
        assert_eq!(ETagList::parse(r#""a", v7"#), Err("v7".into()));
        assert!(ETagList::parse("").is_err());
        let odd = ETagList::parse(r#"W/"a\" , "b,\", "c""#);
        assert_eq!(odd.map(|list| matches!(list, ETagList::Tags(tags) if tags.len() == 3)), Ok(true), "tags know no escapes");
    }
}
