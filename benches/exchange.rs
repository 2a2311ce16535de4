//! How long the core takes: a request to its exchange, a review, an export, a link.

#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use roundtrip::design::samples;
use roundtrip::formats::{self, link};
use roundtrip::http::{Method, Request};
use roundtrip::mock::{Moment, Rng, Server};
use roundtrip::rules;
use serde_json::json;

fn server() -> Server {
    Server::new(Arc::new(samples::hotel_booking()), Moment::START)
}

/// Requests that leave the store as it is, so that one server answers them all.
fn reads(criterion: &mut Criterion) {
    let guest = |request: Request| request.header("authorization", "Bearer guest-token-1");
    let requests = [
        ("get one", Request::new(Method::GET, "/v1/hotels/ht_12").header("accept", "application/json")),
        ("get one, 304", Request::new(Method::GET, "/v1/hotels/ht_12").header("if-none-match", "\"v1\"")),
        ("list 10", guest(Request::new(Method::GET, "/v1/bookings"))),
        (
            "preflight",
            Request::new(Method::OPTIONS, "/v1/bookings")
                .header("origin", "https://app.stay.example")
                .header("access-control-request-method", "POST"),
        ),
        ("404", Request::new(Method::GET, "/v1/hotels/ht_99")),
    ];
    let mut group = criterion.benchmark_group("exchange");
    for (name, request) in requests {
        let (mut server, mut rng) = (server(), Rng::new(1));
        group.bench_function(name, |bencher| {
            bencher.iter_batched(|| request.clone(), |request| black_box(server.handle(request, Moment::START, &mut rng)), BatchSize::SmallInput)
        });
    }
    let create = guest(Request::new(Method::POST, "/v1/bookings"))
        .json(&json!({ "roomId": "rm_205", "guestId": "gs_81", "checkIn": "2031-06-01", "checkOut": "2031-06-03" }));
    let fresh = server();
    group.bench_function("create", |bencher| {
        bencher.iter_batched(
            || (fresh.clone(), create.clone(), Rng::new(1)),
            |(mut server, request, mut rng)| {
                let exchange = server.handle(request, Moment::START, &mut rng);
                (server, black_box(exchange))
            },
            BatchSize::SmallInput,
        )
    });
    group.finish();
}

fn reviews(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("review");
    for sample in samples::ALL {
        let design = sample.design();
        group.bench_function(sample.id, |bencher| bencher.iter(|| black_box(rules::review(&design))));
    }
    group.finish();
}

fn exports(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("export");
    for sample in samples::ALL {
        let design = sample.design();
        for format in formats::ALL {
            group.bench_function(format!("{} {}", sample.id, format.id), |bencher| bencher.iter(|| black_box((format.render)(&design))));
        }
        group.bench_function(format!("{} link", sample.id), |bencher| bencher.iter(|| black_box(link::encode(&design))));
    }
    group.finish();
}

fn start(criterion: &mut Criterion) {
    let design = Arc::new(samples::hotel_booking());
    criterion.bench_function("start hotel-booking", |bencher| bencher.iter(|| black_box(Server::new(Arc::clone(&design), Moment::START))));
}

criterion_group!(benches, reads, reviews, exports, start);
criterion_main!(benches);
