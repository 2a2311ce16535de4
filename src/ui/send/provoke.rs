//! «How do I get this status?» Requests that might get it are tried on a copy of the server; the first that does is loaded.

use std::sync::Arc;

use roundtrip::design::{Behaviour, Client, Design, Endpoint};
use roundtrip::http::{Request, json, media_type};
use roundtrip::mock::{Server, sample_request, with_credentials};
use serde_json::{Map, Value};

use super::check::rehearse;
use super::request_line::able_client;
use super::slots::{places, with_segment};
use crate::ui::workspace::Workspace;

/// Records that are tried one after another.
const TRIED: usize = 40;

/// Loads a request to an endpoint that is answered with this status; `false` where none is found.
pub fn load_request_for(workspace: Workspace, endpoint: &Endpoint, status: u16) -> bool {
    let design = workspace.design.get_untracked();
    let now = workspace.now();
    let present = workspace.draft.client.get_untracked();
    let able = able_client(&design, endpoint).unwrap_or_else(|| present.clone());
    let base = workspace.with_server(|server| sample_request(server, endpoint, now));
    let client = |name: &str| design.client(name).map(|client| (**client).clone());
    let by_caller = status == 401 || status == 403;
    // The present client first, then one that gets through. For 401 nobody, for 403 anybody whose browser would not step in.
    let mut callers: Vec<Option<Client>> = match status {
        401 => vec![None],
        _ => vec![client(&present), client(&able)],
    };
    if by_caller {
        let gets_there = |client: &&Arc<Client>| client.origin.as_ref().is_none_or(|origin| design.policies.cors.admits(origin));
        callers.extend(design.clients.iter().filter(gets_there).map(|client| Some((**client).clone())));
    }
    let mut requests = vec![base.clone()];
    if !by_caller {
        let etag = etag_of(workspace, &design, &callers, &base);
        requests.extend(variants(workspace, endpoint, &base, etag));
    }
    for request in requests {
        for caller in &callers {
            let sent = caller.as_ref().map_or_else(|| request.clone(), |client| with_credentials(&design, client, request.clone()));
            if rehearse(workspace, sent).response.status == status {
                take(workspace, endpoint, &request, caller.as_ref());
                return true;
            }
        }
    }
    false
}

fn take(workspace: Workspace, endpoint: &Endpoint, request: &Request, caller: Option<&Client>) {
    let draft = workspace.draft;
    draft.load(request);
    draft.endpoint.set(Some(endpoint.id.clone()));
    draft.credentials.set(caller.is_some());
    if let Some(client) = caller {
        draft.client.set(client.name.clone());
    }
}

/// The entity tag that a plain read gets, if it gets one.
fn etag_of(workspace: Workspace, design: &Design, callers: &[Option<Client>], base: &Request) -> Option<String> {
    callers.iter().flatten().find_map(|client| {
        let exchange = rehearse(workspace, with_credentials(design, client, base.clone()));
        exchange.response.headers.get("etag").map(str::to_owned)
    })
}

/// What can be wrong with a request that is right.
fn variants(workspace: Workspace, endpoint: &Endpoint, base: &Request, etag: Option<String>) -> Vec<Request> {
    let mut variants = Vec::new();
    let header = |name: &str, value: &str| {
        let mut request = base.clone();
        request.headers.set(name, value);
        request
    };
    variants.extend(etag.map(|tag| header("if-none-match", &tag)));
    if base.headers.has("if-match") || endpoint.behaviour.is_on_item() {
        variants.push(header("if-match", "\"v0\""));
        let mut unguarded = base.clone();
        unguarded.headers.remove("if-match");
        variants.push(unguarded);
    }
    variants.push(header("idempotency-key", "\"\""));
    variants.push(header("accept", "application/xml"));
    variants.push(header("content-type", "text/plain"));
    let separator = if base.target.contains('?') { '&' } else { '?' };
    for query in ["surprise=1", "limit=100000"] {
        variants.push(Request { target: format!("{}{separator}{query}", base.target), ..base.clone() });
    }
    for place in places(workspace, endpoint) {
        variants.push(Request { target: with_segment(&base.target, place, "unknown"), ..base.clone() });
    }
    if let Some(text) = base.body.text().filter(|text| !text.is_empty()) {
        variants.push(Request { body: text.trim_end().trim_end_matches('}').trim_end().into(), ..base.clone() });
        variants.extend(members_left_out(base));
    }
    variants.extend(workspace.with_server(|server| with_other_records(server, workspace, endpoint, base)));
    variants
}

fn members_left_out(base: &Request) -> Vec<Request> {
    let Some(Value::Object(members)) = base.body.json() else { return Vec::new() };
    let without = |name: &String| {
        let mut fewer = members.clone();
        fewer.shift_remove(name);
        Request { body: pretty(fewer).into(), ..base.clone() }
    };
    let wrong = |name: &String| {
        let mut wrong = members.clone();
        wrong.insert(name.clone(), Value::Bool(true));
        Request { body: pretty(wrong).into(), ..base.clone() }
    };
    members.keys().map(without).chain(members.keys().map(wrong)).collect()
}

/// The same call on other records, or with what another record says: that is how one meets a conflict.
fn with_other_records(server: &Server, workspace: Workspace, endpoint: &Endpoint, base: &Request) -> Vec<Request> {
    let Some(resource) = server.design().resource_of(endpoint) else { return Vec::new() };
    let records = server.store().list(&resource.name).take(TRIED);
    if endpoint.behaviour == Behaviour::Create {
        let content = |record: &Arc<roundtrip::mock::Record>| {
            let writable = resource.fields.iter().filter(|field| !field.read_only);
            let members: Map<String, Value> =
                writable.filter_map(|field| Some((field.name.clone(), record.value.get(&field.name)?.clone()))).collect();
            let mut request = Request { body: pretty(members).into(), ..base.clone() };
            request.headers.set("content-type", media_type::JSON);
            request
        };
        return records.map(content).collect();
    }
    let Some(place) = places(workspace, endpoint).last().copied() else { return Vec::new() };
    records.map(|record| Request { target: with_segment(&base.target, place, &record.id), ..base.clone() }).collect()
}

fn pretty(members: Map<String, Value>) -> String {
    json::pretty(&Value::Object(members))
}
