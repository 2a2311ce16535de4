//! How fast the engine is in this browser, and whether it gives the same bytes as elsewhere: `?measure` runs the samples and leaves
//! the figures on the page for `make bench`, and a function `roundtripReplay` that runs a recorded session.

use std::sync::Arc;

use roundtrip::design::samples;
use roundtrip::formats;
use roundtrip::http::{ETag, Method, Request};
use roundtrip::mock::{Moment, Rng, Server};
use roundtrip::rules;
use serde::Deserialize;
use serde_json::json;
use wasm_bindgen::prelude::Closure;
use wasm_split_helpers::wasm_split;

use super::parts::Fetched;
use crate::browser::clock;
use crate::browser::window::window;

/// Runs everything: names and mean times in microseconds.
pub type Measure = fn() -> Vec<(String, f64)>;

/// The part that measures.
#[wasm_split(measure, fallible)]
pub fn measure_part() -> Fetched<Measure> {
    Ok(measure)
}

fn measure() -> Vec<(String, f64)> {
    offer_replay();
    let guest = |request: Request| request.header("authorization", "Bearer guest-token-1");
    let booking = |day: usize| {
        let date = |day: usize| format!("{}-{:02}-{:02}", 2031 + day / 336, 1 + day / 28 % 12, 1 + day % 28);
        json!({ "roomId": "rm_205", "guestId": "gs_81", "checkIn": date(day), "checkOut": date(day + 1) })
    };
    let mut server = Server::new(Arc::new(samples::hotel_booking()), Moment::START);
    let mut rng = Rng::new(1);
    let mut send = |request: Request| std::hint::black_box(server.handle(request, Moment::START, &mut rng)).response.status;
    let read = Request::new(Method::GET, "/v1/hotels/ht_12").header("accept", "application/json");
    let mut lines = vec![
        ("exchange: GET one".to_owned(), mean(2000, |_| send(read.clone()))),
        ("exchange: GET one, 304".to_owned(), mean(2000, |_| send(read.clone().header("if-none-match", "\"v1\"")))),
        ("exchange: GET list".to_owned(), mean(1000, |_| send(guest(Request::new(Method::GET, "/v1/bookings"))))),
        ("exchange: POST".to_owned(), mean(300, |day| send(guest(Request::new(Method::POST, "/v1/bookings").json(&booking(day)))))),
    ];
    for sample in samples::ALL {
        let design = sample.design();
        lines.push((format!("review: {}", sample.id), mean(20, |_| rules::review(&design).findings.len())));
        for format in formats::ALL {
            lines.push((format!("export: {} as {}", sample.id, format.id), mean(20, |_| (format.render)(&design).text.len())));
        }
    }
    lines
}

/// A request of a recorded session, and when it comes.
#[derive(Deserialize)]
struct Sent {
    moment: Moment,
    request: Request,
}

/// A recorded session, as `tests/replay.rs` writes it.
#[derive(Deserialize)]
struct Session {
    sample: String,
    start: Moment,
    seed: u64,
    requests: Vec<Sent>,
}

/// Leaves a function on the page that runs a session, given as JSON, and tells the digest of all its exchanges.
fn offer_replay() {
    let Some(window) = window() else { return };
    let run = Closure::<dyn Fn(String) -> String>::new(|text: String| replay(&text).unwrap_or_else(|| "no session of a known sample".to_owned()));
    // Where the page cannot be written to, whoever asks finds nothing there.
    let _ = js_sys::Reflect::set(&window, &"roundtripReplay".into(), run.as_ref());
    run.forget();
}

fn replay(text: &str) -> Option<String> {
    let session: Session = serde_json::from_str(text).ok()?;
    let design = samples::ALL.iter().find(|sample| sample.id == session.sample)?.design();
    let (mut server, mut rng) = (Server::new(Arc::new(design), session.start), Rng::new(session.seed));
    let bytes =
        session.requests.into_iter().map(|sent| serde_json::to_string(&server.handle(sent.request, sent.moment, &mut rng)).unwrap_or_default());
    Some(ETag::of(bytes.collect::<Vec<_>>().join("\n").as_bytes(), false).tag)
}

/// The mean time of a run in microseconds. Browsers give coarse clocks, so that runs are timed together.
fn mean<T>(runs: usize, mut run: impl FnMut(usize) -> T) -> f64 {
    let before = clock::elapsed();
    for index in 0..runs {
        std::hint::black_box(run(index));
    }
    (clock::elapsed() - before) * 1000.0 / runs as f64
}
