//! What the simulated browser does, written down for a real one: `target/cors/cases.json` holds servers with different CORS
//! policies, pages that call them, and what each page gets according to `user_agent` and `mock`.
//!
//! `tests/e2e/cors_agreement.spec.ts` plays the same calls in Chromium, against `roundtrip serve` on loopback, and expects the
//! same. Origins stand in for real ones: the spec puts an address of this machine in the place of each.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "cors_agreement/calls.rs"]
mod calls;
#[path = "cors_agreement/play.rs"]
mod play;
#[path = "cors_agreement/policies.rs"]
mod policies;

use std::collections::BTreeSet;
use std::path::Path;

use play::{Expected, Played};
use serde_json::json;

/// The origins that stand in for real ones.
pub const APP: &str = "http://app.example";
pub const OTHER: &str = "http://other.example";
pub const API: &str = "http://api.example";

#[test]
fn the_simulated_browser_writes_down_what_a_real_one_shall_do() {
    let servers: Vec<_> =
        policies::all().into_iter().enumerate().map(|(turn, (name, design))| (name, play::all(&design, calls::all(turn, &design)), design)).collect();
    let played: Vec<&Played> = servers.iter().flat_map(|(_, played, _)| played).collect();
    represents_everything(&played);
    let names: BTreeSet<_> = servers.iter().map(|(name, ..)| name).collect();
    assert_eq!(names.len(), servers.len(), "each server has a name of its own");
    let file: Vec<_> = servers
        .iter()
        .map(|(name, played, design)| json!({ "name": name, "document": roundtrip::design::Document::new(design.clone()), "cases": played }))
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/cors");
    std::fs::create_dir_all(&folder).unwrap();
    let origins = json!({ "app": APP, "other": OTHER, "api": API });
    std::fs::write(folder.join("cases.json"), json!({ "origins": origins, "servers": file }).to_string()).unwrap();
    println!("{} cases at {} servers, {} calls", played.len(), servers.len(), played.iter().map(|played| played.steps.len()).sum::<usize>());
}

/// A comparison proves something only where every way to end, and to get there, is taken often.
fn represents_everything(played: &[&Played]) {
    assert!(played.len() >= 250, "{} cases", played.len());
    let count = |what: &str, is: &dyn Fn(&Played, &Expected) -> bool, least: usize| {
        let found = played
            .iter()
            .flat_map(|played| played.steps.iter().map(move |step| (*played, step)))
            .filter(|(played, step)| is(played, &step.expect))
            .count();
        assert!(found >= least, "only {found} of the calls are about: {what}");
    };
    let asked = |played: &Played| played.wire.iter().any(|message| message.preflight.is_some());
    let foreign = |played: &Played| played.page != "api";
    count("a preflight that is sent", &|played, _| asked(played), 50);
    count("an answer to another origin without a preflight", &|played, got| foreign(played) && !asked(played) && got.kind == "readable", 50);
    count("a request that a preflight keeps back", &|played, got| got.kind == "blocked" && asked(played) && played.wire.len() == 1, 20);
    count("an answer that came and is blocked", &|played, got| got.kind == "blocked" && !asked(played) && !played.wire.is_empty(), 20);
    count("a call that never leaves the browser", &|played, got| got.kind == "blocked" && played.wire.is_empty(), 10);
    count("an opaque answer", &|_, got| got.kind == "opaque", 20);
    count("the page's own origin", &|played, got| !foreign(played) && got.kind == "readable", 20);
    count("a sandboxed page", &|played, _| played.page == "null", 50);
    count("an error that can be read", &|played, got| foreign(played) && got.kind == "readable" && got.status >= 400, 20);
    count("a 401 that can be read", &|played, got| foreign(played) && got.kind == "readable" && got.status == 401, 5);
    count("an answer after a kept permission", &|played, _| played.steps.len() > 1 && asked(played), 20);
    for name in ["etag", "location", "link", "www-authenticate"] {
        count(name, &|played, got| foreign(played) && got.kind == "readable" && got.headers.contains(name), 3);
    }
}
