//! A request that an endpoint accepts as things stand: path slots filled from live records, valid content, the fields it needs.

use serde_json::Value;

use super::fake;
use super::moment::Moment;
use super::rng::Rng;
use super::selection::Selection;
use super::server::Server;
use super::stages::action::create::uuid_v4;
use super::stages::conflict::points_to;
use super::stages::hypermedia::Reader;
use super::stages::ownership::filled;
use super::stages::representation::record_validator;
use super::store::Record;
use crate::design::policy::{ApiKeyPlace, Assign, Format, IfMatch, KeyUse, LinkForm, Referenced};
use crate::design::template::{Meaning, Segment, meanings};
use crate::design::{Access, Behaviour, Client, Credential, Design, Endpoint, Resource};
use crate::http::{Request, json, media_type, target};

/// The request for an endpoint, without credentials. Slots that no record can fill keep their braces.
pub fn sample_request(server: &Server, endpoint: &Endpoint, now: Moment) -> Request {
    sample_for(server, endpoint, now, |_| true)
}

/// The same, about one of the records that fit.
pub fn sample_for(server: &Server, endpoint: &Endpoint, now: Moment, fits: impl Fn(&Record) -> bool) -> Request {
    let design = &**server.design();
    let mut rng = Rng::named(server.handled(), &endpoint.id);
    let subject = subject(server, endpoint, &fits);
    let mut target = format!("{}{}", design.base_of(endpoint), fill(server, endpoint, subject));
    if target.is_empty() {
        target.push('/');
    }
    if endpoint.behaviour.is_on_item() && !meanings(design, endpoint).iter().any(|(_, meaning)| *meaning == Meaning::Identity) {
        let name = design.resource_of(endpoint).map_or("id", |resource| resource.identifier.field.as_str());
        target = format!("{target}?{name}={}", subject.map_or("1", |record| &record.id));
    }
    let mut request = Request::new(endpoint.method.clone(), target).header("accept", media_type_of(design, endpoint));
    if endpoint.behaviour == Behaviour::SignIn {
        request.headers.append("content-type", media_type::JSON);
        request.body = json::pretty(&server.extras().sign_in(design)).into();
    }
    if let Some(content) = fake::content(design, server.store(), endpoint, subject.map(|record| &**record), &mut rng, now) {
        let content_type = match endpoint.behaviour {
            Behaviour::Update => design.policies.update.patch_formats.first().map_or(media_type::JSON, |format| format.media_type()),
            _ => media_type::JSON,
        };
        request.headers.append("content-type", content_type);
        request.body = json::pretty(&without_parents(design, endpoint, without_owner(design, endpoint, content))).into();
    }
    let guarded = matches!(endpoint.behaviour, Behaviour::Replace | Behaviour::Update | Behaviour::Delete);
    if let Some(record) = subject.filter(|_| guarded && design.policies.concurrency.if_match == IfMatch::Required) {
        match record_validator(design, record, &selection(design, endpoint, now)) {
            _ if design.policies.caching.guards_by_date() => request.headers.append("if-unmodified-since", record.modified.http_date()),
            Some(tag) => request.headers.append("if-match", tag.to_string()),
            None => {}
        }
    }
    if endpoint.behaviour.is_oauth() {
        server.extras().ask(design, endpoint, &mut request);
    }
    if endpoint.behaviour == Behaviour::StartUpload {
        request.headers.append("upload-length", "12");
    }
    let policy = &design.policies.idempotency;
    if policy.key == KeyUse::Required && policy.protects(endpoint) {
        request.headers.append("idempotency-key", fresh_key(server, endpoint));
    }
    if design.policies.versioning.lives() {
        server.extras().name_version(design, endpoint, &mut request);
    }
    request
}

/// What to ask for: HAL, where the design writes its links in it.
fn media_type_of(design: &Design, endpoint: &Endpoint) -> &'static str {
    let plain = endpoint.behaviour.is_work()
        || endpoint.behaviour.is_session()
        || endpoint.behaviour.is_oauth()
        || matches!(endpoint.behaviour, Behaviour::Fixed { .. } | Behaviour::KeySet);
    if design.policies.hypermedia.form == LinkForm::Hal && !plain { media_type::HAL } else { media_type::JSON }
}

/// How the first client that may call the endpoint would see the record: its links, and so its tag, may depend on who it is.
fn selection(design: &Design, endpoint: &Endpoint, now: Moment) -> Selection {
    let clients = design.clients.iter().map(|client| Reader::of(design, Some(client), now));
    let reader = || Some(clients.into_iter().find(|reader| reader.may(endpoint)).unwrap_or_else(|| Reader::of(design, None, now)));
    match design.policies.hypermedia.form {
        LinkForm::None => Selection::default(),
        LinkForm::Links => Selection { reader: reader(), ..Selection::default() },
        LinkForm::Hal => Selection { format: Format::Hal, reader: reader(), ..Selection::default() },
    }
}

