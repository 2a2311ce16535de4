//! What each operation does: from its method, from what its path is to a resource, and from its answers.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use super::operations::{Operation, status};
use super::reading::Reading;
use super::resources::{Groups, Spot, items};
use super::{Severity, samples};
use crate::design::template::Segment;
use crate::design::{Behaviour, Design, Endpoint, naming, words};
use crate::http::Method;

/// Last segments of paths that tell how a server is.
const HEALTH: [&str; 7] = ["health", "healthz", "livez", "readyz", "ping", "healthcheck", "health-check"];

/// Adds an endpoint for every operation.
pub fn add<'t>(reading: &Reading<'t>, design: &mut Design, groups: &Groups<'t>, operations: &[Operation<'t>]) {
    let watched = watched(groups, operations);
    let alone = alone(reading, operations);
    for (index, (operation, spot)) in operations.iter().zip(&groups.spots).enumerate() {
        let (behaviour, group) = match watched.iter().find(|(_, place)| *place == index) {
            Some((group, _)) => (Behaviour::JobStatus, Some(*group)),
            None => behaviour(reading, design, operation, spot, &watched, &alone),
        };
        let resource = group.and_then(|group| design.resources.get(group)).map(|resource| resource.name.clone());
        let endpoint = endpoint(reading, design, operation, behaviour, resource);
        reading.comes_from(endpoint.at(), operation.node);
        design.endpoints.push(Arc::new(endpoint));
    }
    let known = design.endpoints.clone();
    for (endpoint, operation) in design.endpoints.iter_mut().zip(operations).filter(|(endpoint, _)| endpoint.deprecated) {
        if endpoint.lifetime.is_empty() {
            Arc::make_mut(endpoint).lifetime.successor = named(&known, operation);
        }
    }
}

fn endpoint<'t>(reading: &Reading<'t>, design: &Design, operation: &Operation<'t>, behaviour: Behaviour, resource: Option<String>) -> Endpoint {
    let method = Method::from_bytes(operation.method.as_bytes()).unwrap_or(Method::GET);
    let path = path(reading, operation);
    let said = reading.text_of(operation.node, "operationId");
    let fits = |id: &str| id.chars().count() <= 80 && !id.chars().any(char::is_control);
    let wish = said.clone().filter(|id| fits(id)).unwrap_or_else(|| {
        let name: String = words::camel(&format!("{} {}", operation.method, operation.path)).chars().take(70).collect();
        name
    });
    let id = naming::free_id(design, &wish);
    if let Some(said) = said.filter(|said| *said != id) {
        reading.say(Severity::Error, operation.node, format!("Its operationId `{said}` is taken or too long; the design says `{id}`."));
    }
    let mut endpoint = Endpoint::new(&id, method, &path, behaviour, resource.as_deref());
    endpoint.summary = reading.text_of(operation.node, "summary").unwrap_or_else(|| {
        let about = reading.text_of(operation.node, "description").unwrap_or_default();
        about.lines().next().unwrap_or_default().chars().take(120).collect()
    });
    endpoint.deprecated = reading.take(operation.node, "deprecated").and_then(|node| node.bool()).unwrap_or(false);
    if endpoint.deprecated {
        let about = operation.node.get("description").and_then(|node| node.text()).unwrap_or_default();
        (endpoint.lifetime.successor, endpoint.lifetime.documentation) = heir(about);
    }
    endpoint.since = reading.text_of(operation.node, "x-roundtrip-since").unwrap_or_default();
    endpoint.until = reading.text_of(operation.node, "x-roundtrip-until").unwrap_or_default();
    endpoint.errors = operation.answers.iter().filter_map(|answer| status(answer.code)).filter(|status| *status >= 400).collect();
    if let Some((status, _)) = operation.success() {
        endpoint.success = Some(status);
    }
    endpoint
}

/// What takes the place of a deprecated operation, by the sentence about it: a path, and the address of a page.
fn heir(about: &str) -> (String, String) {
    let tells = ["instead", "favor", "favour", "replace", "migrat", "moved", "recommend", "please use", "successor", "superseded"];
    let sentence = about.split("\n\n").find(|part| tells.iter().any(|word| part.to_ascii_lowercase().contains(word))).unwrap_or_default();
    let mut words = sentence.split([' ', '\n', '`', '(', ')', '[', ']', '<', '>', '"']).map(|word| word.trim_end_matches(['.', ',', ';', ':']));
    let path = words.clone().find(|word| word.starts_with('/') && word.len() > 1).unwrap_or_default();
    let page = words.find(|word| word.starts_with("https://") || word.starts_with("http://")).unwrap_or_default();
    (path.to_owned(), page.to_owned())
}

