//! Calls with concrete values, from a collection, an archive of traffic or a command line, as an OpenAPI document: calls of the same
//! method and shape of path are one operation, values give schemas, what looks like an identifier is a slot of the path.

pub mod address;
mod schemas;

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::openapi::import::converted::Converting;
use super::tree::Node;
use crate::design::words;
use crate::http::problem::pointer_token;

/// A call that somebody made or wrote down.
pub struct Recorded<'t> {
    /// Where it stands.
    pub at: Node<'t>,
    /// What it is called.
    pub name: String,
    /// What is said of it.
    pub about: String,
    /// In capitals.
    pub method: String,
    /// The segments of its path, decoded.
    pub path: Vec<Piece>,
    /// The pairs of its query.
    pub query: Vec<(String, String)>,
    /// Header fields by their lower-case names.
    pub headers: Vec<(String, String)>,
    /// The content, with its media type.
    pub content: Option<(String, String)>,
    /// How the caller says who it is.
    pub auth: Auth,
    /// Known answers.
    pub answers: Vec<Answered>,
}

/// A segment of a path.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Stands for itself, unless it looks like an identifier.
    Text(String),
    /// Takes any value.
    Slot(String),
}

/// How a caller says who it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Auth {
    /// It does not.
    None,
    /// A bearer token.
    Bearer,
    /// Name and password.
    Basic,
    /// A key in this place (`header`, `query`) under this name.
    Key(&'static str, String),
}

/// An answer.
pub struct Answered {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    /// The content, with its media type.
    pub content: Option<(String, String)>,
}

/// Header fields of answers that tell how the server behaves.
const TELLING: [&str; 17] = [
    "location",
    "etag",
    "last-modified",
    "cache-control",
    "link",
    "vary",
    "www-authenticate",
    "retry-after",
    "ratelimit",
    "ratelimit-policy",
    "ratelimit-limit",
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "accept-patch",
    "deprecation",
    "sunset",
];
/// Those of requests.
const ASKING: [&str; 5] = ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "idempotency-key"];

/// The document that calls to one server tell.
pub fn document<'t>(doc: &Converting<'_, 't>, title: &str, about: &str, server: &str, calls: &[Recorded<'t>]) -> Value {
    let ids = told_ids(calls);
    let base = base(calls, &ids);
    let mut operations: IndexMap<String, IndexMap<String, Vec<&Recorded<'t>>>> = IndexMap::new();
    let mut paths: IndexMap<String, String> = IndexMap::new();
    for call in calls {
        let path = template(call.path.get(base.len()..).unwrap_or_default(), &ids);
        // Paths that differ in the names of their slots are one.
        let shape: String = path.split('/').map(|part| if part.starts_with('{') { "{}/".to_owned() } else { format!("{part}/") }).collect();
        let path = paths.entry(shape).or_insert(path).clone();
        operations.entry(path).or_default().entry(call.method.to_ascii_lowercase()).or_default().push(call);
    }
    let mut schemes: Map<String, Value> = Map::new();
    let mut items = Map::new();
    for (path, methods) in &operations {
        let mut item = Map::new();
        for (method, calls) in methods {
            let at = format!("/paths/{}/{}", pointer_token(path), pointer_token(method));
            if let Some(first) = calls.first() {
                doc.comes_from(at, first.at);
            }
            item.insert(method.clone(), operation(path, calls, &mut schemes));
        }
        if let Some(first) = methods.values().next().and_then(|calls| calls.first()) {
            doc.comes_from(format!("/paths/{}", pointer_token(path)), first.at);
        }
        items.insert(path.clone(), item.into());
    }
    let url = format!("{server}{}", base.iter().map(|part| format!("/{part}")).collect::<String>());
    json!({
        "openapi": "3.0.3",
        "info": { "title": title, "description": about, "version": "1.0.0" },
        "servers": [{ "url": if url.is_empty() { "/".to_owned() } else { url } }],
        "paths": items,
        "components": { "securitySchemes": schemes },
    })
}

