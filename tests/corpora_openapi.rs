//! Real API descriptions, opened: what each gives, what it costs, whether the server answers and the export comes back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "memory/held.rs"]
mod held;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use roundtrip::design::Behaviour;
use roundtrip::formats::openapi::{self, import};
use roundtrip::formats::opening;
use roundtrip::mock::sample_request::{sample_request, with_credentials};
use roundtrip::mock::{Moment, Rng, Server};
use roundtrip::rules;
use serde_json::Value;

/// One test at a time: their memory is measured.
static TURN: Mutex<()> = Mutex::new(());

fn corpora(path: &str) -> Option<PathBuf> {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(path);
    if !place.exists() {
        println!("skipped: {path} is not beside the checkout");
        return None;
    }
    Some(place)
}

/// The text of a file, unpacked (RFC 1952) where it is packed.
fn text(file: &Path) -> String {
    let bytes = std::fs::read(file).unwrap();
    if file.extension().is_none_or(|end| end != "gz") {
        return String::from_utf8(bytes).unwrap();
    }
    let mut start = 10;
    if bytes[3] & 8 != 0 {
        start += bytes[start..].iter().position(|byte| *byte == 0).unwrap() + 1;
    }
    String::from_utf8(miniz_oxide::inflate::decompress_to_vec(&bytes[start..]).unwrap()).unwrap()
}

fn quiet() -> std::sync::MutexGuard<'static, ()> {
    TURN.lock().unwrap_or_else(|fault| fault.into_inner())
}

#[test]
fn real_descriptions_open_answer_and_come_back() {
    let _turn = quiet();
    let Some(folder) = corpora("real-specs") else { return };
    let index: Vec<Value> = serde_json::from_str(&text(&folder.join("index.json"))).unwrap();
    let exports = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/exports-corpora");
    let _ = std::fs::remove_dir_all(&exports);
    std::fs::create_dir_all(&exports).unwrap();
    println!("| document | KB | operations | resources | behaving | remarks | read ms | review ms | MB held | score | 2xx | 4xx |");
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|");
    let mut failures = Vec::new();
    for entry in &index {
        let file = entry["file"].as_str().unwrap();
        let Some(place) = Some(folder.join(file)).filter(|place| place.exists()) else { continue };
        let text = text(&place);
        assert_eq!(opening::kind(&text), opening::Kind::OpenApi, "{file}");
        let start = Instant::now();
        let (imported, bytes) = held::most(|| import::read(&text));
        let import = match imported {
            Ok(import) => import,
            Err(error) => {
                failures.push(format!("{file}: {error}"));
                continue;
            }
        };
        let read = start.elapsed();
        let megabytes = bytes / 1_000_000;
        let design = &import.design;
        let start = Instant::now();
        let report = rules::review(design);
        let reviewed = start.elapsed();
        let wanted = entry["operations"].as_u64().unwrap() as usize;
        if design.endpoints.len() != wanted {
            failures.push(format!("{file}: {} operations of {wanted}", design.endpoints.len()));
        }
        let (fine, refused) = answers(file, design, &mut failures);
        let behaving = design.endpoints.iter().filter(|endpoint| !matches!(endpoint.behaviour, Behaviour::Fixed { .. })).count();
        println!(
            "| {file} | {} | {wanted} | {} | {behaving} | {} | {} | {} | {megabytes} | {:.1} | {fine} | {refused} |",
            text.len() / 1000,
            design.resources.len(),
            import.remarks.len(),
            read.as_millis(),
            reviewed.as_millis(),
            report.score.unwrap_or_default(),
        );
        let document = openapi::export(design).document;
        let json = openapi::to_json(&document);
        let again = import::read(&json).unwrap();
        if again.design != *design {
            failures.push(format!("{file}: the export gives another design"));
        }
        let name = file.split('.').next().unwrap_or(file);
        std::fs::write(exports.join(format!("{}-{name}.json", exports.read_dir().unwrap().count())), json).unwrap();
    }
    assert!(failures.is_empty(), "{}:\n{}", failures.len(), failures.join("\n"));
}

/// How many endpoints answer their sample request with success, and how many with a refusal.
fn answers(file: &str, design: &roundtrip::design::Design, failures: &mut Vec<String>) -> (usize, usize) {
    let design = Arc::new(design.clone());
    let fresh = Server::new(Arc::clone(&design), Moment::START);
    let (mut fine, mut refused) = (0, 0);
    for endpoint in &design.endpoints {
        let mut server = fresh.clone();
        let mut request = sample_request(&server, endpoint, Moment::START);
        while let (Some(start), Some(end)) = (request.target.find('{'), request.target.find('}')) {
            if end < start {
                break;
            }
            request.target.replace_range(start..=end, "1");
        }
        if let Some(client) = design.clients.first() {
            request = with_credentials(&design, client, request);
        }
        let request = server.sign(request, Moment::START);
        let exchange = server.handle(request, Moment::START, &mut Rng::new(3));
        match exchange.response.status {
            200..400 => fine += 1,
            400..500 => {
                refused += 1;
                if std::env::var_os("REFUSALS").is_some() {
                    println!("  {} {} {}: {}", exchange.response.status, endpoint.label(), endpoint.behaviour.word(), exchange.title);
                }
            }
            status if matches!(endpoint.behaviour, Behaviour::Fixed { status: fixed, .. } if fixed == status) => fine += 1,
            status => failures.push(format!("{file}: {} answers {status}: {}", endpoint.label(), exchange.title)),
        }
    }
    (fine, refused)
}

/// Documents by the hundred, good, bad and fuzzed: each gives a design or a reason.
#[test]
fn every_other_document_gives_a_design_or_a_reason() {
    let _turn = quiet();
    let Some(folder) = corpora("oai-openapi") else { return };
    let (mut opened, mut refused, mut twins, mut waiting) = (0, 0, Vec::new(), vec![folder]);
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let is_document = path.extension().is_some_and(|end| end == "json" || end == "yaml" || end == "yml");
            let Some(text) = std::fs::read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok()).filter(|_| is_document) else { continue };
            match import::read(&text) {
                Ok(import) => {
                    opened += 1;
                    let json = openapi::to_json(&openapi::export(&import.design).document);
                    let again = import::read(&json).map(|import| import.design);
                    assert_eq!(again, Ok(import.design.clone()), "{}", path.display());
                    if path.display().to_string().contains("/learn/") {
                        twins.push((path.with_extension(""), import.design));
                    }
                }
                Err(error) => {
                    refused += 1;
                    assert!(error.to_string().len() > 20);
                }
            }
        }
    }
    let pairs = twins.iter().filter(|(name, design)| twins.iter().any(|(other, twin)| name == other && !std::ptr::eq(design, twin))).count();
    let differing: Vec<_> = twins
        .iter()
        .filter(|(name, design)| twins.iter().any(|(other, twin)| name == other && design != twin))
        .map(|(name, _)| name.display().to_string())
        .collect();
    println!("openapi documents: {opened} of {opened} opened and came back, {refused} refused; {pairs} twins");
    assert!(differing.is_empty(), "JSON and YAML give different designs: {differing:?}");
}
