//! A running server: a design, its records, and what it has given out so far.

use std::sync::Arc;

use super::exchange::Exchange;
use super::extras::{self, Extras};
use super::ledger::Ledger;
use super::moment::Moment;
use super::next::Suggestion;
use super::pipeline::{self, Call, Meant};
use super::rng::Rng;
use super::routes::Routes;
use super::store::Store;
use super::{decision::Trace, fake};
use crate::design::Design;
use crate::http::Request;

/// A server made from a design.
#[derive(Clone)]
pub struct Server {
    pub(super) design: Arc<Design>,
    pub(super) routes: Routes,
    pub(super) store: Store,
    pub(super) ledger: Ledger,
    started: Moment,
    extras: &'static dyn Extras,
}

impl Server {
    /// A server with the design's seed records, as they stand at this moment.
    pub fn new(design: Arc<Design>, now: Moment) -> Self {
        Self::with_extras(design, now, extras::ALL)
    }

    /// The same, with what most requests do without, or not.
    pub fn with_extras(design: Arc<Design>, now: Moment, extras: &'static dyn Extras) -> Self {
        let mut server = Self { routes: Routes::new(&design), design, store: Store::default(), ledger: Ledger::default(), started: now, extras };
        server.reset();
        server
    }

    /// Gets what it did without so far.
    pub fn extend(&mut self, extras: &'static dyn Extras) {
        self.extras = extras;
    }

    /// What most requests do without.
    pub fn extras(&self) -> &'static dyn Extras {
        self.extras
    }

    /// What to try next after an exchange; nothing where that is not there yet.
    pub fn suggestions(&self, exchange: &Exchange) -> Vec<Suggestion> {
        self.extras.suggest(self, exchange)
    }

    fn call<'a>(&'a self, request: &'a Request) -> Call<'a> {
        Call { design: &self.design, request, now: self.started, extras: self.extras }
    }

    /// Whether a request may need what is not there.
    pub fn lacks(&self, request: &Request) -> bool {
        !self.extras.are_there() && extras::asked(&self.call(request), &self.routes)
    }

    /// Where tokens are signed, puts one of this moment in the place of the text by which the sketch knows the client.
    pub fn sign(&self, mut request: Request, now: Moment) -> Request {
        if self.design.policies.tokens.are_signed() {
            self.extras.sign(&self.design, &mut request, now);
        }
        request
    }

    /// Handles one request. The same state, request, moment and generator give the same exchange, byte for byte.
    pub fn handle(&mut self, request: Request, now: Moment, rng: &mut Rng) -> Exchange {
        self.ledger.handled += 1;
        let design = Arc::clone(&self.design);
        let mut trace = Trace(Vec::with_capacity(super::Stage::ALL.len()));
        let mut meant = Meant::default();
        let call = Call { design: &design, request: &request, now, extras: self.extras };
        let reply = match pipeline::respond(self, &call, rng, &mut trace, &mut meant) {
            Ok(reply) => reply,
            Err(early) => early.by(trace.0.last().map_or(super::Stage::Finish, |step| step.stage)),
        };
        let changes = self.store.take_changes();
        let deliveries = pipeline::announce(&call, &meant, &changes, rng, &mut trace);
        let reply = pipeline::dress(&call, reply, &meant, &mut trace);
        Exchange {
            response: reply.response,
            title: reply.title,
            trace,
            notes: reply.notes,
            moment: now,
            latency: design.policies.faults.latency,
            endpoint: meant.endpoint,
            client: meant.client,
            changes,
            deliveries,
            remembered: self.ledger.take_notes(),
            request,
        }
    }

    /// The design it serves.
    pub fn design(&self) -> &Arc<Design> {
        &self.design
    }

    /// Its records.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// How many requests it has handled.
    pub fn handled(&self) -> u64 {
        self.ledger.handled
    }

    /// What it remembers beside its records.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Puts every record back to the seed, and forgets what it remembered of its callers.
    pub fn reset(&mut self) {
        self.store = Store::default();
        self.ledger.sequence = 0;
        self.ledger.forget();
        fake::seed(&self.design, &mut self.store, &mut self.ledger, self.started, |_| true);
        self.store.take_changes();
    }

    /// Serves a changed design. Records stay, except where their resource has changed: these are seeded again, and jobs, uploads and the
    /// answers kept for repetitions are forgotten, since they may speak of records that are gone.
    /// Other rate limits begin to count anew.
    pub fn redesign(&mut self, design: Arc<Design>) {
        let before = std::mem::replace(&mut self.design, design);
        self.routes = Routes::new(&self.design);
        let same = |name: &str| match (before.resource(name), self.design.resource(name)) {
            (Some(old), Some(new)) => Arc::ptr_eq(old, new) || same_records(old, new),
            _ => false,
        };
        let unchanged: Vec<String> = self.design.resources.iter().map(|resource| resource.name.clone()).filter(|name| same(name)).collect();
        let stays = |name: &str| before.seed == self.design.seed && unchanged.iter().any(|known| known == name);
        let kept = before.resources.iter().all(|resource| stays(&resource.name));
        if !kept {
            self.ledger.answers.clear();
            self.ledger.jobs.clear();
            self.ledger.uploads.clear();
        }
        if before.policies.rate_limits != self.design.policies.rate_limits {
            self.ledger.usage.clear();
        }
        self.store.keep(stays);
        fake::seed(&self.design, &mut self.store, &mut self.ledger, self.started, |name| !stays(name));
        self.store.take_changes();
    }
}

/// Whether two versions of a resource would hold the same records: a moved card or a new note changes none.
pub(super) fn same_records(old: &crate::design::Resource, new: &crate::design::Resource) -> bool {
    let plain = |resource: &crate::design::Resource| {
        let mut plain = resource.clone();
        plain.place = None;
        plain.note.clear();
        plain.segment.clear();
        plain.fields.iter_mut().for_each(|field| field.note.clear());
        plain
    };
    plain(old) == plain(new)
}
