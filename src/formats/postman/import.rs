//! A Postman collection, format 2.0 or 2.1, as a design: requests are calls, saved examples their answers.

use std::collections::BTreeMap;

use super::super::openapi::import::converted::Converting;
use super::super::openapi::import::reading::Reading;
use super::super::openapi::import::{Import, ImportError, Severity};
use super::super::recorded::{self, Answered, Auth, Piece, Recorded, address};
use super::super::tree::{Node, Tree};

/// How deep folders are opened.
const DEEPEST: usize = 40;

/// What is known on the way to a request.
#[derive(Clone)]
struct Around {
    variables: BTreeMap<String, String>,
    auth: Auth,
}

/// Reads a collection.
pub fn read(tree: &Tree<'_>) -> Result<Import, ImportError> {
    let reading = Reading::new(tree);
    let whole = reading.root();
    // Postman's own API wraps it.
    let root = reading.take(whole, "collection").unwrap_or(whole);
    let info = reading.take(root, "info").ok_or(ImportError::Missing { member: "info" })?;
    let items = reading.take(root, "item").ok_or(ImportError::Missing { member: "item" })?;
    ["schema", "_postman_id", "_exporter_id", "_collection_link", "version"]
        .iter()
        .filter_map(|name| info.get(name))
        .for_each(|node| reading.mark_all(node));
    let doc = Converting::new(&reading);
    let title = reading.text_of(info, "name").unwrap_or_else(|| "Imported collection".to_owned());
    let about = described(&reading, info);
    let around = Around { variables: variables(&reading, root), auth: Auth::None };
    let around = Around { auth: auth(&reading, root, &around), ..around };
    let mut calls = Vec::new();
    walk(&reading, items, &around, &mut calls, 0);
    let (server, calls) = recorded::of_one_server(&doc, calls);
    let document = recorded::document(&doc, &title, &about, &server, &calls);
    doc.comes_from("/info".to_owned(), info);
    doc.finish_recorded(&document)
}

fn described(reading: &Reading<'_>, node: Node<'_>) -> String {
    match reading.take_any(node, "description") {
        Some(about) if about.is_map() => reading.text_of(about, "content").unwrap_or_default(),
        Some(about) => about.text().unwrap_or_default().to_owned(),
        None => String::new(),
    }
}

fn variables(reading: &Reading<'_>, holder: Node<'_>) -> BTreeMap<String, String> {
    let Some(list) = holder.get("variable") else { return BTreeMap::new() };
    reading.mark_same(list);
    let pair = |node: Node<'_>| {
        let name = node.get("key").or_else(|| node.get("id")).and_then(Node::text)?;
        Some((name.to_owned(), plain(node.get("value")?)?))
    };
    list.items().filter_map(pair).collect()
}

/// A scalar as a text.
fn plain(node: Node<'_>) -> Option<String> {
    node.text().map(str::to_owned).or_else(|| Some(node.value(1)?.to_string()))
}

fn walk<'t>(reading: &Reading<'t>, items: Node<'t>, around: &Around, calls: &mut Vec<(String, Recorded<'t>)>, depth: usize) {
    for item in items.items() {
        reading.mark(item);
        if let (Some(inner), true) = (reading.take(item, "item"), depth < DEEPEST) {
            let mut inside = around.clone();
            inside.variables.extend(variables(reading, item));
            inside.auth = auth(reading, item, &inside);
            // Its calls tell what they work on; the folder's own name says nothing that the design keeps.
            ["name", "id"].iter().filter_map(|name| item.get(name)).for_each(|node| reading.mark(node));
            walk(reading, inner, &inside, calls, depth + 1);
        } else if let Some(request) = reading.take(item, "request") {
            calls.push(call(reading, item, request, around));
        }
        for event in reading.take(item, "event").into_iter().flat_map(Node::items) {
            reading.mark_all(event);
            reading.say(Severity::Note, event, "Scripts are not run and not kept; of a test the status that it expects is read.");
        }
    }
}

