//! Picking a page of a collection: by offset, by opaque cursor, or everything at once (RFC 8288 for the links).

use std::cmp::Ordering;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::Done;
use super::cursor::{self, Place};
use crate::design::policy::{Envelope, Format, OverLimit, Pages};
use crate::design::{Concern, Pointer, Resource};
use crate::http::{FieldError, Link, Problem, Target};
use crate::mock::pipeline::Call;
use crate::mock::selection::Selection;
use crate::mock::stages::lookup::Subject;
use crate::mock::stages::problems::refuse;
use crate::mock::stages::representation::{enclose, shown};
use crate::mock::store::{Record, Store};
use crate::mock::{Decision, Why};
use crate::order;

/// A page of records, written down.
#[derive(Clone, Debug)]
pub struct Page {
    /// The content.
    pub body: Value,
    /// Links to other pages.
    pub links: Vec<Link>,
    /// How many items stand on it.
    pub items: usize,
    /// How many records match in all.
    pub matching: usize,
    /// Whether there are items behind it.
    pub more: bool,
    /// How many queries a store would have run for it.
    pub queries: usize,
}

/// Picks the page that the query asks for.
pub fn perform(call: &Call, target: &Target, resource: &Resource, subject: &Subject, selection: &Selection, store: &Store) -> Decision<Done> {
    match page(call, target, resource, subject, selection, store) {
        Ok(page) => {
            let mut text = match call.design.policies.pagination.pages {
                Pages::None => format!("all {} at once", page.items),
                _ => format!("{} of {}", page.items, page.matching),
            };
            if let Some(facets) = &selection.facets {
                text = format!("{text}, {} {}", facets.len(), if facets.len() == 1 { "facet" } else { "facets" });
            }
            let related = !selection.include.is_empty();
            if related {
                text = format!("{text}, {}", cost(page.queries));
            }
            let place = Pointer::Policy(if related { Concern::Filtering } else { Concern::Pagination });
            Decision::pass(Done::Listed(page), Why::new(text).because_of(place))
        }
        Err(fault) => {
            let problem =
                Problem::new(400, "bad-query", format!("{} cannot be used", fault.pointer), format!("{}.", fault.detail.trim_end_matches('.')));
            let why = Why::new(fault.detail.clone()).spec("RFC 9110 section 15.5.1").because_of(Pointer::Policy(Concern::Pagination));
            Decision::answer(refuse(call, problem.with_errors(vec![fault])), why)
        }
    }
}

/// What fetching related records has cost.
pub fn cost(queries: usize) -> String {
    format!("{queries} {}", if queries == 1 { "query" } else { "queries" })
}