/// Values that answers call identifiers: a segment that is one of them names a record. Of an answer to a single call any member
/// with the value of its last segment counts.
fn told_ids(calls: &[Recorded<'_>]) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for call in calls {
        let last = if let Some(Piece::Text(last)) = call.path.last() { last.as_str() } else { "" };
        for (_, text) in call.answers.iter().filter_map(|answer| answer.content.as_ref()) {
            let Ok(value) = serde_json::from_str::<Value>(text) else { continue };
            let is_it = |value: &Value| value.as_str() == Some(last) || value.as_i64().is_some_and(|number| last.parse() == Ok(number));
            let members = value.as_object().into_iter().flatten();
            if members.clone().any(|(name, value)| !["status", "type", "kind", "state", "instance", "code"].contains(&name.as_str()) && is_it(value))
            {
                ids.insert(last.to_owned());
            }
            named_ids(&value, &mut ids, 0);
        }
    }
    ids
}

/// Adds the values of members that are called identifiers.
fn named_ids(value: &Value, ids: &mut BTreeSet<String>, depth: usize) {
    let is_named = |name: &str| ["id", "uuid", "slug", "sid"].contains(&name) || name.ends_with("Id") || name.ends_with("_id");
    match value {
        Value::Array(items) if depth < 8 => items.iter().for_each(|item| named_ids(item, ids, depth + 1)),
        Value::Object(members) if depth < 8 => {
            for (name, member) in members {
                match member.as_str().filter(|text| is_named(name) && text.len() > 1) {
                    Some(text) => drop(ids.insert(text.to_owned())),
                    None => named_ids(member, ids, depth + 1),
                }
            }
        }
        _ => {}
    }
}

