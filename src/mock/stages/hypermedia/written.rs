//! Links found and written: a `links` array, or HAL with `_links` and `_embedded`.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::Reader;
use super::offers::{Found, Offer, of_record};
use crate::design::policy::{Format, LinkForm};
use crate::design::query::Include;
use crate::design::words::letters::Letters;
use crate::design::{Access, Behaviour, Concern, Endpoint, Pointer, Resource};
use crate::http::{Link, Method, Target, media_type};
use crate::mock::pipeline::Call;
use crate::mock::routes::Route;
use crate::mock::selection::Selection;
use crate::mock::stages::action::Done;
use crate::mock::stages::representation::{freshness, tag_of, vary};
use crate::mock::stages::version::carried;
use crate::mock::store::Record;
use crate::mock::{Decision, Reply, Why};

/// How many words about links a trace line has room for.
const ROOM: usize = 5;

/// A record with its links.
pub fn record(call: &Call, selection: &Selection, resource: &Resource, record: &Record, mut value: Value) -> Value {
    let Some(reader) = &selection.reader else { return value };
    let offers = of_record(call, reader, resource, record).offers;
    if let Value::Object(members) = &mut value {
        embed(call, selection, members);
        attach(call, selection.format, resource.field("links").is_some(), members, &offers);
    }
    value
}

/// Related records carry links as well; in HAL they stand among the embedded ones.
fn embed(call: &Call, selection: &Selection, members: &mut Map<String, Value>) {
    let mut embedded = Map::new();
    for include in &selection.include {
        let Some(mut beside) = members.shift_remove(&include.name) else { continue };
        match &mut beside {
            Value::Array(items) => items.iter_mut().for_each(|item| link_related(call, selection, include, item)),
            one => link_related(call, selection, include, one),
        }
        let to = if selection.format == Format::Hal { &mut embedded } else { &mut *members };
        to.insert(include.name.clone(), beside);
    }
    if !embedded.is_empty() {
        members.insert("_embedded".to_owned(), Value::Object(embedded));
    }
}

fn link_related(call: &Call, selection: &Selection, include: &Include, item: &mut Value) {
    let (Some(resource), Value::Object(members)) = (call.design.resource(&include.of), &*item) else { return };
    let id = match members.get(&resource.identifier.field) {
        Some(Value::String(id)) => id.clone(),
        Some(other) => other.to_string(),
        None => return,
    };
    let known = Record { id, value: members.clone(), version: 0, sequence: 0, modified: call.now, hidden: false };
    let plain = Selection { format: selection.format, reader: selection.reader.clone(), ..Selection::default() };
    *item = record(call, &plain, resource, &known, item.take());
}

/// Puts links into the items of a page, and those of the page beside them.
#[expect(clippy::too_many_arguments, reason = "a page is where everything that was found comes together")]
pub fn page(
    call: &Call,
    target: &Target,
    selection: &Selection,
    resource: &Resource,
    records: &[&Arc<Record>],
    items: &mut Vec<Value>,
    members: &mut Map<String, Value>,
    pages: &[Link],
) {
    let Some(reader) = &selection.reader else { return };
    for (item, known) in items.iter_mut().zip(records) {
        *item = record(call, selection, resource, known, item.take());
    }
    let mut offers = vec![Offer::get("self", target.to_string())];
    offers.extend(pages.iter().map(|link| Offer::get(&link.relation, link.target.clone())));
    let path = target.path();
    if call.design.policies.hypermedia.actions {
        let creates = creators(call, resource).filter(|endpoint| reader.may(endpoint) && call.design.full_path(endpoint) == path);
        offers.extend(creates.map(|endpoint| Offer { rel: "create".to_owned(), href: path.clone(), method: endpoint.method.clone() }));
    }
    if selection.format == Format::Hal {
        members.insert("_embedded".to_owned(), json!({ resource.segment.as_str(): std::mem::take(items) }));
    }
    attach(call, selection.format, false, members, &offers);
}

fn creators<'a>(call: &'a Call, resource: &'a Resource) -> impl Iterator<Item = &'a Endpoint> {
    call.design.endpoints_of(&resource.name).map(|endpoint| &**endpoint).filter(|endpoint| endpoint.behaviour == Behaviour::Create)
}

fn attach(call: &Call, format: Format, taken: bool, members: &mut Map<String, Value>, offers: &[Offer]) {
    let href = |offer: &Offer| match call.design.policies.hypermedia.absolute {
        true => format!("{}{}", call.design.origin, carried(call, offer.href.clone())),
        false => carried(call, offer.href.clone()),
    };
    if format == Format::Hal {
        let mut links: Map<String, Value> = Map::new();
        for offer in offers {
            let link = json!({ "href": href(offer) });
            match links.get_mut(&offer.rel) {
                None => {
                    links.insert(offer.rel.clone(), link);
                }
                Some(known) if *known == link => {}
                Some(Value::Array(several)) => several.push(link),
                Some(known) => *known = json!([known.take(), link]),
            }
        }
        members.insert("_links".to_owned(), Value::Object(links));
        return;
    }
    let write = |offer: &Offer| {
        let mut link = json!({ "rel": offer.rel, "href": href(offer) });
        match offer.method == Method::GET {
            true => link["type"] = json!(media_type::JSON),
            false => link["method"] = json!(offer.method.as_str()),
        }
        link
    };
    let name = if taken { "_links" } else { "links" };
    members.insert(name.to_owned(), offers.iter().map(write).collect());
}