/// The page, or the query parameter that is at fault.
pub fn page(call: &Call, target: &Target, resource: &Resource, subject: &Subject, selection: &Selection, store: &Store) -> Result<Page, FieldError> {
    let policy = &call.design.policies.pagination;
    let belongs = |record: &Record| subject.parents.iter().all(|(field, value)| record.value.get(field) == Some(value));
    let all = selection.is_everything();
    let own_lists = call.design.policies.authorization.own_lists;
    let held = selection.only.as_deref().filter(|_| own_lists);
    let own = |record: &Record| held.is_none_or(|who| call.extras.is_own(call.design, who, &resource.name, record, store));
    let keys = |record: &Record| if selection.sort.is_empty() { Vec::new() } else { call.extras.keys(selection, &record.value) };
    let mut found: Vec<&Arc<Record>> = store
        .all(&resource.name)
        .filter(|record| {
            (selection.hidden || !record.hidden) && belongs(record) && own(record) && (all || call.extras.admits(selection, resource, &record.value))
        })
        .collect();
    if !selection.sort.is_empty() {
        order::by(&mut found, |left, right| call.extras.compare(selection, &keys(left), &keys(right)));
    } else if !policy.ordered {
        order::by_key(&mut found, |record| record.modified);
    }
    let matching = found.len();
    let limit = limit(call, target)?;
    let mut members = Map::new();
    let mut links = Vec::new();
    let (start, count) = match policy.pages {
        Pages::None => (0, matching),
        Pages::Offset => {
            let offset = number(target, "offset", 0)?;
            let behind = offset.saturating_add(limit) < matching;
            members.insert("offset".to_owned(), json!(offset));
            members.insert("limit".to_owned(), json!(limit));
            let at = |offset: usize| address(&target.with_parameter("offset", &offset.to_string()).with_parameter("limit", &limit.to_string()));
            let last = matching.saturating_sub(1) / limit.max(1) * limit;
            links.push(Link::new("first", at(0)));
            if offset > 0 {
                links.push(Link::new("prev", at(offset.saturating_sub(limit).min(last))));
            }
            if behind {
                links.push(Link::new("next", at(offset.saturating_add(limit))));
            }
            links.push(Link::new("last", at(last)));
            (offset.min(matching), limit)
        }
        Pages::Cursor => {
            let after = cursor::decode(target.parameter("cursor"), selection)?;
            let start = found.iter().position(|record| is_behind(call, &after, record, selection)).unwrap_or(matching);
            let last = start.checked_add(limit).filter(|end| *end < matching).and_then(|end| found.get(end - 1));
            let next = last.map(|record| cursor::encode(&Place { sequence: record.sequence, keys: keys(record) }, selection));
            links.push(Link::new("first", address(&target.without_parameter("cursor"))));
            if let Some(next) = &next {
                links.push(Link::new("next", address(&target.with_parameter("cursor", next))));
            }
            members.insert("next".to_owned(), json!(next));
            (start, limit)
        }
    };
    if policy.total || selection.facets.is_some() {
        members.insert("total".to_owned(), json!(matching));
    }
    if let Some(facets) = &selection.facets {
        members.insert("facets".to_owned(), call.extras.facets(facets, &found));
    }
    let end = start.saturating_add(count).min(matching);
    let records = found.get(start..end).unwrap_or_default();
    let mut items: Vec<Value> = match selection.shows_whole_records() {
        true => records.iter().map(|record| shown(resource, record)).collect(),
        false => call.extras.items(call.design, selection, resource, records, store),
    };
    if selection.reader.is_some() {
        call.extras.link_items(call, target, selection, resource, records, &mut items, &mut members, &links);
    }
    if !policy.links {
        links.clear();
    }
    // A search always encloses its items: a bare list has no room for what was counted.
    let envelope = if selection.facets.is_some() { Envelope::Object } else { policy.envelope };
    Ok(Page {
        items: records.len(),
        // In HAL the items stand among the embedded members already.
        body: if selection.format == Format::Hal { Value::Object(members) } else { enclose(envelope, items, members) },
        links,
        matching,
        more: end < matching,
        queries: if selection.include.is_empty() { 1 } else { call.extras.queries(call.design, selection, records) },
    })
}

/// A link's address. Brackets, which people type as they are, have no place in a URI's query (RFC 3986 section 3.4).
fn address(target: &Target) -> String {
    target.to_string().replace('[', "%5B").replace(']', "%5D")
}

/// Whether a record comes behind a place; equal ones stand in the order of creation.
fn is_behind(call: &Call, place: &Place, record: &Record, selection: &Selection) -> bool {
    if selection.sort.is_empty() {
        return record.sequence > place.sequence;
    }
    match call.extras.compare(selection, &call.extras.keys(selection, &record.value), &place.keys) {
        Ordering::Equal => record.sequence > place.sequence,
        ordering => ordering.is_gt(),
    }
}

fn limit(call: &Call, target: &Target) -> Result<usize, FieldError> {
    let policy = &call.design.policies.pagination;
    let most = usize::try_from(policy.max_limit.max(1)).unwrap_or(usize::MAX);
    let asked = number(target, "limit", usize::try_from(policy.default_limit.max(1)).unwrap_or(1).min(most))?;
    match (asked, policy.over_limit) {
        (0, _) => Err(FieldError::in_query("limit", format!("limit has to be from 1 to {most}, not 0"))),
        (asked, OverLimit::Refuse) if asked > most => Err(FieldError::in_query("limit", format!("limit has to be from 1 to {most}, not {asked}"))),
        (asked, _) => Ok(asked.min(most)),
    }
}

