//! What to try on a server: requests that were tried on a copy of it, so that each one shows what it promises.

use roundtrip::design::policy::ApiKeyPlace;
use roundtrip::design::{Behaviour, Client, Credential, Design, Endpoint, Template};
use roundtrip::http::{Method, Request, media_type};
use roundtrip::mock::stages::representation::uri;
use roundtrip::mock::{Moment, Record, Rng, Server, fake};
use serde_json::Value;

/// A request and what it shows.
pub struct Example {
    /// `304, the copy is still right`.
    pub label: String,
    /// The request.
    pub request: Request,
}

/// How many records of a resource are tried at most.
const TRIES: usize = 60;

/// One working request for each client.
pub fn for_clients(server: &Server, now: Moment) -> Vec<(Client, Option<Request>)> {
    let design = server.design();
    let rank = |endpoint: &Endpoint, client: &Client| {
        let fits = design.needs_credentials(endpoint) == (client.credential != Credential::None);
        let kind = match endpoint.behaviour {
            Behaviour::List if endpoint.method == Method::GET => 0,
            Behaviour::Read if endpoint.method == Method::GET => 1,
            Behaviour::Create => 2,
            _ => 3,
        };
        (!fits, kind)
    };
    let own = |client: &Client| {
        let mut endpoints: Vec<&Endpoint> =
            design.endpoints.iter().map(|endpoint| &**endpoint).filter(|endpoint| rank(endpoint, client).1 < 3).collect();
        endpoints.sort_by_key(|endpoint| rank(endpoint, client));
        endpoints.into_iter().find_map(|endpoint| {
            let mut request = plain(server, endpoint, client, now)?;
            if let Some(origin) = &client.origin {
                request.headers.append("origin", origin.as_str());
            }
            shows(server, &request, now, |status| (200..300).contains(&status)).then_some(request)
        })
    };
    design.clients.iter().map(|client| ((**client).clone(), own(client))).collect()
}

/// Requests that show what the server does beyond plain reading.
pub fn examples(server: &Server, now: Moment) -> Vec<Example> {
    let mut found = Vec::new();
    let mut add = |label: &str, request: Option<Request>| {
        if let Some(request) = request {
            found.push(Example { label: label.to_owned(), request });
        }
    };
    add("201 and Location: a record is made", created(server, now));
    add("304: the copy is still right", not_modified(server, now));
    add("412: someone changed it first", stale(server, now));
    add("409: it conflicts with what is stored", conflict(server, now));
    add("422: a field is wrong", invalid(server, now));
    add("204: a browser asks for permission first", preflight(server, now));
    found
}

fn created(server: &Server, now: Moment) -> Option<Request> {
    any(
        server,
        |endpoint| endpoint.behaviour == Behaviour::Create,
        |endpoint, client| {
            let request = plain(server, endpoint, client, now)?;
            shows(server, &request, now, |status| status == 201).then_some(request)
        },
    )
}

fn not_modified(server: &Server, now: Moment) -> Option<Request> {
    any(
        server,
        |endpoint| endpoint.behaviour == Behaviour::Read && endpoint.method == Method::GET,
        |endpoint, client| {
            let request = plain(server, endpoint, client, now)?;
            let tag = server.clone().handle(request.clone(), now, &mut Rng::new(0)).response.headers.get("etag")?.to_owned();
            let request = request.header("if-none-match", tag);
            shows(server, &request, now, |status| status == 304).then_some(request)
        },
    )
}

fn stale(server: &Server, now: Moment) -> Option<Request> {
    let changes = |endpoint: &Endpoint| matches!(endpoint.behaviour, Behaviour::Update | Behaviour::Replace | Behaviour::Delete);
    any(server, changes, |endpoint, client| {
        let request = plain(server, endpoint, client, now)?.header("if-match", "\"v0\"");
        shows(server, &request, now, |status| status == server.design().policies.concurrency.stale_write_status).then_some(request)
    })
}

/// A create with the members of a record that exists, or else an action that a record's state does not allow.
fn conflict(server: &Server, now: Moment) -> Option<Request> {
    let guarded = |endpoint: &Endpoint| server.design().resource_of(endpoint).is_some_and(|resource| !resource.no_overlap.is_empty());
    let again = |guards: bool| {
        any(
            server,
            |endpoint| endpoint.behaviour == Behaviour::Create && guarded(endpoint) == guards,
            |endpoint, client| {
                let resource = server.design().resource_of(endpoint)?;
                server.store().list(&resource.name).take(TRIES).find_map(|record| {
                    let writable = |name: &str| resource.field(name).is_some_and(|field| !field.read_only);
                    let members = record.value.iter().filter(|(name, _)| writable(name)).map(|(name, value)| (name.clone(), value.clone())).collect();
                    let request = base(server.design(), endpoint, client, path(server, endpoint, Some(record))?).json(&Value::Object(members));
                    shows(server, &request, now, |status| status == 409).then_some(request)
                })
            },
        )
    };
    again(true).or_else(|| again(false)).or_else(|| {
        any(
            server,
            |endpoint| matches!(endpoint.behaviour, Behaviour::Transition { .. }),
            |endpoint, client| {
                let resource = server.design().resource_of(endpoint)?;
                server.store().list(&resource.name).take(TRIES).find_map(|record| {
                    let request = base(server.design(), endpoint, client, path(server, endpoint, Some(record))?).header("if-match", "*");
                    shows(server, &request, now, |status| status == 409).then_some(request)
                })
            },
        )
    })
}

