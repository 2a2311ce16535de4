//! A change, shown: a request that the old server takes is sent to the old server and to the new one, with the same records on both.
//!
//! This stands among the proofs and not in `compare`: it needs the server, and knows nothing of changes but which endpoint to call
//! and what to send there.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::Stand;
use crate::design::{Design, Endpoint, Resource};
use crate::http::{Request, target};
use crate::mock::Exchange;

/// The same request on two servers.
#[derive(Clone, Debug, PartialEq)]
pub struct Both {
    /// Who sent it.
    pub who: String,
    /// On the old server.
    pub old: Exchange,
    /// On the new server.
    pub new: Exchange,
}

/// What is changed in the request before it is sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Twist {
    /// A member of the content gets this value.
    Member(String, Value),
    /// The content goes without this member.
    Without(String),
    /// The query gets this parameter.
    Query(String, String),
}

impl Both {
    /// Whether the old client sees another status.
    pub fn differs_in_status(&self) -> bool {
        self.old.response.status != self.new.response.status
    }

    /// Whether the old client sees anything else than before, dates and names of requests apart.
    pub fn differs(&self) -> bool {
        self.differs_in_status() || self.old.response.body != self.new.response.body || shown(&self.old) != shown(&self.new)
    }
}

/// Header fields that a client reads.
fn shown(exchange: &Exchange) -> Vec<(String, String)> {
    let passing = |name: &str| ["date", "x-request-id", "etag"].contains(&name);
    exchange.response.headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).filter(|(name, _)| !passing(name)).collect()
}

/// Sends what the old endpoint takes to both servers; `None` where no request can be made of the old design.
pub fn run(old: &Arc<Design>, new: &Arc<Design>, endpoint: &str, twist: Option<&Twist>) -> Option<Both> {
    let endpoint = old.endpoint(endpoint)?;
    let mut before = Stand::new(old);
    before.prepare(endpoint);
    let migrated = Arc::new(migrated(new, &before));
    let mut after = Stand::new(&migrated);
    let mut request = before.plain(endpoint)?;
    if let Some(twist) = twist {
        apply(&mut request, twist);
    }
    let client = before.client(endpoint);
    let (one, other) = (before.send_as(client.as_deref(), request.clone()), send(&mut after, &before, endpoint, request));
    let seen = before.seen.get(one)?;
    Some(Both { who: seen.who.clone(), old: seen.exchange.clone(), new: after.seen.get(other)?.exchange.clone() })
}

/// Sends the old client's request to the new server, exactly as that client writes it.
fn send(after: &mut Stand, before: &Stand, endpoint: &Endpoint, request: Request) -> usize {
    let client = before.client(endpoint);
    let request = match client.as_deref() {
        Some(client) => before.server.sign(crate::mock::with_credentials(&before.design, client, request), before.now),
        None => request,
    };
    let who = client.map_or_else(|| super::stand::ANYBODY.to_owned(), |client| client.name.clone());
    after.send(&who, request)
}

fn apply(request: &mut Request, twist: &Twist) {
    let content = |change: &dyn Fn(&mut Map<String, Value>)| match request.body.json() {
        Some(Value::Object(mut members)) => {
            change(&mut members);
            crate::http::json::pretty(&Value::Object(members)).into()
        }
        _ => request.body.clone(),
    };
    match twist {
        Twist::Member(name, value) => {
            request.body = content(&|members| {
                members.insert(name.clone(), value.clone());
            });
        }
        Twist::Without(name) => {
            request.body = content(&|members| {
                members.shift_remove(name);
            });
        }
        Twist::Query(name, value) => {
            let separator = if request.target.contains('?') { '&' } else { '?' };
            request.target = format!("{}{separator}{}={}", request.target, target::encode_segment(name), target::encode_segment(value));
        }
    }
}

/// The new design with the records of the old server, as a migration would carry them over: what has no field any more is left behind.
fn migrated(new: &Arc<Design>, before: &Stand) -> Design {
    let mut design = (**new).clone();
    for resource in &mut design.resources {
        let Some(old) = before.design.resource(&resource.name).or_else(|| before.design.resource_at(&resource.segment)) else { continue };
        let records = before.server.store().list(&old.name).map(|record| carried(resource, old, &record.value)).collect();
        let resource = Arc::make_mut(resource);
        resource.records = records;
        resource.generated = 0;
    }
    design
}

fn carried(new: &Resource, old: &Resource, record: &Map<String, Value>) -> Map<String, Value> {
    let mut value = Map::new();
    if let Some(id) = record.get(&old.identifier.field) {
        value.insert(new.identifier.field.clone(), id.clone());
    }
    for field in &new.fields {
        let known = record.get(&field.name).cloned().or_else(|| field.default.clone()).or_else(|| field.example.clone());
        if let Some(known) = known {
            value.insert(field.name.clone(), known);
        }
    }
    value
}
