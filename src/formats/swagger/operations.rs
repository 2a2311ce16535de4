//! Paths and operations of Swagger 2.0 in the words of OpenAPI 3.0.

use serde_json::{Map, Value, json};

use super::{Doc, Severity, schema};
use crate::formats::tree::Node;
use crate::http::problem::pointer_token;

/// Members of a parameter that describe its values.
const OF_SCHEMA: [&str; 17] = [
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "x-nullable",
];
const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// Every path.
pub fn paths<'t>(doc: Doc<'_, '_, 't>, paths: Node<'t>) -> Value {
    if !paths.is_map() {
        return doc.copy(paths);
    }
    let mut all = Map::new();
    for (path, item) in paths.members() {
        doc.reading.mark(item);
        let at = format!("/paths/{}", pointer_token(path));
        doc.comes_from(at.clone(), item);
        let written = match item.is_map() && !path.starts_with("x-") {
            true => path_item(doc, item, &at),
            false => doc.copy(item),
        };
        all.insert(path.to_owned(), written);
    }
    Value::Object(all)
}

fn path_item<'t>(doc: Doc<'_, '_, 't>, item: Node<'t>, at: &str) -> Value {
    let mut all = Map::new();
    let shared = parameters(doc, item);
    let (content, plain): (Vec<Node<'t>>, Vec<Node<'t>>) = shared.into_iter().partition(|node| is_content(resolved(doc, *node)));
    if !plain.is_empty() {
        all.insert("parameters".to_owned(), plain.iter().map(|node| parameter(doc, *node)).collect());
    }
    for (name, member) in item.members() {
        if METHODS.contains(&name) && member.is_map() {
            doc.reading.mark(member);
            let place = format!("{at}/{name}");
            doc.comes_from(place.clone(), member);
            all.insert(name.to_owned(), operation(doc, member, &content, &place));
        } else if name == "$ref" || name.starts_with("x-") || METHODS.contains(&name) {
            all.insert(name.to_owned(), doc.copy(member));
        }
    }
    Value::Object(all)
}

fn operation<'t>(doc: Doc<'_, '_, 't>, node: Node<'t>, shared: &[Node<'t>], at: &str) -> Value {
    let root = doc.reading.root();
    let (consumes, produces) = (own_types(doc, node, root, "consumes"), own_types(doc, node, root, "produces"));
    let own = parameters(doc, node);
    let is_of_content = |node: &Node<'t>| is_content(resolved(doc, *node));
    let mut all = Map::new();
    for (name, member) in node.members() {
        match name {
            "parameters" | "responses" | "consumes" | "produces" | "schemes" => {}
            _ => drop(all.insert(name.to_owned(), doc.copy(member))),
        }
    }
    let plain: Vec<Value> = own.iter().filter(|node| !is_of_content(node)).map(|node| parameter(doc, *node)).collect();
    if !plain.is_empty() {
        all.insert("parameters".to_owned(), plain.into());
    }
    // An operation's own content goes before that of its path.
    let mut content: Vec<Node<'t>> = own.iter().copied().filter(is_of_content).collect();
    if content.is_empty() {
        content = shared.to_vec();
    }
    if let Some(body) = request_body(doc, &content, consumes, at) {
        all.insert("requestBody".to_owned(), body);
    }
    if let Some(responses) = doc.reading.take(node, "responses") {
        let mut answers = Map::new();
        for (status, answer) in responses.members() {
            doc.comes_from(format!("{at}/responses/{}", pointer_token(status)), answer);
            answers.insert(status.to_owned(), response(doc, answer, &produces));
        }
        all.insert("responses".to_owned(), answers.into());
    }
    Value::Object(all)
}

/// The media types of a list, marked.
pub fn types<'t>(doc: Doc<'_, '_, 't>, holder: Node<'t>, name: &str) -> Vec<String> {
    let list = doc.reading.take(holder, name);
    list.into_iter().flat_map(Node::items).inspect(|item| doc.reading.mark(*item)).filter_map(Node::text).map(str::to_owned).collect()
}

fn own_types<'t>(doc: Doc<'_, '_, 't>, node: Node<'t>, root: Node<'t>, name: &str) -> Vec<String> {
    if node.get(name).is_some() { types(doc, node, name) } else { types(doc, root, name) }
}

fn parameters<'t>(doc: Doc<'_, '_, 't>, holder: Node<'t>) -> Vec<Node<'t>> {
    doc.reading.take(holder, "parameters").into_iter().flat_map(Node::items).inspect(|node| doc.reading.mark(*node)).collect()
}

fn resolved<'t>(doc: Doc<'_, '_, 't>, node: Node<'t>) -> Node<'t> {
    doc.reading.resolve(node).unwrap_or(node)
}

