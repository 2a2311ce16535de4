//! What a thousand snapshots cost: the page keeps the data before and after each of the last thousand exchanges.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "memory/held.rs"]
mod held;

use std::sync::Arc;

use roundtrip::design::samples;
use roundtrip::http::{Method, Request};
use roundtrip::mock::{Moment, Rng, Server, sample_request, with_credentials};

/// The most that a thousand exchanges may keep beside records and ledger, over some two thousand records.
const MOST: usize = 8_000_000;

#[test]
fn a_thousand_snapshots_are_small() {
    let design = Arc::new(samples::hotel_booking());
    let (mut server, mut rng) = (Server::new(Arc::clone(&design), Moment::START), Rng::new(1));
    server.generate("Guest", 1000, Moment::START, &mut rng).unwrap();
    server.generate("Booking", 1000, Moment::START, &mut rng).unwrap();
    let create = design.endpoints.iter().find(|endpoint| endpoint.method == Method::POST && endpoint.resource.as_deref() == Some("Booking")).unwrap();
    let desk = design.client("Front desk").unwrap();
    let mut snapshots = Vec::new();
    let before = held::now();
    let (mut made, mut now) = (0, Moment::START);
    for turn in 0..1000 {
        now = now.plus_millis(1000);
        snapshots.push(server.snapshot());
        let mut request = with_credentials(&design, desk, sample_request(&server, create, now));
        request.headers.set("idempotency-key", format!("\"key-{turn}\""));
        if turn % 3 == 2 {
            let record = Arc::clone(server.store().list("Booking").nth(turn).unwrap());
            request = with_credentials(&design, desk, Request::new(Method::DELETE, format!("/v1/bookings/{}", record.id)));
            request.headers.set("if-match", format!("\"v{}\"", record.version));
        }
        made += usize::from(!server.handle(request, now, &mut rng).changes.is_empty());
        snapshots.push(server.snapshot());
    }
    let whole = held::now() - before;
    let records = server.store().total();
    snapshots.clear();
    let left = held::now() - before;
    println!("{made} changes over {records} records: {} bytes in 2,000 snapshots, beside {left} that the server keeps", whole - left);
    assert!(made > 900, "{made}");
    assert!(whole - left < MOST, "{}", whole - left);
}

#[test]
fn going_back_and_forth_is_exact() {
    let design = Arc::new(samples::payments());
    let (mut server, mut rng) = (Server::new(Arc::clone(&design), Moment::START), Rng::new(3));
    let mut points = Vec::new();
    for turn in 0..60 {
        let endpoint = &design.endpoints[turn % design.endpoints.len()];
        let client = &design.clients[turn % design.clients.len()];
        points.push((server.snapshot(), server.export()));
        let request = with_credentials(&design, client, sample_request(&server, endpoint, Moment::START));
        server.handle(request, Moment::START, &mut rng);
    }
    for place in [59, 0, 31, 7, 58] {
        let (snapshot, data) = &points[place];
        server.restore(snapshot);
        assert_eq!(&server.export(), data);
        assert_eq!(server.restore(snapshot), Default::default(), "the second time nothing differs");
    }
}