/// Says which links there are; of those that were left out, why.
pub fn explain(call: &Call, route: &Route, reader: &Reader, shown: Option<&Record>, reply: Reply) -> Decision<Reply> {
    let spec = if call.design.policies.hypermedia.form == LinkForm::Hal { "draft-kelly-json-hal-11 section 5" } else { "RFC 8288 section 3" };
    let why = |text: String| Why::new(text).spec(spec).because_of(Pointer::Policy(Concern::Hypermedia));
    let (Some(resource), Some(record)) = (route.resource(), shown) else {
        let refused = route.resource().and_then(|resource| creators(call, resource).find(|endpoint| !reader.may(endpoint)));
        let text = match (refused, &route.endpoint().behaviour) {
            (_, Behaviour::Home) => "links to the collections this caller may read".to_owned(),
            (Some(endpoint), _) => format!("create left out: {}", needs(endpoint)),
            (None, _) => "links of the page and of its items".to_owned(),
        };
        return Decision::pass(reply, why(text));
    };
    let Found { offers, left } = of_record(call, reader, resource, record);
    if left.is_empty() {
        let mut rels: Vec<&str> = offers.iter().map(|offer| offer.rel.as_str()).collect();
        rels.dedup();
        let more = rels.len().saturating_sub(ROOM);
        rels.truncate(ROOM);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        return Decision::pass(reply, why(format!("links: {}{more}", rels.join(", "))));
    }
    Decision::pass(reply, why(left_out(&left)))
}

/// Links that were left out, by their reasons: «confirm left out: booking is confirmed; delete: needs the role staff».
fn left_out(left: &[(String, String)]) -> String {
    let mut reasons: Vec<&str> = Vec::new();
    for (_, reason) in left {
        if !reasons.contains(&reason.as_str()) {
            reasons.push(reason);
        }
    }
    let group = |reason: &&str| {
        let mut rels: Vec<&str> = left.iter().filter(|(_, own)| own == reason).map(|(rel, _)| rel.as_str()).collect();
        rels.dedup();
        let more = rels.len().saturating_sub(2);
        rels.truncate(2);
        if more == 0 { rels.join(", ") } else { format!("{}, {more} more", rels.join(", ")) }
    };
    let told = reasons.iter().take(2).map(|reason| (group(reason), *reason)).enumerate();
    let told = told.map(|(index, (rels, reason))| if index == 0 { format!("{rels} left out: {reason}") } else { format!("{rels}: {reason}") });
    told.collect::<Vec<_>>().join("; ")
}

/// What an endpoint wants of its callers.
pub fn needs(endpoint: &Endpoint) -> String {
    match &endpoint.access {
        Access::Roles(roles) => format!("needs the role {}", roles.join(" or ")),
        _ => "needs credentials".to_owned(),
    }
}

/// The entry point as content: links to every collection that needs nothing else.
pub fn entry(call: &Call, target: &Target, selection: &Selection) -> Value {
    let (members, _) = collections(call, target, selection);
    Value::Object(members)
}

/// The members of the entry point, and how many collections they lead to.
fn collections(call: &Call, target: &Target, selection: &Selection) -> (Map<String, Value>, usize) {
    let design = call.design;
    let mut offers = vec![Offer::get("self", target.path())];
    for endpoint in design.endpoints.iter().filter(|endpoint| endpoint.method == Method::GET && endpoint.template().parameters().next().is_none()) {
        let rel = match (&endpoint.behaviour, design.resource_of(endpoint)) {
            (Behaviour::List, Some(resource)) => resource.segment.clone(),
            (Behaviour::Search, Some(resource)) => format!("{}-search", resource.segment),
            _ => continue,
        };
        if selection.reader.as_ref().is_some_and(|reader| reader.may(endpoint)) {
            offers.push(Offer::get(&rel, design.full_path(endpoint)));
        }
    }
    let mut members = Map::from_iter([("name".to_owned(), json!(design.name))]);
    attach(call, selection.format, false, &mut members, &offers);
    (members, offers.len() - 1)
}

/// The entry point. Its tag is that of its content: another caller may be told of other collections.
pub fn home(call: &Call, route: &Route, target: &Target, selection: &Selection) -> Decision<Done> {
    let (members, count) = collections(call, target, selection);
    let noun = if count == 1 { "collection" } else { "collections" };
    let mut reply = Reply::new(200, format!("The way to {count} {noun}"));
    reply = reply.content(selection.format.media_type(), &Value::Object(members), "Where clients begin: all other addresses follow from links.");
    if let Some(tag) = tag_of(call.design, reply.response.body.bytes()) {
        reply.set("etag", tag.to_string(), "The tag of these very links.");
    }
    freshness(call.design, route.endpoint(), selection, &mut reply);
    vary(call, &mut reply);
    let why = Why::new(format!("links to {count} {}", noun.lower())).spec("RFC 8288 section 3");
    Decision::pass(Done::Written(Box::new(reply)), why.because_of(Pointer::Policy(Concern::Hypermedia)))
}
