//! The running server of a lab: its clients with a browser each, a shared cache where the design has one, a clock, and what was kept
//! of earlier answers. Nothing comes by chance: the same acts give the same bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::{Act, LabError, forge, observe, patch};
use crate::design::words::letters::Letters;
use crate::design::{Access, Client, Credential, Design, Endpoint, words};
use crate::http::{Request, Response, method};
use crate::mock::receiver::{Receipt, deliver, trick};
use crate::mock::stages::webhooks::Delivery;
use crate::mock::{Exchange, Moment, Rng, Server, sample_request, with_credentials};
use crate::user_agent::cache::{Cache, Kind};
use crate::user_agent::fetch::Credentials;
use crate::user_agent::url::Url;
use crate::user_agent::{Browser, Call, Journey, Network};

/// Who sends what nobody in particular sends.
pub const NOBODY: &str = "Nobody";

/// Something that was sent, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Who sent it.
    pub by: String,
    /// What was to be sent.
    pub request: Request,
    /// What reached the server.
    pub exchanges: Vec<Exchange>,
    /// What the browser decided, for clients in one.
    pub journey: Option<Journey>,
}

/// An act that was done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    /// What was sent, in order; nothing where a policy was changed or time passed.
    pub runs: Vec<Run>,
    /// What the receiver of a webhook did.
    pub receipt: Option<Receipt>,
}

/// A lab's server and everybody around it.
pub struct Bench {
    /// The design it serves.
    pub design: Arc<Design>,
    /// The server.
    pub server: Server,
    /// The moment by its clock.
    pub now: Moment,
    rng: Rng,
    browsers: Vec<(String, Browser)>,
    shared: Cache,
    kept: BTreeMap<String, String>,
    told: Option<Delivery>,
}

impl Bench {
    /// A server at the seed.
    pub fn new(design: Design) -> Self {
        let design = Arc::new(design);
        Self {
            server: Server::new(Arc::clone(&design), Moment::START),
            rng: Rng::new(design.seed),
            design,
            now: Moment::START,
            browsers: Vec::new(),
            shared: Cache::new(Kind::Shared),
            kept: BTreeMap::new(),
            told: None,
        }
    }

    /// Does something.
    pub fn perform(&mut self, act: &Act) -> Result<Done, LabError> {
        match act {
            Act::Send { by, request, keep, times, bare, .. } => {
                let client = Some(self.client(by)?);
                let mut done = Done::default();
                for _ in 0..*times {
                    let request = self.written(request)?;
                    done.runs.push(self.send(client.as_deref(), request, !*bare));
                }
                self.keep(keep, &done)?;
                Ok(done)
            }
            Act::Call { does, of, by, headers, members, query, keep, times } => {
                let endpoint = self.endpoint(does, of)?;
                let client = match by.as_str() {
                    "" => self.able(&endpoint),
                    "nobody" => None,
                    name => Some(self.client(name)?),
                };
                let mut done = Done::default();
                let mut request = sample_request(&self.server, &endpoint, self.now);
                self.adjust(&mut request, headers, members, query)?;
                for _ in 0..*times {
                    let request = request.clone();
                    done.runs.push(self.send(client.as_deref(), request, true));
                }
                self.keep(keep, &done)?;
                Ok(done)
            }
            Act::Set { set, .. } => {
                self.design = Arc::new(patch::apply(&self.design, set)?);
                self.server.redesign(Arc::clone(&self.design));
                // What was kept of another server would hide what the change does.
                self.browsers.iter_mut().for_each(|(_, browser)| browser.forget_answers());
                self.shared.clear();
                Ok(Done::default())
            }
            Act::Wait { seconds, .. } => {
                self.now = self.now.plus_millis(seconds.saturating_mul(1000));
                Ok(Done::default())
            }
            Act::Deliver { trick: mischief, .. } => {
                let told = self.told.as_ref().ok_or_else(|| LabError::Nothing("no message was sent by the server".to_owned()))?;
                let policy = &self.design.policies.webhooks;
                let receipt = match mischief {
                    Some(mischief) => Some(trick(policy, told, mischief.trick())),
                    None => deliver(policy, told, 0).pop(),
                };
                Ok(Done { runs: Vec::new(), receipt })
            }
        }
    }

    fn client(&self, name: &str) -> Result<Arc<Client>, LabError> {
        self.design.client(name).cloned().ok_or_else(|| LabError::NoClient(name.to_owned()))
    }

    /// The first client that may call an endpoint.
    fn able(&self, endpoint: &Endpoint) -> Option<Arc<Client>> {
        let mut known = self.design.clients.iter().filter(|client| client.credential != Credential::None && client.origin.is_none());
        let mut all = self.design.clients.iter().filter(|client| client.credential != Credential::None);
        let may = |client: &&Arc<Client>| match &endpoint.access {
            Access::Roles(wanted) => client.roles.iter().any(|role| wanted.contains(role)),
            _ => true,
        };
        known.find(may).or_else(|| all.find(may)).cloned()
    }

    /// The endpoint that does this to a resource, whatever the person calls it.
    fn endpoint(&self, does: &str, of: &str) -> Result<Arc<Endpoint>, LabError> {
        let wanted = words::singular(of).lower();
        let same = |name: &str| words::singular(&words::spaced(name)).lower() == wanted;
        let is_it = |endpoint: &&Arc<Endpoint>| {
            let named = endpoint
                .resource
                .as_deref()
                .is_some_and(|name| same(name) || self.design.resource(name).is_some_and(|resource| same(&resource.segment)));
            named && endpoint.behaviour.word() == does
        };
        let found = self.design.endpoints.iter().find(is_it).cloned();
        found.ok_or_else(|| LabError::NoEndpoint { does: does.to_owned(), resource: of.to_owned() })
    }

