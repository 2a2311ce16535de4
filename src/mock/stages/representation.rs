//! Stage: the answer is written down, with validators and freshness (RFC 9110 sections 8, 15.3; RFC 9111 section 5.2; RFC 8288).

pub mod written;

use std::sync::Arc;

use crate::design::words::letters::Letters;
use serde_json::{Map, Value};

use super::action::{Done, list};
use super::hypermedia;
use super::lookup::Subject;
use crate::design::policy::{Envelope, Format, Validator};
use crate::design::template::{Meaning, Segment, meanings};
use crate::design::{Behaviour, Concern, Design, Endpoint, Pointer, Resource, answers};
use crate::http::{ETag, Link, Method, Target, json, link, media_type, target};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::selection::Selection;
use crate::mock::store::{Record, Store};
use crate::mock::{Decision, Reply, Why};
use crate::order;

/// Writes what the action has done.
pub fn write(call: &Call, route: &Route, done: Done, selection: &Selection, store: &Store) -> Decision<Reply> {
    if let Done::Written(reply) = done {
        let text = match route.endpoint().behaviour {
            Behaviour::Home => "where everything begins",
            Behaviour::Authorize => "on the way back to the application",
            Behaviour::Token | Behaviour::Revoke => "as OAuth wants it",
            Behaviour::Health => "written for machines that watch",
            Behaviour::SignIn | Behaviour::SignOut => "the cookie says it all",
            _ => "how the work stands, as JSON",
        };
        return Decision::pass(*reply, Why::new(text).because_of(route.endpoint().at()));
    }
    let Some(resource) = route.resource() else { return fixed(done) };
    let name = resource.name.as_str();
    match done {
        Done::Fixed { .. } | Done::Written(_) => fixed(done),
        Done::Listed(page) => {
            let content = written_list(call, selection, resource, &page.body);
            let mut reply =
                Reply::new(success(call, route), listed(&page, resource)).content(selection.format.media_type(), content, "The page of items.");
            if !page.links.is_empty() {
                reply.set("link", link::field(&page.links), format!("Where to go from here: {}.", relations(&page.links)));
            }
            if let Some(tag) = tag_of(call.design, reply.response.body.bytes()) {
                reply.set("etag", tag.written(), "The tag of this very list; it changes with any item.");
            }
            freshness(call.design, route.endpoint(), selection, &mut reply);
            vary(call, &mut reply);
            Decision::pass(reply, Why::new(listed(&page, resource)).because_of(Pointer::Policy(Concern::Pagination)))
        }
        Done::Found(record) => {
            let mut reply = Reply::new(success(call, route), [name, " ", &record.id, ", version ", &record.version.to_string()].concat());
            reply = found(call, route, resource, &record, selection, store, reply);
            freshness(call.design, route.endpoint(), selection, &mut reply);
            vary(call, &mut reply);
            Decision::pass(
                reply,
                Why::new(["version ", &record.version.to_string(), " as ", selection.format.title()].concat()).because_of(resource.at()),
            )
        }
        Done::Created(record) => {
            let policy = &call.design.policies.creation;
            let mut reply = Reply::new(success(call, route), format!("{name} {} created", record.id));
            let waited = route.endpoint().behaviour == Behaviour::StartJob && reply.response.status == 202;
            if waited || route.endpoint().behaviour == Behaviour::Replace {
                reply.response.status = 201;
            }
            let href = uri(call.design, resource, &record);
            if let Some(href) = href.clone().filter(|_| policy.location) {
                reply.set("location", href, format!("Where the new {} lives.", name.lower()));
            }
            if policy.body {
                reply = with_record(call, resource, &record, selection, reply);
                vary(call, &mut reply);
            }
            let text = match (policy.location, href) {
                (true, Some(_)) => "201 names the new record in Location",
                (true, None) => "no endpoint reads it, so there is no Location",
                (false, _) => "the policy leaves Location out",
            };
            let text =
                if reply.response.status == 201 || !policy.location { text.to_owned() } else { format!("{} instead of 201", reply.response.status) };
            Decision::pass(reply, Why::new(text).spec("RFC 9110 section 15.3.2").because_of(Pointer::Policy(Concern::Creation)))
        }
        Done::Changed { record, title } => {
            let mut reply = Reply::new(success(call, route), title);
            let has_body =
                call.design.policies.update.body || matches!(route.endpoint().behaviour, Behaviour::Restore | Behaviour::Transition { .. });
            match has_body && reply.response.status != 204 {
                true => {
                    reply = with_record(call, resource, &record, selection, reply);
                    vary(call, &mut reply);
                }
                false => with_validators(call, resource, &record, selection, &mut reply),
            }
            if let Behaviour::Restore | Behaviour::Transition { .. } = route.endpoint().behaviour
                && let Some(href) = uri(call.design, resource, &record)
            {
                reply.set("content-location", href, format!("The content and its tag are those of this {}.", name.lower()));
            }
            let why = match keeps_what_was_put(call, resource, &record, selection) {
                true => Why::new(format!("now version {}", record.version)),
                false => Why::new(format!("now version {}; completed by the server, so no ETag", record.version)).spec("RFC 9110 section 9.3.4"),
            };
            Decision::pass(reply, why.because_of(Pointer::Policy(Concern::Update)))
        }
        Done::Removed { record, with } => {
            let more = if with == 0 { String::new() } else { format!(" and {with} that pointed to it") };
            let mut reply = Reply::new(success(call, route), format!("{name} {} removed{more}", record.id));
            if reply.response.status != 204 {
                reply = reply.content(selection.format.media_type(), in_format(call, selection, resource, &record), "The record as it was.");
                vary(call, &mut reply);
            }
            let text = match (reply.response.status, record.hidden) {
                (204, true) => "nothing to show: it is out of sight",
                (204, false) => "nothing is left to show",
                (_, true) => "the record as it is kept",
                (_, false) => "the record as it was",
            };
            Decision::pass(reply, Why::new(text).spec("RFC 9110 section 9.3.5").because_of(Pointer::Policy(Concern::Deletion)))
        }
        Done::Emptied(count) => {
            let reply = Reply::new(204, format!("All {count} {} removed", resource.segment));
            Decision::pass(reply, "nothing is left to show")
        }
    }
}

