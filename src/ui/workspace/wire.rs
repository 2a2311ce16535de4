//! The verbs of the workspace that speak to the server: send, answer, reset, and the request in the making.

use std::sync::{Arc, OnceLock};

use roundtrip::design::{Client, Design, Endpoint, Pointer};
use roundtrip::http::{Request, Response};
use roundtrip::mock::{Exchange, Extras, Moment, Server, sample_request, with_credentials};
use roundtrip::user_agent::Journey;
use roundtrip::user_agent::cache::Mode as CacheMode;

use super::{BeforeWait, Browsers, View, Workspace};
use crate::browser::service_worker::Reply;
use crate::browser::{clock, window};
use crate::ui::parts::Browsing;
use crate::ui::send::Options;
use crate::ui::toasts::Toast;
use crate::ui::traffic::{Entry, SCRATCH, Wire};

/// The most exchanges kept; older ones are forgotten.
const KEPT: usize = 1000;

impl Workspace {
    /// Sends a request as a client over the virtual wire, with the client's browser between where it has an origin.
    pub fn send_as(&self, client: &str, request: Request, options: Options) {
        let workspace = *self;
        if self.with_server(|server| server.lacks(&request)) {
            let client = client.to_owned();
            return self.parts.extras.with(move |extras| {
                workspace.extend(extras);
                workspace.send_as(&client, request, options);
            });
        }
        self.end_wait();
        let client = self.design.with_untracked(|design| design.client(client).cloned());
        match client {
            Some(client) if client.origin.is_some() => self.parts.browser.with(move |browsing| workspace.browse(&client, request, options, browsing)),
            client => {
                let request = self.with_server(|server| server.sign(request, self.now()));
                let (started, wanted, mut exchanges) = (clock::elapsed(), request.clone(), Vec::new());
                self.handle(request, self.now(), &mut exchanges);
                let name = client.map_or_else(|| "Nobody".to_owned(), |client| client.name.clone());
                self.log(name, wanted, Wire::Virtual, options, exchanges, None, started);
            }
        }
    }

    /// Sends a request as a client with its credentials, so that it reaches the server whatever its browser keeps.
    pub fn send_past_caches(&self, client: &str, request: Request) {
        let design = self.design.get_untracked();
        let request = design.client(client).map_or_else(|| request.clone(), |known| with_credentials(&design, known, request.clone()));
        self.send_as(client, request, Options { cache: CacheMode::NoStore, ..Options::default() });
    }

    /// Sends a request from a page in a client's browser, through a shared cache where one stands between.
    fn browse(&self, client: &Client, request: Request, options: Options, browsing: Browsing) {
        let (design, now) = (self.design.get_untracked(), self.now());
        let request = self.with_server(|server| server.sign(request, now));
        let options = options.of(&design, &request);
        let (started, wanted, mut exchanges) = (clock::elapsed(), request.clone(), Vec::new());
        let (mut journey, mut before) = (None, None);
        self.browsers.update_value(|browsers| {
            let call = options.call(client);
            let (browser, shared) = browsers.of(&client.name);
            before = (design.policies.faults.latency > 0).then(|| (browsing.remember)(browser, shared));
            let proxy = Some(shared).filter(|_| design.policies.caching.shared_cache);
            let mut server = |request| self.handle(request, now, &mut exchanges);
            journey = Some((browsing.carry)(browser, &call, &design.origin, request, now.seconds(), proxy, &mut server));
        });
        self.log(client.name.clone(), wanted, Wire::Virtual, options, exchanges, journey, started);
        let waiting = self.waiting.with_untracked(|waiting| waiting.as_ref().map(|entry| entry.number));
        let records = self.records.get_untracked();
        self.before_wait.set_value(waiting.zip(before).map(|(number, (browser, shared))| BeforeWait { number, records, browser, shared }));
    }