/// Whether a parameter is content of the request.
pub fn is_content(node: Node<'_>) -> bool {
    matches!(node.get("in").and_then(Node::text), Some("body" | "formData"))
}

/// A parameter that is no content.
pub fn parameter<'t>(doc: Doc<'_, '_, 't>, node: Node<'t>) -> Value {
    if let Some(text) = node.get("$ref").and_then(Node::text) {
        doc.reading.mark_all(node);
        return json!({ "$ref": reference(doc, text) });
    }
    let mut all = Map::new();
    doc.reading.mark(node);
    for (name, member) in node.members() {
        match name {
            "collectionFormat" => {
                let (style, explode) = match (member.text(), node.get("in").and_then(Node::text)) {
                    (Some("multi"), _) => ("form", true),
                    (Some("ssv"), _) => ("spaceDelimited", false),
                    (Some("pipes"), _) => ("pipeDelimited", false),
                    (_, Some("path" | "header")) => ("simple", false),
                    _ => ("form", false),
                };
                doc.reading.mark(member);
                all.insert("style".to_owned(), style.into());
                all.insert("explode".to_owned(), explode.into());
            }
            _ if OF_SCHEMA.contains(&name) => {}
            _ => drop(all.insert(name.to_owned(), doc.copy(member))),
        }
    }
    all.insert("schema".to_owned(), values(doc, node));
    Value::Object(all)
}

/// The schema of a parameter's, a header field's or a form member's values.
fn values<'t>(doc: Doc<'_, '_, 't>, node: Node<'t>) -> Value {
    let Value::Object(whole) = schema(doc, node) else { return json!({}) };
    let of = whole.into_iter().filter(|(name, _)| OF_SCHEMA.contains(&name.as_str()) || name == "nullable");
    Value::Object(of.map(|(name, value)| if name == "items" { (name, bare(value)) } else { (name, value) }).collect())
}

/// Items say nothing of how lists of them are written.
fn bare(mut items: Value) -> Value {
    if let Some(members) = items.as_object_mut() {
        members.shift_remove("collectionFormat");
        if let Some(inner) = members.get_mut("items") {
            *inner = bare(inner.take());
        }
    }
    items
}

fn request_body<'t>(doc: Doc<'_, '_, 't>, content: &[Node<'t>], consumes: Vec<String>, at: &str) -> Option<Value> {
    let first = resolved(doc, *content.first()?);
    doc.comes_from(format!("{at}/requestBody"), first);
    let is_body = first.get("in").and_then(Node::text) == Some("body");
    let mut body = Map::new();
    if is_body {
        if let Some(about) = doc.reading.take(first, "description") {
            body.insert("description".to_owned(), doc.copy(about));
        }
        if let Some(required) = doc.reading.take(first, "required") {
            body.insert("required".to_owned(), doc.copy(required));
        }
        ["name", "in"].iter().filter_map(|name| first.get(name)).for_each(|node| doc.reading.mark(node));
        if let (Some(second), true) = (content.get(1), content.len() > 1) {
            doc.reading.say(Severity::Error, *second, "A request has one content; the first is taken.");
        }
    }
    let form = || {
        let (mut properties, mut required) = (Map::new(), Vec::new());
        for node in content.iter().map(|node| resolved(doc, *node)) {
            let Some(name) = doc.reading.take(node, "name").and_then(Node::text) else { continue };
            let mut inner = values(doc, node);
            if let (Some(about), Some(inner)) = (doc.reading.take(node, "description"), inner.as_object_mut()) {
                inner.insert("description".to_owned(), doc.copy(about));
            }
            doc.reading.mark_all(node);
            if node.get("required").and_then(Node::bool) == Some(true) {
                required.push(name.to_owned());
            }
            properties.insert(name.to_owned(), inner);
        }
        let mut whole = json!({ "type": "object", "properties": properties });
        if let (false, Some(whole)) = (required.is_empty(), whole.as_object_mut()) {
            whole.insert("required".to_owned(), required.into());
        }
        whole
    };
    let inner = match is_body {
        true => doc.reading.take(first, "schema").map_or_else(|| json!({}), |node| schema(doc, node)),
        false => form(),
    };
    let has_file = content.iter().any(|node| resolved(doc, *node).get("type").and_then(Node::text) == Some("file"));
    let is_form = |kind: &String| kind.starts_with("multipart/") || kind.contains("form-urlencoded");
    let mut kinds: Vec<String> = consumes.into_iter().filter(|kind| is_body != is_form(kind) || is_body).collect();
    if kinds.is_empty() {
        kinds.push(
            if is_body {
                "application/json"
            } else if has_file {
                "multipart/form-data"
            } else {
                "application/x-www-form-urlencoded"
            }
            .to_owned(),
        );
    }
    if let (true, Some(node)) = (is_body, first.get("schema")) {
        for kind in &kinds {
            doc.comes_from(format!("{at}/requestBody/content/{}/schema", pointer_token(kind)), node);
        }
    }
    let media: Map<String, Value> = kinds.into_iter().map(|kind| (kind, json!({ "schema": inner }))).collect();
    body.insert("content".to_owned(), media.into());
    Some(Value::Object(body))
}

