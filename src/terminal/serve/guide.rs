//! What to try on a server: requests that were tried on a copy of it, so that each one shows what it promises.

use roundtrip::design::{Behaviour, Client, Credential, Endpoint};
use roundtrip::http::{Method, Request};
use roundtrip::mock::{Moment, Record, Rng, Server, sample_request, with_credentials};
use serde_json::Value;

/// A request and what it shows.
pub struct Example {
    /// `304: the copy is still right`.
    pub label: &'static str,
    /// The request.
    pub request: Request,
}

/// How many records of a resource are tried at most.
const TRIES: usize = 60;

/// One working request for each client.
pub fn for_clients(server: &Server, now: Moment) -> Vec<(Client, Option<Request>)> {
    let design = server.design();
    let own = |client: &Client| {
        let mut endpoints: Vec<&Endpoint> = design.endpoints.iter().map(|endpoint| &**endpoint).filter(|endpoint| rank(endpoint) < 3).collect();
        endpoints.sort_by_key(|endpoint| (design.needs_credentials(endpoint) == (client.credential == Credential::None), rank(endpoint)));
        endpoints.into_iter().find_map(|endpoint| {
            let mut request = plain(server, endpoint, client, now);
            if let Some(origin) = &client.origin {
                request.headers.append("origin", origin.as_str());
            }
            shows(server, &request, now, |status| (200..300).contains(&status)).then_some(request)
        })
    };
    design.clients.iter().map(|client| ((**client).clone(), own(client))).collect()
}

/// Lists say most, then single records, then what a create makes.
fn rank(endpoint: &Endpoint) -> u8 {
    match endpoint.behaviour {
        Behaviour::List if endpoint.method == Method::GET => 0,
        Behaviour::Read if endpoint.method == Method::GET => 1,
        Behaviour::Create => 2,
        _ => 3,
    }
}

/// Requests that show what the server does beyond plain reading.
pub fn examples(server: &Server, now: Moment) -> Vec<Example> {
    let all = [
        ("201 and Location: a record is made", created(server, now)),
        ("304: the copy is still right", not_modified(server, now)),
        ("412: someone changed it first", stale(server, now)),
        ("409: it conflicts with what is stored", conflict(server, now)),
        ("422: a field is wrong", invalid(server, now)),
        ("204: a browser asks for permission first", preflight(server, now)),
    ];
    all.into_iter().enumerate().filter_map(|(index, (label, request))| Some(Example { label, request: with_own_key(request?, index) })).collect()
}

/// Each example has a key of its own: under the key of another one it would be taken for a repetition of that.
fn with_own_key(mut request: Request, index: usize) -> Request {
    if request.headers.has("idempotency-key") {
        request.headers.set("idempotency-key", format!("\"try-{}\"", index + 1));
    }
    request
}

fn created(server: &Server, now: Moment) -> Option<Request> {
    let made = |request: &Request| {
        let answer = answer(server, request, now);
        answer.status == 201 && answer.headers.has("location")
    };
    any(
        server,
        |endpoint| endpoint.behaviour == Behaviour::Create,
        |endpoint, client| Some(plain(server, endpoint, client, now)).filter(|request| made(request)),
    )
}

fn not_modified(server: &Server, now: Moment) -> Option<Request> {
    any(
        server,
        |endpoint| endpoint.behaviour == Behaviour::Read && endpoint.method == Method::GET,
        |endpoint, client| {
            let request = plain(server, endpoint, client, now);
            let tag = answer(server, &request, now).headers.get("etag")?.to_owned();
            let request = request.header("if-none-match", tag);
            shows(server, &request, now, |status| status == 304).then_some(request)
        },
    )
}