/// The path of the operation that the words about a deprecated one call by its summary, whatever marks stand around its words.
fn named(known: &[Arc<Endpoint>], operation: &Operation<'_>) -> String {
    let bare = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let about = bare(operation.node.get("description").and_then(|node| node.text()).unwrap_or_default());
    let others = known.iter().filter(|other| other.path != operation.path && other.summary.len() > 12 && about.contains(&bare(&other.summary)));
    // «List all items (V2)» also holds «List all items».
    others.max_by_key(|other| other.summary.len()).map(|other| other.path.clone()).unwrap_or_default()
}

/// The path as the design takes it.
fn path<'t>(reading: &Reading<'t>, operation: &Operation<'t>) -> String {
    let mut path = operation.path.to_owned();
    if !path.starts_with('/') {
        path.insert(0, '/');
    }
    if path.contains(['?', '#', ' ']) || path.chars().any(char::is_control) {
        path = path.replace('?', "%3F").replace('#', "%23").replace(' ', "%20");
        path.retain(|letter| !letter.is_control());
        reading.say(Severity::Warning, operation.node, format!("A path holds no query, fragment or space; the design says {path}."));
    }
    if operation.segments().iter().any(|segment| matches!(segment, Segment::Literal(text) if text.contains('{'))) {
        reading.say(
            Severity::Warning,
            operation.node,
            "A parameter is a whole segment in the design; the server takes the braces in this path as they stand.",
        );
    }
    path
}

/// Paths at which one thing is read, whatever their last segment is called: `/pages` of a repository that has one site.
fn alone<'t>(reading: &Reading<'t>, operations: &[Operation<'t>]) -> BTreeSet<&'t str> {
    let reads = operations.iter().filter(|operation| operation.method == "GET");
    reads
        .filter(|operation| {
            // What has an identifier of its own is a record, whatever lists it holds.
            let is_one = |schema| ["id", "$id"].iter().any(|name| super::shape::of(reading, schema).members.contains_key(name));
            operation.success_schema().is_some_and(|schema| items(reading, schema).is_none() || is_one(schema))
        })
        .map(|operation| operation.path)
        .collect()
}

/// Operations that show how work stands, with the group whose work it is.
fn watched(groups: &Groups<'_>, operations: &[Operation<'_>]) -> Vec<(usize, usize)> {
    let all = || operations.iter().zip(&groups.spots).enumerate();
    let starts: Vec<usize> = all()
        .filter(|(_, (operation, spot))| matches!(spot, Spot::Collection(_) | Spot::Other) && is_accepted(operation))
        .filter_map(|(_, (_, spot))| if let Spot::Collection(group) = spot { Some(*group) } else { None })
        .collect();
    let is_status = |text: &str| {
        let word = words::split(text).pop().unwrap_or_default();
        ["job", "jobs", "operation", "operations", "task", "tasks", "status", "statuses"].contains(&word.as_str())
    };
    // `/statuses/{sha}` may be of anything; `/jobs/{id}` is of work.
    let is_work = |text: &str| {
        let word = words::split(text).pop().unwrap_or_default();
        ["job", "jobs", "operation", "operations", "task", "tasks"].contains(&word.as_str())
    };
    let statuses: Vec<(usize, String)> = all()
        .filter(|(_, (operation, _))| operation.method == "GET")
        .filter_map(|(index, (operation, _))| match operation.segments().as_slice() {
            [.., Segment::Literal(text), Segment::Parameter(_)] if is_status(text) => Some((index, text.to_string())),
            _ => None,
        })
        .collect();
    let alone = if let ([_], [only]) = (starts.as_slice(), statuses.as_slice()) { Some(only).filter(|(_, text)| is_work(text)) } else { None };
    let mut pairs = Vec::new();
    for group in &starts {
        let name = groups.list.get(*group).map(|group| words::snake(&group.name)).unwrap_or_default();
        let named = statuses.iter().find(|(_, text)| words::snake(text).starts_with(&name));
        if let Some((index, _)) = named.or(alone) {
            pairs.push((*group, *index));
        }
    }
    pairs
}

/// Whether 202 is all that an operation promises.
fn is_accepted(operation: &Operation<'_>) -> bool {
    operation.method == "POST" && operation.success().is_some_and(|(status, _)| status == 202)
}

