//! Small parts of a document: texts, flags, addresses, ways to be let in.

use std::collections::BTreeMap;

use crate::design::contract::{Content, Id};
use crate::formats::tree::Node;

/// The addresses of the API without their schemes, which say nothing of where it is.
pub fn servers(root: Node<'_>) -> Vec<String> {
    let bare = |url: &str| url.split_once("//").map_or(url, |(_, rest)| rest).trim_end_matches('/').to_owned();
    let old = root.get("host").and_then(Node::text).map(|host| format!("{host}{}", text(root, "basePath")));
    let new = items(root.get("servers")).filter_map(|server| server.get("url")).filter_map(Node::text).map(bare);
    old.iter().map(|url| bare(url)).chain(new).collect()
}

pub fn items(node: Option<Node<'_>>) -> impl Iterator<Item = Node<'_>> {
    node.into_iter().flat_map(Node::items)
}

pub fn texts(node: Option<Node<'_>>) -> Vec<String> {
    items(node).filter_map(Node::text).map(essence).collect()
}

pub fn text(node: Node<'_>, name: &str) -> String {
    node.get(name).and_then(Node::text).unwrap_or_default().to_owned()
}

pub fn flag(node: Node<'_>, name: &str) -> bool {
    node.get(name).and_then(Node::bool).unwrap_or(false)
}

pub fn sunset(node: Node<'_>) -> Option<String> {
    node.get("x-sunset").or_else(|| node.get("sunset")).and_then(Node::text).map(str::to_owned)
}

pub fn as_text(node: Node<'_>) -> String {
    node.value(1_000).map(|value| value.to_string()).unwrap_or_default()
}

pub fn essence(name: &str) -> String {
    name.trim().to_ascii_lowercase()
}

pub fn contents(types: Vec<String>, schema: Option<Id>) -> Vec<Content> {
    let types = if types.is_empty() { vec!["application/json".to_owned()] } else { types };
    types.into_iter().map(|media_type| Content { media_type, schema }).collect()
}

pub fn security(node: Node<'_>) -> Vec<BTreeMap<String, Vec<String>>> {
    let ways = node
        .items()
        .map(|way| way.members().map(|(name, scopes)| (name.to_owned(), scopes.items().filter_map(Node::text).map(str::to_owned).collect())));
    let ways: Vec<BTreeMap<String, Vec<String>>> = ways.map(|way| way.collect()).collect();
    // A way that asks for nothing lets everybody in.
    if ways.iter().any(BTreeMap::is_empty) { Vec::new() } else { ways }
}

/// What a client has to know of a scheme.
pub fn scheme_words(scheme: Node<'_>) -> String {
    let kind = text(scheme, "type");
    let part = |name: &str| text(scheme, name);
    match kind.as_str() {
        "apiKey" => format!("API key {} in the {}", part("name"), part("in")),
        "http" => format!("{} {}", part("scheme").to_ascii_lowercase(), part("bearerFormat")).trim().to_owned(),
        "openIdConnect" => format!("OpenID Connect at {}", part("openIdConnectUrl")),
        "oauth2" => {
            let mut words = String::from("OAuth 2");
            for (name, flow) in scheme.get("flows").into_iter().flat_map(Node::members).chain(scheme.get("flow").map(|_| ("flow", scheme))) {
                words = format!("{words}, {name} {} {} {}", text(flow, "authorizationUrl"), text(flow, "tokenUrl"), text(flow, "refreshUrl"));
                for (scope, _) in flow.get("scopes").into_iter().flat_map(Node::members) {
                    words = format!("{words} {scope}");
                }
            }
            words
        }
        other => other.to_owned(),
    }
}