/// A record as clients see it: without fields that are only written.
pub fn shown(resource: &Resource, record: &Record) -> Value {
    let hidden = |name: &str| resource.field(name).is_some_and(|field| field.write_only);
    Value::Object(record.value.iter().filter(|(name, _)| !hidden(name)).map(|(name, value)| (name.clone(), value.clone())).collect())
}

/// The same as text, without a copy where JSON hides nothing.
fn in_format(call: &Call, selection: &Selection, resource: &Resource, record: &Record) -> String {
    let hides = resource.fields.iter().any(|field| field.write_only);
    match selection.format == Format::Json && !hides && selection.reader.is_none() {
        true => serde_json::to_string(&record.value).unwrap_or_default(),
        false => written_record(call, selection, resource, record, shown(resource, record)),
    }
}

fn written_record(call: &Call, selection: &Selection, resource: &Resource, record: &Record, value: Value) -> String {
    match (&selection.reader, selection.format) {
        (Some(_), _) => call.extras.link_record(call, selection, resource, record, value),
        (None, Format::Json) => json::line(&value),
        _ => call.extras.record(selection, resource, &value),
    }
}

fn written_list(call: &Call, selection: &Selection, resource: &Resource, page: &Value) -> String {
    if matches!(selection.format, Format::Json | Format::Hal) { json::line(page) } else { call.extras.list(selection, resource, page) }
}

/// The entity tag of a record in a format: each has its own, since a strong tag names its very bytes (RFC 9110 section 8.8.1).
pub fn record_validator(design: &Design, record: &Record, selection: &Selection) -> Option<ETag> {
    let of_format = match selection.format {
        Format::Json => "",
        Format::Xml => "-xml",
        Format::Csv => "-csv",
        Format::Hal => "-hal",
    };
    let mut tag = ["v", &record.version.to_string(), of_format].concat();
    // Links follow from the state, which the version stands for, and from what their reader may call.
    if let Some(reader) = &selection.reader {
        tag = tag + "-" + &reader.tag;
    }
    let version = &design.policies.versioning.at;
    if !version.is_empty() {
        tag = tag + "-" + version;
    }
    match design.policies.caching.validator {
        Validator::None => None,
        Validator::Strong => Some(ETag { weak: false, tag }),
        Validator::Weak => Some(ETag { weak: true, tag }),
    }
}