    /// Answers a request that came over the real wire, and shows it like any other.
    pub fn answer(&self, request: Request, reply: Reply) {
        if self.with_server(|server| server.lacks(&request)) {
            let workspace = *self;
            return self.parts.extras.with(move |extras| {
                workspace.extend(extras);
                workspace.answer(request, reply);
            });
        }
        let mut exchanges = Vec::new();
        let started = clock::elapsed();
        let wanted = request.clone();
        let response = self.handle(request, self.now(), &mut exchanges);
        let client = exchanges.first().and_then(|exchange| exchange.client.clone()).unwrap_or_else(|| "Real wire".to_owned());
        let wait = exchanges.iter().map(|exchange| exchange.latency).sum::<u32>();
        self.log(client, wanted, Wire::Real, Options::default(), exchanges, None, started);
        window::after_or_now(wait, move || reply(&response));
    }

    /// Gives the server what most requests do without.
    pub fn extend(&self, extras: &'static dyn Extras) {
        self.server.update_value(|server| server.extend(extras));
        // What was looked at so far may be answered otherwise by all that is there now.
        self.records.update(|count| *count += 1);
    }

    fn handle(&self, request: Request, now: Moment, exchanges: &mut Vec<Exchange>) -> Response {
        self.keep_before();
        let mut response = Response::new(500);
        self.server.update_value(|server| {
            self.rng.update_value(|rng| {
                let exchange = server.handle(request, now, rng);
                response = exchange.response.clone();
                exchanges.push(exchange);
            });
        });
        response
    }

    #[expect(clippy::too_many_arguments, reason = "an entry is where everything that came of a send comes together")]
    fn log(&self, client: String, request: Request, wire: Wire, options: Options, exchanges: Vec<Exchange>, journey: Option<Journey>, started: f64) {
        let number = self.next_number();
        self.keep_after(number);
        let mut entry = Entry {
            number,
            client,
            request,
            wire,
            options,
            exchanges,
            journey,
            millis: clock::elapsed() - started,
            started,
            cancelled: OnceLock::new(),
            suggestions: Vec::new(),
        };
        if let Some(exchange) = entry.main() {
            entry.suggestions = self.with_server(|server| server.suggestions(exchange));
        }
        if entry.exchanges.iter().any(|exchange| !exchange.changes.is_empty()) {
            self.records.update(|count| *count += 1);
        }
        let wait = entry.latency();
        entry.millis += f64::from(wait);
        let entry = Arc::new(entry);
        // Answers come in order: what is still waited for is shown first.
        self.end_wait();
        if wait == 0 {
            return self.show_entry(entry);
        }
        self.waiting.set(Some(Arc::clone(&entry)));
        let workspace = *self;
        // The sequence stands at the request that is on its way: a preflight first, then what it was for.
        let mut leaves = 0;
        for (place, exchange) in entry.exchanges.iter().enumerate() {
            let entry = Arc::clone(&entry);
            window::after_or_now(leaves, move || {
                if workspace.waits_for(&entry) {
                    workspace.step.set(entry.steps_so_far(place + 1).saturating_sub(1));
                }
            });
            leaves += exchange.latency;
        }
        window::after(wait as i32, move || {
            if workspace.waits_for(&entry) {
                workspace.end_wait();
            }
        });
    }

    /// Whether the answer to this very send is on its way.
    pub(super) fn waits_for(&self, entry: &Arc<Entry>) -> bool {
        self.waiting.with_untracked(|waiting| waiting.as_ref().is_some_and(|waiting| Arc::ptr_eq(waiting, entry)))
    }

    /// Shows the answer that is still on its way, if there is one, without waiting any longer. Whether there was one.
    pub fn end_wait(&self) -> bool {
        let Some(entry) = self.waiting.get_untracked() else { return false };
        self.waiting.set(None);
        self.show_entry(entry);
        true
    }

    /// Gives up waiting for an answer, if one is on its way. Whether there was one.
    pub fn cancel(&self) -> bool {
        let workspace = *self;
        let Some(entry) = self.waiting.get_untracked() else { return false };
        self.parts.browser.with(move |browsing| (browsing.cancel)(workspace, entry));
        true
    }

