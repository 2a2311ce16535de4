//! The scratch server of a proof, with a clock of its own and a record of everything that was sent.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Claim;
use crate::design::policy::Assign;
use crate::design::{Access, Behaviour, Client, Credential, Design, Endpoint, FieldKind, Pointer, Resource};
use crate::http::{Request, Response};
use crate::mock::sample_request::sample_for;
use crate::mock::stages::ownership::{filled, is_own};
use crate::mock::{Exchange, Moment, Record, Rng, Server, with_credentials};
use crate::rules::Finding;
use crate::user_agent::cache::Cache;
use crate::user_agent::fetch::{Credentials, Network};
use crate::user_agent::url::Url;
use crate::user_agent::{Browser, Call, Outcome};

/// What nobody in particular is called.
pub const ANYBODY: &str = "Anybody";

/// Something that was sent, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// Who sent it.
    pub who: String,
    /// Request, answer and reasons.
    pub exchange: Exchange,
}

/// A scratch copy of the server.
pub struct Stand {
    /// The design it serves.
    pub design: Arc<Design>,
    /// The server, at the seed when the script begins.
    pub server: Server,
    /// Everything that was sent, in order.
    pub seen: Vec<Seen>,
    /// The moment by its clock.
    pub now: Moment,
    rng: Rng,
    browser: Browser,
}

impl Stand {
    /// A server at the seed. Where records have owners, its clients are among them.
    pub fn new(design: &Arc<Design>) -> Self {
        let server = Server::new(Arc::clone(design), Moment::START);
        let rng = Rng::new(design.seed);
        let mut stand = Self { design: Arc::clone(design), server, seen: Vec::new(), now: Moment::START, rng, browser: Browser::default() };
        stand.enroll();
        stand
    }

    /// Gives the first known client the identity of somebody who owns something, unless the design names another.
    fn enroll(&mut self) {
        let policy = &self.design.policies.authorization;
        let is_root = |resource: &&Arc<Resource>| policy.owner_of(&resource.name) == Some(resource.identifier.field.as_str());
        let Some(root) = self.design.resources.iter().find(is_root) else { return };
        let owns = |who: &str, resource: &str| {
            self.server.store().list(resource).any(|record| is_own(&self.design, who, resource, record, self.server.store()))
        };
        let owned = |who: &str| policy.owners.iter().filter(|owner| owns(who, &owner.resource)).count();
        let people: Vec<String> = self.server.store().list(&root.name).map(|record| record.id.clone()).collect();
        let Some(best) = people.iter().rev().max_by_key(|who| owned(who)).cloned() else { return };
        let mut design = (*self.design).clone();
        let known = design.clients.iter_mut().find(|client| client.credential != Credential::None && client.subject.is_empty());
        let Some(client) = known else { return };
        Arc::make_mut(client).subject = best;
        self.design = Arc::new(design);
        self.server.redesign(Arc::clone(&self.design));
    }

    // ----- who and what ---------------------------------------------------------------------------------------------------

    /// The endpoint that a finding is about: its own, one that it names as evidence, or any other that fits.
    pub fn endpoint(&self, finding: &Finding, fits: impl Fn(&Endpoint) -> bool) -> Option<Arc<Endpoint>> {
        let named = std::iter::once(&finding.at).chain(finding.evidence.iter().map(|evidence| &evidence.at));
        let ids = named.filter_map(|at| match at {
            Pointer::Endpoint(id) => Some(id.as_str()),
            _ => None,
        });
        let first = ids.filter_map(|id| self.design.endpoint(id)).find(|endpoint| fits(endpoint));
        first.or_else(|| self.design.endpoints.iter().find(|endpoint| fits(endpoint))).cloned()
    }

    /// The endpoint that a finding stands at.
    pub fn own_endpoint(&self, finding: &Finding) -> Option<Arc<Endpoint>> {
        match &finding.at {
            Pointer::Endpoint(id) => self.design.endpoint(id).cloned(),
            _ => None,
        }
    }

    /// An endpoint of this behaviour on the resource of another.
    pub fn beside(&self, endpoint: &Endpoint, behaviour: &Behaviour) -> Option<Arc<Endpoint>> {
        let same = |other: &&Arc<Endpoint>| other.resource.is_some() && other.resource == endpoint.resource && other.behaviour == *behaviour;
        self.design.endpoints.iter().find(same).cloned()
    }

    /// The resource of an endpoint.
    pub fn resource(&self, endpoint: &Endpoint) -> Option<Arc<Resource>> {
        self.design.resource_of(endpoint).cloned()
    }

