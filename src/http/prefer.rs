//! The field `Prefer` (RFC 7240 section 2): what a client would like, and can do without.

use super::headers::{is_token, split_list};

/// The value of a preference that is asked for: empty where it has none. Its first instance counts, names are read in any case,
/// and what does not parse is passed over, as everything else that a server cannot comply with.
pub fn find(field: &str, name: &str) -> Option<String> {
    split_list(field).into_iter().find_map(|member| {
        let (token, value) = preference(member)?;
        token.eq_ignore_ascii_case(name).then_some(value)
    })
}

/// Name and value of one preference, without its parameters.
fn preference(member: &str) -> Option<(&str, String)> {
    let space = [' ', '\t'];
    let end = member.find(['=', ';']).unwrap_or(member.len());
    let (name, rest) = member.split_at_checked(end)?;
    let name = name.trim_end_matches(space);
    if !is_token(name) {
        return None;
    }
    let Some(rest) = rest.strip_prefix('=') else { return Some((name, String::new())) };
    let rest = rest.trim_start_matches(space);
    let value = match rest.strip_prefix('"') {
        Some(quoted) => unquote(quoted)?,
        None => {
            let word = rest.split(';').next().unwrap_or_default().trim_end_matches(space);
            // An empty value is no value (RFC 7240 section 2).
            is_token(word).then(|| word.to_owned()).or_else(|| word.is_empty().then(String::new))?
        }
    };
    Some((name, value))
}

/// A quoted string behind its first quote (RFC 9110 section 5.6.4).
fn unquote(rest: &str) -> Option<String> {
    let mut value = String::new();
    let mut letters = rest.chars();
    loop {
        match letters.next()? {
            '"' => break,
            '\\' => value.push(letters.next()?),
            letter => value.push(letter),
        }
    }
    let rest = letters.as_str().trim_start_matches([' ', '\t']);
    (rest.is_empty() || rest.starts_with(';')).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences() {
        for (field, name, expected) in [
            ("respond-async", "respond-async", Some("")),
            ("Respond-Async, wait=100", "respond-async", Some("")),
            ("respond-async, wait = 100", "WAIT", Some("100")),
            ("wait=100;a=b; c", "wait", Some("100")),
            ("code=\"503\"", "code", Some("503")),
            ("code=\"5\\03\" ; a", "code", Some("503")),
            ("code=503, code=500", "code", Some("503")),
            ("foo; a=\"b, code=500\"", "code", None),
            ("code=", "code", Some("")),
            ("code=\"\"", "code", Some("")),
            ("code=\"503", "code", None),
            ("code=\"503\"x", "code", None),
            ("code=5 3", "code", None),
            ("co de=503", "code", None),
            ("code==503, code=500", "code", Some("500")),
            ("", "code", None),
            (",,;=", "code", None),
        ] {
            assert_eq!(find(field, name).as_deref(), expected, "{field}");
        }
    }
}
