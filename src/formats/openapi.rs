//! A design as an OpenAPI 3.0.3 document: what clients may send, what they get, and who they have to be.
//!
//! The document is valid whatever the design is. What OpenAPI cannot say is kept in extensions (`x-roundtrip-roles` of an
//! operation, `x-roundtrip-policies` and `x-roundtrip-dropped` of the document) and named in a remark each. `x-roundtrip` holds what the words
//! of OpenAPI leave open, so that the document opens as the design it was made from (see `import::own`).

pub mod contract;
mod errors;
mod hypermedia;
pub mod import;
mod jobs;
mod lifetime;
mod limits;
pub mod newer;
mod oauth;
mod operation;
mod parameters;
mod parts;
mod paths;
mod query;
mod responses;
mod schema;
mod security;
mod sessions;
pub mod sheet;
mod uploads;
mod webhooks;

use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3::{Components, ExternalDocumentation, Info, OpenAPI, Operation, PathItem, Paths, ReferenceOr, Schema, Server, Tag};
use serde_json::{Map, Value, json};

use super::{Remark, yaml};
use crate::design::policy::{Strategy, versioning};
use crate::design::{Concern, Credential, Design, Endpoint, Pointer, Policies};
use parts::Parts;
use paths::Place;

/// A document, and what could not be said in it.
#[derive(Clone, Debug)]
pub struct Export {
    /// The document.
    pub document: OpenAPI,
    /// What was left out, moved to an extension or changed, each with its place in the design.
    pub remarks: Vec<Remark>,
}

/// Writes a design as an OpenAPI document.
pub fn export(design: &Design) -> Export {
    let mut parts = Parts::new(design);
    let mut places: IndexMap<String, (Place, PathItem)> = IndexMap::new();
    let mut ids = BTreeSet::new();
    let mut dropped = Vec::new();
    for endpoint in &design.endpoints {
        if let Err(reason) = add(&mut parts, &mut places, &mut ids, endpoint) {
            dropped.push(json!({ "operationId": endpoint.id, "method": endpoint.method.as_str(), "path": endpoint.path, "reason": reason }));
            parts.remark(endpoint.at(), format!("{} is left out: {reason}", endpoint.label()));
        }
    }
    for index in 0..design.resources.len() {
        parts.record::<Schema>(index);
    }
    let mut extensions = IndexMap::new();
    let policies = unsaid(&mut parts, &design.policies);
    if !policies.is_empty() {
        extensions.insert("x-roundtrip-policies".to_owned(), Value::Object(policies));
    }
    if !dropped.is_empty() {
        extensions.insert("x-roundtrip-dropped".to_owned(), Value::Array(dropped));
    }
    let mut document = OpenAPI {
        openapi: "3.0.3".to_owned(),
        info: Info { title: design.name.clone(), description: some(&design.summary), version: version(&design.base_path), ..Info::default() },
        servers: servers(design),
        tags: tags(design),
        external_docs: external_docs(design),
        paths: Paths { paths: places.into_values().map(|(place, item)| (place.path, ReferenceOr::Item(item))).collect(), ..Paths::default() },
        components: Some(Components { security_schemes: security::schemes(design), ..parts.components() }),
        extensions,
        ..OpenAPI::default()
    };
    if let Some(changes) = import::own::changes(&to_json(&document), design) {
        document.extensions.insert(import::own::NAME.to_owned(), changes);
        if let Some(client) = design.clients.iter().find(|client| client.credential != Credential::None) {
            let text =
                "x-roundtrip keeps the clients with their example credentials. Take it out before others read the document, should one be real.";
            parts.remark(Pointer::Client(client.name.clone()), text);
        }
    }
    Export { document, remarks: parts.remarks }
}

