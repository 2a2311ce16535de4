//! The same start state, requests, moments and seed give the same bytes; and what an exchange changed can be taken back.
//!
//! The session is written to `target/replay/<sample>.json`, so that other builds of the core (the page) can run it and compare
//! their digests with `tests/golden/replay.json`. `UPDATE=1 cargo test --test replay` writes the digests anew.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "proofs/dice.rs"]
mod dice;

use std::path::PathBuf;
use std::sync::Arc;

use dice::Seen;
use roundtrip::design::{Design, samples};
use roundtrip::http::{ETag, Request};
use roundtrip::mock::{Exchange, Moment, Record, Rng, Server};
use serde::Serialize;

/// Requests beyond the one for each endpoint and client.
const MIXED: usize = 500;
/// What the dice are thrown with, and what the server draws from.
const SEED: u64 = 20_260_310;

/// A request and when it comes.
#[derive(Clone, Serialize)]
struct Sent {
    moment: Moment,
    request: Request,
}

/// A session that any build of the core can run.
#[derive(Serialize)]
struct Session {
    sample: &'static str,
    start: Moment,
    seed: u64,
    requests: Vec<Sent>,
}

/// The digest of a session: of all its exchanges, and of each twentieth one to find the first that differs.
#[derive(Serialize)]
struct Digest {
    sample: &'static str,
    requests: usize,
    all: String,
    every20: Vec<String>,
}

/// Every endpoint by every client, then a mixture that refers to earlier answers. Moments go on by up to ten seconds.
fn record(id: &'static str, design: &Arc<Design>) -> (Session, Vec<String>) {
    let (mut server, mut rng) = (Server::new(Arc::clone(design), Moment::START), Rng::new(SEED));
    let mut dice = Rng::named(SEED, id);
    let (mut seen, mut now) = (Seen::default(), Moment::START);
    let (mut requests, mut bytes) = (Vec::new(), Vec::new());
    let pairs: Vec<_> = design.endpoints.iter().flat_map(|endpoint| design.clients.iter().map(move |client| (endpoint, client))).collect();
    for turn in 0..pairs.len() + MIXED {
        now = now.plus_millis(dice.below(10_000));
        let request = match pairs.get(turn) {
            Some((endpoint, client)) => dice::of(&server, Some(endpoint), Some(client), now, &seen, &mut dice),
            None => dice::request(&server, now, &seen, &mut dice),
        };
        requests.push(Sent { moment: now, request: request.clone() });
        let exchange = server.handle(request, now, &mut rng);
        seen.keep(&exchange.request, &exchange.response);
        bytes.push(serde_json::to_string(&exchange).unwrap());
    }
    (Session { sample: id, start: Moment::START, seed: SEED, requests }, bytes)
}

fn run(session: &Session, server: &mut Server) -> Vec<Exchange> {
    let mut rng = Rng::new(session.seed);
    session.requests.iter().map(|sent| server.handle(sent.request.clone(), sent.moment, &mut rng)).collect()
}

fn digest_of(texts: &[String]) -> String {
    ETag::of(texts.join("\n").as_bytes(), false).tag
}

fn records(server: &Server, design: &Design) -> Vec<Arc<Record>> {
    design.resources.iter().flat_map(|resource| server.store().list(&resource.name)).cloned().collect()
}

#[test]
fn a_session_gives_the_same_bytes_again_and_can_be_taken_back() {
    let mut digests = Vec::new();
    for sample in samples::ALL {
        let design = Arc::new(sample.design());
        let (session, first) = record(sample.id, &design);
        assert!(session.requests.len() >= 500);

        let start = Server::new(Arc::clone(&design), session.start);
        let mut server = start.clone();
        let exchanges = run(&session, &mut server);
        for (index, exchange) in exchanges.iter().enumerate() {
            let again = serde_json::to_string(exchange).unwrap();
            assert_eq!(again, first[index], "{}: exchange {index} differs", sample.id);
            let read: Exchange = serde_json::from_str(&again).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), again, "{}: exchange {index} does not read back", sample.id);
        }
        digests.push(Digest {
            sample: sample.id,
            requests: first.len(),
            all: digest_of(&first),
            every20: first.iter().step_by(20).map(|text| digest_of(std::slice::from_ref(text))).collect(),
        });

        let statuses: std::collections::BTreeSet<u16> = exchanges.iter().map(|exchange| exchange.response.status).collect();
        let changed = exchanges.iter().filter(|exchange| !exchange.changes.is_empty()).count();
        println!("{}: {} requests, {changed} changed records, statuses {statuses:?}", sample.id, first.len());
        // The flawed shop hides its errors in a 200.
        let wanted = if sample.id == "flawed" { 3 } else { 8 };
        assert!(statuses.len() >= wanted && changed >= 20, "{}: the session shows too little", sample.id);

        let (mut store, mut ledger) = (server.store().clone(), server.ledger().clone());
        for exchange in exchanges.iter().rev() {
            store.revert(&exchange.changes);
            ledger.revert(&exchange.remembered);
        }
        let left: Vec<_> = design.resources.iter().flat_map(|resource| store.list(&resource.name)).cloned().collect();
        assert_eq!(left, records(&start, &design), "{}: records differ after all is taken back", sample.id);
        assert_eq!((&ledger.answers, &ledger.usage), (&start.ledger().answers, &start.ledger().usage), "{}", sample.id);

        let folder = place("target/replay");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{}.json", sample.id)), serde_json::to_string_pretty(&session).unwrap()).unwrap();
    }
    golden(&digests);
}

#[test]
fn after_going_back_the_same_requests_give_the_same_bytes() {
    for sample in samples::ALL {
        let design = Arc::new(sample.design());
        let (session, first) = record(sample.id, &design);
        let (mut server, mut rng) = (Server::new(Arc::clone(&design), session.start), Rng::new(session.seed));
        let mut points = Vec::new();
        for (index, sent) in session.requests.iter().enumerate() {
            if index % 40 == 7 {
                points.push((index, server.snapshot(), rng.clone()));
            }
            server.handle(sent.request.clone(), sent.moment, &mut rng);
        }
        // In any order: each point is whole in itself.
        for (index, snapshot, rng) in points.iter().rev().chain(&points) {
            server.restore(snapshot);
            let mut rng = rng.clone();
            for (offset, sent) in session.requests.iter().skip(*index).take(60).enumerate() {
                let again = serde_json::to_string(&server.handle(sent.request.clone(), sent.moment, &mut rng)).unwrap();
                assert_eq!(again, first[index + offset], "{}: exchange {} differs after going back to {index}", sample.id, index + offset);
            }
        }
    }
}

/// The exchanges of the session are those that were reviewed last.
fn golden(digests: &[Digest]) {
    let (path, now) = (place("tests/golden/replay.json"), serde_json::to_string_pretty(digests).unwrap() + "\n");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(known, now, "the exchanges of the session have changed. If that is wanted: UPDATE=1 cargo test --test replay");
}

fn place(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}
