//! Writes JSON values as YAML 1.2, in block style. Reading YAML is another matter and not done here.
//!
//! A string goes without quotes only where no reader, of YAML 1.1 or 1.2, could take it for something else: it begins with a
//! letter, `/`, `_` or `$`, and is no word such as `no` or `null`. Every other string stands in double quotes on one line.

use serde_json::{Number, Value};

/// Words that some version of YAML reads as a boolean or as null.
const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
/// A key before a colon may have 1,024 characters at most (YAML 1.2.2 section 8.2.2); escapes count.
const LONGEST_KEY: usize = 1_000;

/// The value as a YAML document that ends with a line break.
pub fn to_string(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Object(map) if !map.is_empty() => entries(&mut out, map, 0, false),
        Value::Array(list) if !list.is_empty() => items(&mut out, list, 0, false),
        plain => {
            scalar(&mut out, plain);
            out.push('\n');
        }
    }
    out
}

/// Writes the members of a map; the first one follows on the line of a list's dash where `inline` is set.
fn entries(out: &mut String, map: &serde_json::Map<String, Value>, indent: usize, inline: bool) {
    for (index, (key, value)) in map.iter().enumerate() {
        if index > 0 || !inline {
            pad(out, indent);
        }
        let key = text(key);
        if key.len() > LONGEST_KEY {
            out.push_str("? ");
            out.push_str(&key);
            out.push('\n');
            pad(out, indent);
        } else {
            out.push_str(&key);
        }
        out.push(':');
        match value {
            Value::Object(map) if !map.is_empty() => {
                out.push('\n');
                entries(out, map, indent + 2, false);
            }
            Value::Array(list) if !list.is_empty() => {
                out.push('\n');
                items(out, list, indent + 2, false);
            }
            plain => {
                out.push(' ');
                scalar(out, plain);
                out.push('\n');
            }
        }
    }
}

/// Writes the items of a list, as [`entries`] does with members.
fn items(out: &mut String, list: &[Value], indent: usize, inline: bool) {
    for (index, value) in list.iter().enumerate() {
        if index > 0 || !inline {
            pad(out, indent);
        }
        out.push_str("- ");
        match value {
            Value::Object(map) if !map.is_empty() => entries(out, map, indent + 2, true),
            Value::Array(list) if !list.is_empty() => items(out, list, indent + 2, true),
            plain => {
                scalar(out, plain);
                out.push('\n');
            }
        }
    }
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

fn scalar(out: &mut String, value: &Value) {
    match value {
        Value::String(string) => out.push_str(&text(string)),
        Value::Number(value) => out.push_str(&number(value)),
        other => out.push_str(&other.to_string()),
    }
}

/// YAML 1.1 knows an exponent only behind a point, and only with a sign.
fn number(value: &Number) -> String {
    let text = value.to_string();
    match text.split_once('e') {
        None => text,
        Some((digits, exponent)) => {
            let point = if digits.contains('.') { "" } else { ".0" };
            let sign = if exponent.starts_with(['-', '+']) { "" } else { "+" };
            format!("{digits}{point}e{sign}{exponent}")
        }
    }
}

fn text(string: &str) -> String {
    if is_plain(string) { string.to_owned() } else { quoted(string) }
}

fn is_plain(string: &str) -> bool {
    string.starts_with(|first: char| first.is_alphabetic() || matches!(first, '/' | '_' | '$'))
        && !string.ends_with([':', ' '])
        && !string.contains(": ")
        && !string.contains(" #")
        && !string.chars().any(must_be_escaped)
        && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(string))
}

fn quoted(string: &str) -> String {
    let mut out = String::from("\"");
    for character in string.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            character if must_be_escaped(character) => match u32::from(character) {
                code @ ..0x100 => out.push_str(&format!("\\x{code:02x}")),
                code @ ..0x1_0000 => out.push_str(&format!("\\u{code:04x}")),
                code => out.push_str(&format!("\\U{code:08x}")),
            },
            character => out.push(character),
        }
    }
    out.push('"');
    out
}

/// What a reader would refuse, fold or lose: controls, other line breaks, the byte order mark, non-characters.
fn must_be_escaped(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}') || u32::from(character) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn scalars() {
        for (value, expected) in [
            (json!("Booking"), "Booking"),
            (json!("/bookings/{id}"), "/bookings/{id}"),
            (json!("$ref"), "$ref"),
            (json!("#/components/schemas/Booking"), r##""#/components/schemas/Booking""##),
            (json!("https://api.example.com/v1"), "https://api.example.com/v1"),
            (json!("It's, \"fine\" [here] & there"), "It's, \"fine\" [here] & there"),
            (json!("Straße 日本"), "Straße 日本"),
            (json!(""), "\"\""),
            (json!("No"), "\"No\""),
            (json!("NULL"), "\"NULL\""),
            (json!("y"), "\"y\""),
            (json!("~"), "\"~\""),
            (json!("200"), "\"200\""),
            (json!("0x1f"), "\"0x1f\""),
            (json!("1e3"), "\"1e3\""),
            (json!(".inf"), "\".inf\""),
            (json!("2026-03-14"), "\"2026-03-14\""),
            (json!("12:30:45"), "\"12:30:45\""),
            (json!("- item"), "\"- item\""),
            (json!("? key"), "\"? key\""),
            (json!("key: value"), "\"key: value\""),
            (json!("ends:"), "\"ends:\""),
            (json!("a # b"), "\"a # b\""),
            (json!("a#b"), "a#b"),
            (json!(" padded "), "\" padded \""),
            (json!("padded "), "\"padded \""),
            (json!("*alias"), "\"*alias\""),
            (json!("!tag"), "\"!tag\""),
            (json!("%percent"), "\"%percent\""),
            (json!("@at"), "\"@at\""),
            (json!("`tick"), "\"`tick\""),
            (json!("<<"), "\"<<\""),
            (json!("---"), "\"---\""),
            (json!("two\nlines\t\"x\" \\"), r#""two\nlines\t\"x\" \\""#),
            (json!("a\r\u{0}\u{7f}\u{85}\u{2028}\u{feff}\u{ffff}\u{1fffe}"), r#""a\x0d\x00\x7f\x85\u2028\ufeff\uffff\U0001fffe""#),
            (json!(null), "null"),
            (json!(true), "true"),
            (json!(-7), "-7"),
            (json!(u64::MAX), "18446744073709551615"),
            (json!(0.5), "0.5"),
            (json!(1e300), "1.0e+300"),
            (json!(1.5e-9), "1.5e-9"),
            (json!({}), "{}"),
            (json!([]), "[]"),
        ] {
            assert_eq!(to_string(&value), format!("{expected}\n"));
        }
    }

    #[test]
    fn nesting() {
        let value = json!({
            "paths": { "/a": { "get": { "tags": ["A"], "security": [{}, { "key": [] }], "responses": { "200": { "x": [] } } } } },
            "matrix": [[1, 2], [[3]], { "a": [4], "b": { "c": 5 } }],
        });
        let expected = "\
paths:
  /a:
    get:
      tags:
        - A
      security:
        - {}
        - key: []
      responses:
        \"200\":
          x: []
matrix:
  - - 1
    - 2
  - - - 3
  - a:
      - 4
    b:
      c: 5
";
        assert_eq!(to_string(&value), expected);
    }

    #[test]
    fn a_long_key_stands_alone() {
        let key = "k".repeat(1_100);
        assert_eq!(to_string(&json!({ "a": { key.clone(): [1] } })), format!("a:\n  ? {key}\n  :\n    - 1\n"));
    }
}