fn stale(server: &Server, now: Moment) -> Option<Request> {
    let wanted = server.design().policies.concurrency.stale_write_status;
    any(
        server,
        |endpoint| matches!(endpoint.behaviour, Behaviour::Update | Behaviour::Replace | Behaviour::Delete),
        |endpoint, client| {
            let mut request = plain(server, endpoint, client, now);
            request.headers.set("if-match", "\"v0\"");
            let refused = answer(server, &request, now);
            (refused.status == wanted && refused.body.text().is_some_and(|text| text.contains("precondition"))).then_some(request)
        },
    )
}

/// A create with the members of a record that exists, or else an action that a record's state does not allow.
fn conflict(server: &Server, now: Moment) -> Option<Request> {
    let guarded = |endpoint: &Endpoint| server.design().resource_of(endpoint).is_some_and(|resource| !resource.no_overlap.is_empty());
    let again = |guards: bool| {
        any(
            server,
            |endpoint| endpoint.behaviour == Behaviour::Create && guarded(endpoint) == guards,
            |endpoint, client| conflicting(server, endpoint, client, now, |request, record| write_again(server, endpoint, request, record)),
        )
    };
    again(true).or_else(|| again(false)).or_else(|| {
        any(
            server,
            |endpoint| matches!(endpoint.behaviour, Behaviour::Transition { .. }),
            |endpoint, client| {
                conflicting(server, endpoint, client, now, |request, record| request.target = aimed(server, endpoint, &request.target, record))
            },
        )
    })
}

/// The first record that an endpoint's request, changed for it, conflicts with.
fn conflicting(server: &Server, endpoint: &Endpoint, client: &Client, now: Moment, change: impl Fn(&mut Request, &Record)) -> Option<Request> {
    let resource = server.design().resource_of(endpoint)?;
    let usual = plain(server, endpoint, client, now);
    server.store().list(&resource.name).take(TRIES).find_map(|record| {
        let mut request = usual.clone();
        change(&mut request, record);
        shows(server, &request, now, |status| status == 409).then_some(request)
    })
}

fn write_again(server: &Server, endpoint: &Endpoint, request: &mut Request, record: &Record) {
    let Some(resource) = server.design().resource_of(endpoint) else { return };
    let writable = |name: &str| resource.field(name).is_some_and(|field| !field.read_only);
    let members = record.value.iter().filter(|(name, _)| writable(name)).map(|(name, value)| (name.clone(), value.clone())).collect();
    request.body = (&Value::Object(members)).into();
}

/// The same target for another record: the identifier of the record it was made for is replaced.
fn aimed(server: &Server, endpoint: &Endpoint, target: &str, record: &Record) -> String {
    let is_id = |segment: &str| endpoint.resource.as_deref().is_some_and(|resource| server.store().get(resource, segment).is_some());
    target.split('/').map(|segment| if is_id(segment) { record.id.as_str() } else { segment }).collect::<Vec<_>>().join("/")
}

fn invalid(server: &Server, now: Moment) -> Option<Request> {
    any(
        server,
        |endpoint| endpoint.behaviour == Behaviour::Create,
        |endpoint, client| {
            let mut request = plain(server, endpoint, client, now);
            let Value::Object(mut members) = request.body.json()? else { return None };
            let field = server.design().resource_of(endpoint)?.fields.iter().find(|field| field.required && !field.read_only)?;
            members.insert(field.name.clone(), Value::Bool(false));
            request.body = (&Value::Object(members)).into();
            shows(server, &request, now, |status| status == 422).then_some(request)
        },
    )
}

fn preflight(server: &Server, now: Moment) -> Option<Request> {
    let design = server.design();
    let origin = design.clients.iter().filter_map(|client| client.origin.as_ref()).find(|origin| design.policies.cors.admits(origin))?;
    let methods = &design.policies.cors.methods;
    let asked = |endpoint: &&std::sync::Arc<Endpoint>| methods.iter().any(|method| method == endpoint.method.as_str()) && !endpoint.method.is_safe();
    let endpoint = design.endpoints.iter().find(asked).or(design.endpoints.first())?;
    let request = Request::new(Method::OPTIONS, sample_request(server, endpoint, now).target)
        .header("origin", origin.as_str())
        .header("access-control-request-method", endpoint.method.as_str())
        .header("access-control-request-headers", "authorization, content-type");
    shows(server, &request, now, |status| status == 204).then_some(request)
}