fn call<'t>(reading: &Reading<'t>, item: Node<'t>, request: Node<'t>, around: &Around) -> (String, Recorded<'t>) {
    let name = reading.text_of(item, "name").unwrap_or_default();
    reading.take(item, "id");
    let url = reading.take(request, "url");
    let mut path_slots: Vec<(String, String)> = Vec::new();
    // A request can be nothing but its address.
    let raw = match (request.text(), url) {
        (Some(text), _) => text.to_owned(),
        (None, Some(url)) if url.is_map() => {
            reading.mark_same(url);
            path_slots = url
                .get("variable")
                .into_iter()
                .flat_map(Node::items)
                .filter_map(|node| Some((node.get("key")?.text()?.to_owned(), plain(node.get("value")?)?)))
                .collect();
            url.get("raw").and_then(Node::text).map_or_else(|| written(url), str::to_owned)
        }
        (None, Some(url)) => url.text().unwrap_or_default().to_owned(),
        _ => String::new(),
    };
    // Names of slots stay; what else is a variable gives its value.
    let keep: Vec<&String> = path_slots.iter().map(|(name, _)| name).collect();
    let values = |text: &str| filled(text, &around.variables, &keep);
    let address = address::parse(&values(&raw));
    let headers = headers(reading, request, &values);
    let method = reading.take(request, "method").and_then(Node::text).unwrap_or("GET").to_ascii_uppercase();
    let own = auth(reading, request, around);
    let auth = if own == Auth::None && request.get("auth").is_none() { recorded::auth(&headers, &address.query) } else { own };
    let content = content(reading, request, &headers, &values);
    let about = described(reading, request);
    let mut answers: Vec<Answered> =
        reading.take(item, "response").into_iter().flat_map(Node::items).filter_map(|node| answer(reading, node)).collect();
    if answers.is_empty()
        && let Some(status) = expected(item)
    {
        answers.push(Answered { status, headers: Vec::new(), content: None });
    }
    let path = address.path.into_iter().filter(|piece| *piece != Piece::Text(String::new())).collect();
    (address.origin, Recorded { at: item, name, about, method, path, query: address.query, headers, content, auth, answers })
}

/// An address whose parts stand apart.
fn written(url: Node<'_>) -> String {
    let joined = |name: &str, sign: &str| match url.get(name) {
        Some(node) if node.is_list() => {
            node.items().filter_map(|item| item.text().or_else(|| item.get("value").and_then(Node::text))).collect::<Vec<_>>().join(sign)
        }
        Some(node) => node.text().unwrap_or_default().to_owned(),
        None => String::new(),
    };
    let protocol = url.get("protocol").and_then(Node::text).map(|text| format!("{}://", text.trim_end_matches("://"))).unwrap_or_default();
    let port = url.get("port").and_then(Node::text).map(|port| format!(":{port}")).unwrap_or_default();
    let on = |node: &Node<'_>| node.get("disabled").and_then(Node::bool) != Some(true);
    let pairs = url.get("query").into_iter().flat_map(Node::items).filter(on);
    let query: Vec<String> = pairs
        .map(|node| {
            format!("{}={}", node.get("key").and_then(Node::text).unwrap_or_default(), node.get("value").and_then(Node::text).unwrap_or_default())
        })
        .collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    format!("{protocol}{}{port}/{}{query}", joined("host", "."), joined("path", "/").trim_start_matches('/'))
}

/// The text with variables filled in, twice: values may hold others.
fn filled(text: &str, variables: &BTreeMap<String, String>, keep: &[&String]) -> String {
    let mut text = text.to_owned();
    for _ in 0..2 {
        for (name, value) in variables.iter().filter(|(name, _)| !keep.contains(name)) {
            // A variable in the path is a slot: the next call has another value.
            let sign = format!("{{{{{name}}}}}");
            let is_slot =
                text.contains(&format!("/{sign}")) && !value.contains('/') && !text.starts_with(&sign) && !text.contains(&format!("://{sign}"));
            if !is_slot && value.len() < 2_000 && text.len() < 20_000 {
                text = text.replace(&sign, value);
            }
        }
    }
    text
}

fn headers<'t>(reading: &Reading<'t>, request: Node<'t>, values: &dyn Fn(&str) -> String) -> Vec<(String, String)> {
    let Some(list) = request.get("header") else { return Vec::new() };
    reading.mark_same(list);
    if let Some(text) = list.text() {
        return text
            .lines()
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.trim().to_ascii_lowercase(), values(value.trim())))
            .collect();
    }
    let on = |node: &Node<'_>| node.get("disabled").and_then(Node::bool) != Some(true);
    list.items().filter(on).filter_map(|node| Some((node.get("key")?.text()?.to_ascii_lowercase(), values(node.get("value")?.text()?)))).collect()
}