/// Writes a design as a document of OpenAPI 3.1.
pub fn export_newer(design: &Design) -> (Value, Vec<Remark>) {
    let mut export = export(design);
    export.document.extensions.shift_remove(import::own::NAME);
    let mut document = newer::document(value(&export.document));
    let changes = import::own::changes(&document.to_string(), design);
    if let (Some(changes), Some(members)) = (changes, document.as_object_mut()) {
        members.insert(import::own::NAME.to_owned(), changes);
    }
    (document, export.remarks)
}

/// The document as indented JSON.
pub fn to_json(document: &OpenAPI) -> String {
    serde_json::to_string_pretty(&value(document)).unwrap_or_default() + "\n"
}

/// The document as YAML 1.2.
pub fn to_yaml(document: &OpenAPI) -> String {
    yaml::to_string(&value(document))
}

/// One server, or one for each version that has a path of its own, the newest first.
fn servers(design: &Design) -> Vec<Server> {
    let policy = &design.policies.versioning;
    let own_paths = policy.strategy == Strategy::Path && versioning::segment_place(&design.base_path).is_some();
    match own_paths && policy.lives() {
        true => policy.versions.iter().rev().map(|version| server(design, &versioning::at(design, version).base_path)).collect(),
        false => vec![server(design, &design.base_path)],
    }
}

fn server(design: &Design, base_path: &str) -> Server {
    // Braces in a server's URL would be variables.
    let url = format!("{}{base_path}", design.origin).replace('{', "%7B").replace('}', "%7D");
    Server { url: if url.is_empty() { "/".to_owned() } else { url }, ..Server::default() }
}

/// Puts an endpoint into its path item, or says why it has no place.
fn add<'a>(
    parts: &mut Parts<'a>,
    places: &mut IndexMap<String, (Place<'a>, PathItem)>,
    ids: &mut BTreeSet<String>,
    endpoint: &Endpoint,
) -> Result<(), String> {
    let mut fresh = PathItem::default();
    slot(&mut fresh, endpoint.method.as_str()).ok_or_else(|| format!("OpenAPI has no method {}.", endpoint.method))?;
    let mut place = Place::of(parts.design, endpoint);
    let known = places.get(&place.shape);
    if let Some((first, item)) = known {
        if let Some(other) = item.iter().find(|(method, _)| method.eq_ignore_ascii_case(endpoint.method.as_str())) {
            return Err(format!("{} has the same method and path.", other.1.operation_id.as_deref().unwrap_or("another endpoint")));
        }
        if first.path != place.path {
            place.notes.push(format!("Written as `{}`, because OpenAPI takes paths for equal that differ in parameter names only.", first.path));
        }
    }
    for note in std::mem::take(&mut place.notes) {
        parts.remark(endpoint.at(), note);
    }
    let operation = Operation { operation_id: Some(free_id(parts, ids, endpoint)), ..operation::operation(parts, endpoint, &place) };
    let shape = place.shape.clone();
    let design = parts.design;
    let servers = if design.base_of(endpoint) == design.base_path { Vec::new() } else { vec![server(design, "")] };
    let (_, item) = places.entry(shape).or_insert_with(|| {
        let parameters = place.parameters.iter().map(|parameter| ReferenceOr::Item(parameters::path(parameter))).collect();
        (place, PathItem { parameters, servers, ..PathItem::default() })
    });
    if let Some(slot) = slot(item, endpoint.method.as_str()) {
        *slot = Some(operation);
    }
    Ok(())
}

fn slot<'a>(item: &'a mut PathItem, method: &str) -> Option<&'a mut Option<Operation>> {
    Some(match method {
        "GET" => &mut item.get,
        "PUT" => &mut item.put,
        "POST" => &mut item.post,
        "DELETE" => &mut item.delete,
        "OPTIONS" => &mut item.options,
        "HEAD" => &mut item.head,
        "PATCH" => &mut item.patch,
        "TRACE" => &mut item.trace,
        _ => return None,
    })
}