/// The entity tag of a record as it is selected: with related records beside it, it changes with any of them.
pub fn selected_validator(call: &Call, route: &Route, record: &Arc<Record>, selection: &Selection, store: &Store) -> Option<ETag> {
    match route.resource() {
        Some(resource) if !selection.include.is_empty() => tag_of(call.design, chosen(call, resource, record, selection, store).as_bytes()),
        _ => record_validator(call.design, record, selection),
    }
}

/// The entity tag that a list would have now.
pub fn collection_validator(call: &Call, target: &Target, route: &Route, subject: &Subject, selection: &Selection, store: &Store) -> Option<ETag> {
    let resource = route.resource()?;
    let page = list::page(call, target, resource, subject, selection, store).ok()?;
    tag_of(call.design, written_list(call, selection, resource, &page.body).as_bytes())
}

/// A record as it is selected.
fn chosen(call: &Call, resource: &Resource, record: &Arc<Record>, selection: &Selection, store: &Store) -> String {
    match selection.shows_whole_records() {
        true => in_format(call, selection, resource, record),
        false => {
            let item = call.extras.items(call.design, selection, resource, &[record], store).pop();
            written_record(call, selection, resource, record, item.unwrap_or_default())
        }
    }
}

/// `Cache-Control` of a read.
pub fn freshness(design: &Design, endpoint: &Endpoint, selection: &Selection, reply: &mut Reply) {
    if selection.hidden {
        reply.set("cache-control", "private, no-cache", "Not for everybody: only this client's cache may keep it, and has to ask.");
        return;
    }
    let value = endpoint.cache_control.as_ref().or(design.policies.caching.cache_control.as_ref());
    if let Some(value) = value {
        reply.set("cache-control", value.clone(), cache_sentence(value));
    }
}

/// The path of a record, if an endpoint reads it: through its own path, or through a nested one whose parents it names.
pub fn uri(design: &Design, resource: &Resource, record: &Record) -> Option<String> {
    let mut readers: Vec<&Endpoint> =
        design.endpoints_of(&resource.name).map(|endpoint| &**endpoint).filter(|endpoint| endpoint.behaviour == Behaviour::Read).collect();
    order::by_key(&mut readers, |endpoint| endpoint.template().segments.len());
    readers.into_iter().find_map(|endpoint| fill(design, endpoint, record)).map(|path| format!("{}{path}", design.base_path))
}

/// The path of an endpoint with the values that a record gives its parameters.
pub fn fill(design: &Design, endpoint: &Endpoint, record: &Record) -> Option<String> {
    let mut meanings = meanings(design, endpoint).into_iter();
    let mut path = String::new();
    for segment in endpoint.template().segments {
        match segment {
            Segment::Literal(text) => path = path + "/" + &text,
            Segment::Parameter(_) => {
                let value = match meanings.next()?.1 {
                    Meaning::Identity => record.id.clone(),
                    Meaning::Parent { field: Some(field), .. } => match record.value.get(&field)? {
                        Value::String(text) => text.clone(),
                        other => json::line(other),
                    },
                    Meaning::Parent { field: None, .. } | Meaning::Unknown => return None,
                };
                path = path + "/" + &target::encode_segment(&value);
            }
        }
    }
    Some(path)
}

/// The answer to a read.
fn found(call: &Call, route: &Route, resource: &Resource, record: &Arc<Record>, selection: &Selection, store: &Store, reply: Reply) -> Reply {
    let content = chosen(call, resource, record, selection, store);
    let mut reply =
        reply.content(selection.format.media_type(), content, ["The ", &resource.name.lower(), " as ", selection.format.title(), "."].concat());
    if selection.include.is_empty() {
        with_validators(call, resource, record, selection, &mut reply);
    } else if let Some(tag) = selected_validator(call, route, record, selection, store) {
        reply.set("etag", tag.written(), "The tag of this record with those beside it; it changes with any of them.");
    }
    reply
}

fn with_record(call: &Call, resource: &Resource, record: &Record, selection: &Selection, reply: Reply) -> Reply {
    let note = ["The ", &resource.name.lower(), " as ", selection.format.title(), "."].concat();
    let mut reply = reply.content(selection.format.media_type(), in_format(call, selection, resource, record), note);
    with_validators(call, resource, record, selection, &mut reply);
    reply
}

