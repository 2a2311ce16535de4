//! A value that fits a schema: its example, or one made of its members, within bounds.

use serde_json::{Map, Value, json};

use super::operations::Content;
use super::reading::Reading;
use super::shape;
use crate::formats::tree::Node;

/// How deep a value is made.
const DEEPEST: usize = 5;
/// The most values of one.
const MOST: usize = 120;

/// A value that fits a schema.
pub fn of<'t>(reading: &Reading<'t>, schema: Node<'t>) -> Option<Value> {
    let mut left = MOST;
    make(reading, schema, &mut left, 0)
}

/// What content looks like: its example, or a value made from its schema.
pub fn of_content<'t>(reading: &Reading<'t>, content: &Content<'t>) -> Option<Value> {
    example(reading, content).or_else(|| content.schema.and_then(|schema| of(reading, schema)))
}

/// The example that stands beside a schema.
pub fn example<'t>(reading: &Reading<'t>, content: &Content<'t>) -> Option<Value> {
    let media = content.media?;
    if let Some(example) = media.get("example") {
        reading.mark(example);
        return example.value(MOST * 4).inspect(|_| reading.mark_all(example));
    }
    let (_, first) = reading.take(media, "examples")?.members().next()?;
    let value = reading.resolve(first)?.get("value")?;
    value.value(MOST * 4).inspect(|_| reading.mark_all(value))
}

fn make<'t>(reading: &Reading<'t>, schema: Node<'t>, left: &mut usize, depth: usize) -> Option<Value> {
    *left = left.checked_sub(1)?;
    // Looked at, and not marked: a sample says nothing that the design keeps.
    let node = follow(reading, schema)?;
    let given = ["example", "default", "const"].iter().find_map(|name| node.get(name)?.value(MOST));
    let first = |name: &str| node.get(name).and_then(|list| list.items().next());
    if let Some(given) = given.or_else(|| first("examples")?.value(MOST)).or_else(|| first("enum")?.value(MOST)) {
        return Some(given);
    }
    if node.get("properties").is_some() || node.get("allOf").is_some() {
        let mut members = Map::new();
        let mut waiting = vec![node];
        for _ in 0..8 {
            let Some(part) = waiting.pop() else { break };
            waiting.extend(part.get("allOf").into_iter().flat_map(Node::items).filter_map(|part| follow(reading, part)));
            for (name, member) in part.get("properties").into_iter().flat_map(Node::members).take(20) {
                if depth < DEEPEST
                    && let Some(value) = make(reading, member, left, depth + 1)
                {
                    members.insert(name.to_owned(), value);
                }
            }
        }
        return Some(Value::Object(members));
    }
    if let Some(part) = first("oneOf").or_else(|| first("anyOf")) {
        return if depth < DEEPEST { make(reading, part, left, depth + 1) } else { None };
    }
    let is = |name: &str| shape::has_type(node, name);
    Some(match node.get("format").and_then(Node::text).unwrap_or_default() {
        "date-time" => json!("2026-03-14T09:41:00Z"),
        "date" => json!("2026-03-14"),
        "uuid" => json!("3f2b8c1e-5d4a-4c6b-9e7f-1a2b3c4d5e6f"),
        "email" => json!("ada@example.com"),
        "uri" | "url" => json!("https://example.com/a"),
        _ if is("string") => json!("text"),
        _ if is("integer") => json!(node.get("minimum").and_then(Node::integer).unwrap_or(1)),
        _ if is("number") => json!(node.get("minimum").and_then(Node::number).unwrap_or(1.5)),
        _ if is("boolean") => json!(true),
        _ if is("array") => {
            let item = node.get("items").filter(|_| depth < DEEPEST).and_then(|items| make(reading, items, left, depth + 1));
            Value::Array(item.into_iter().collect())
        }
        _ if is("object") => json!({}),
        _ => return None,
    })
}

fn follow<'t>(reading: &Reading<'t>, node: Node<'t>) -> Option<Node<'t>> {
    if node.get("$ref").is_some() { reading.resolve(node) } else { Some(node) }
}
