//! No request makes the core panic, and every answer is coherent, whatever is sent to whatever design.
//!
//! `cargo test` runs the first cases, the same on every machine. `ROUNDTRIP_FUZZ=3000000 cargo test --release --test fuzz -- --nocapture` runs so many
//! cases, `ROUNDTRIP_FUZZ_SEED=2` others. A failure names its seed, design and case.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, dead_code, reason = "a test fails by panicking")]

#[path = "proofs/dice.rs"]
mod dice;
#[path = "proofs/judge.rs"]
mod judge;
#[path = "proofs/oddities.rs"]
mod oddities;
#[path = "formats/variants.rs"]
mod variants;

use std::sync::Arc;
use std::time::Instant;

use dice::Seen;
use roundtrip::http::{Accept, ETag, ETagList, MediaType, Target, date, idempotency_key, json, json_patch, merge_patch, prefer, range, structured};
use roundtrip::mock::{Moment, Rng, Server};

/// Requests to one server before the next design has its turn.
const SESSION: u64 = 250;
/// Requests of a run without a wish: a few seconds, unoptimised.
const BRIEF: u64 = 12_000;

fn wish(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} wants a number, not {text}")))
}

#[test]
fn every_answer_is_coherent() {
    let (wanted, seed) = (wish("ROUNDTRIP_FUZZ").unwrap_or(BRIEF), wish("ROUNDTRIP_FUZZ_SEED").unwrap_or(1));
    let designs = variants::all();
    let guarded = designs.iter().find(|(name, _)| name == "guarded").unwrap();
    let start = Instant::now();
    let mut judged = judge::Judged::default();
    let mut cases = 0;
    'all: for round in 0.. {
        for turn in 0..designs.len() as u64 {
            // The samples come first, then designs by chance, so that a brief run meets different ones.
            let mut dice = Rng::named(seed, &format!("{round} {turn}"));
            let (name, design) = match turn {
                0..3 => &designs[turn as usize],
                _ if turn % 8 == 3 => guarded,
                _ => dice.pick(&designs).unwrap(),
            };
            // Where requests are counted, they come in bursts.
            let (pause, odd) = if name == "guarded" { (300, 2) } else { (5000, 4) };
            let design = Arc::new(design.clone());
            let (mut server, mut rng) = (Server::new(Arc::clone(&design), Moment::START), Rng::new(seed));
            let (mut seen, mut now) = (Seen::default(), Moment::START);
            for case in 0..SESSION {
                now = now.plus_millis(dice.below(pause));
                let mut request = dice::request(&server, now, &seen, &mut dice);
                if dice.below(odd) == 0 {
                    oddities::twist(&server, &mut request, now, &mut dice);
                }
                let place = format!("seed {seed}, round {round}, turn {turn}, design {name}, case {case}");
                let exchange = judge::judged(&mut server, request, now, &mut rng, &mut dice, &mut judged, &place);
                seen.keep(&exchange.request, &exchange.response);
                cases += 1;
                if cases >= wanted {
                    break 'all;
                }
            }
        }
    }
    for (fault, place) in &judged.faults {
        println!("\n== {fault}\n{place}");
    }
    println!("{cases} requests in {:.1} s: {judged:?}", start.elapsed().as_secs_f64());
    assert!(judged.faults.is_empty(), "faults: {:#?}", judged.faults.keys());
}

/// The readers of the core alone, on bytes and texts that look nearly right.
#[test]
fn readers_never_panic() {
    let cases = wish("ROUNDTRIP_FUZZ").unwrap_or(40_000);
    let mut dice = Rng::named(wish("ROUNDTRIP_FUZZ_SEED").unwrap_or(1), "readers");
    let begin = [
        "/v1/rooms?limit=2&sort=-name&a[gte]=1#x",
        "W/\"v1\", \"v2\"",
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "text/html;q=0.5, */*;q=0.1",
        "application/json; charset=\"utf-8\"",
        "\"8e03978e\";v=1",
        "{\"a\":[1,2.5e-3,null,\"\\u00e9\"]}",
        "[{\"op\":\"move\",\"from\":\"/a\",\"path\":\"/b/-\"}]",
        "a,\"b\"\"c\"\r\n",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "bytes=0-1,-5,7-",
        "bytes 0-9/200",
        "respond-async, wait=\"10\";a, code=503",
        "@784111777",
    ];
    for case in 0..cases {
        let bytes = dice::mutated(begin[(case % begin.len() as u64) as usize].as_bytes(), &mut dice);
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(target) = Target::parse(&text) {
            let written = target.to_string();
            assert_eq!(Target::parse(&written).as_ref(), Ok(&target), "a target reads back: {text:?}");
        }
        if let Some(tag) = ETag::parse(&text) {
            assert_eq!(ETag::parse(&tag.to_string()), Some(tag), "a tag reads back: {text:?}");
        }
        if let Some(seconds) = date::parse(&text) {
            assert_eq!(date::parse(&date::format(seconds)), Some(seconds), "a date reads back: {text:?}");
        }
        let _ = (ETagList::parse(&text), Accept::parse(&text), MediaType::parse(&text), idempotency_key::parse(&text));
        let _ = (range::asked(&text, dice.below(300)), range::placed(&text), prefer::find(&text, "code"), structured::parse_date(&text));
        if let Ok(value) = json::read(&bytes) {
            let again = json::read(value.to_string().as_bytes()).unwrap();
            // The reader of fractions may miss the last bit (serde_json without `float_roundtrip`, whose tables the page cannot carry).
            assert!(again == value || value.to_string().contains(['.', 'e']), "JSON reads back: {text:?}");
            let document = serde_json::json!({ "a": [1, { "b": 2 }], "b": [] });
            if let Ok(patch) = json_patch::parse(&value) {
                let _ = json_patch::apply(&document, &patch);
            }
            let _ = merge_patch::merge(document, value);
        }
    }
}
