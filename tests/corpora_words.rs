//! Data that others collected, read from beside the repository where it is present; a line says so where it is not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use std::path::Path;

use roundtrip::design::words;
use serde_json::Value;

fn corpus(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: {} is not here", path.display());
    }
    text
}

/// Rails, pluralize and irregular-plurals agree on these pairs; most of what is missed is Latin or Greek.
#[test]
fn inflection() {
    let Some(text) = corpus("inflection/pairs.json") else { return };
    let pairs: Vec<Value> = serde_json::from_str(&text).unwrap();
    let mut tallies = [(0, 0); 4];
    for pair in pairs.iter().filter(|pair| pair["contested"] != true) {
        let (one, many) = (pair["singular"].as_str().unwrap(), pair["plural"].as_str().unwrap());
        let direction = pair["direction"].as_str().unwrap_or_default();
        let accepted = match pair["accept_any_of"].as_array() {
            Some(all) => all.iter().filter_map(Value::as_str).collect(),
            None => vec![many],
        };
        for (place, applies, right) in [
            (0, !direction.starts_with("plural-to"), accepted.contains(&words::plural(one).as_str())),
            (1, !direction.starts_with("singular-to"), words::singular(many) == one),
            (2, true, words::is_plural(many)),
            (3, true, one == many || !words::is_plural(one)),
        ] {
            if applies {
                tallies[place] = (tallies[place].0 + i32::from(right), tallies[place].1 + 1);
            }
        }
    }
    for ((right, all), (what, least)) in tallies.into_iter().zip([("plural", 98), ("singular", 98), ("is a plural", 99), ("is no plural", 99)]) {
        println!("{what}: {right} of {all}");
        assert!(right * 100 >= all * least, "{what}: {right} of {all}, {least} % wanted");
    }
}

/// Words that hold a method's name by chance are no verbs.
#[test]
fn verbs_by_chance() {
    let Some(text) = corpus("lint/restruler-crud-words.txt") else { return };
    for word in text.lines() {
        assert!(!words::is_verb(word), "{word}");
    }
}

#[test]
fn plural_words() {
    let Some(text) = corpus("lint/zally-plural-words.json") else { return };
    let known: Vec<Value> = serde_json::from_str(&text).unwrap();
    for word in known {
        let text = word["word"].as_str().unwrap();
        assert_eq!(words::is_plural(text), word["is_plural"] == true, "{text}");
    }
}