    /// A request from its text, with what was kept in its place.
    fn written(&self, text: &str) -> Result<Request, LabError> {
        let text = self.filled(text)?;
        let (head, body) = text.split_once("\n\n").unwrap_or((&text, ""));
        let mut lines = head.lines();
        let first = lines.next().unwrap_or_default();
        let bad = || LabError::BadRequest(first.to_owned());
        let (verb, target) = first.split_once(' ').ok_or_else(bad)?;
        let mut request = Request::new(method::parse(verb).ok_or_else(bad)?, target);
        for line in lines {
            let (name, value) = line.split_once(": ").ok_or_else(|| LabError::BadRequest(line.to_owned()))?;
            request.headers.append(name, value);
        }
        request.body = body.into();
        Ok(request)
    }

    fn adjust(
        &self,
        request: &mut Request,
        headers: &BTreeMap<String, String>,
        members: &serde_json::Map<String, Value>,
        query: &str,
    ) -> Result<(), LabError> {
        for (name, value) in headers {
            match value.is_empty() {
                true => request.headers.remove(name),
                false => request.headers.set(name, self.filled(value)?),
            }
        }
        if !members.is_empty() {
            let mut content = request.body.json().unwrap_or_default();
            if let Value::Object(known) = &mut content {
                for (name, value) in members {
                    let value = if let Value::String(text) = value { Value::from(self.filled(text)?) } else { value.clone() };
                    known.insert(name.clone(), value);
                }
            }
            request.body = content.to_string().into();
        }
        if !query.is_empty() {
            let query = self.filled(query)?;
            let path = request.path().to_owned();
            // What was kept may be an address of its own.
            request.target = if query.starts_with('/') { query } else { format!("{path}?{query}") };
        }
        Ok(())
    }

    /// A text with `${name}` replaced by what was kept, or by a forged token.
    fn filled(&self, text: &str) -> Result<String, LabError> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, behind) = after.split_once('}').ok_or_else(|| LabError::NotKept(after.to_owned()))?;
            filled.push_str(before);
            let value = match name.strip_prefix("forge ") {
                Some(how) => forge::token(&self.design, how, self.now),
                None => self.kept.get(name).cloned(),
            };
            filled.push_str(&value.ok_or_else(|| LabError::NotKept(name.to_owned()))?);
            rest = behind;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn keep(&mut self, keep: &BTreeMap<String, String>, done: &Done) -> Result<(), LabError> {
        for (name, about) in keep {
            let value = done.runs.last().map(|run| observe::of_run(run, about)).ok_or_else(|| LabError::NotKept(name.clone()))??;
            self.kept.insert(name.clone(), value);
        }
        Ok(())
    }

    /// Sends a request, through the browser of a client that lives in one.
    fn send(&mut self, client: Option<&Client>, request: Request, with_credential: bool) -> Run {
        let request = match client.filter(|_| with_credential) {
            Some(client) => self.server.sign(with_credentials(&self.design, client, request), self.now),
            None => request,
        };
        let by = client.map_or_else(|| NOBODY.to_owned(), |client| client.name.clone());
        let (wanted, mut exchanges, mut journey) = (request.clone(), Vec::new(), None);
        match client.and_then(|client| client.origin.as_deref().map(|origin| (client, origin))) {
            None => exchanges.push(self.server.handle(request, self.now, &mut self.rng)),
            Some((client, origin)) => {
                let credentials = if client.includes_credentials { Credentials::Include } else { Credentials::SameOrigin };
                let call = Call { credentials, ..Call::new(origin) };
                journey = Some(self.browse(&by, &call, request, &mut exchanges));
            }
        }
        if let Some(delivery) = exchanges.iter().rev().find_map(|exchange| exchange.deliveries.first()) {
            self.told = Some(delivery.clone());
        }
        Run { by, request: wanted, exchanges, journey }
    }

    fn browse(&mut self, by: &str, call: &Call, request: Request, exchanges: &mut Vec<Exchange>) -> Journey {
        let mut browser = match self.browsers.iter().position(|(name, _)| name == by) {
            Some(place) => self.browsers.remove(place).1,
            None => Browser::default(),
        };
        let own = Url::parse(&self.design.origin).map_or_else(|| self.design.origin.clone(), |url| url.origin());
        let (address, now, is_shared) = (self.design.origin.clone(), self.now, self.design.policies.caching.shared_cache);
        let (engine, rng) = (&mut self.server, &mut self.rng);
        let mut server = |origin: &str, request: Request| -> Option<Response> {
            (origin == own).then(|| {
                let exchange = engine.handle(request, now, rng);
                let response = exchange.response.clone();
                exchanges.push(exchange);
                response
            })
        };
        let proxy = Some(&mut self.shared).filter(|_| is_shared);
        let journey = browser.call(call, &address, request, now.seconds(), &mut Network { proxy, server: &mut server });
        self.browsers.push((by.to_owned(), browser));
        journey
    }
}

impl Done {
    /// What was sent last.
    pub fn last(&self) -> Option<&Run> {
        self.runs.last()
    }
}
