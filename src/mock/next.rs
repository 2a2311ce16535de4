//! What to try next, computed from the last exchange: the request that shows the other side of what just happened.

mod oauth;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::decision::Stage;
use super::exchange::Exchange;
use super::fake;
use super::rng::Rng;
use super::sample_request::fresh_key;
use super::selection::Selection;
use super::server::Server;
use crate::design::{Access, Behaviour, Endpoint};
use crate::http::{Method, Request, json, media_type};

/// A request worth sending, and what it will show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// A verb and a few words: «Read it again with its ETag».
    pub label: String,
    /// The request, without the client's credentials.
    pub request: Request,
    /// Seconds by which the clock has to go on first.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub wait: u64,
}

fn is_zero(wait: &u64) -> bool {
    *wait == 0
}

/// At most this many at once.
const MOST: usize = 4;

/// What to try after an exchange. Each suggestion is a whole request that can be sent as it is.
pub fn suggestions(server: &Server, exchange: &Exchange) -> Vec<Suggestion> {
    let mut found = Vec::from_iter(after_a_wait(exchange));
    let Some(endpoint) = exchange.endpoint.as_deref().and_then(|id| server.design().endpoint(id)) else {
        return found;
    };
    if endpoint.behaviour.is_oauth() {
        found.extend(oauth::after(server.design(), endpoint, exchange));
        found.truncate(MOST);
        return found;
    }
    let (request, response) = (&exchange.request, &exchange.response);
    if server.design().policies.authentication.sessions.is_some() && about_sessions(server, exchange, endpoint, &mut found) {
        found.truncate(MOST);
        return found;
    }
    match response.status {
        201 => after_create(server, exchange, &mut found),
        202 => {
            if let Some(location) = response.headers.get("location") {
                found.push(suggest("See how the job stands", plain(request, Method::GET, location)));
            }
        }
        200 if matches!(request.method, Method::GET | Method::HEAD) => after_read(server, exchange, endpoint, &mut found),
        200 | 204 => after_write(server, exchange, &mut found),
        304 => {
            found.push(suggest("Read it without the tag", plain(request, Method::GET, &request.target)));
        }
        400 | 422 if key_at_fault(exchange) => with_fresh_key(server, exchange, endpoint, &mut found),
        400 | 422 => valid_content(server, exchange, endpoint, &mut found),
        405 => {
            if let Some(method) = response.headers.get("allow").and_then(|allow| allow.split(", ").next()).and_then(crate::http::method::parse) {
                found.push(suggest(&format!("Use {method} instead"), plain(request, method, &request.target)));
            }
        }
        406 => {
            let mut again = request.clone();
            again.headers.set("accept", media_type::JSON);
            found.push(suggest("Ask for JSON", again));
        }
        409 | 412 | 428 => after_conflict(server, exchange, endpoint, &mut found),
        415 => {
            let mut again = request.clone();
            let first = |name| response.headers.get(name).and_then(|list| list.split(", ").next());
            again.headers.set("content-type", first("accept-patch").or_else(|| first("accept")).unwrap_or(media_type::JSON));
            found.push(suggest("Send it as JSON", again));
        }
        401 if crate::design::policy::oauth::hands_out(server.design()) => found.extend(oauth::ask_for_consent(server.design(), exchange)),
        429 => found.push(suggest("Send the same again", request.clone())),
        _ => {}
    }
    if response.is_success() && server.design().policies.hypermedia.links() {
        follow(server, exchange, &mut found);
    }
    found.truncate(MOST);
    found
}

