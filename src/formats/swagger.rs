//! Swagger 2.0, rewritten as OpenAPI 3.0: content moves out of the parameters, media types to where they are used, shared parts to
//! `components`, the address into `servers`.

mod operations;

use serde_json::{Map, Value, json};

use super::openapi::import::converted::Converting;
use super::openapi::import::reading::Reading;
use super::openapi::import::{Import, ImportError, Severity};
use super::tree::{Node, Tree};
use crate::http::problem::pointer_token;

type Doc<'d, 'r, 't> = &'d Converting<'r, 't>;

/// Reads a document.
pub fn read(tree: &Tree<'_>) -> Result<Import, ImportError> {
    let reading = Reading::new(tree);
    let root = reading.root();
    let version = reading.take(root, "swagger").ok_or(ImportError::Foreign)?;
    let said = version.text().map(str::to_owned).or_else(|| version.number().map(|number| number.to_string())).unwrap_or_default();
    if said != "2.0" && said != "2" {
        return Err(ImportError::Version { said: format!("Swagger {said}") });
    }
    let doc = Converting::new(&reading);
    let document = document(&doc);
    doc.finish(&document)
}

fn document(doc: Doc<'_, '_, '_>) -> Value {
    let root = doc.reading.root();
    let mut all = Map::new();
    all.insert("openapi".to_owned(), json!("3.0.3"));
    for name in ["info", "tags", "externalDocs", "security"] {
        if let Some(member) = root.get(name) {
            all.insert(name.to_owned(), doc.copy(member));
        }
    }
    if let Some(servers) = servers(doc) {
        all.insert("servers".to_owned(), servers);
    }
    for (name, member) in root.members().filter(|(name, _)| name.starts_with("x-")) {
        all.insert(name.to_owned(), doc.copy(member));
    }
    if let Some(paths) = doc.reading.take(root, "paths") {
        doc.comes_from("/paths".to_owned(), paths);
        all.insert("paths".to_owned(), operations::paths(doc, paths));
    }
    let components = components(doc);
    if !components.is_empty() {
        all.insert("components".to_owned(), components.into());
    }
    Value::Object(all)
}

/// Scheme, host and base path as addresses.
fn servers(doc: Doc<'_, '_, '_>) -> Option<Value> {
    let (reading, root) = (doc.reading, doc.reading.root());
    let text = |name: &str| reading.take(root, name).and_then(Node::text).unwrap_or_default();
    let (host, base) = (text("host"), text("basePath"));
    let list = reading.take(root, "schemes");
    let mut schemes: Vec<&str> = list
        .into_iter()
        .flat_map(|list| list.items().inspect(|item| reading.mark(*item)))
        .filter_map(Node::text)
        .map(|scheme| scheme.trim_end_matches([':', '/']))
        .collect();
    if schemes.is_empty() {
        schemes.push("https");
    }
    let place = ["host", "basePath"].iter().find_map(|name| root.get(name))?;
    doc.comes_from("/servers".to_owned(), place);
    if host.is_empty() {
        return Some(json!([{ "url": if base.is_empty() { "/" } else { base } }]));
    }
    if let (Some(list), [_, _, ..]) = (list, schemes.as_slice()) {
        reading.say(Severity::Note, list, "The design has one server; the first scheme is taken.");
    }
    schemes.first().map(|scheme| json!([{ "url": format!("{scheme}://{host}{base}") }]))
}

fn components(doc: Doc<'_, '_, '_>) -> Map<String, Value> {
    let (reading, root) = (doc.reading, doc.reading.root());
    let mut all: Map<String, Value> = Map::new();
    let mut put = |kind: &str, name: &str, node, value: Value| {
        doc.comes_from(format!("/components/{kind}/{}", pointer_token(name)), node);
        if let Some(list) = all.entry(kind).or_insert_with(|| json!({})).as_object_mut() {
            list.insert(name.to_owned(), value);
        }
    };
    for (name, node) in reading.take(root, "definitions").into_iter().flat_map(Node::members) {
        put("schemas", name, node, schema(doc, node));
    }
    for (name, node) in reading.take(root, "responses").into_iter().flat_map(Node::members) {
        put("responses", name, node, operations::response(doc, node, &operations::types(doc, root, "produces")));
    }
    for (name, node) in reading.take(root, "parameters").into_iter().flat_map(Node::members) {
        // Those of content are written where they are used.
        if !operations::is_content(node) {
            put("parameters", name, node, operations::parameter(doc, node));
        }
    }
    for (name, node) in reading.take(root, "securityDefinitions").into_iter().flat_map(Node::members) {
        put("securitySchemes", name, node, scheme(doc, node));
    }
    all
}

fn scheme<'t>(doc: Doc<'_, '_, 't>, node: Node<'t>) -> Value {
    let text = |name: &str| node.get(name).and_then(Node::text).unwrap_or_default();
    let copied = |names: &[&str]| {
        let found = names.iter().filter_map(|name| Some(((*name).to_owned(), node.get(name)?.value(10_000)?)));
        found.collect::<Map<String, Value>>()
    };
    let about = copied(&["description"]);
    let mut own = match text("type") {
        "basic" => Map::from_iter([("type".to_owned(), json!("http")), ("scheme".to_owned(), json!("basic"))]),
        "oauth2" => {
            let flow = match text("flow") {
                "application" => "clientCredentials",
                "accessCode" => "authorizationCode",
                other => other,
            };
            let mut inner = copied(&["authorizationUrl", "tokenUrl", "scopes"]);
            inner.entry("scopes").or_insert_with(|| json!({}));
            Map::from_iter([("type".to_owned(), json!("oauth2")), ("flows".to_owned(), json!({ flow: inner }))])
        }
        _ => copied(&["type", "name", "in"]),
    };
    own.extend(about);
    doc.reading.mark_all(node);
    Value::Object(own)
}

/// A schema of 2.0 as one of 3.0.
fn schema<'t>(doc: Doc<'_, '_, 't>, node: Node<'t>) -> Value {
    let mut value = doc.copy_with(node, &|name, member| match name {
        "$ref" => member.text().map(|text| (name.to_owned(), operations::reference(doc, text).into())),
        "discriminator" => member.text().map(|text| (name.to_owned(), json!({ "propertyName": text }))),
        "x-nullable" | "x-isnullable" => member.bool().map(|is| ("nullable".to_owned(), is.into())),
        _ => None,
    });
    files(&mut value);
    value
}

/// `file` is text in binary form.
fn files(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if members.get("type") == Some(&json!("file")) {
                members.insert("type".to_owned(), json!("string"));
                members.insert("format".to_owned(), json!("binary"));
            }
            members.values_mut().for_each(files);
        }
        Value::Array(items) => items.iter_mut().for_each(files),
        _ => {}
    }
}