/// The endpoint's id, fit for code and URLs, with a number where another operation has it already.
fn free_id(parts: &mut Parts<'_>, ids: &mut BTreeSet<String>, endpoint: &Endpoint) -> String {
    let plain: String =
        endpoint.id.chars().map(|letter| if letter.is_ascii_alphanumeric() || "-._~".contains(letter) { letter } else { '_' }).collect();
    let wish = if plain.is_empty() { "operation".to_owned() } else { plain };
    let id = parts::free(&wish, |id| ids.contains(id));
    if id != endpoint.id {
        parts.remark(endpoint.at(), format!("Its operationId is `{id}`: no two are equal, and none holds spaces or signs."));
    }
    ids.insert(id.clone());
    id
}

/// `/v2` gives `2.0.0`; a base path without a version gives `1.0.0`.
fn version(base_path: &str) -> String {
    let mut numbers = base_path.split('/').filter_map(|segment| segment.strip_prefix('v')?.parse::<u16>().ok());
    format!("{}.0.0", numbers.next_back().unwrap_or(1))
}

fn tags(design: &Design) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    for resource in &design.resources {
        if !tags.iter().any(|tag| tag.name == resource.name) {
            tags.push(Tag { name: resource.name.clone(), description: some(&resource.note), ..Tag::default() });
        }
    }
    tags
}

/// The guide that comes first; OpenAPI has a place for one, and the others stay with the policies.
fn external_docs(design: &Design) -> Option<ExternalDocumentation> {
    let (title, address) = design.policies.documentation.pages().next()?;
    let url = if address.starts_with('/') { format!("{}{address}", design.origin) } else { address.to_owned() };
    Some(ExternalDocumentation { description: Some(title.to_owned()), url, ..ExternalDocumentation::default() })
}

/// The members of policies that differ from what a careful designer would choose.
fn unsaid(parts: &mut Parts<'_>, policies: &Policies) -> Map<String, Value> {
    let mut all = Map::new();
    let (own, usual) = (full(policies), full(&Policies::default()));
    for concern in Concern::ALL {
        let (Some(own), Some(usual)) = (own.get(concern.key()), usual.get(concern.key())) else { continue };
        let differing: Map<String, Value> = own
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(key, value)| usual.get(key) != Some(value))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        if differing.is_empty() {
            continue;
        }
        if matches!(
            concern,
            Concern::Cors
                | Concern::Content
                | Concern::Filtering
                | Concern::Validation
                | Concern::Update
                | Concern::Deletion
                | Concern::Versioning
                | Concern::Deprecation
                | Concern::RateLimits
        ) {
            parts.remark(
                Pointer::Policy(*concern),
                "OpenAPI cannot say all of this policy; what differs from the usual is kept in x-roundtrip-policies.",
            );
        }
        all.insert(concern.key().to_owned(), Value::Object(differing));
    }
    all
}

/// Every policy with every member, defaults too.
fn full(policies: &Policies) -> Map<String, Value> {
    let policy = |concern: &Concern| {
        let value = serde_json::to_value(policies.get(*concern)).ok()?;
        Some((concern.key().to_owned(), value.get("policy")?.clone()))
    };
    Concern::ALL.iter().filter_map(policy).collect()
}

/// The document as a value, in the order in which people read a schema, and without styles that say the default.
fn value(document: &OpenAPI) -> Value {
    let mut value = serde_json::to_value(document).unwrap_or_default();
    tidy(&mut value);
    value
}

fn tidy(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(tidy),
        Value::Object(map) => {
            if map.contains_key("schema") && map.get("style").is_some_and(|style| style == "simple" || style == "form") {
                map.shift_remove("style");
            }
            if map.get("type").is_some_and(Value::is_string) {
                for key in ["description", "format", "type"] {
                    if let Some(value) = map.get(key).cloned() {
                        map.shift_insert(0, key.to_owned(), value);
                    }
                }
            }
            for (key, value) in map.iter_mut() {
                if !matches!(key.as_str(), "example" | "default" | "enum") && !key.starts_with("x-") {
                    tidy(value);
                }
            }
        }
        _ => {}
    }
}

/// The text, unless it is empty.
fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}