/// An answer.
pub fn response<'t>(doc: Doc<'_, '_, 't>, node: Node<'t>, produces: &[String]) -> Value {
    if let Some(text) = node.get("$ref").and_then(Node::text) {
        doc.reading.mark_all(node);
        return json!({ "$ref": reference(doc, text) });
    }
    if !node.is_map() {
        return doc.copy(node);
    }
    doc.reading.mark(node);
    let mut all = Map::new();
    for (name, member) in node.members() {
        match name {
            "schema" | "examples" => {}
            "headers" => {
                doc.reading.mark(member);
                let fields = member.members().map(|(name, field)| {
                    let mut written = json!({ "schema": values(doc, field) });
                    if let (Some(about), Some(written)) = (field.get("description"), written.as_object_mut()) {
                        written.insert("description".to_owned(), doc.copy(about));
                    }
                    doc.reading.mark_all(field);
                    (name.to_owned(), written)
                });
                all.insert("headers".to_owned(), Value::Object(fields.collect()));
            }
            _ => drop(all.insert(name.to_owned(), doc.copy(member))),
        }
    }
    if let Some(content) = content(doc, node, produces) {
        all.insert("content".to_owned(), content);
    }
    Value::Object(all)
}

fn content<'t>(doc: Doc<'_, '_, 't>, node: Node<'t>, produces: &[String]) -> Option<Value> {
    let examples = doc.reading.take(node, "examples").filter(|node| node.members().len() > 0);
    let inner = doc.reading.take(node, "schema").map(|node| schema(doc, node));
    if inner.is_none() && examples.is_none() {
        return None;
    }
    let mut kinds: Vec<String> = produces.to_vec();
    kinds.extend(
        examples.into_iter().flat_map(Node::members).map(|(kind, _)| kind.to_owned()).filter(|kind| kind.contains('/') && !produces.contains(kind)),
    );
    if kinds.is_empty() {
        kinds.push("*/*".to_owned());
    }
    let media = kinds.into_iter().map(|kind| {
        let mut all = Map::new();
        if let Some(inner) = &inner {
            all.insert("schema".to_owned(), inner.clone());
        }
        if let Some(example) = examples.and_then(|examples| examples.get(&kind)) {
            all.insert("example".to_owned(), doc.copy(example));
        }
        (kind, Value::Object(all))
    });
    Some(Value::Object(media.collect()))
}

/// Where what was referred to stands now: shared parts have moved, and so have the schemas within operations.
pub fn reference(doc: Doc<'_, '_, '_>, text: &str) -> String {
    for (old, new) in [("#/definitions/", "schemas"), ("#/parameters/", "parameters"), ("#/responses/", "responses")] {
        if let Some(name) = text.strip_prefix(old) {
            return format!("#/components/{new}/{name}");
        }
    }
    within(doc, text).unwrap_or_else(|| text.to_owned())
}

/// `#/paths/~1a/get/responses/200/schema/...` and `#/paths/~1a/post/parameters/0/schema/...`.
fn within(doc: Doc<'_, '_, '_>, text: &str) -> Option<String> {
    let steps: Vec<&str> = text.strip_prefix("#/paths/")?.split('/').collect();
    let [path, method, list, index, "schema", rest @ ..] = steps.as_slice() else { return None };
    let root = doc.reading.root();
    let plain = path.replace("~1", "/").replace("~0", "~");
    let operation = root.get("paths")?.get(&plain)?.get(method)?;
    let (name, place) = match *list {
        "responses" => ("produces", format!("responses/{index}/content")),
        "parameters" => ("consumes", "requestBody/content".to_owned()),
        _ => return None,
    };
    let kinds = operation.get(name).or_else(|| root.get(name));
    let kind = kinds.and_then(|list| list.items().next()?.text()).unwrap_or(if name == "produces" { "*/*" } else { "application/json" });
    let rest: String = rest.iter().map(|step| format!("/{step}")).collect();
    Some(format!("#/paths/{path}/{method}/{place}/{}/schema{rest}", pointer_token(kind)))
}
