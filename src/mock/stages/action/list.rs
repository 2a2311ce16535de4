//! Picking a page of a collection: by offset, by opaque cursor, or everything at once (RFC 8288 for the links).

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};

use super::Done;
use crate::design::policy::{ApiKeyPlace, OverLimit, Pages};
use crate::design::{Concern, Pointer, Resource};
use crate::http::{FieldError, Link, Problem, Target};
use crate::mock::pipeline::Call;
use crate::mock::stages::lookup::Subject;
use crate::mock::stages::problems::refuse;
use crate::mock::stages::representation::{enclose, shown};
use crate::mock::store::{Record, Store};
use crate::mock::{Decision, Why};

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
}

/// Picks the page that the query asks for.
pub fn perform(call: &Call, target: &Target, resource: &Resource, subject: &Subject, store: &Store) -> Decision<Done> {
    let place = Pointer::Policy(Concern::Pagination);
    match page(call, target, resource, subject, store) {
        Ok(page) => {
            let text = match call.design.policies.pagination.pages {
                Pages::None => format!("all {} at once", page.items),
                _ => format!("{} of {}", page.items, page.matching),
            };
            Decision::pass(Done::Listed(page), Why::new(text).because_of(place))
        }
        Err(fault) => {
            let problem =
                Problem::new(400, "bad-query", format!("{} cannot be used", fault.pointer), format!("{}.", fault.detail.trim_end_matches('.')));
            let why = Why::new(fault.detail.clone()).spec("RFC 9110 section 15.5.1").because_of(place);
            Decision::answer(refuse(call, problem.with_errors(vec![fault])), why)
        }
    }
}

/// The page, or the query parameter that is at fault.
pub fn page(call: &Call, target: &Target, resource: &Resource, subject: &Subject, store: &Store) -> Result<Page, FieldError> {
    let policy = &call.design.policies.pagination;
    let known = parameters(call);
    if let Some((name, _)) = target.query.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        let list = if known.is_empty() { "no parameter".to_owned() } else { known.join(", ") };
        return Err(FieldError::in_query(name.as_str(), format!("{name} is no parameter of this list; it knows {list}")));
    }
    let belongs = |record: &&std::sync::Arc<Record>| subject.parents.iter().all(|(field, value)| record.value.get(field) == Some(value));
    let matching = match subject.parents.is_empty() {
        true => store.count(&resource.name),
        false => store.list(&resource.name).filter(belongs).count(),
    };
    let limit = limit(call, target)?;
    let mut members = Map::new();
    let mut links = Vec::new();
    let (records, more): (Vec<&std::sync::Arc<Record>>, bool) = match policy.pages {
        Pages::None => (store.list(&resource.name).filter(belongs).collect(), false),
        Pages::Offset => {
            let offset = number(target, "offset", 0)?;
            let records: Vec<_> = store.list(&resource.name).filter(belongs).skip(offset).take(limit).collect();
            members.insert("offset".to_owned(), json!(offset));
            members.insert("limit".to_owned(), json!(limit));
            let behind = offset.saturating_add(records.len()) < matching;
            let at = |offset: usize| target.with_parameter("offset", &offset.to_string()).with_parameter("limit", &limit.to_string()).to_string();
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
            let after = cursor(target)?;
            let mut records: Vec<_> = store.list_after(&resource.name, after).filter(belongs).take(limit.saturating_add(1)).collect();
            let more = records.len() > limit;
            records.truncate(limit);
            let next = records.last().filter(|_| more).map(|record| encode_cursor(record.sequence));
            links.push(Link::new("first", target.without_parameter("cursor").to_string()));
            if let Some(next) = &next {
                links.push(Link::new("next", target.with_parameter("cursor", next).to_string()));
            }
            members.insert("next".to_owned(), json!(next));
            (records, more)
        }
    };
    if policy.total {
        members.insert("total".to_owned(), json!(matching));
    }
    if !policy.links {
        links.clear();
    }
    let items: Vec<Value> = records.into_iter().map(|record| shown(resource, record)).collect();
    Ok(Page { items: items.len(), body: enclose(call.design, items, members), links, matching, more })
}

/// The query parameters that lists understand.
pub fn parameters<'a>(call: &Call<'a>) -> Vec<&'a str> {
    let key = call.design.policies.authentication.api_key.as_ref().filter(|key| key.place == ApiKeyPlace::Query).map(|key| key.name.as_str());
    let pages: &[&str] = match call.design.policies.pagination.pages {
        Pages::None => &[],
        Pages::Offset => &["limit", "offset"],
        Pages::Cursor => &["limit", "cursor"],
    };
    pages.iter().copied().chain(key).collect()
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

/// A cursor names a place in the order of creation; a mark and a check digit keep guesses out.
fn encode_cursor(sequence: u64) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(format!("after:{sequence}:{}", check(sequence)))
}

fn cursor(target: &Target) -> Result<u64, FieldError> {
    let Some(text) = target.parameter("cursor") else { return Ok(0) };
    let decoded = BASE64_URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let sequence = decoded.as_deref().and_then(|plain| {
        let (sequence, digit) = plain.strip_prefix("after:")?.split_once(':')?;
        let sequence: u64 = sequence.parse().ok()?;
        (digit == check(sequence)).then_some(sequence)
    });
    sequence.ok_or_else(|| FieldError::in_query("cursor", "cursor is not one of this API's: take it from the `next` link"))
}

fn check(sequence: u64) -> String {
    format!("{:02x}", sequence.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56)
}