fn number(target: &Target, name: &str, otherwise: usize) -> Result<usize, FieldError> {
    let Some(text) = target.parameter(name) else { return Ok(otherwise) };
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or_else(|| FieldError::in_query(name, format!("{name} has to be a whole number, not `{text}`")))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::design::{Access, Behaviour, Design, Endpoint, Field, FieldKind, IdKind, Identifier};
    use crate::http::{Method, Request};
    use crate::mock::{Moment, Rng, Server};

    /// Notes with a number and a colour, open to anybody.
    fn server() -> Server {
        let whole = FieldKind::Integer { min: None, max: None };
        let resource = Resource {
            name: "Note".into(),
            segment: "notes".into(),
            identifier: Identifier { field: "id".into(), kind: IdKind::Integer },
            fields: vec![Field::new("n", whole), Field::required("colour", FieldKind::one_of(&["red", "blue"]))],
            ..Resource::default()
        };
        let mut design = Design { base_path: String::new(), ..Design::default() };
        for behaviour in [Behaviour::List, Behaviour::Create, Behaviour::Delete] {
            design.endpoints.push(Arc::new(Endpoint { access: Access::Public, ..Endpoint::usual(&resource, behaviour) }));
        }
        design.resources.push(Arc::new(resource));
        Server::new(Arc::new(design), Moment::START)
    }

    fn send(server: &mut Server, request: Request) -> Value {
        let exchange = server.handle(request, Moment::START, &mut Rng::new(1));
        assert!(exchange.response.is_success(), "{} {}", exchange.request.target, exchange.title);
        exchange.response.body.json().unwrap_or_default()
    }

    fn add(server: &mut Server, rng: &mut Rng) {
        let colour = if rng.below(2) == 0 { "red" } else { "blue" };
        let mut note = json!({ "colour": colour });
        if rng.below(5) > 0 {
            note["n"] = json!(rng.below(6));
        }
        send(server, Request::new(Method::POST, "/notes").json(&note));
    }

    #[test]
    fn a_walk_sees_what_stays_once_while_others_come_and_go() {
        for seed in 0..60 {
            let (mut server, mut rng) = (server(), Rng::new(seed));
            (0..20).for_each(|_| add(&mut server, &mut rng));
            let query = ["sort=n", "sort=-n,colour", "colour=red&sort=-n", "sort=colour,-id", "colour=blue", "n[gte]=2&sort=n"][seed as usize % 6];
            let mut stays: BTreeMap<u64, bool> = BTreeMap::new();
            for note in send(&mut server, Request::new(Method::GET, format!("/notes?{query}&limit=100")))["items"].as_array().unwrap() {
                stays.insert(note["id"].as_u64().unwrap(), true);
            }
            let (mut seen, mut cursor): (Vec<u64>, Option<String>) = (Vec::new(), None);
            loop {
                let cursor_part = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
                let page = send(&mut server, Request::new(Method::GET, format!("/notes?{query}&limit=3{cursor_part}")));
                seen.extend(page["items"].as_array().unwrap().iter().filter_map(|note| note["id"].as_u64()));
                cursor = page["next"].as_str().map(str::to_owned);
                if cursor.is_none() {
                    break;
                }
                add(&mut server, &mut rng);
                let gone = 1 + rng.below(20);
                if stays.insert(gone, false).is_some_and(|was| was) || server.store().get("Note", &gone.to_string()).is_some() {
                    send(&mut server, Request::new(Method::DELETE, format!("/notes/{gone}")));
                }
            }
            let mut once = seen.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), seen.len(), "seed {seed}: {query} shows a record twice: {seen:?}");
            let missed: Vec<_> = stays.iter().filter(|(id, stays)| **stays && !seen.contains(id)).collect();
            assert!(missed.is_empty(), "seed {seed}: {query} misses {missed:?}");
        }
    }
}
