//! Lists, read as clients read them.

use std::sync::Arc;

use super::stand::Stand;
use super::{Claim, Proof};
use crate::design::query::includes;
use crate::design::{Behaviour, Endpoint};
use crate::http::Request;
use crate::rules::Finding;

/// More than anybody needs at once.
const MANY: u32 = 100_000;

pub const PROOFS: &[Proof] = &[
    Proof {
        rule: "unpaginated-collection",
        run: |stand, finding| {
            let list = list(stand, finding)?;
            let at = stand.call(&list).filter(|at| stand.worked(*at))?;
            let all = stand.items(at).len();
            let one = ask(stand, &list, "limit=1")?;
            let whole = stand.worked(one) && stand.items(one).len() < all || stand.header(at, "link").is_some_and(|link| link.contains("next"));
            let text = format!("One answer holds all {all} records, and grows with each that comes.");
            if all > 1 && !whole { stand.by_line(at, format!("{all} items"), text) } else { None }
        },
    },
    Proof {
        rule: "no-page-limit",
        run: |stand, finding| {
            let list = list(stand, finding)?;
            let clamped = stand.design.policies.pagination.max_limit < MANY;
            let at = ask(stand, &list, &format!("limit={MANY}"))?;
            let text = format!("A client that asks for {MANY} records is not refused.");
            if stand.worked(at) && !clamped { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "no-next-link",
        run: |stand, finding| {
            let list = list(stand, finding)?;
            let at = ask(stand, &list, "limit=1")?;
            let more = stand.items(at).len() == 1 && stored(stand, &list) > 1;
            let named = stand.header(at, "link").is_some_and(|links| links.contains("next"));
            let text = "There are more records, and the page does not lead to them.";
            if more && !named { stand.by_header(at, "Link", text) } else { None }
        },
    },
    Proof { rule: "offset-on-large-set", run: drift },
    Proof {
        rule: "top-level-array",
        run: |stand, finding| {
            let list = list(stand, finding)?;
            let at = stand.call(&list)?;
            let text = "The answer is a bare array: nothing can ever stand beside the items.";
            if stand.json(at).is_array() { stand.by_line(at, "[…]", text) } else { None }
        },
    },
    Proof {
        rule: "unknown-parameter-ignored",
        run: |stand, finding| {
            let list = list(stand, finding)?;
            let plain = stand.call(&list)?;
            let at = ask(stand, &list, "colour=red")?;
            let same = stand.worked(at) && stand.says_the_same(plain, at);
            let text = "A filter that does not exist gives the whole list, as if it had been asked for.";
            if same { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "related-one-by-one",
        run: |stand, finding| {
            let design = Arc::clone(&stand.design);
            let list = stand.endpoint(finding, |endpoint| endpoint.behaviour.is_list() && !includes(&design, endpoint).is_empty())?;
            let name = includes(&design, &list).first()?.name.clone();
            let at = ask(stand, &list, &format!("include={name}"))?;
            let queries = stand.seen.get(at)?.exchange.trace.0.iter().find_map(|step| {
                let (count, _) = step.why.text.rsplit_once(" queries")?;
                count.rsplit(' ').next()?.parse::<usize>().ok()
            })?;
            let items = stand.items(at).len();
            let text = format!("A page of {items} records with their relatives cost {queries} queries.");
            if queries > items && items > 1 { stand.by_line(at, format!("{queries} queries"), text) } else { None }
        },
    },
    Proof {
        rule: "no-filter",
        run: |stand, finding| {
            let list = list(stand, finding)?;
            let resource = stand.resource(&list)?;
            let plain = stand.call(&list)?;
            let varied = |name: &str| {
                let items = stand.items(plain);
                let first = items.first().and_then(|item| item.get(name)).cloned();
                items.iter().any(|item| item.get(name) != first.as_ref())
            };
            let texts = |name: &str| stand.items(plain).iter().any(|item| item.get(name).is_some_and(serde_json::Value::is_string));
            let field = resource.fields.iter().find(|field| !field.write_only && texts(&field.name) && varied(&field.name))?.name.clone();
            let value = stand.items(plain).iter().find_map(|item| Some(item.get(&field)?.as_str()?.to_owned()))?;
            let at = ask(stand, &list, &format!("{field}={}", crate::http::target::encode_segment(&value)))?;
            let useless = !stand.worked(at) || stand.response(plain)?.body == stand.response(at)?.body;
            let text = format!("A client that wants records by `{field}` has to fetch them all.");
            if useless { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "no-sort",
        run: |stand, finding| {
            let list = list(stand, finding)?;
            let resource = stand.resource(&list)?;
            let up = ask(stand, &list, &format!("sort={}", resource.identifier.field))?;
            let at = ask(stand, &list, &format!("sort=-{}", resource.identifier.field))?;
            let useless = !stand.worked(at) || stand.items(at).len() > 1 && stand.response(up)?.body == stand.response(at)?.body;
            if useless { stand.by_status(at, "A client that asks for another order does not get it.") } else { None }
        },
    },
    Proof { rule: "unstable-order", run: shuffle },
    Proof {
        rule: "search-over-post",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding).filter(|endpoint| !endpoint.method.is_safe())?;
            let at = stand.call(&endpoint)?;
            let text = "What was found has no address: nobody can link to it or keep it.";
            if stand.worked(at) && stand.changes(at) == 0 { stand.by_status(at, text) } else { None }
        },
    },
];

/// The list that a finding is about.
fn list(stand: &Stand, finding: &Finding) -> Option<Arc<Endpoint>> {
    stand.endpoint(finding, |endpoint| endpoint.behaviour.is_list() && endpoint.resource.is_some() && !endpoint.path.contains('{'))
}

fn ask(stand: &mut Stand, list: &Endpoint, query: &str) -> Option<usize> {
    stand.call_with(list, |request| *request = with_query(request, query))
}

fn with_query(request: &Request, query: &str) -> Request {
    let separator = if request.target.contains('?') { '&' } else { '?' };
    Request { target: format!("{}{separator}{query}", request.target), ..request.clone() }
}

fn stored(stand: &Stand, list: &Endpoint) -> usize {
    list.resource.as_deref().map_or(0, |name| stand.server.store().count(name))
}

/// Somebody removes a record of the first page before the second is read: one record is on neither.
fn drift(stand: &mut Stand, finding: &Finding) -> Option<Claim> {
    let list = list(stand, finding)?;
    let resource = stand.resource(&list)?;
    let delete = stand.beside(&list, &Behaviour::Delete)?;
    let id = |item: &serde_json::Value| item.get(&resource.identifier.field).map(ToString::to_string);
    let whole = ask(stand, &list, "limit=3")?;
    let third = stand.items(whole).get(2).and_then(id)?.trim_matches('"').to_owned();
    let first = ask(stand, &list, "limit=2")?;
    let seen: Vec<_> = stand.items(first).iter().filter_map(id).collect();
    let gone = seen.first()?.trim_matches('"').to_owned();
    let path = delete.path.replace(&format!("{{{}}}", delete.template().parameters().last()?), &gone);
    let target = format!("{}{path}", stand.design.base_path);
    let removed = stand.call_with(&delete, |request| {
        request.target = target;
        if request.headers.has("if-match") {
            request.headers.set("if-match", "*");
        }
    })?;
    let query = next(stand, first).unwrap_or_else(|| "limit=2&offset=2".to_owned());
    let second = ask(stand, &list, &query)?;
    let missed = !stand.items(second).iter().filter_map(id).any(|known| known.trim_matches('"') == third);
    let text = format!("While somebody removed a record, {third} slipped between two pages: this reader never sees it.");
    if stand.worked(removed) && stand.worked(second) && missed { stand.by_line(second, format!("{third} is not there"), text) } else { None }
}

/// Somebody changes a record of the first page before the second is read: it moves, and another is on neither page.
fn shuffle(stand: &mut Stand, finding: &Finding) -> Option<Claim> {
    let list = list(stand, finding)?;
    let resource = stand.resource(&list)?;
    let update = stand.beside(&list, &Behaviour::Update)?;
    let id = |item: &serde_json::Value| item.get(&resource.identifier.field).map(|id| id.to_string().trim_matches('"').to_owned());
    let whole = ask(stand, &list, "limit=3")?;
    let third = stand.items(whole).get(2).and_then(id)?;
    let first = ask(stand, &list, "limit=2")?;
    stand.now = stand.now.plus_millis(1000);
    let moved = stand.items(first).first().and_then(id)?;
    stand
        .call_with(&update, |request| {
            let parent = request.target.rsplit_once('/').map_or("", |(parent, _)| parent);
            request.target = format!("{parent}/{}", crate::http::target::encode_segment(&moved));
            if request.headers.has("if-match") {
                request.headers.set("if-match", "*");
            }
        })
        .filter(|at| stand.changes(*at) > 0)?;
    let query = next(stand, first).unwrap_or_else(|| "limit=2&offset=2".to_owned());
    let second = ask(stand, &list, &query)?;

    let missed = !stand.items(second).iter().filter_map(id).any(|known| known == third);
    let text = format!("While somebody changed a record, {third} slipped between two pages: this reader never sees it.");
    if missed && stand.worked(second) { stand.by_line(second, format!("{third} is not there"), text) } else { None }
}

/// The query of the link to the next page.
fn next(stand: &Stand, at: usize) -> Option<String> {
    let link = stand.header(at, "link")?;
    let target = link.split(',').find(|part| part.contains("next"))?.split('<').nth(1)?.split('>').next()?;
    Some(target.split_once('?')?.1.to_owned())
}