fn invalid(server: &Server, now: Moment) -> Option<Request> {
    any(
        server,
        |endpoint| endpoint.behaviour == Behaviour::Create,
        |endpoint, client| {
            let mut request = plain(server, endpoint, client, now)?;
            let Value::Object(mut members) = request.body.json()? else { return None };
            let resource = server.design().resource_of(endpoint)?;
            let text = resource.fields.iter().find(|field| field.required && !field.read_only)?;
            members.insert(text.name.clone(), Value::from(7));
            request.body = (&Value::Object(members)).into();
            shows(server, &request, now, |status| status == server.design().policies.validation.status).then_some(request)
        },
    )
}

fn preflight(server: &Server, now: Moment) -> Option<Request> {
    let design = server.design();
    let origin = design.clients.iter().filter_map(|client| client.origin.as_ref()).find(|origin| design.policies.cors.admits(origin))?;
    let methods = &design.policies.cors.methods;
    let asked = |endpoint: &&std::sync::Arc<Endpoint>| methods.iter().any(|method| method == endpoint.method.as_str()) && !endpoint.method.is_safe();
    let endpoint = design.endpoints.iter().find(asked).or(design.endpoints.first())?;
    let request = Request::new(Method::OPTIONS, path(server, endpoint, record(server, endpoint))?)
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

/// Whether a copy of the server answers with a wanted status.
fn shows(server: &Server, request: &Request, now: Moment, wanted: impl Fn(u16) -> bool) -> bool {
    wanted(server.clone().handle(request.clone(), now, &mut Rng::new(0)).response.status)
}

/// A whole request for an endpoint, with content where it takes some.
fn plain(server: &Server, endpoint: &Endpoint, client: &Client, now: Moment) -> Option<Request> {
    let design = server.design();
    let record = record(server, endpoint);
    let mut request = base(design, endpoint, client, path(server, endpoint, record)?);
    if endpoint.takes_content() {
        let content = fake::content(design, server.store(), endpoint, record, &mut Rng::named(design.seed, "guide"), now)?;
        request = request.json(&content);
        if endpoint.behaviour == Behaviour::Update {
            let format = design.policies.update.patch_formats.first().map_or(media_type::JSON, |format| format.media_type());
            request.headers.set("content-type", format);
        }
    }
    Some(request)
}

/// A request with the client's credentials and origin.
fn base(design: &Design, endpoint: &Endpoint, client: &Client, target: String) -> Request {
    let mut request = Request::new(endpoint.method.clone(), target);
    match (&client.credential, &design.policies.authentication.api_key) {
        (Credential::Bearer(token), _) => request.headers.append("authorization", format!("Bearer {token}")),
        (Credential::ApiKey(key), Some(at)) if at.place == ApiKeyPlace::Header => request.headers.append(&at.name, key.as_str()),
        (Credential::ApiKey(key), Some(at)) => {
            let separator = if request.target.contains('?') { '&' } else { '?' };
            request.target = format!("{}{separator}{}={key}", request.target, at.name);
        }
        _ => {}
    }
    request
}

fn record<'a>(server: &'a Server, endpoint: &Endpoint) -> Option<&'a Record> {
    server.store().list(endpoint.resource.as_deref()?).next().map(|record| &**record)
}

/// The path of an endpoint: its own where it has no parameters, otherwise filled from a record.
fn path(server: &Server, endpoint: &Endpoint, record: Option<&Record>) -> Option<String> {
    let design = server.design();
    if Template::parse(&endpoint.path).parameters().next().is_none() {
        return Some(design.full_path(endpoint));
    }
    let resource = design.resource_of(endpoint)?;
    // A reader at the same path shape fills it; other item endpoints hang behind that path.
    let item = uri(design, resource, record?)?;
    let depth = |path: &str| path.split('/').filter(|segment| !segment.is_empty()).count();
    let full = design.full_path(endpoint);
    let filled: Vec<&str> = item.split('/').chain(full.split('/').skip(depth(&item) + 1)).collect();
    let fits =
        depth(&full) == filled.len() - 1 && full.split('/').zip(&filled).all(|(template, given)| template.starts_with('{') || template == *given);
    fits.then(|| filled.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use roundtrip::design::samples;
    use std::sync::Arc;

    fn server(id: &str) -> Server {
        Server::new(Arc::new((samples::find(id).unwrap().design)()), Moment::START)
    }

    #[test]
    fn every_client_of_every_sample_gets_a_request() {
        for sample in samples::ALL {
            let server = server(sample.id);
            for (client, request) in for_clients(&server, Moment::START) {
                let anybody = client.credential == Credential::None && sample.id == "payments";
                assert!(anybody || request.is_some(), "{}: {} has no request", sample.id, client.name);
            }
        }
    }

    #[test]
    fn the_good_samples_show_everything() {
        for id in ["hotel-booking", "payments"] {
            let labels: Vec<String> = examples(&server(id), Moment::START).into_iter().map(|example| example.label).collect();
            assert_eq!(labels.len(), 6, "{id}: {labels:?}");
        }
    }
}
