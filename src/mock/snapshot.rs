//! The state of a server at a point, to come back to.
//!
//! A snapshot costs a handful of pointers: stores and ledgers share what they have in common (`shared`). Everything that an answer
//! may depend on goes back: records with their versions and the versions of removed ones, answers kept for repetitions, what
//! callers have used of their limits, jobs, uploads, and the counters. So the same requests at the same moments, with the same
//! generator, give the same bytes again. Two things do not go back: the clock, which the shell passes in and may turn as it likes,
//! and what clients know. An entity tag that a client has from the abandoned course of things may come again for other content.

use std::sync::Arc;

use super::ledger::Ledger;
use super::moment::Moment;
use super::quota;
use super::server::{Server, same_records};
use super::store::{Record, Store};
use crate::design::Design;

/// The state of a server.
#[derive(Clone)]
pub struct Snapshot {
    design: Arc<Design>,
    store: Store,
    ledger: Ledger,
}

/// What going back to a snapshot has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// Records that were gone and are there again.
    pub back: usize,
    /// Records that were not there yet and are gone.
    pub gone: usize,
    /// Records that are as they were.
    pub changed: usize,
    /// Resources whose records stay as they are, because the design of the resource has changed since.
    pub left: Vec<String>,
}

impl Server {
    /// The state now.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { design: Arc::clone(&self.design), store: self.store.clone(), ledger: self.ledger.clone() }
    }

    /// Goes back to a state. Where a resource has another design than it had then, its records stay as they are; jobs, uploads and
    /// the answers kept for repetitions are forgotten then, since they may speak of records that are not there.
    pub fn restore(&mut self, snapshot: &Snapshot) -> Restored {
        let mut restored = Restored::default();
        let before = self.store.clone();
        for resource in &self.design.resources {
            let name = &resource.name;
            let known = snapshot.design.resource(name);
            if known.is_some_and(|known| Arc::ptr_eq(known, resource) || same_records(known, resource)) {
                self.store.adopt(name, &snapshot.store);
                compare(&before, &snapshot.store, name, &mut restored);
            } else {
                restored.left.push(name.clone());
            }
        }
        let sequence = self.ledger.sequence;
        self.ledger = snapshot.ledger.clone();
        if !restored.left.is_empty() {
            self.ledger.sequence = sequence.max(self.ledger.sequence);
            self.ledger.answers.clear();
            self.ledger.jobs.clear();
            self.ledger.uploads.clear();
        }
        if snapshot.design.policies.rate_limits != self.design.policies.rate_limits {
            self.ledger.usage.clear();
        }
        restored
    }

    /// Makes up for a clock that was turned back: limits that were counted at later moments would hold until these come again, so
    /// they are counted anew.
    pub fn turned_back(&mut self, now: Moment) {
        let window = self.design.policies.rate_limits.window;
        self.ledger.usage.retain(|usage| quota::begins(window, usage) <= now);
        self.ledger.take_notes();
    }
}

fn compare(now: &Store, then: &Store, resource: &str, restored: &mut Restored) {
    let seen = |store: &Store, record: &Arc<Record>| store.any(resource, &record.id).filter(|other| other.hidden == record.hidden).cloned();
    for record in then.all(resource) {
        match seen(now, record) {
            Some(other) if Arc::ptr_eq(&other, record) || other == *record => {}
            Some(_) => restored.changed += 1,
            None => restored.back += usize::from(!record.hidden),
        }
    }
    restored.gone += now.list(resource).filter(|record| seen(then, record).is_none()).count();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;
    use crate::http::{Method, Request};
    use crate::mock::Rng;

    fn request(method: Method, target: &str, token: &str) -> Request {
        let mut request = Request::new(method, target);
        request.headers.set("authorization", format!("Bearer {token}"));
        request
    }

    fn booking(server: &Server) -> String {
        server.store().list("Booking").next().map(|record| record.id.clone()).unwrap()
    }

    #[test]
    fn a_removed_record_comes_back_with_its_version() {
        let (mut server, mut rng) = (Server::new(Arc::new(samples::hotel_booking()), Moment::START), Rng::new(1));
        let id = booking(&server);
        let target = format!("/v1/bookings/{id}");
        let before = server.snapshot();
        let mut delete = request(Method::DELETE, &target, "desk-token-1");
        let tag =
            server.handle(request(Method::GET, &target, "desk-token-1"), Moment::START, &mut rng).response.headers.get("etag").map(str::to_owned);
        delete.headers.set("if-match", tag.clone().unwrap());
        assert_eq!(server.handle(delete, Moment::START, &mut rng).response.status, 204);
        let after = server.snapshot();
        let restored = server.restore(&before);
        assert_eq!((restored.back, restored.gone, restored.changed, restored.left.is_empty()), (1, 0, 0, true));
        let again = server.handle(request(Method::GET, &target, "desk-token-1"), Moment::START, &mut rng);
        assert_eq!((again.response.status, again.response.headers.get("etag").map(str::to_owned)), (200, tag));
        let restored = server.restore(&after);
        assert_eq!((restored.back, restored.gone, restored.changed), (0, 1, 0));
    }

    #[test]
    fn resources_designed_anew_keep_their_records() {
        let start = samples::hotel_booking();
        let mut server = Server::new(Arc::new(start.clone()), Moment::START);
        let snapshot = server.snapshot();
        let mut other = start;
        let room = other.resources.iter_mut().find(|resource| resource.name == "Room").unwrap();
        Arc::make_mut(room).generated += 3;
        server.redesign(Arc::new(other));
        let count = server.store().count("Room");
        let restored = server.restore(&snapshot);
        assert_eq!((restored.left.as_slice(), server.store().count("Room")), (&["Room".to_owned()][..], count));
    }

    #[test]
    fn a_clock_that_was_turned_back_leaves_nobody_locked_out() {
        use crate::design::policy::{Algorithm, RateLimits};
        for algorithm in [Algorithm::FixedWindow, Algorithm::SlidingWindow, Algorithm::TokenBucket] {
            let mut design = samples::hotel_booking();
            Arc::make_mut(&mut design.policies).rate_limits = RateLimits { algorithm, anonymous: 1, ..RateLimits::default() };
            let (mut server, mut rng) = (Server::new(Arc::new(design), Moment::START), Rng::new(1));
            let mut send = |server: &mut Server, now| server.handle(Request::new(Method::GET, "/v1/hotels"), now, &mut rng).response.status;
            let later = Moment::START.plus_millis(86_400_000);
            assert_eq!([send(&mut server, later), send(&mut server, later)], [200, 429]);
            assert_eq!(send(&mut server.clone(), Moment::START), 429, "{algorithm:?}: that is the trap");
            server.turned_back(later);
            assert_eq!(send(&mut server.clone(), later), 429, "what lies behind stays counted");
            server.turned_back(Moment::START);
            assert_eq!(send(&mut server, Moment::START), 200, "{algorithm:?}");
        }
    }

    /// What a thousand of them weigh, tests/state.rs measures.
    #[test]
    fn snapshots_share_what_they_have_in_common() {
        let mut store = Store::default();
        let record = |number: u64, version| Record {
            id: format!("r{number}"),
            value: serde_json::Map::new(),
            version,
            sequence: number,
            modified: Moment(0),
            hidden: false,
        };
        for number in 0..1000 {
            store.put("Room", record(number, 1));
        }
        store.take_changes();
        let first = store.clone();
        store.put("Room", record(7, 2));
        store.take_changes();
        let shared = first.all("Room").zip(store.all("Room")).filter(|(old, new)| Arc::ptr_eq(old, new)).count();
        assert_eq!(shared, 999);
    }
}