fn behaviour<'t>(
    reading: &Reading<'t>,
    design: &Design,
    operation: &Operation<'t>,
    spot: &Spot,
    watched: &[(usize, usize)],
    alone: &BTreeSet<&str>,
) -> (Behaviour, Option<usize>) {
    let method = operation.method.as_str();
    let last = match operation.segments().last() {
        Some(Segment::Literal(text)) => text.to_string(),
        _ => String::new(),
    };
    let listed = || operation.success_schema().and_then(|schema| items(reading, schema)).is_some();
    match (spot, method) {
        (Spot::Collection(group), "GET" | "HEAD") if last == "search" => (Behaviour::Search, Some(*group)),
        (Spot::Collection(group), "GET" | "HEAD") if method == "HEAD" || operation.success_schema().is_none() || listed() => {
            (Behaviour::List, Some(*group))
        }
        (Spot::Collection(group), "POST") if is_accepted(operation) && watched.iter().any(|(known, _)| known == group) => {
            (Behaviour::StartJob, Some(*group))
        }
        (Spot::Collection(group), "POST") if listed() && last == "search" => (Behaviour::Search, Some(*group)),
        // 200 with a list adds what is there already: labels to an issue, teams to those who may push.
        (Spot::Collection(group), "POST") if operation.request.is_some() && !(operation.has_status(200) && is_bare_list(reading, operation)) => {
            if is_accepted(operation) {
                reading.say(
                    Severity::Warning,
                    operation.node,
                    "It answers 202, but no operation shows how the work stands; the design does it at once.",
                );
            }
            (Behaviour::Create, Some(*group))
        }
        // With content or a parameter that has to be there it removes those that are named.
        (Spot::Collection(group), "DELETE") if words::is_plural(&last) && !names_what(operation) && !alone.contains(operation.path) => {
            (Behaviour::DeleteAll, Some(*group))
        }
        (Spot::Item(group), "GET" | "HEAD") if method == "HEAD" || is_record(reading, operation) => (Behaviour::Read, Some(*group)),
        (Spot::Item(group), "PUT") if operation.request.is_some() => (Behaviour::Replace, Some(*group)),
        (Spot::Item(group), "PATCH") if operation.request.is_some() => (Behaviour::Update, Some(*group)),
        (Spot::Item(group), "POST") if operation.request.is_some() && !operation.has_status(201) && !makes(operation) => {
            (Behaviour::Update, Some(*group))
        }
        (Spot::Item(group), "DELETE") => (Behaviour::Delete, Some(*group)),
        (Spot::Behind(group, action), "POST" | "PUT" | "PATCH" | "DELETE") => {
            let resource = design.resources.get(*group);
            let way =
                resource.and_then(|resource| resource.lifecycle.as_ref()).and_then(|life| life.transitions.iter().find(|way| way.name == *action));
            match way {
                Some(way) => (Behaviour::Transition { name: way.name.clone() }, Some(*group)),
                None => (fixed(reading, operation), None),
            }
        }
        (_, "GET") if HEALTH.contains(&last.to_ascii_lowercase().as_str()) => (Behaviour::Health, None),
        _ => (fixed(reading, operation), None),
    }
}

/// Whether its name says that it makes or begins something: POST /workflows/{namespace} as `createWorkflow`.
fn makes(operation: &Operation<'_>) -> bool {
    let name = operation.node.get("operationId").and_then(|id| id.text()).unwrap_or_default();
    let words = words::split(name);
    words.first().is_some_and(|word| ["run", "start", "add"].contains(&word.as_str()))
        || words.iter().any(|word| ["create", "submit"].contains(&word.as_str())) && !words.iter().any(|word| word == "update")
}

/// Whether content or a parameter of the query says what an operation is about.
fn names_what(operation: &Operation<'_>) -> bool {
    operation.request.is_some() || operation.parameters.iter().any(|parameter| parameter.place == "query")
}

/// Whether the answer is a list and nothing else but its counts and pages: a record may have a list among its members.
fn is_bare_list<'t>(reading: &Reading<'t>, operation: &Operation<'t>) -> bool {
    let Some(schema) = operation.success_schema() else { return false };
    if super::shape::items(reading, schema).is_some() {
        return true;
    }
    let about = ["total", "count", "total_count", "links", "meta", "next", "previous", "paging", "has_more"];
    let whole = super::shape::of(reading, schema);
    let (page, rest): (Vec<_>, Vec<_>) = whole.members.iter().partition(|(name, _)| about.contains(*name));
    matches!(rest.as_slice(), [(_, only)] if !page.is_empty() && super::shape::items(reading, only.node).is_some())
}

fn is_record<'t>(reading: &Reading<'t>, operation: &Operation<'t>) -> bool {
    operation.success_schema().is_some_and(|schema| super::shape::items(reading, schema).is_none())
}

/// The same answer to every call.
fn fixed<'t>(reading: &Reading<'t>, operation: &Operation<'t>) -> Behaviour {
    let success = operation.success();
    let status = success.map_or(200, |(status, _)| status);
    let content = success.and_then(|(_, answer)| answer.content.as_ref());
    let body = content.filter(|content| content.is_json).and_then(|content| samples::of_content(reading, content)).unwrap_or(Value::Null);
    let body = if crate::http::status::allows_content(status) { body } else { Value::Null };
    reading.say(
        Severity::Warning,
        operation.node,
        "What it does is not told by its method and path; the design gives the same answer to every call.",
    );
    if content.is_some_and(|content| !content.is_json) {
        reading.say(Severity::Warning, operation.node, "Its answer is no JSON; the design gives an empty one.");
    }
    Behaviour::Fixed { status, body }
}
