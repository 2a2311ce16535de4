//! What can be read of a document that breaks off: its beginning up to the last resource, endpoint or policy that is whole.

use crate::design::{Design, Document};

/// How deep a whole resource, endpoint or policy lies: inside the document, the design, and its list.
const DEPTH: usize = 3;

/// The readable beginning of a document, if it holds at least one resource.
pub fn design(json: &[u8]) -> Option<Design> {
    let document = Document::from_json(&closed(json)?).ok()?;
    Some(document.design).filter(|design| !design.resources.is_empty())
}

/// The text up to the last whole value that lies no deeper than [`DEPTH`], with the brackets closed that are open there.
fn closed(json: &[u8]) -> Option<String> {
    let (mut open, mut in_string, mut escaped): (Vec<u8>, bool, bool) = (Vec::new(), false, false);
    let mut last: Option<(usize, Vec<u8>)> = None;
    for (index, byte) in json.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' => {
                open.pop();
                if open.len() <= DEPTH {
                    last = Some((index + 1, open.clone()));
                }
            }
            b',' if open.len() <= DEPTH => last = Some((index, open.clone())),
            _ => {}
        }
    }
    let (end, open) = last?;
    let bytes: Vec<u8> = json.get(..end)?.iter().copied().chain(open.into_iter().rev()).collect();
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closes_what_is_open() {
        for (text, expected) in [
            (r#"{"a":1,"b":{"c":[{"d":2},{"e"#, Some(r#"{"a":1,"b":{"c":[{"d":2}]}}"#)),
            (r#"{"a":"x,]}\",","b":"#, Some(r#"{"a":"x,]}\","}"#)),
            (r#"{"a":"#, None),
            ("", None),
        ] {
            assert_eq!(closed(text.as_bytes()).as_deref(), expected);
        }
    }
}
