//! The verbs of the workspace that speak to the server: send, answer, reset, and the request in the making.

use std::sync::Arc;

use roundtrip::design::{Design, Endpoint, Pointer};
use roundtrip::http::{Request, Response};
use roundtrip::mock::{Extras, Moment, Server, sample_request, with_credentials};
use roundtrip::user_agent::{Browser, Page};

use super::{View, Workspace};
use crate::browser::clock;
use crate::browser::service_worker::Reply;
use crate::ui::toasts::Toast;
use crate::ui::traffic::{Entry, Wire};

/// The most exchanges kept; older ones are forgotten.
const KEPT: usize = 1000;

impl Workspace {
    /// Sends a request as a client over the virtual wire, with the client's browser between where it has an origin.
    pub fn send_as(&self, client: &str, request: Request) {
        if self.with_server(|server| server.lacks(&request)) {
            let (workspace, client) = (*self, client.to_owned());
            return self.parts.extras.with(move |extras| {
                workspace.extend(extras);
                workspace.send_as(&client, request);
            });
        }
        let design = self.design.get_untracked();
        let client = design.client(client).cloned();
        let now = self.now();
        let request = self.with_server(|server| server.sign(request, now));
        let started = clock::elapsed();
        let wanted = request.clone();
        let mut exchanges = Vec::new();
        let journey = match client.as_ref().and_then(|client| Some((client, client.origin.as_deref()?))) {
            None => {
                self.handle(request, now, &mut exchanges);
                None
            }
            Some((client, origin)) => {
                let page = Page { origin, includes_credentials: client.includes_credentials };
                let mut journey = None;
                self.browsers.update_value(|browsers| {
                    if !browsers.iter().any(|(name, _)| *name == client.name) {
                        browsers.push((client.name.clone(), Browser::default()));
                    }
                    let Some((_, browser)) = browsers.iter_mut().find(|(name, _)| *name == client.name) else { return };
                    journey =
                        Some(browser.fetch(&page, &design.origin, request, now.seconds(), &mut |request| self.handle(request, now, &mut exchanges)));
                });
                journey
            }
        };
        let millis = clock::elapsed() - started;
        let name = client.map_or_else(|| "Nobody".to_owned(), |client| client.name.clone());
        self.log(name, wanted, Wire::Virtual, exchanges, journey, millis);
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
        self.log(client, wanted, Wire::Real, exchanges, None, clock::elapsed() - started);
        reply(&response);
    }

    /// Gives the server what most requests do without.
    pub fn extend(&self, extras: &'static dyn Extras) {
        self.server.update_value(|server| server.extend(extras));
    }

    fn handle(&self, request: Request, now: Moment, exchanges: &mut Vec<roundtrip::mock::Exchange>) -> Response {
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

    fn log(
        &self,
        client: String,
        request: Request,
        wire: Wire,
        exchanges: Vec<roundtrip::mock::Exchange>,
        journey: Option<roundtrip::user_agent::Journey>,
        millis: f64,
    ) {
        let mut number = 0;
        self.numbers.update_value(|last| {
            *last += 1;
            number = *last;
        });
        self.keep_after(number);
        let suggestions =
            exchanges.last().map(|exchange| self.with_server(|server| roundtrip::mock::suggestions(server, exchange))).unwrap_or_default();
        let changed = exchanges.iter().any(|exchange| !exchange.changes.is_empty());
        let entry = Entry { number, client, request, wire, exchanges, journey, millis, suggestions };
        let step = entry.decisive_step();
        self.traffic.update(|traffic| {
            traffic.push(Arc::new(entry));
            if traffic.len() > KEPT {
                traffic.remove(0);
            }
        });
        self.shown.set(Some(number));
        self.step.set(step);
        if changed {
            self.records.update(|count| *count += 1);
        }
    }

    /// The exchange in Watch.
    pub fn shown_entry(&self) -> Option<Arc<Entry>> {
        let number = self.shown.get()?;
        self.traffic.with(|traffic| traffic.iter().rev().find(|entry| entry.number == number).cloned())
    }

    /// Puts every record back to the seed.
    pub fn reset_data(&self) {
        self.server.update_value(Server::reset);
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
        self.draft.endpoint.set(Some(id.to_owned()));
        self.selection.set(Pointer::endpoint(id));
        if let Some(client) = self.best_client(&design, endpoint) {
            self.draft.client.set(client);
        }
    }

    /// Sends the request in the making.
    pub fn send(&self) {
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
            Wire::Virtual => self.send_as(&client, request),
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