fn auth<'t>(reading: &Reading<'t>, holder: Node<'t>, around: &Around) -> Auth {
    let Some(node) = holder.get("auth") else { return around.auth.clone() };
    reading.mark_same(node);
    let kind = node.get("type").and_then(Node::text).unwrap_or_default();
    // A list of pairs in 2.1, an object in 2.0.
    let value = |name: &str| {
        let parts = node.get(kind)?;
        let pair = parts.items().find(|pair| pair.get("key").and_then(Node::text) == Some(name)).and_then(|pair| pair.get("value"));
        pair.or_else(|| parts.get(name)).and_then(Node::text).map(str::to_owned)
    };
    match kind {
        "bearer" | "jwt" | "oauth2" => Auth::Bearer,
        "basic" => Auth::Basic,
        "apikey" => {
            let place = if value("in").as_deref() == Some("query") { "query" } else { "header" };
            Auth::Key(place, value("key").unwrap_or_else(|| "X-API-Key".to_owned()))
        }
        "noauth" | "" => Auth::None,
        other => {
            reading.say(Severity::Warning, node, format!("The design does not know `{other}`; it takes a bearer token instead."));
            Auth::Bearer
        }
    }
}

fn content<'t>(reading: &Reading<'t>, request: Node<'t>, headers: &[(String, String)], values: &dyn Fn(&str) -> String) -> Option<(String, String)> {
    let body = request.get("body").filter(|body| body.is_map())?;
    reading.mark_same(body);
    let said = headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.clone());
    let pairs = |name: &str| {
        let fields = body
            .get(name)
            .into_iter()
            .flat_map(Node::items)
            .filter_map(|node| Some((node.get("key")?.text()?.to_owned(), node.get("value").and_then(Node::text).unwrap_or_default())));
        let members: serde_json::Map<String, serde_json::Value> = fields.map(|(name, value)| (name, values(value).into())).collect();
        serde_json::Value::Object(members).to_string()
    };
    match body.get("mode").and_then(Node::text)? {
        "raw" => {
            let text = values(body.get("raw")?.text()?);
            let usual = if text.trim_start().starts_with(['{', '[']) { "application/json" } else { "text/plain" };
            (!text.trim().is_empty()).then(|| (said.unwrap_or_else(|| usual.to_owned()), text))
        }
        "urlencoded" => Some(("application/x-www-form-urlencoded".to_owned(), pairs("urlencoded"))),
        "formdata" => Some(("multipart/form-data".to_owned(), pairs("formdata"))),
        "graphql" => {
            reading.say(Severity::Warning, body, "GraphQL is another kind of API; the design takes its requests as JSON.");
            Some(("application/json".to_owned(), "{\"query\":\"\"}".to_owned()))
        }
        _ => {
            reading.say(Severity::Warning, body, "The content of a file is not in the collection; the design takes any.");
            Some(("application/octet-stream".to_owned(), String::new()))
        }
    }
}

fn answer<'t>(reading: &Reading<'t>, node: Node<'t>) -> Option<Answered> {
    reading.mark_same(node);
    let status = node.get("code").and_then(Node::integer).and_then(|code| u16::try_from(code).ok())?;
    let pairs = node.get("header").into_iter().flat_map(Node::items);
    let headers: Vec<(String, String)> =
        pairs.filter_map(|node| Some((node.get("key")?.text()?.to_ascii_lowercase(), node.get("value")?.text()?.to_owned()))).collect();
    let kind = headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.clone());
    let text = node.get("body").and_then(Node::text).filter(|text| !text.is_empty());
    let content = text.map(|text| (kind.unwrap_or_else(|| "application/json".to_owned()), text.to_owned()));
    Some(Answered { status, headers, content })
}

/// The status that a test expects: `pm.response.to.have.status(201)`.
fn expected(item: Node<'_>) -> Option<u16> {
    let lines = item.get("event")?.items().filter_map(|event| event.get("script")?.get("exec"));
    let texts = lines.flat_map(|exec| exec.items().filter_map(Node::text).chain(exec.text()).collect::<Vec<_>>());
    texts.into_iter().find_map(|text| text.split_once("have.status(")?.1.split_once(')')?.0.trim().parse().ok())
}
