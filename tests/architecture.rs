//! The house rules that a program can check. Each failure says what to do.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use roundtrip::mock::Stage;

/// Parts of the core and the parts each may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("http", &[]),
    ("design", &["http"]),
    ("mock", &["design", "http"]),
    ("user_agent", &["http"]),
    ("rules", &["design", "http"]),
    ("formats", &["design", "http", "mock"]),
    ("compare", &["design", "http"]),
    ("proofs", &["mock", "rules", "user_agent", "design", "http"]),
    ("labs", &["mock", "rules", "user_agent", "design", "http", "formats", "compare", "proofs"]),
];

/// The most lines of a file before its tests.
const LONGEST: usize = 400;

/// Files that are one table, kept whole because a reader looks things up in them.
const TABLES: &[&str] = &["src/design/start/nouns.rs"];

#[test]
fn parts_use_only_what_they_may() {
    for (file, text) in sources() {
        let Some((part, allowed)) = MAY_USE.iter().find(|(part, _)| file.starts_with(&format!("src/{part}/")) || file == format!("src/{part}.rs"))
        else {
            continue;
        };
        for line in before_tests(&text).lines().map(str::trim).filter(|line| !line.starts_with("//")) {
            for (other, _) in MAY_USE.iter().filter(|(other, _)| other != part) {
                let reaches = line.contains(&format!("crate::{other}::")) || line.starts_with(&format!("use crate::{other};"));
                assert!(!reaches || allowed.contains(other), "{file}: `{part}` may not use `{other}`. Pass the value in, or move the code: {line}");
            }
            for shell in ["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo_net", "tokio", "hyper", "clap"] {
                assert!(!line.contains(&format!("{shell}::")), "{file}: the core may not use `{shell}`. Put it into ui, browser or terminal: {line}");
            }
        }
    }
}

#[test]
fn the_core_has_no_clock_randomness_or_hash_order() {
    for (file, text) in sources().into_iter().filter(|(file, _)| is_core(file)) {
        for word in
            ["SystemTime::now", "Instant::now", "Timestamp::now", "thread_rng", "HashMap", "HashSet", "std::fs", "std::net", "println!", "eprintln!"]
        {
            let used = before_tests(&text).lines().any(|line| !line.trim_start().starts_with("//") && line.contains(word));
            assert!(!used, "{file}: `{word}` does not belong in the core. The shell passes such values in; use BTreeMap or Vec for order.");
        }
    }
}

#[test]
fn the_kit_knows_no_designs() {
    for (file, text) in sources().into_iter().filter(|(file, _)| file.starts_with("src/ui/kit")) {
        assert!(!text.contains("roundtrip::"), "{file}: parts of the kit take plain values. Compute them in the component that uses the kit.");
    }
}

#[test]
fn numbers_are_read_as_json_writes_them() {
    for (file, text) in sources().into_iter().filter(|(file, _)| !file.starts_with("src/terminal")) {
        let reads = before_tests(&text).lines().any(|line| line.contains("parse::<f64>") || line.contains("parse::<f32>"));
        assert!(!reads, "{file}: the standard reader of floats brings ten kilobytes of tables. Use `design::words::numbers::parse`.");
    }
}

#[test]
fn only_dom_knows_the_framework() {
    for (file, text) in sources().into_iter().filter(|(file, _)| !file.starts_with("src/dom")) {
        let reaches = text.lines().any(|line| !line.trim_start().starts_with("//") && line.contains("leptos_framework"));
        assert!(!reaches, "{file}: use `leptos::prelude`, which src/dom.rs makes. Each of Leptos's own types weighs on the page again.");
    }
}

#[test]
fn every_file_says_what_it_is_and_stays_readable() {
    for (file, text) in sources() {
        assert!(text.starts_with("//!"), "{file}: begin with `//!` and say what the file is.");
        let lines = before_tests(&text).lines().count();
        let is_table = TABLES.contains(&file.as_str());
        assert!(is_table || lines <= LONGEST, "{file}: {lines} lines before its tests; {LONGEST} are the most. Split it along an idea.");
        assert!(!file.ends_with("/mod.rs"), "{file}: use `name.rs` beside the folder `name`.");
    }
}

#[test]
fn nothing_is_left_for_another_day() {
    for (file, text) in sources() {
        for word in ["TODO", "FIXME", "XXX", "todo!", "unimplemented!", "_v2", "legacy"] {
            assert!(!text.contains(word), "{file}: `{word}`. Do it, or write it down elsewhere.");
        }
    }
}

#[test]
fn every_stage_has_its_file_and_its_transcript() {
    let transcripts: String = files("tests/exchanges", "http").iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    for stage in Stage::ALL {
        let file = format!("src/mock/stages/{}.rs", stage.key());
        assert!(root().join(&file).exists(), "the stage {stage:?} wants its file {file}");
        let said = transcripts.contains(&format!("? {}", stage.key())) || stage == Stage::Finish;
        assert!(said, "no transcript in tests/exchanges shows the stage `{}`: write tests/exchanges/{}.http", stage.key(), stage.key());
    }
    assert!(Stage::ALL.windows(2).all(|pair| pair[0] < pair[1]), "Stage::ALL has to be in the order of the pipeline");
}

#[test]
fn every_problem_type_that_is_written_is_explained() {
    let writes = |file: &str| !file.contains("problem_kinds") && !file.ends_with("stages/problems.rs");
    let sources: Vec<(String, String)> = sources().into_iter().filter(|(file, _)| writes(file)).collect();
    for (file, text) in &sources {
        for call in before_tests(text).split("Problem::new(").skip(1) {
            let Some(kind) = call.split_once(',').and_then(|(_, rest)| rest.trim_start().strip_prefix('"')?.split('"').next()) else { continue };
            assert!(
                roundtrip::mock::problem_kinds::find(kind).is_some(),
                "{file} writes the problem type {kind}: explain it in problem_kinds/texts.rs"
            );
        }
    }
    for known in roundtrip::mock::problem_kinds::ALL {
        let quoted = format!("\"{}\"", known.kind);
        assert!(sources.iter().any(|(_, text)| text.contains(&quoted)), "nothing writes the problem type {}: take it out", known.kind);
    }
}

fn is_core(file: &str) -> bool {
    MAY_USE.iter().any(|(part, _)| file.starts_with(&format!("src/{part}/")) || file == format!("src/{part}.rs"))
}

/// Path from the root and text of every Rust source.
fn sources() -> Vec<(String, String)> {
    let root = root();
    files("src", "rs")
        .into_iter()
        .map(|file| (file.strip_prefix(&root).unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&file).unwrap()))
        .collect()
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|end| end == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn before_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}