/// A key that no request had before, in quotes.
pub fn fresh_key(server: &Server, endpoint: &Endpoint) -> String {
    let mut rng = Rng::named(server.handled(), &format!("key of {}", endpoint.id));
    format!("\"{}\"", uuid_v4(&mut rng))
}

/// Adds a client's credentials where the authentication policy wants them; fields that are there already stay.
pub fn with_credentials(design: &Design, client: &Client, mut request: Request) -> Request {
    // An application says in its form who it is; the credentials of people have no place there.
    let in_form = |endpoint: &&std::sync::Arc<Endpoint>| endpoint.behaviour.reads_form() && design.full_path(endpoint) == request.path();
    if design.endpoints.iter().any(|endpoint| in_form(&endpoint)) {
        return request;
    }
    match &client.credential {
        Credential::Bearer(token) if !request.headers.has("authorization") => request.headers.append("authorization", format!("Bearer {token}")),
        Credential::ApiKey(key) => match &design.policies.authentication.api_key {
            Some(place) if place.place == ApiKeyPlace::Header && !request.headers.has(&place.name) => {
                request.headers.append(&place.name, key.clone())
            }
            Some(place) if place.place == ApiKeyPlace::Query && !request.target.contains(&format!("{}=", place.name)) => {
                let separator = if request.target.contains('?') { '&' } else { '?' };
                request.target = format!("{}{separator}{}={}", request.target, place.name, target::encode_segment(key));
            }
            _ => {}
        },
        _ => {}
    }
    request
}

/// The record to work on: the newest one for which the call would work.
fn subject<'a>(server: &'a Server, endpoint: &Endpoint, fits: &dyn Fn(&Record) -> bool) -> Option<&'a std::sync::Arc<Record>> {
    let design = server.design();
    let resource = design.resource_of(endpoint)?;
    if !endpoint.behaviour.is_on_item() {
        return None;
    }
    let mut records = server.store().list(&resource.name).rev().filter(|record| fits(record));
    let first = server.store().list(&resource.name).find(|record| fits(record));
    match &endpoint.behaviour {
        Behaviour::Restore => server.store().all(&resource.name).find(|record| record.hidden).or(first),
        Behaviour::Transition { name } => records.find(|record| can(resource, record, name)).or(first),
        Behaviour::Delete if design.policies.deletion.referenced == Referenced::Refuse => {
            records.find(|record| !is_referenced(server, resource, record)).or(first)
        }
        _ => first,
    }
}

fn can(resource: &Resource, record: &Record, transition: &str) -> bool {
    let Some(lifecycle) = &resource.lifecycle else { return false };
    let state = record.value.get(&lifecycle.field).and_then(Value::as_str).unwrap_or_default();
    lifecycle.ways_from(state).any(|way| way.name == transition)
}

fn is_referenced(server: &Server, resource: &Resource, record: &Record) -> bool {
    let relations = server.design().relations();
    relations
        .iter()
        .filter(|relation| relation.to == resource.name)
        .any(|relation| server.store().list(&relation.from).any(|other| points_to(other.value.get(&relation.field), &record.id)))
}

fn fill(server: &Server, endpoint: &Endpoint, subject: Option<&std::sync::Arc<Record>>) -> String {
    let mut meanings = meanings(server.design(), endpoint).into_iter();
    let mut path = String::new();
    for segment in endpoint.template().segments {
        match segment {
            Segment::Literal(text) => path = path + "/" + &text,
            Segment::Parameter(name) => {
                let value = match meanings.next().map(|(_, meaning)| meaning) {
                    Some(Meaning::Identity) => subject.map(|record| record.id.clone()),
                    Some(Meaning::Parent { resource, field }) => {
                        let own = field.and_then(|field| subject?.value.get(&field).map(id_text));
                        own.or_else(|| server.store().list(&resource).next().map(|record| record.id.clone()))
                    }
                    _ if endpoint.behaviour.is_job() => server.ledger().jobs.names(|_| true).pop(),
                    _ if endpoint.behaviour.is_upload() => server.ledger().uploads.names(|_| true).pop(),
                    _ => None,
                };
                path = path + "/" + &value.map_or_else(|| format!("{{{name}}}"), |value| target::encode_segment(&value));
            }
        }
    }
    if path.is_empty() { "/".to_owned() } else { path }
}

/// Members that the path gives need not stand in the content.
/// What the server fills with the identity of whoever calls is no part of the content.
fn without_owner(design: &Design, endpoint: &Endpoint, mut content: Value) -> Value {
    let policy = &design.policies.authorization;
    let is_held = || {
        design
            .clients
            .iter()
            .find(|client| may(client, endpoint))
            .is_some_and(|client| !client.roles.iter().any(|role| policy.sees_all.contains(role)))
    };
    let fills = endpoint.behaviour == Behaviour::Create && policy.check_owner && policy.assign == Assign::Caller;
    let owner = design.resource_of(endpoint).filter(|_| fills && is_held()).and_then(|resource| filled(design, resource));
    if let (Some(owner), Some(members)) = (owner, content.as_object_mut()) {
        members.shift_remove(owner);
    }
    content
}