/// Whether the record reads byte for byte as it was sent. RFC 9110 section 9.3.4: only then may the answer to a PUT carry a
/// validator, since a client may go on with what it has sent. Other methods promise nothing of the kind.
fn keeps_what_was_put(call: &Call, resource: &Resource, record: &Record, selection: &Selection) -> bool {
    call.request.method != Method::PUT || in_format(call, selection, resource, record).as_bytes() == call.request.body.bytes()
}

fn with_validators(call: &Call, resource: &Resource, record: &Record, selection: &Selection, reply: &mut Reply) {
    if !keeps_what_was_put(call, resource, record, selection) {
        return;
    }
    if let Some(tag) = record_validator(call.design, record, selection) {
        let use_it = if tag.weak { "good for If-None-Match, not for If-Match" } else { "send it as If-None-Match to read, as If-Match to change" };
        reply.set("etag", tag.written(), ["Version ", &record.version.to_string(), " of this record: ", use_it, "."].concat());
    }
    if call.design.policies.caching.last_modified {
        reply.set("last-modified", record.modified.http_date(), "When this record last changed.");
    }
}

/// Says that the representation depends on `Accept` (RFC 9110 section 12.5.5).
pub fn vary(call: &Call, reply: &mut Reply) {
    if call.design.policies.negotiation.vary {
        reply.add("vary", "Accept", "Caches keep one copy per representation.");
    }
    if call.design.policies.hypermedia.links() {
        hypermedia::vary(call, reply);
    }
}

/// The entity tag of this content.
pub fn tag_of(design: &Design, content: &[u8]) -> Option<ETag> {
    match design.policies.caching.validator {
        Validator::None => None,
        Validator::Strong => Some(ETag::of(content, false)),
        Validator::Weak => Some(ETag::of(content, true)),
    }
}

fn success(call: &Call, route: &Route) -> u16 {
    answers::success_status(call.design, route.endpoint())
}

fn fixed(done: Done) -> Decision<Reply> {
    let Done::Fixed { status, body } = done else {
        return Decision::pass(Reply::new(204, "Nothing to show"), "no resource stands behind this endpoint");
    };
    let reply = Reply::new(status, "The answer from the sketch");
    let reply = if body.is_null() { reply } else { reply.content(media_type::JSON, &body, "Always the same content.") };
    Decision::pass(reply, "the sketch fixes this answer")
}

fn listed(page: &list::Page, resource: &Resource) -> String {
    let count = page.items;
    let noun = if page.matching == 1 { resource.name.lower() } else { resource.segment.clone() };
    let of = if page.matching > count { format!("{count} of {} {noun}", page.matching) } else { format!("{count} {noun}") };
    if page.more { format!("{of}, more behind") } else { of }
}

fn relations(links: &[Link]) -> String {
    links.iter().map(|link| link.relation.as_str()).collect::<Vec<_>>().join(", ")
}

fn cache_sentence(value: &str) -> String {
    let (mut who, mut is_kept, mut asks, mut age) = ("Caches may keep it", true, false, None);
    for part in value.split(',') {
        let (name, argument) = part.trim().split_once('=').unwrap_or((part.trim(), ""));
        match name {
            "private" => who = "Only this client's cache may keep it",
            "no-store" => is_kept = false,
            "no-cache" => asks = true,
            "max-age" if age.is_none() => age = argument.parse::<u64>().ok(),
            _ => {}
        }
    }
    match age {
        _ if !is_kept => "No cache may keep it.".to_owned(),
        _ if asks => [who, ", and has to ask before each use."].concat(),
        Some(seconds) => [who, " for ", &seconds.to_string(), " s without asking."].concat(),
        None => [who, "."].concat(),
    }
}

/// The members of a page around its items.
pub fn enclose(envelope: Envelope, items: Vec<Value>, members: Map<String, Value>) -> Value {
    match envelope {
        Envelope::Array => Value::Array(items),
        Envelope::Object => {
            let mut object = Map::new();
            object.insert("items".to_owned(), Value::Array(items));
            object.extend(members);
            Value::Object(object)
        }
    }
}
