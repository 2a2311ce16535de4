//! How fast the engine is in this browser: `?measure` runs the samples and leaves the figures on the page for `make bench`.

use std::sync::Arc;

use roundtrip::design::samples;
use roundtrip::formats;
use roundtrip::http::{Method, Request};
use roundtrip::mock::{Moment, Rng, Server};
use roundtrip::rules;
use serde_json::json;
use wasm_split_helpers::wasm_split;

use super::parts::Fetched;
use crate::browser::clock;

/// Runs everything: names and mean times in microseconds.
pub type Measure = fn() -> Vec<(String, f64)>;

/// The part that measures.
#[wasm_split(measure, fallible)]
pub fn measure_part() -> Fetched<Measure> {
    Ok(measure)
}

fn measure() -> Vec<(String, f64)> {
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

/// The mean time of a run in microseconds. Browsers give coarse clocks, so that runs are timed together.
fn mean<T>(runs: usize, mut run: impl FnMut(usize) -> T) -> f64 {
    let before = clock::elapsed();
    for index in 0..runs {
        std::hint::black_box(run(index));
    }
    (clock::elapsed() - before) * 1000.0 / runs as f64
}