/// The first segments that all paths have: `api`, a version. At least one segment stays behind them.
fn base(calls: &[Recorded<'_>], ids: &BTreeSet<String>) -> Vec<String> {
    let mut base = Vec::new();
    let Some(first) = calls.first() else { return base };
    for (index, piece) in first.path.iter().enumerate() {
        let Piece::Text(text) = piece else { break };
        let is_of_base = text == "api" || text == "rest" || crate::design::policy::versioning::is_segment(text);
        let is_shared = calls.iter().all(|call| call.path.len() > index + 1 && call.path.get(index) == Some(piece));
        if !is_of_base || !is_shared || is_id(text, ids) {
            break;
        }
        base.push(text.clone());
    }
    base
}

fn template(path: &[Piece], ids: &BTreeSet<String>) -> String {
    let mut written = String::new();
    let mut names: Vec<String> = Vec::new();
    let mut before = String::new();
    for piece in path {
        let slot = match piece {
            Piece::Slot(name) => Some(name.clone()),
            Piece::Text(text) if !before.is_empty() && (is_id(text, ids) || words::is_plural(&before) && is_short_id(text)) => {
                Some(format!("{}Id", words::camel(&words::singular(&before))))
            }
            Piece::Text(_) => None,
        };
        match (slot, piece) {
            (Some(wish), _) => {
                let plain: String = wish.chars().filter(|letter| !"{}/?#".contains(*letter) && !letter.is_control()).collect();
                let plain = if plain.is_empty() { "id".to_owned() } else { plain };
                let others = (2..).map(|number| format!("{plain}{number}"));
                let free = std::iter::once(plain.clone()).chain(others).find(|name| !names.contains(name)).unwrap_or(plain);
                written = format!("{written}/{{{free}}}");
                names.push(free);
                before.clear();
            }
            (None, Piece::Text(text)) => {
                written = format!("{written}/{}", text.replace(['{', '}', '?', '#'], ""));
                before.clone_from(text);
            }
            _ => {}
        }
    }
    if written.is_empty() { "/".to_owned() } else { written }
}

/// A number, a UUID, a long run of hexadecimal digits, letters and digits behind a prefix, or what an answer calls its own.
fn is_id(text: &str, ids: &BTreeSet<String>) -> bool {
    let hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let prefixed = text.rsplit_once('_').is_some_and(|(start, rest)| {
        start.len() <= 12
            && start.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            && rest.len() >= 2
            && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && rest.bytes().any(|byte| byte.is_ascii_digit())
    });
    !text.is_empty() && digits == text.len() || text.len() >= 16 && hex(text) && digits > 2 || prefixed && digits > 0 || ids.contains(text)
}

/// `py_mcmn`: behind a collection, some letters after a short prefix.
fn is_short_id(text: &str) -> bool {
    text.split_once('_').is_some_and(|(prefix, rest)| {
        (1..=3).contains(&prefix.len())
            && rest.len() >= 4
            && rest.bytes().chain(prefix.bytes()).all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

fn operation(path: &str, calls: &[&Recorded<'_>], schemes: &mut Map<String, Value>) -> Value {
    let mut all = Map::new();
    let said = |of: &dyn Fn(&Recorded<'_>) -> String| calls.iter().map(|call| of(call)).find(|text| !text.trim().is_empty());
    for (name, text) in [("summary", said(&|call| call.name.clone())), ("description", said(&|call| call.about.clone()))] {
        if let Some(text) = text {
            all.insert(name.to_owned(), text.into());
        }
    }
    all.insert("parameters".to_owned(), parameters(path, calls).into());
    if let Some((kind, _)) = calls.iter().find_map(|call| call.content.as_ref()) {
        let texts: Vec<&(String, String)> = calls.iter().filter_map(|call| call.content.as_ref()).collect();
        all.insert("requestBody".to_owned(), json!({ "content": { plain(kind): schemas::media(&texts) } }));
    }
    all.insert("responses".to_owned(), responses(path, calls));
    let mut security = Vec::new();
    for call in calls {
        let (name, scheme) = match &call.auth {
            Auth::None => continue,
            Auth::Bearer => ("bearer", json!({ "type": "http", "scheme": "bearer" })),
            Auth::Basic => ("basic", json!({ "type": "http", "scheme": "basic" })),
            Auth::Key(place, name) => ("apiKey", json!({ "type": "apiKey", "in": place, "name": name })),
        };
        schemes.entry(name).or_insert(scheme);
        let requirement = json!({ name: [] });
        if !security.contains(&requirement) {
            security.push(requirement);
        }
    }
    all.insert("security".to_owned(), security.into());
    Value::Object(all)
}

/// A media type without its parameters.
fn plain(kind: &str) -> String {
    let plain = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if plain.contains('/') { plain } else { "application/json".to_owned() }
}

fn parameters(path: &str, calls: &[&Recorded<'_>]) -> Vec<Value> {
    let names = path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name);
    let mut all: Vec<Value> = names.map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })).collect();
    let mut add = |place: &str, name: &str, value: &str, everywhere: bool| {
        if !all.iter().any(|known| known.get("name").and_then(Value::as_str) == Some(name) && known.get("in").and_then(Value::as_str) == Some(place))
        {
            all.push(json!({ "name": name, "in": place, "required": everywhere, "schema": schemas::of_text(value) }));
        }
    };
    let is_key = |call: &Recorded<'_>, place: &str, name: &str| matches!(&call.auth, Auth::Key(known, key) if *known == place && key == name);
    for call in calls {
        for (name, value) in call.query.iter().filter(|(name, _)| !name.is_empty() && !is_key(call, "query", name)) {
            add("query", name, value, false);
        }
        for (name, value) in call.headers.iter().filter(|(name, _)| ASKING.contains(&name.as_str())) {
            // That every call showed a key or a tag does not say that it must; for a key it is the safer guess.
            add("header", name, value, false);
        }
    }
    all
}

fn responses(path: &str, calls: &[&Recorded<'_>]) -> Value {
    let mut by_status: IndexMap<u16, Vec<&Answered>> = IndexMap::new();
    for answer in calls.iter().flat_map(|call| &call.answers).filter(|answer| (100..600).contains(&answer.status)) {
        by_status.entry(answer.status).or_default().push(answer);
    }
    let mut all = Map::new();
    for (status, answers) in &by_status {
        let mut written = json!({ "description": crate::http::status::reason(*status) });
        let Some(members) = written.as_object_mut() else { continue };
        let mut headers = Map::new();
        for (name, value) in answers.iter().flat_map(|answer| &answer.headers).filter(|(name, _)| TELLING.contains(&name.as_str())) {
            headers.entry(name.clone()).or_insert_with(|| json!({ "schema": { "type": "string" }, "example": value }));
        }
        if !headers.is_empty() {
            members.insert("headers".to_owned(), headers.into());
        }
        let texts: Vec<&(String, String)> =
            answers.iter().filter_map(|answer| answer.content.as_ref()).filter(|(_, text)| !text.is_empty()).collect();
        if let Some((kind, _)) = texts.first() {
            members.insert("content".to_owned(), json!({ plain(kind): schemas::media(&texts) }));
        }
        all.insert(status.to_string(), written);
    }
    if all.is_empty() {
        // A document has one answer at least; what it is, nobody knows.
        let usual = match calls.first().map(|call| call.method.as_str()) {
            Some("POST") if calls.iter().any(|call| call.content.is_some()) => "201",
            Some("DELETE") => "204",
            _ => "200",
        };
        let mut answer = json!({ "description": "Not recorded." });
        // Behind a slot stands one thing, whatever it looks like.
        let is_one = path.ends_with('}') && calls.iter().all(|call| call.method == "GET");
        if let (true, Some(members)) = (is_one, answer.as_object_mut()) {
            members.insert("content".to_owned(), json!({ "application/json": { "schema": { "type": "object" } } }));
        }
        all.insert(usual.to_owned(), answer);
    }
    Value::Object(all)
}

/// How a caller says who it is, as far as header fields and the query tell.
pub fn auth(headers: &[(String, String)], query: &[(String, String)]) -> Auth {
    let is_key = |name: &str| ["x-api-key", "api-key", "apikey", "x-apikey", "x-auth-token"].contains(&name) || name.ends_with("-api-key");
    if let Some((_, value)) = headers.iter().find(|(name, _)| name == "authorization") {
        return match value.split_whitespace().next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "basic" => Auth::Basic,
            _ => Auth::Bearer,
        };
    }
    if let Some((name, _)) = headers.iter().find(|(name, _)| is_key(name)) {
        return Auth::Key("header", name.clone());
    }
    let in_query = |name: &str| ["api_key", "apikey", "key", "access_token", "token"].contains(&name.to_ascii_lowercase().as_str());
    query.iter().find(|(name, _)| in_query(name)).map_or(Auth::None, |(name, _)| Auth::Key("query", name.clone()))
}

/// The origin of most calls, and the calls to it; the others are told.
pub fn of_one_server<'t>(doc: &Converting<'_, 't>, calls: Vec<(String, Recorded<'t>)>) -> (String, Vec<Recorded<'t>>) {
    let mut counts: IndexMap<&str, usize> = IndexMap::new();
    for (origin, _) in calls.iter().filter(|(origin, _)| !origin.is_empty()) {
        *counts.entry(origin).or_default() += 1;
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| **count).map(|(origin, _)| (*origin).to_owned()).unwrap_or_default();
    let mut kept = Vec::new();
    for (origin, call) in calls {
        if origin.is_empty() || origin == most {
            kept.push(call);
        } else {
            doc.reading.mark_all(call.at);
            let text = format!("It goes to {origin}, and the design is about {most}; it is left out.");
            doc.reading.say(super::openapi::import::Severity::Warning, call.at, text);
        }
    }
    (most, kept)
}
