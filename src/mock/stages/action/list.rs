//! Picking a page of a collection: by offset, by opaque cursor, or everything at once (RFC 8288 for the links).

use std::cmp::Ordering;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::cursor::{self, Place};
use super::{Done, facets, include};
use crate::design::policy::{Envelope, OverLimit, Pages};
use crate::design::{Concern, Pointer, Resource};
use crate::http::{FieldError, Link, Problem, Target};
use crate::mock::pipeline::Call;
use crate::mock::selection::Selection;
use crate::mock::stages::lookup::Subject;
use crate::mock::stages::problems::refuse;
use crate::mock::stages::representation::enclose;
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
    let belongs = |record: &&Arc<Record>| subject.parents.iter().all(|(field, value)| record.value.get(field) == Some(value));
    let wanted = |record: &&Arc<Record>| belongs(record) && selection.admits(resource, &record.value);
    let whole = subject.parents.is_empty() && selection.is_everything();
    let sorted = || {
        let mut all: Vec<Keyed> = store.list(&resource.name).filter(wanted).map(|record| (selection.keys(&record.value), record)).collect();
        if !selection.sort.is_empty() {
            order::by(&mut all, |left, right| selection.compare(&left.0, &right.0));
        }
        all
    };
    // The order of creation needs no copy of the whole list.
    let plain = selection.sort.is_empty();
    let matching = if whole { store.count(&resource.name) } else { store.list(&resource.name).filter(wanted).count() };
    let limit = limit(call, target)?;
    let mut members = Map::new();
    let mut links = Vec::new();
    let (records, more): (Vec<&Arc<Record>>, bool) = match policy.pages {
        Pages::None => (sorted().into_iter().map(|(_, record)| record).collect(), false),
        Pages::Offset => {
            let offset = number(target, "offset", 0)?;
            let records: Vec<_> = match plain {
                true => store.list(&resource.name).filter(wanted).skip(offset).take(limit).collect(),
                false => sorted().into_iter().map(|(_, record)| record).skip(offset).take(limit).collect(),
            };
            members.insert("offset".to_owned(), json!(offset));
            members.insert("limit".to_owned(), json!(limit));
            let behind = offset.saturating_add(records.len()) < matching;
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
            (records, behind)
        }
        Pages::Cursor => {
            let after = cursor::decode(target.parameter("cursor"), selection)?;
            let one_more = limit.saturating_add(1);
            let mut records: Vec<Keyed> = match plain {
                true => store.list_after(&resource.name, after.sequence).filter(wanted).take(one_more).map(|record| (Vec::new(), record)).collect(),
                false => sorted().into_iter().filter(|(keys, record)| is_behind(&after, keys, record, selection)).take(one_more).collect(),
            };
            let more = records.len() > limit;
            records.truncate(limit);
            let next = records
                .last()
                .filter(|_| more)
                .map(|(keys, record)| cursor::encode(&Place { sequence: record.sequence, keys: keys.clone() }, selection));
            let records: Vec<_> = records.into_iter().map(|(_, record)| record).collect();
            links.push(Link::new("first", address(&target.without_parameter("cursor"))));
            if let Some(next) = &next {
                links.push(Link::new("next", address(&target.with_parameter("cursor", next))));
            }
            members.insert("next".to_owned(), json!(next));
            (records, more)
        }
    };
    if policy.total || selection.facets.is_some() {
        members.insert("total".to_owned(), json!(matching));
    }
    if let Some(facets) = &selection.facets {
        let found: Vec<&Map<String, Value>> = store.list(&resource.name).filter(wanted).map(|record| &record.value).collect();
        members.insert("facets".to_owned(), facets::count(facets, &found));
    }
    if !policy.links {
        links.clear();
    }
    let items = include::items(call.design, selection, resource, &records, store);
    let queries = include::queries(call.design, selection, &records);
    let count = items.len();
    // A search always encloses its items: a bare list has no room for what was counted.
    let envelope = if selection.facets.is_some() { Envelope::Object } else { policy.envelope };
    Ok(Page { items: count, body: enclose(envelope, items, members), links, matching, more, queries })
}

/// A link's address. Brackets, which people type as they are, have no place in a URI's query (RFC 3986 section 3.4).
fn address(target: &Target) -> String {
    target.to_string().replace('[', "%5B").replace(']', "%5D")
}

/// A record with its place in the order.
type Keyed<'a> = (Vec<Value>, &'a Arc<Record>);

/// Whether a record comes behind a place; equal ones stand in the order of creation.
fn is_behind(place: &Place, keys: &[Value], record: &Record, selection: &Selection) -> bool {
    match selection.compare(keys, &place.keys) {
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