    /// The client that most likely may call an endpoint.
    pub fn client(&self, endpoint: &Endpoint) -> Option<Arc<Client>> {
        let mut known = self.design.clients.iter().filter(|client| client.credential != Credential::None);
        match &endpoint.access {
            Access::Roles(wanted) => known.find(|client| client.roles.iter().any(|role| wanted.contains(role))).cloned(),
            _ => known.next().cloned(),
        }
    }

    // ----- sending --------------------------------------------------------------------------------------------------------

    /// A request that an endpoint accepts from the client that may call it, without its credentials. `None` where no record fills
    /// its path.
    pub fn plain(&self, endpoint: &Endpoint) -> Option<Request> {
        let who = self.client(endpoint).map(|client| client.identity()).unwrap_or_default();
        let policy = &self.design.policies.authorization;
        let resource = self.resource(endpoint);
        let name = resource.as_ref().map(|resource| resource.name.as_str()).filter(|name| policy.protects(name));
        let fits = |record: &Record| name.is_none_or(|name| is_own(&self.design, &who, name, record, self.server.store()));
        let some = name.is_none_or(|name| self.server.store().list(name).any(|record| fits(record)));
        let mut request = sample_for(&self.server, endpoint, self.now, |record| !some || fits(record));
        let given =
            resource.as_ref().and_then(|resource| filled(&self.design, resource)).filter(|_| policy.check_owner && policy.assign == Assign::Caller);
        if let (Some(field), Some(Value::Object(mut members))) = (given, request.body.json()) {
            members.shift_remove(field);
            request.body = Value::Object(members).to_string().into();
        }
        (!request.target.contains('{')).then_some(request)
    }

    /// Sends a request as somebody, with the credentials of that client.
    pub fn send_as(&mut self, client: Option<&Client>, request: Request) -> usize {
        match client {
            Some(client) => {
                let request = self.server.sign(with_credentials(&self.design, client, request), self.now);
                self.send(&client.name, request)
            }
            None => self.send(ANYBODY, request),
        }
    }

    /// Sends a request as it is.
    pub fn send(&mut self, who: &str, request: Request) -> usize {
        let exchange = self.server.handle(request, self.now, &mut self.rng);
        self.seen.push(Seen { who: who.to_owned(), exchange });
        self.seen.len() - 1
    }

    /// Sends what an endpoint accepts, as a client that may call it.
    pub fn call(&mut self, endpoint: &Endpoint) -> Option<usize> {
        self.call_with(endpoint, |_| {})
    }

    /// The same, with the request changed before it gets its credentials.
    pub fn call_with(&mut self, endpoint: &Endpoint, change: impl FnOnce(&mut Request)) -> Option<usize> {
        self.prepare(endpoint);
        let mut request = self.plain(endpoint)?;
        change(&mut request);
        let client = self.client(endpoint);
        Some(self.send_as(client.as_deref(), request))
    }

    /// Makes a record for a step that none is ready for.
    pub fn prepare(&mut self, endpoint: &Endpoint) {
        let (Behaviour::Transition { name }, Some(resource)) = (&endpoint.behaviour, self.resource(endpoint)) else { return };
        let Some(ways) = &resource.lifecycle else { return };
        let starts = ways.ways_from(&ways.initial).any(|way| way.name == *name);
        let create = self.beside(endpoint, &Behaviour::Create).filter(|_| starts);
        if let Some((create, request)) = create.and_then(|create| Some((create.clone(), self.plain(&create)?))) {
            let client = self.client(&create);
            self.send_as(client.as_deref(), request);
        }
    }

    /// A record of this endpoint's resource that is not its caller's.
    pub fn foreign(&self, endpoint: &Endpoint) -> Option<String> {
        let who = self.client(endpoint).map(|client| client.identity()).unwrap_or_default();
        let name = endpoint.resource.as_deref()?;
        let mut others = self.server.store().list(name).filter(|record| !is_own(&self.design, &who, name, record, self.server.store()));
        others.next().map(|record| record.id.clone())
    }