/// What is worth a try around a session: to sign in, to call what needs it, to sign out, to call again.
fn about_sessions(server: &Server, exchange: &Exchange, endpoint: &Endpoint, found: &mut Vec<Suggestion>) -> bool {
    let design = server.design();
    let of = |behaviour: Behaviour| design.endpoints.iter().find(|endpoint| endpoint.behaviour == behaviour);
    let sample = |endpoint: &Endpoint| super::sample_request(server, endpoint, exchange.moment);
    let sign_in = || of(Behaviour::SignIn).map(|endpoint| suggest("Sign in", sample(endpoint)));
    let sign_out = || of(Behaviour::SignOut).map(|endpoint| suggest("Sign out", sample(endpoint)));
    // What anybody with credentials may call, reads first.
    let needs = |endpoint: &&Endpoint| design.needs_credentials(endpoint) && !matches!(endpoint.access, Access::Roles(_));
    let closed = || design.endpoints.iter().map(|endpoint| &**endpoint).filter(needs);
    let known = || closed().find(|endpoint| endpoint.behaviour.is_read()).or_else(|| closed().next());
    let call = |label: &str| known().map(|endpoint| suggest(&format!("{label}: {}", endpoint.label()), sample(endpoint)));
    match (&endpoint.behaviour, exchange.response.status) {
        (Behaviour::SignIn, 200..=299) => found.extend(call("As the one signed in").into_iter().chain(sign_out())),
        (Behaviour::SignIn, _) => found.extend(sign_in()),
        (Behaviour::SignOut, _) => found.extend(call("The same cookie again").into_iter().chain(sign_in())),
        (_, 401) => found.extend(sign_in()),
        _ => return false,
    }
    true
}

/// Where the answer says when to come again, the clock goes there (RFC 9110 section 10.2.3): no lesson has to wait.
fn after_a_wait(exchange: &Exchange) -> Option<Suggestion> {
    let (request, headers) = (&exchange.request, &exchange.response.headers);
    let wait = headers.get("retry-after")?.parse().ok().filter(|wait| *wait > 0)?;
    let request = match headers.get("location").filter(|_| exchange.response.status == 202) {
        Some(status) => plain(request, Method::GET, status),
        None => request.clone(),
    };
    Some(Suggestion { label: format!("Wait {wait} s (skip clock)"), request, wait })
}

/// Links to actions, or from the entry point onwards, before the others: they are what the server itself suggests.
fn follow(server: &Server, exchange: &Exchange, found: &mut Vec<Suggestion>) {
    let body = exchange.response.body.json().unwrap_or_default();
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let links: Vec<(String, String, Option<String>)> = match (body.get("links"), body.get("_links")) {
        (Some(Value::Array(links)), _) => {
            links.iter().filter_map(|link| Some((text(link, "rel")?, text(link, "href")?, text(link, "method")))).collect()
        }
        (_, Some(Value::Object(links))) => links.iter().filter_map(|(rel, link)| Some((rel.clone(), text(link, "href")?, None))).collect(),
        _ => return,
    };
    let origin = &server.design().origin;
    let mut following = Vec::new();
    for (rel, href, method) in links {
        let target = href.strip_prefix(origin.as_str()).unwrap_or(&href);
        // HAL names no methods: those of its actions are the design's.
        let action = server.design().endpoints.iter().find(|endpoint| matches!(&endpoint.behaviour, Behaviour::Transition { name } if *name == rel));
        let method = method.as_deref().and_then(crate::http::method::parse).or_else(|| action.map(|endpoint| endpoint.method.clone()));
        let wanted = match &method {
            None => !matches!(rel.as_str(), "self" | "collection" | "first" | "prev" | "next" | "last" | "edit" | "delete" | "restore" | "create"),
            // An edit needs content, which other suggestions have.
            Some(method) => !matches!(rel.as_str(), "edit" | "create") && *method != Method::DELETE,
        };
        if wanted {
            following.push((method.is_none(), suggest(&format!("Follow {rel}"), plain(&exchange.request, method.unwrap_or(Method::GET), target))));
        }
    }
    crate::order::by_key(&mut following, |(reads, _)| *reads);
    let most = following.into_iter().take(2).map(|(_, suggestion)| suggestion);
    found.splice(0..0, most);
}

