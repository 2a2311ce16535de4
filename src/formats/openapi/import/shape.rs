//! The members of an object schema, with what `allOf`, `oneOf` and `anyOf` bring; circles are survived.

use std::collections::BTreeSet;
use std::rc::Rc;

use indexmap::IndexMap;

use super::reading::Reading;
use crate::formats::tree::{Id, Kind, Node};

/// How deep combinations of schemas are followed.
const DEEPEST: usize = 24;
/// The most members that one object is read with.
const MOST: usize = 1_000;

/// The members of an object.
#[derive(Clone, Default)]
pub struct Shape<'t> {
    /// By name, in order.
    pub members: IndexMap<&'t str, Member<'t>>,
    /// Other members are refused.
    pub closed: bool,
    /// What is said of it.
    pub note: Option<String>,
}

/// A member of an object.
#[derive(Clone, Copy)]
pub struct Member<'t> {
    /// Its schema.
    pub node: Node<'t>,
    /// Whether it is always there.
    pub required: bool,
}

/// The members of the object that a schema describes; none where it describes something else.
pub fn of<'t>(reading: &Reading<'t>, schema: Node<'t>) -> Rc<Shape<'t>> {
    if let Some(known) = reading.shapes.borrow().get(&schema.id) {
        return Rc::clone(known);
    }
    let mut shape = Shape::default();
    gather(reading, schema, &mut shape, true, &mut BTreeSet::new(), 0);
    let shape = Rc::new(shape);
    reading.shapes.borrow_mut().insert(schema.id, Rc::clone(&shape));
    shape
}

/// Whether a schema describes an object with members of its own.
pub fn is_object<'t>(reading: &Reading<'t>, schema: Node<'t>) -> bool {
    let Some(node) = peek(reading, schema) else { return false };
    node.get("properties").is_some_and(|properties| properties.members().len() > 0)
        || ["allOf", "oneOf", "anyOf"].iter().any(|word| {
            node.get(word).is_some_and(|list| {
                list.items().any(|item| peek(reading, item).is_some_and(|item| item.get("properties").is_some() || item.get("allOf").is_some()))
            })
        })
}

/// The items of an array schema.
pub fn items<'t>(reading: &Reading<'t>, schema: Node<'t>) -> Option<Node<'t>> {
    let node = peek(reading, schema)?;
    let items = node.get("items")?;
    if node.get("type").is_some() && !has_type(node, "array") {
        return None;
    }
    reading.mark(items);
    node.get("type").iter().for_each(|kind| reading.mark_all(*kind));
    Some(items)
}

/// Whether a schema names this type, alone or beside others.
pub fn has_type(node: Node<'_>, wanted: &str) -> bool {
    node.get("type").is_some_and(|kind| kind.text() == Some(wanted) || kind.items().any(|item| item.text() == Some(wanted)))
}

/// What a schema leads to; a reference is followed.
fn peek<'t>(reading: &Reading<'t>, schema: Node<'t>) -> Option<Node<'t>> {
    if schema.get("$ref").is_some() { reading.resolve(schema) } else { Some(schema) }
}

fn gather<'t>(reading: &Reading<'t>, schema: Node<'t>, shape: &mut Shape<'t>, certain: bool, seen: &mut BTreeSet<(Id, bool)>, depth: usize) {
    let Some(node) = reading.resolve(schema) else { return };
    // Met twice, a schema brings nothing new.
    if depth >= DEEPEST || !seen.insert((node.id, certain)) {
        return;
    }
    if shape.note.is_none() {
        shape.note = reading.text_of(node, "description");
    }
    ["type", "title", "required"].iter().filter_map(|word| node.get(word)).for_each(|known| reading.mark_all(known));
    if let Some(parts) = reading.take(node, "allOf") {
        parts.items().for_each(|part| gather(reading, part, shape, certain, seen, depth + 1));
    }
    let names: Vec<&str> = node.get("required").map(|list| list.items().filter_map(Node::text).collect()).unwrap_or_default();
    if let Some(properties) = reading.take(node, "properties") {
        for (name, property) in properties.members() {
            if shape.members.len() >= MOST {
                break;
            }
            let required = certain && names.contains(&name);
            let member = shape.members.entry(name).or_insert(Member { node: property, required });
            // What comes later in `allOf` says more.
            *member = Member { node: property, required: required || member.required };
        }
    }
    for name in names.iter().filter(|_| certain) {
        if let Some(member) = shape.members.get_mut(name) {
            member.required = true;
        }
    }
    for word in ["oneOf", "anyOf"] {
        let Some(parts) = node.get(word) else { continue };
        let real: Vec<Node<'t>> = parts.items().filter(|part| !is_null(*part)).collect();
        if real.len() == 1 || real.iter().any(|part| is_object(reading, *part)) {
            reading.mark(parts);
            parts.items().filter(|part| is_null(*part)).for_each(|part| reading.mark_all(part));
            real.iter().for_each(|part| gather(reading, *part, shape, certain && real.len() == 1, seen, depth + 1));
            if real.len() > 1 {
                reading.say(
                    super::Severity::Warning,
                    parts,
                    "Of these alternatives the design has one object with the members of all; none of them is demanded.",
                );
            }
        }
    }
    match node.get("additionalProperties") {
        Some(more) if more.bool() == Some(false) => {
            reading.mark(more);
            shape.closed = true;
        }
        Some(more) if more.bool() == Some(true) => reading.mark(more),
        _ => {}
    }
}

/// `type: null`, as OpenAPI 3.1 writes an alternative.
pub fn is_null(node: Node<'_>) -> bool {
    node.get("type").and_then(Node::text) == Some("null") || node.get("enum").is_some_and(|list| list.items().all(|item| *item.kind() == Kind::Null))
}