    /// Asks for a record that is not there, where one can be read.
    pub fn call_missing(&mut self, finding: &Finding) -> Option<usize> {
        let read = self.endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::Read && endpoint.path.ends_with('}'))?;
        self.call_with(&read, |request| {
            let parent = request.target.rsplit_once('/').map_or("", |(parent, _)| parent);
            request.target = format!("{parent}/00000000-0000-4000-8000-000000000000");
        })
    }

    /// Sends content of which no member fits its field.
    pub fn call_unfit(&mut self, endpoint: &Endpoint) -> Option<usize> {
        let resource = self.resource(endpoint)?;
        let text = resource.fields.iter().find(|field| !field.read_only && !matches!(field.kind, FieldKind::Object | FieldKind::Money))?;
        let member = text.name.clone();
        self.call_with(endpoint, |request| {
            let mut value = request.body.json().unwrap_or_default();
            if let Some(members) = value.as_object_mut() {
                members.insert(member, json!({ "unfit": true }));
            }
            request.body = value.to_string().into();
        })
    }

    /// Lets time pass.
    pub fn wait_minutes(&mut self, minutes: u64) {
        self.now = self.now.plus_millis(minutes * 60_000);
    }

    /// A page at an origin calls from its browser; what the browser refuses is told.
    pub fn fetch(
        &mut self,
        who: &str,
        origin: &str,
        credentials: Credentials,
        request: Request,
        shared: Option<&mut Cache>,
    ) -> Result<Response, String> {
        let call = Call { credentials, ..Call::new(origin) };
        let own = Url::parse(&self.design.origin).map_or_else(|| self.design.origin.clone(), |url| url.origin());
        let (address, now) = (self.design.origin.clone(), self.now.seconds());
        let mut browser = std::mem::take(&mut self.browser);
        let mut server = |origin: &str, request| {
            let at = (origin == own).then(|| self.send(who, request))?;
            Some(self.seen.get(at)?.exchange.response.clone())
        };
        let journey = browser.call(&call, &address, request, now, &mut Network { proxy: shared, server: &mut server });
        self.browser = browser;
        match journey.outcome {
            Outcome::Readable { response, .. } => Ok(response),
            Outcome::Opaque { .. } => Err("the answer stays shut".to_owned()),
            Outcome::Blocked(blocked) => Err(blocked.reason),
        }
    }

    // ----- looking --------------------------------------------------------------------------------------------------------

    /// An answer.
    pub fn response(&self, at: usize) -> Option<&Response> {
        self.seen.get(at).map(|seen| &seen.exchange.response)
    }

    /// Its status; 0 where there is none.
    pub fn status(&self, at: usize) -> u16 {
        self.response(at).map_or(0, |response| response.status)
    }

    /// Whether it is a success.
    pub fn worked(&self, at: usize) -> bool {
        (200..300).contains(&self.status(at))
    }

    /// A field of it.
    pub fn header(&self, at: usize, name: &str) -> Option<&str> {
        self.response(at)?.headers.get(name)
    }

    /// Its content as JSON; `null` where it is none.
    pub fn json(&self, at: usize) -> Value {
        self.response(at).and_then(|response| response.body.json()).unwrap_or_default()
    }

    /// The items of a list, in whatever they are enclosed.
    pub fn items(&self, at: usize) -> Vec<Value> {
        match self.json(at) {
            Value::Array(items) => items,
            Value::Object(page) => page.into_iter().find_map(|(_, value)| value.as_array().cloned()).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// Whether two answers say the same, whatever addresses their links name.
    pub fn says_the_same(&self, one: usize, other: usize) -> bool {
        let said = |at: usize| {
            let mut value = self.json(at);
            drop_links(&mut value);
            value
        };
        said(one) == said(other)
    }

    /// How many records an exchange made.
    pub fn made(&self, at: usize) -> usize {
        self.seen.get(at).map_or(0, |seen| seen.exchange.changes.iter().filter(|change| change.before.is_none()).count())
    }

    /// How many records an exchange changed in any way.
    pub fn changes(&self, at: usize) -> usize {
        self.seen.get(at).map_or(0, |seen| seen.exchange.changes.len())
    }

    /// `POST /v1/orders`, as it was sent.
    pub fn line(&self, at: usize) -> String {
        self.seen.get(at).map(|seen| format!("{} {}", seen.exchange.request.method, seen.exchange.request.target)).unwrap_or_default()
    }

    // ----- claiming -------------------------------------------------------------------------------------------------------

    /// The status line of an exchange shows it.
    pub fn by_status(&self, at: usize, text: impl Into<String>) -> Option<Claim> {
        let line = crate::http::status::line(self.status(at));
        Some(Claim { text: text.into(), exchange: at, line })
    }

    /// A field of an answer shows it, or that there is none.
    pub fn by_header(&self, at: usize, name: &str, text: impl Into<String>) -> Option<Claim> {
        let line = self.header(at, name).map_or_else(|| format!("no {name}"), |value| format!("{name}: {value}"));
        Some(Claim { text: text.into(), exchange: at, line })
    }

    /// A line of an exchange shows it.
    pub fn by_line(&self, at: usize, line: impl Into<String>, text: impl Into<String>) -> Option<Claim> {
        Some(Claim { text: text.into(), exchange: at, line: line.into() })
    }
}

fn drop_links(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(drop_links),
        Value::Object(members) => {
            members.retain(|name, _| name != "links" && name != "_links");
            members.values_mut().for_each(drop_links);
        }
        _ => {}
    }
}