fn after_create(server: &Server, exchange: &Exchange, found: &mut Vec<Suggestion>) {
    if let Some(location) = exchange.response.headers.get("location") {
        found.push(suggest("GET its Location", plain(&exchange.request, Method::GET, location)));
    }
    found.push(suggest("Send the same again", exchange.request.clone()));
    if exchange.request.headers.has("idempotency-key")
        && let Some(endpoint) = exchange.endpoint.as_deref().and_then(|id| server.design().endpoint(id))
    {
        let mut other = Vec::new();
        valid_content(server, exchange, endpoint, &mut other);
        found.extend(other.pop().map(|other| suggest("Other content under the same key", other.request)));
        with_fresh_key(server, exchange, endpoint, found);
    }
    let mut broken = exchange.request.clone();
    if let Some(text) = broken.body.text() {
        broken.body = format!("{},}}", text.trim_end().trim_end_matches('}').trim_end()).into();
        found.push(suggest("Break the JSON", broken));
    }
    if let Some(Value::Object(mut members)) = exchange.request.body.json() {
        let endpoint = exchange.endpoint.as_deref().and_then(|id| server.design().endpoint(id));
        let required = endpoint
            .and_then(|endpoint| server.design().resource_of(endpoint))
            .and_then(|resource| resource.fields.iter().find(|field| field.required && !field.read_only));
        if let Some(field) = required {
            members.shift_remove(&field.name);
            let mut request = exchange.request.clone();
            request.body = pretty(&Value::Object(members)).into();
            found.push(suggest(&format!("Leave {} out", field.name), request));
        }
    }
}

/// Whether the idempotency key, and not the content, was at fault.
fn key_at_fault(exchange: &Exchange) -> bool {
    exchange.trace.decisive().is_some_and(|step| step.stage == Stage::Idempotency)
}

fn with_fresh_key(server: &Server, exchange: &Exchange, endpoint: &Endpoint, found: &mut Vec<Suggestion>) {
    let mut again = exchange.request.clone();
    again.headers.set("idempotency-key", fresh_key(server, endpoint));
    found.push(suggest("Send it with a fresh key", again));
}

fn after_read(server: &Server, exchange: &Exchange, endpoint: &Endpoint, found: &mut Vec<Suggestion>) {
    let request = &exchange.request;
    if let Some(tag) = exchange.response.headers.get("etag") {
        let again = plain(request, request.method.clone(), &request.target).header("if-none-match", tag);
        found.push(suggest("Again with If-None-Match", again));
        if endpoint.behaviour == Behaviour::Read {
            if let Some(patch) = change(server, exchange, endpoint, Some(tag)) {
                found.push(suggest(&format!("{} with If-Match", patch.method), patch));
            }
            if let Some(patch) = change(server, exchange, endpoint, Some("\"v0\"")) {
                found.push(suggest(&format!("{} with a stale If-Match", patch.method), patch));
            }
        }
    }
    if let Some(next) = exchange.response.headers.get("link").and_then(next_link) {
        found.push(suggest("Next page", plain(request, Method::GET, &next)));
    }
    if endpoint.behaviour.is_list() {
        if let Some(one) = first_item(server, exchange, endpoint) {
            found.push(suggest("Read the first item", plain(request, Method::GET, &one)));
        }
        found.push(suggest("DELETE the collection", plain(request, Method::DELETE, request.path())));
    }
    found.push(suggest("HEAD instead", plain(request, Method::HEAD, &request.target)));
}

fn after_write(server: &Server, exchange: &Exchange, found: &mut Vec<Suggestion>) {
    let request = &exchange.request;
    found.push(suggest("Send the same again", request.clone()));
    let path = request.path();
    let reads = server.design().endpoints.iter().any(|endpoint| endpoint.behaviour == Behaviour::Read && endpoint.method == Method::GET);
    if reads {
        found.push(suggest("Read it", plain(request, Method::GET, path)));
    }
}

fn valid_content(server: &Server, exchange: &Exchange, endpoint: &Endpoint, found: &mut Vec<Suggestion>) {
    let mut rng = Rng::new(server.handled());
    if let Some(content) = fake::content(server.design(), server.store(), endpoint, None, &mut rng, exchange.moment) {
        let mut again = exchange.request.clone();
        // The content is written in the first format, whatever the one at fault was.
        if let (Behaviour::Update, Some(format)) = (&endpoint.behaviour, server.design().policies.update.patch_formats.first()) {
            again.headers.set("content-type", format.media_type());
        }
        again.body = pretty(&content).into();
        found.push(suggest("Send valid content", again));
    }
    if endpoint.behaviour.is_list() {
        found.push(suggest("Without the query", plain(&exchange.request, Method::GET, exchange.request.path())));
    }
}

