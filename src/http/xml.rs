//! Writing JSON values as XML (XML 1.0), with its escapes and its names.

use serde_json::Value;

/// How lists are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lists {
    /// One element of the list's name for each item, as OpenAPI's XML Object has it where nothing is said.
    Repeated,
    /// One element for the list with an `i` for each item, as RFC 9457 appendix B has it.
    Items,
}

/// A document with this root element; `attributes` stand in its tag as they are.
pub fn document(root: &str, attributes: &str, value: &Value, lists: Lists) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    element(&mut out, &name(root), attributes, value, lists);
    out.push('\n');
    out
}

fn element(out: &mut String, name: &str, attributes: &str, value: &Value, lists: Lists) {
    out.push('<');
    out.push_str(name);
    out.push_str(attributes);
    if value.is_null() {
        // XML Schema Part 1 section 2.6.2: an element that is there and has no value.
        out.push_str(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>");
        return;
    }
    out.push('>');
    match value {
        Value::Object(members) => members.iter().for_each(|(member, value)| self::member(out, member, value, lists)),
        Value::Array(items) => items.iter().for_each(|item| element(out, "i", "", item, lists)),
        Value::String(text) => escape(out, text),
        other => out.push_str(&other.to_string()),
    }
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn member(out: &mut String, member: &str, value: &Value, lists: Lists) {
    let name = name(member);
    match value {
        Value::Array(items) if lists == Lists::Repeated => items.iter().for_each(|item| element(out, &name, "", item, lists)),
        value => element(out, &name, "", value, lists),
    }
}

/// Text between tags. A carriage return is written as a reference, since a reader turns a plain one into a line feed (section
/// 2.11); characters that XML cannot hold (section 2.2) become the replacement character.
fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(character),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
}

/// The text as an element's name: a letter or `_` first, and no sign that a name cannot hold.
fn name(text: &str) -> String {
    let fit = |character: char| if character.is_ascii_alphanumeric() || "_-.".contains(character) { character } else { '_' };
    let name: String = text.chars().map(fit).collect();
    match name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
        true => name,
        false => format!("_{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_as_elements() {
        let value = json!({ "a": "x < y & \"z\"\r\n\u{1}", "b": [1, [2]], "c": null, "1 d": { "e": true }, "f": [] });
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        let start = format!("{head}<Room><a>x &lt; y &amp; \"z\"&#13;\n\u{fffd}</a>");
        let nil = "<c xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>";
        assert_eq!(document("Room", "", &value, Lists::Repeated), format!("{start}<b>1</b><b><i>2</i></b>{nil}<_1_d><e>true</e></_1_d></Room>\n"));
        assert_eq!(
            document("Room", "", &value, Lists::Items),
            format!("{start}<b><i>1</i><i><i>2</i></i></b>{nil}<_1_d><e>true</e></_1_d><f></f></Room>\n")
        );
    }
}