/// The first request that works out, over the wanted endpoints and all clients.
fn any(server: &Server, wanted: impl Fn(&Endpoint) -> bool, make: impl Fn(&Endpoint, &Client) -> Option<Request>) -> Option<Request> {
    let design = server.design();
    let nobody = Client::default();
    let clients: Vec<&Client> = design.clients.iter().map(|client| &**client).chain([&nobody]).collect();
    design.endpoints.iter().filter(|endpoint| wanted(endpoint)).find_map(|endpoint| clients.iter().find_map(|client| make(endpoint, client)))
}

/// What a copy of the server answers.
fn answer(server: &Server, request: &Request, now: Moment) -> roundtrip::http::Response {
    server.clone().handle(request.clone(), now, &mut Rng::new(0)).response
}

/// Whether a copy of the server answers with a wanted status.
fn shows(server: &Server, request: &Request, now: Moment, wanted: impl Fn(u16) -> bool) -> bool {
    wanted(answer(server, request, now).status)
}

/// A whole request for an endpoint, as short as a command line wants it.
fn plain(server: &Server, endpoint: &Endpoint, client: &Client, now: Moment) -> Request {
    let mut request = server.sign(with_credentials(server.design(), client, sample_request(server, endpoint, now)), now);
    request.headers.remove("accept");
    if let Some(content) = request.body.json() {
        request.body = (&content).into();
    }
    request
}

#[cfg(test)]
mod tests {
    use super::*;
    use roundtrip::design::samples;
    use std::sync::Arc;

    fn server(id: &str) -> Server {
        Server::new(Arc::new(samples::find(id).unwrap().design()), Moment::START)
    }

    #[test]
    fn every_client_of_every_sample_gets_a_request() {
        for sample in samples::ALL {
            let server = server(sample.id);
            for (client, request) in for_clients(&server, Moment::START) {
                let shut_out = client.credential == Credential::None && sample.id == "payments";
                assert!(shut_out || request.is_some(), "{}: {} has no request", sample.id, client.name);
            }
        }
    }

    #[test]
    fn signed_tokens_work_as_well() {
        for id in ["hotel-booking", "payments"] {
            let mut design = samples::find(id).unwrap().design();
            Arc::make_mut(&mut design.policies).tokens.kind = roundtrip::design::policy::TokenKind::Jwt;
            let server = Server::new(Arc::new(design), Moment::START);
            for (client, request) in for_clients(&server, Moment::START) {
                let Some(request) = request.filter(|_| matches!(client.credential, Credential::Bearer(_))) else { continue };
                assert!(request.headers.get("authorization").is_some_and(|value| value.starts_with("Bearer eyJ")), "{id}: {}", client.name);
                assert!(answer(&server, &request, Moment::START).status < 400, "{id}: {}", client.name);
            }
        }
    }

    #[test]
    fn examples_work_one_after_the_other() {
        for id in ["hotel-booking", "payments"] {
            let mut server = server(id);
            for Example { label, request } in examples(&server, Moment::START) {
                let status = server.handle(request, Moment::START, &mut Rng::new(7)).response.status;
                assert!(label.starts_with(&format!("{status}:")) || label.starts_with(&format!("{status} ")), "{id}: {label}, but {status}");
            }
        }
    }

    #[test]
    fn the_good_samples_show_everything() {
        for id in ["hotel-booking", "payments"] {
            let labels: Vec<_> = examples(&server(id), Moment::START).into_iter().map(|example| example.label).collect();
            assert_eq!(labels.len(), 6, "{id}: {labels:?}");
        }
    }
}