fn after_conflict(server: &Server, exchange: &Exchange, endpoint: &Endpoint, found: &mut Vec<Suggestion>) {
    let request = &exchange.request;
    let problem = exchange.response.body.json();
    if let Some(href) = problem.as_ref().and_then(|problem| problem.pointer("/conflictsWith/href")).and_then(Value::as_str) {
        found.push(suggest("Look at the other record", plain(request, Method::GET, href)));
    }
    if endpoint.behaviour == Behaviour::Create {
        valid_content(server, exchange, endpoint, found);
        if let Some(suggestion) = found.last_mut().filter(|suggestion| suggestion.label == "Send valid content") {
            suggestion.label = "Without the conflict".to_owned();
        }
        return;
    }
    let record = server.design().resource_of(endpoint).and_then(|resource| {
        let id = request.path().split('/').find(|segment| server.store().get(&resource.name, segment).is_some())?;
        server.store().get(&resource.name, id)
    });
    let usual = || record.and_then(|record| super::stages::representation::record_validator(server.design(), record, &Selection::default()));
    // The answer names the tag of the representation that was asked for.
    let told = exchange.response.headers.get("etag").map(str::to_owned);
    if let Some(tag) = told.or_else(|| usual().map(|tag| tag.to_string())) {
        let mut again = request.clone();
        again.headers.set("if-match", tag);
        found.push(suggest("With the present ETag", again));
        found.push(suggest("Read it again", plain(request, Method::GET, request.path())));
    }
}

/// A change of the record that was read.
fn change(server: &Server, exchange: &Exchange, endpoint: &Endpoint, tag: Option<&str>) -> Option<Request> {
    let design = server.design();
    let resource = design.resource_of(endpoint)?;
    let change = design
        .endpoints_of(&resource.name)
        .find(|known| matches!(known.behaviour, Behaviour::Update | Behaviour::Replace) && known.template().shape() == endpoint.template().shape())?;
    let id = exchange.request.path().rsplit('/').next()?;
    let record = server.store().get(&resource.name, id)?;
    let mut rng = Rng::new(server.handled());
    let content = fake::content(design, server.store(), change, Some(record), &mut rng, exchange.moment)?;
    let content_type = match change.behaviour {
        Behaviour::Update => design.policies.update.patch_formats.first().map_or(media_type::JSON, |format| format.media_type()),
        _ => media_type::JSON,
    };
    let mut request = plain(&exchange.request, change.method.clone(), exchange.request.path());
    request.headers.set("content-type", content_type);
    if let Some(tag) = tag {
        request.headers.set("if-match", tag);
    }
    request.body = pretty(&content).into();
    Some(request)
}

fn first_item(server: &Server, exchange: &Exchange, endpoint: &Endpoint) -> Option<String> {
    let body = exchange.response.body.json()?;
    let items = body.get("items").unwrap_or(&body).as_array()?;
    let resource = server.design().resource_of(endpoint)?;
    let id = match items.first()?.get(&resource.identifier.field)? {
        Value::String(id) => id.clone(),
        other => other.to_string(),
    };
    super::stages::representation::uri(server.design(), resource, server.store().get(&resource.name, &id)?)
}

fn next_link(field: &str) -> Option<String> {
    let link = crate::http::headers::split_list(field).into_iter().find(|link| link.contains("rel=\"next\""))?;
    Some(link.strip_prefix('<')?.split_once('>')?.0.to_owned())
}

/// A request without content and without preconditions; credentials and negotiation stay.
fn plain(request: &Request, method: Method, target: &str) -> Request {
    let mut plain = Request::new(method, target);
    for (name, value) in request.headers.iter() {
        let dropped = ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "content-type", "content-length"].contains(&name);
        if !dropped {
            plain.headers.append(name, value);
        }
    }
    plain
}

fn suggest(label: &str, request: Request) -> Suggestion {
    Suggestion { label: label.to_owned(), request, wait: 0 }
}

fn pretty(value: &Value) -> String {
    json::pretty(value)
}