    /// Takes an entry that was made elsewhere into the traffic, under the next number, which is returned.
    pub fn take_in(&self, make: impl FnOnce(u32) -> Arc<Entry>) -> u32 {
        let number = self.next_number();
        self.show_entry(make(number));
        number
    }

    fn next_number(&self) -> u32 {
        self.numbers.update_value(|last| {
            *last += 1;
            *last
        })
    }

    pub(super) fn show_entry(&self, entry: Arc<Entry>) {
        let (number, step) = (entry.number, entry.decisive_step());
        let mut follows = self.pace.update_value(|pace| pace.follows(clock::elapsed()));
        self.traffic.update(|traffic| {
            traffic.push(entry);
            if traffic.len() > KEPT {
                // What is forgotten cannot stay in Watch.
                follows |= Some(traffic.remove(0).number) == self.shown.get_untracked();
            }
        });
        if follows {
            self.shown.set(Some(number));
            self.step.set(step);
        }
    }

    /// The exchange in Watch.
    pub fn shown_entry(&self) -> Option<Arc<Entry>> {
        let number = self.shown.get()?;
        let list = if number >= SCRATCH { self.scratch } else { self.traffic };
        list.with(|list| list.iter().rev().find(|entry| entry.number == number).cloned())
    }

    /// Puts every record back to the seed.
    pub fn reset_data(&self) {
        self.server.update_value(Server::reset);
        self.browsers.update_value(Browsers::forget_answers);
        self.begin_again();
        self.records.update(|count| *count += 1);
    }

    // ----- the request in the making -----------------------------------------------------------------------------------------

    /// Loads an endpoint into Send: a request that it accepts as things stand, from live records.
    pub fn pick_endpoint(&self, id: &str) {
        let design = self.design.get_untracked();
        let Some(endpoint) = design.endpoint(id) else { return };
        let request = self.with_server(|server| sample_request(server, endpoint, self.now()));
        self.draft.load(&request);
        self.draft.made.set_value(self.draft.body.get_untracked());
        self.draft.endpoint.set(Some(id.to_owned()));
        self.selection.set(Pointer::endpoint(id));
        if let Some(client) = self.best_client(&design, endpoint) {
            self.draft.client.set(client);
        }
    }

    /// Sends the request in the making.
    pub fn send(&self) {
        self.end_wait();
        let client = self.draft.client.get_untracked();
        let Some(mut request) = self.draft.request() else {
            self.toast(Toast::error("The method is no HTTP token. Use letters, such as GET.".to_owned()));
            return;
        };
        let design = self.design.get_untracked();
        if let Some(known) = design.client(&client).filter(|_| self.draft.credentials.get_untracked()) {
            request = with_credentials(&design, known, request);
        }
        match self.draft.wire.get_untracked() {
            Wire::Virtual | Wire::Check => self.send_as(&client, request, self.draft.options.get_untracked()),
            Wire::Real if self.with_server(|server| server.lacks(&request)) => {
                let workspace = *self;
                self.parts.extras.with(move |extras| {
                    workspace.extend(extras);
                    workspace.send();
                });
            }
            Wire::Real => crate::ui::send::real_wire::send(*self, self.with_server(|server| server.sign(request, self.now()))),
        }
        self.view.set(View::Watch);
    }

    /// Keeps the present client if it may call the endpoint; otherwise the first one that may.
    fn best_client(&self, design: &Design, endpoint: &Endpoint) -> Option<String> {
        let roundtrip::design::Access::Roles(wanted) = &endpoint.access else { return None };
        let may = |client: &&Arc<roundtrip::design::Client>| client.roles.iter().any(|role| wanted.contains(role));
        let present = self.draft.client.get_untracked();
        match design.client(&present).filter(may) {
            Some(_) => None,
            None => design.clients.iter().find(may).map(|client| client.name.clone()),
        }
    }
}
