//! What is read, what is refused, and where it stands.

use super::*;
use serde_json::json;

fn value(text: &str) -> Value {
    read(text).unwrap().root().value(10_000).unwrap()
}

#[test]
fn json_and_yaml_give_the_same() {
    let json = r#"{"a": [1, -2.5e3, "x\n\u00e9", null, true], "b": {"c": {}, "200": "ok"}, "d": []}"#;
    let yaml = "a: [1, -2.5e3, \"x\\n\\u00e9\", ~, true]\nb:\n  c: {}\n  200: ok\nd: []\n";
    assert_eq!(value(json), serde_json::from_str::<Value>(json).unwrap());
    assert_eq!(value(yaml), value(json));
}

#[test]
fn yaml_scalars_follow_the_core_schema() {
    let text = "- no\n- 2026-03-14\n- 0x1f\n- 0o17\n- .5\n- '12'\n- 1.2.3\n- !!str 7\n- |\n  two\n  lines\n- 12e\n- +3\n";
    assert_eq!(value(text), json!(["no", "2026-03-14", 31, 15, 0.5, "12", "1.2.3", "7", "two\nlines\n", "12e", 3]));
}

#[test]
fn aliases_and_merges() {
    let text = "base: &base {a: 1, b: 2}\nmore:\n  <<: *base\n  b: 3\nagain: *base\n";
    assert_eq!(value(text), json!({"base": {"a": 1, "b": 2}, "more": {"b": 3, "a": 1}, "again": {"a": 1, "b": 2}}));
}

#[test]
fn places_are_lines_columns_and_pointers() {
    for text in ["{\n  \"paths\": {\n    \"/a~b\": {\"get\": [1, 2]}\n  }\n}", "# c\npaths:\n  /a~b: {get: [1, 2]}\n"] {
        let tree = read(text).unwrap();
        let second = tree.root().get("paths").unwrap().get("/a~b").unwrap().get("get").unwrap().items().nth(1).unwrap();
        assert_eq!(second.pointer(), "/paths/~1a~0b/get/1");
        assert_eq!(second.spot().line, 3);
        assert_eq!(&text.lines().nth(2).unwrap()[second.spot().column as usize - 1..][..1], "2");
    }
}

#[test]
fn hostile_texts_are_refused_or_cost_nothing() {
    let deep = "[".repeat(100_000);
    let many = format!("[{}]", "0,".repeat(MAX_VALUES));
    let large = " ".repeat(MAX_BYTES + 1);
    for (text, expected) in [
        (deep.as_str(), "stand in each other"),
        (&format!("a: {deep}"), "stand in each other"),
        (&many, "more than 3000000 values"),
        (&large, "is the most that is read"),
        ("{\"a\": 1,}", "Line 1, column 9: this is not JSON"),
        ("{\"a\": 01}", "this is no number"),
        ("{\"a\": \"\u{1}\"}", "a control character"),
        ("{\"a\": \"\\ud800\"}", "an escape"),
        ("{\"a\"", "a colon"),
        ("{} x", "something follows"),
        ("a: &a [*a]", "stands within what it means"),
        ("a: 1\n---\nb: 2\n", "a second document"),
        ("a: b: c\n", "Line 1, column"),
        ("? [a]\n: b\n", "is no key"),
        ("", "it is empty"),
    ] {
        let fault = read(text).unwrap_err().to_string();
        assert!(fault.contains(expected), "{fault}");
    }
    // Nine aliases in each of twelve lists would be 282 thousand million values.
    let mut bomb = String::from("a0: &a0 lol\n");
    for index in 1..12 {
        bomb.push_str(&format!("a{index}: &a{index} [{}]\n", format!("*a{},", index - 1).repeat(9)));
    }
    let tree = read(&bomb).unwrap();
    assert!(tree.len() < 30);
    assert_eq!(tree.root().value(100_000), None);
}

#[test]
fn the_last_of_equal_names_counts_and_is_told() {
    for text in ["{\"a\": 1, \"b\": 2, \"a\": 3}", "a: 1\nb: 2\na: 3\n"] {
        match read(text) {
            Ok(tree) => {
                assert_eq!(tree.root().value(10), Some(json!({"a": 3, "b": 2})));
                assert_eq!(tree.repeated().map(Node::pointer).collect::<Vec<_>>(), ["/a"]);
            }
            Err(fault) => panic!("{fault}"),
        }
    }
}