/// Whether a client has a role that the endpoint asks for.
fn may(client: &Client, endpoint: &Endpoint) -> bool {
    match &endpoint.access {
        Access::Roles(wanted) => client.roles.iter().any(|role| wanted.contains(role)),
        _ => true,
    }
}

fn without_parents(design: &Design, endpoint: &Endpoint, mut content: Value) -> Value {
    for (_, meaning) in meanings(design, endpoint) {
        if let (Meaning::Parent { field: Some(field), .. }, Some(members)) = (meaning, content.as_object_mut()) {
            members.shift_remove(&field);
        }
    }
    content
}

fn id_text(value: &Value) -> String {
    value.as_str().map_or_else(|| json::line(value), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::policy::{Missing, Strategy, Versioning};
    use crate::design::{samples, start};
    use std::sync::Arc;

    /// Every endpoint of a sound design answers its sample request with success, whoever may call it.
    #[test]
    fn sample_requests_succeed() {
        let designs = [
            samples::hotel_booking(),
            samples::payments(),
            start::design("booking, room, guest").unwrap(),
            start::design("order, order item, product, customer").unwrap(),
        ];
        for design in designs {
            let design = Arc::new(design);
            for endpoint in &design.endpoints {
                let mut server = Server::new(Arc::clone(&design), Moment::START);
                let best = design.clients.iter().map(|client| {
                    let request = with_credentials(&design, client, sample_request(&server, endpoint, Moment::START));
                    server.handle(request, Moment::START, &mut Rng::new(3))
                });
                let exchanges: Vec<_> = best.collect();
                let ok = exchanges.iter().any(|exchange| exchange.response.is_success());
                assert!(
                    ok,
                    "{}: {:#?}",
                    endpoint.label(),
                    exchanges.iter().map(|exchange| (&exchange.request.target, &exchange.title, exchange.response.status)).collect::<Vec<_>>()
                );
            }
        }
    }

    /// Where the server fills in whose a new record is, the sample leaves that out, unless whoever calls passes for everybody.
    #[test]
    fn sample_requests_leave_the_owner_to_the_server() {
        // As the rule's fix makes it: the guest app is one of the guests, too.
        let owned = || {
            let mut design = samples::hotel_booking();
            let finding = crate::rules::review(&design).findings.into_iter().find(|finding| finding.rule == "object-level-authorization").unwrap();
            design.apply_all(&finding.fix.unwrap().edits).unwrap();
            design
        };
        let mut sees_all = owned();
        let role = sees_all.clients[0].roles[0].clone();
        Arc::make_mut(&mut sees_all.policies).authorization.sees_all.push(role);
        for (design, names_owner) in [(samples::hotel_booking(), true), (owned(), false), (sees_all, true)] {
            let mut server = Server::new(Arc::new(design), Moment::START);
            let design = Arc::clone(server.design());
            let request = sample_request(&server, design.endpoint("createBooking").unwrap(), Moment::START);
            assert_eq!(request.body.text().unwrap().contains("guestId"), names_owner);
            let exchange = server.handle(with_credentials(&design, &design.clients[0], request), Moment::START, &mut Rng::new(3));
            assert_eq!(exchange.response.status, 201, "{}", exchange.title);
        }
    }

    /// Where requests name a version, a sample names the newest one that has its endpoint.
    #[test]
    fn sample_requests_name_their_version() {
        for (strategy, expected) in [
            (Strategy::Path, "/v2/hotels"),
            (Strategy::Header, "/v1/hotels api-version: 2"),
            (Strategy::MediaType, "/v1/hotels accept: application/json;version=2"),
            (Strategy::Query, "/v1/hotels?version=2"),
        ] {
            let mut design = samples::hotel_booking();
            Arc::make_mut(&mut design.policies).versioning =
                Versioning { strategy, versions: vec!["1".into(), "2".into()], missing: Missing::Refuse, ..Versioning::default() };
            let old = design.endpoints.iter_mut().find(|endpoint| endpoint.id == "readHotel").map(Arc::make_mut).unwrap();
            old.until = "1".to_owned();
            let mut server = Server::new(Arc::new(design), Moment::START);
            let design = Arc::clone(server.design());
            for (id, newest) in [("listHotels", true), ("readHotel", false)] {
                let request = sample_request(&server, design.endpoint(id).unwrap(), Moment::START);
                let field = match strategy {
                    Strategy::Header => request.headers.get("api-version").map(|value| format!(" api-version: {value}")),
                    Strategy::MediaType => request.headers.get("accept").map(|value| format!(" accept: {value}")),
                    _ => None,
                };
                if newest {
                    assert_eq!(format!("{}{}", request.target, field.unwrap_or_default()), expected);
                }
                assert_eq!(server.handle(request, Moment::START, &mut Rng::new(3)).response.status, 200, "{id}, {strategy:?}");
            }
        }
    }
}
