//! Which paths are collections, which collections hold the same things, and what those things are made of.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use indexmap::IndexMap;

use super::operations::Operation;
use super::reading::Reading;
use super::shape::{self, Shape};
use super::{Severity, fields, lives, samples};
use crate::design::template::Segment;
use crate::design::{Design, Field, FieldKind, IdKind, Identifier, Pointer, Resource, TextFormat, words};
use crate::formats::tree::Node;

/// How many records each resource begins with.
const GENERATED: u16 = 3;
/// Members of an envelope that pages of the server have as well.
const OF_PAGES: [&str; 14] = [
    "next",
    "total",
    "offset",
    "limit",
    "facets",
    "cursor",
    "has_more",
    "total_count",
    "count",
    "page",
    "per_page",
    "next_cursor",
    "previous",
    "prev",
];

/// What a path is to its resource.
#[derive(Clone, Debug, PartialEq)]
pub enum Spot {
    /// The whole collection.
    Collection(usize),
    /// One record.
    Item(usize),
    /// Something behind one record, by its last segment.
    Behind(usize, String),
    /// Nothing that a resource stands behind.
    Other,
}

/// Things of one kind, and where their collections are.
pub struct Group<'t> {
    pub name: String,
    pub segment: String,
    /// Properties of any schema: they tell whether two collections hold the same.
    names: BTreeSet<&'t str>,
    /// Operations on it, by place in the list.
    pub operations: Vec<usize>,
    /// The name of the parameter that names one.
    parameter: Option<String>,
}

/// Every group, and the spot of every operation.
pub struct Groups<'t> {
    pub list: Vec<Group<'t>>,
    pub spots: Vec<Spot>,
    /// The group of each collection, by the shape of its path.
    pub shapes: BTreeMap<String, usize>,
}

/// Sorts operations by the things they work on.
pub fn groups<'t>(reading: &Reading<'t>, operations: &[Operation<'t>]) -> Groups<'t> {
    let paths: Vec<Vec<Segment>> = operations.iter().map(|operation| operation.segments()).collect();
    let mut candidates: IndexMap<String, Vec<usize>> = IndexMap::new();
    for (index, (operation, path)) in operations.iter().zip(&paths).enumerate() {
        let Some(last) = path.iter().rposition(|segment| matches!(segment, Segment::Literal(_))) else { continue };
        let is_item = last + 1 < path.len();
        let listed = operation.method == "GET" && operation.success_schema().and_then(|schema| items(reading, schema)).is_some();
        let creates = operation.method == "POST" && operation.request.is_some() && operation.has_status(201) && is_plural(&path[last]);
        let has_records = is_item && operation.method != "POST" || !is_item && (listed || creates);
        if has_records && !names_no_records(&path[last]) {
            candidates.entry(outline(path.get(..=last).unwrap_or_default())).or_default().push(index);
        }
    }
    // What is only done behind a collection belongs to it, too.
    for (index, path) in paths.iter().enumerate() {
        let Some(last) = path.iter().rposition(|segment| matches!(segment, Segment::Literal(_))) else { continue };
        if let Some(list) = candidates.get_mut(&outline(path.get(..=last).unwrap_or_default()))
            && !list.contains(&index)
        {
            list.push(index);
        }
    }
    let mut groups = Groups { list: Vec::new(), spots: vec![Spot::Other; operations.len()], shapes: BTreeMap::new() };
    for (outline, members) in &candidates {
        let mut names = BTreeSet::new();
        for operation in members.iter().filter_map(|index| operations.get(*index)) {
            for schema in schemas(reading, operation) {
                names.extend(shape::of(reading, schema).members.keys().copied());
            }
        }
        if names.is_empty() && !members.iter().any(|index| operations.get(*index).is_some_and(|operation| operation.method == "GET")) {
            continue;
        }
        let segment = outline.rsplit('/').next().unwrap_or_default().to_owned();
        let same = |group: &Group<'_>| group.segment == segment && alike(&group.names, &names);
        let place = groups.list.iter().position(same).unwrap_or_else(|| {
            let name = name(&groups.list, outline, &segment);
            groups.list.push(Group { name, segment: segment.clone(), names: BTreeSet::new(), operations: Vec::new(), parameter: None });
            groups.list.len() - 1
        });
        groups.shapes.insert(outline.clone(), place);
        if let Some(group) = groups.list.get_mut(place) {
            group.names.extend(names);
            group.operations.extend(members);
        }
    }
    for (index, path) in paths.iter().enumerate() {
        let spot = spot(&groups.shapes, path);
        if let (Spot::Item(group), Some(Segment::Parameter(parameter))) = (&spot, path.last())
            && let Some(group) = groups.list.get_mut(*group)
        {
            group.parameter.get_or_insert_with(|| parameter.to_string());
        }
        groups.spots[index] = spot;
    }
    groups
}

fn spot(shapes: &BTreeMap<String, usize>, path: &[Segment]) -> Spot {
    let Some(last) = path.iter().rposition(|segment| matches!(segment, Segment::Literal(_))) else { return Spot::Other };
    let known = |end: usize| shapes.get(&outline(path.get(..=end).unwrap_or_default())).copied();
    if let Some(group) = known(last) {
        return if last + 1 == path.len() { Spot::Collection(group) } else { Spot::Item(group) };
    }
    let before = path.get(..last).and_then(|path| path.iter().rposition(|segment| matches!(segment, Segment::Literal(_))));
    match (before.filter(|before| before + 1 < last && last + 1 == path.len()).and_then(known), path.get(last)) {
        (Some(group), Some(Segment::Literal(text))) => Spot::Behind(group, text.to_string()),
        _ => Spot::Other,
    }
}

/// A path without the names of its parameters.
pub fn outline(path: &[Segment]) -> String {
    path.iter().map(|segment| if let Segment::Literal(text) = segment { format!("/{text}") } else { "/{}".to_owned() }).collect()
}

fn is_plural(segment: &Segment) -> bool {
    matches!(segment, Segment::Literal(text) if words::is_plural(text))
}

/// A version, a template within a segment, or a question put into words: `findByStatus`.
fn names_no_records(segment: &Segment) -> bool {
    let Segment::Literal(text) = segment else { return false };
    let asks = words::is_verb(text) && words::split(text).iter().any(|word| word == "by");
    asks || crate::design::policy::versioning::is_segment(text) || text.contains(['{', '}'])
}

/// Half of the smaller one's properties are the other's as well.
fn alike(left: &BTreeSet<&str>, right: &BTreeSet<&str>) -> bool {
    let least = left.len().min(right.len());
    least == 0 || left.intersection(right).count() * 2 >= least
}

fn name(known: &[Group<'_>], outline: &str, segment: &str) -> String {
    // `/orders.json` holds orders; the format is no part of what they are.
    let stem = segment.strip_suffix(".json").or_else(|| segment.strip_suffix(".xml")).unwrap_or(segment);
    let own = words::pascal(&words::singular(stem));
    let own: String = if own.is_empty() { "Thing".to_owned() } else { own.chars().take(60).collect() };
    let taken = |name: &str| known.iter().any(|group| group.name == name);
    if !taken(&own) {
        return own;
    }
    let parent = outline.split('/').rev().skip(1).find(|part| !part.is_empty() && *part != "{}").unwrap_or_default();
    let longer: String = format!("{}{own}", words::pascal(&words::singular(parent))).chars().take(70).collect();
    if !taken(&longer) {
        return longer;
    }
    (2..).map(|number| format!("{longer}{number}")).find(|name| !taken(name)).unwrap_or(longer)
}

/// The schema of a record within the schema of a list: an array, or an object with one array of objects.
pub fn items<'t>(reading: &Reading<'t>, schema: Node<'t>) -> Option<Node<'t>> {
    if let Some(items) = shape::items(reading, schema) {
        return Some(items);
    }
    let whole = shape::of(reading, schema);
    let lists: Vec<(&str, Node<'t>)> = whole.members.iter().filter_map(|(name, member)| Some((*name, shape::items(reading, member.node)?))).collect();
    let usual = ["items", "data", "results", "values", "records", "entries"];
    let alone = if let [only] = lists.as_slice() { Some(only) } else { None };
    let chosen = lists.iter().find(|(name, _)| usual.contains(name)).or(alone);
    chosen.filter(|(name, items)| usual.contains(name) || shape::is_object(reading, *items)).map(|(name, items)| {
        whole.members.get(name).iter().for_each(|member| reading.mark(member.node));
        *items
    })
}

/// The schemas of records that an operation answers with or takes.
fn schemas<'t>(reading: &Reading<'t>, operation: &Operation<'t>) -> Vec<Node<'t>> {
    let mut all: Vec<Node<'t>> = answered(reading, operation).into_iter().collect();
    all.extend(operation.request.as_ref().filter(|content| content.is_json).and_then(|content| content.schema));
    all
}

fn answered<'t>(reading: &Reading<'t>, operation: &Operation<'t>) -> Option<Node<'t>> {
    let schema = operation.success_schema()?;
    let has_params = matches!(operation.segments().last(), Some(Segment::Parameter(_)));
    let listed = if operation.method == "GET" && !has_params { items(reading, schema) } else { None };
    Some(listed.unwrap_or(schema))
}

/// Adds the resources of all groups.
pub fn add<'t>(reading: &Reading<'t>, design: &mut Design, groups: &Groups<'t>, operations: &[Operation<'t>]) {
    for group in &groups.list {
        let (resource, assumed) = resource(reading, group, operations);
        design.assume(assumed);
        design.resources.push(Arc::new(resource));
    }
    super::relations::add(reading, design, groups, operations);
}

fn resource<'t>(reading: &Reading<'t>, group: &Group<'t>, operations: &[Operation<'t>]) -> (Resource, Vec<Pointer>) {
    let own: Vec<&Operation<'t>> = group.operations.iter().filter_map(|index| operations.get(*index)).collect();
    let mut answers: Vec<(Rc<Shape<'t>>, Node<'t>, Option<serde_json::Value>)> = Vec::new();
    let (mut taken, mut demanded): (Vec<Rc<Shape<'t>>>, Vec<Rc<Shape<'t>>>) = (Vec::new(), Vec::new());
    for operation in &own {
        let is_list = |schema: &Node<'t>| operation.method == "GET" && shape::items(reading, *schema).is_none() && items(reading, *schema).is_some();
        if let Some(list) = operation.success_schema().filter(is_list) {
            shape::of(reading, list).members.iter().filter(|(name, _)| OF_PAGES.contains(name)).for_each(|(_, member)| reading.mark_all(member.node));
        }
        if let Some(schema) = answered(reading, operation) {
            let example = operation.success().and_then(|(_, answer)| samples::example(reading, answer.content.as_ref()?));
            let example = example.map(|value| if let Some(first) = value.get(0) { first.clone() } else { value });
            answers.push((shape::of(reading, schema), schema, example));
        }
        if let Some(schema) = operation.request.as_ref().filter(|content| content.is_json).and_then(|content| content.schema) {
            let shape = shape::of(reading, schema);
            if matches!(operation.method.as_str(), "POST" | "PUT") {
                demanded.push(Rc::clone(&shape));
            }
            taken.push(shape);
        }
    }
    let writes = own.iter().any(|operation| matches!(operation.method.as_str(), "POST" | "PUT" | "PATCH"));
    answers.retain(|(shape, _, _)| !shape.members.is_empty());
    // The richest first: it gives the order of the fields.
    answers.sort_by_key(|(shape, _, _)| std::cmp::Reverse(shape.members.len()));
    let mut fields: IndexMap<&'t str, Field> = IndexMap::new();
    let at = Pointer::resource(&group.name);
    let origin = answers.first().map(|(_, node, _)| *node).or_else(|| own.first().map(|operation| operation.node));
    if let Some(origin) = origin {
        reading.comes_from(at.clone(), reading.resolve(origin).unwrap_or(origin));
    }
    for shape in answers.iter().map(|(shape, _, _)| shape).chain(&taken) {
        for (name, member) in &shape.members {
            reading.mark(member.node);
            if fields.contains_key(name) || !fits(name) {
                if !fits(name) {
                    reading.say(Severity::Warning, member.node, "No field can have this name; it is left out.");
                }
                continue;
            }
            let mut field = fields::field(reading, name, member.node);
            let in_answers = answers.is_empty() || answers.iter().any(|(shape, _, _)| shape.members.contains_key(name));
            let in_requests = taken.iter().any(|shape| shape.members.contains_key(name));
            let everywhere = !answers.is_empty() && answers.iter().all(|(shape, _, _)| shape.members.get(name).is_some_and(|member| member.required));
            field.write_only |= !in_answers && in_requests;
            // Writes that take nothing set nothing.
            field.read_only |= !in_requests && (!taken.is_empty() || writes);
            field.required = match demanded.is_empty() {
                true => everywhere && taken.is_empty(),
                false => demanded.iter().any(|shape| shape.members.get(name).is_some_and(|member| member.required)),
            } && !field.read_only;
            field.write_only &= !field.read_only;
            if field.example.is_none() {
                field.example = answers
                    .iter()
                    .find_map(|(_, _, example)| example.as_ref()?.get(*name).cloned())
                    .filter(|value| !value.is_null() && value.to_string().len() < 2_000)
                    .filter(|value| field.kind != FieldKind::Object || value.is_object());
            }
            reading.comes_from(Pointer::field(&group.name, name), member.node);
            fields.insert(name, field);
        }
    }
    let mut assumed = shown_once(reading, &own, &group.name);
    let stated = fields.clone();
    let identifier = identifier(reading, group, &mut fields, origin);
    match stated.get(identifier.field.as_str()).map(|field| &field.kind) {
        Some(FieldKind::Integer { .. } | FieldKind::String { format: Some(TextFormat::Uuid), .. }) => {}
        Some(_) => assumed.push(at.clone()),
        None => assumed.extend([at.clone(), Pointer::field(&group.name, &identifier.field)]),
    }
    let note = answers.iter().find_map(|(shape, _, _)| shape.note.clone()).unwrap_or_default();
    let mut resource = Resource {
        name: group.name.clone(),
        segment: group.segment.clone(),
        note,
        identifier,
        fields: fields.into_values().collect(),
        generated: GENERATED,
        ..Resource::default()
    };
    resource.lifecycle = lives::of(&resource, &own, operations);
    (resource, assumed)
}

/// Fields that a create or a change answers with and no read does, such as the secret of a new key: the design has no word for that.
fn shown_once<'t>(reading: &Reading<'t>, own: &[&Operation<'t>], resource: &str) -> Vec<Pointer> {
    let shapes = |reads: bool| {
        let of = own.iter().filter(move |operation| (operation.method == "GET") == reads);
        of.filter_map(|operation| answered(reading, operation)).map(|schema| shape::of(reading, schema)).collect::<Vec<_>>()
    };
    let read = shapes(true);
    if read.is_empty() {
        return Vec::new();
    }
    let once = shapes(false);
    let names = once.iter().flat_map(|shape| shape.members.keys()).filter(|name| !read.iter().any(|shape| shape.members.contains_key(**name)));
    names.map(|name| Pointer::field(resource, name)).collect()
}

fn fits(name: &str) -> bool {
    !name.trim().is_empty() && name.trim() == name && name.chars().count() <= 80 && !name.chars().any(char::is_control)
}

/// The field that tells records apart, taken out of the others.
fn identifier<'t>(reading: &Reading<'t>, group: &Group<'t>, fields: &mut IndexMap<&'t str, Field>, origin: Option<Node<'t>>) -> Identifier {
    let same = |left: &str, right: &str| words::snake(left) == words::snake(right);
    let parameter = group.parameter.as_deref().unwrap_or("id");
    let one = words::snake(&group.name);
    let mut wishes =
        vec![parameter.to_owned(), "id".to_owned(), format!("{one}_id"), "uuid".to_owned(), "guid".to_owned(), "gid".to_owned(), "sid".to_owned()];
    wishes.extend(words::split(parameter).last().filter(|word| *word != "id").cloned());
    wishes.extend(["key", "code", "slug", "name"].map(str::to_owned));
    let is_scalar = |field: &Field| matches!(field.kind, FieldKind::String { .. } | FieldKind::Integer { .. });
    let chosen = wishes.iter().find_map(|wish| fields.iter().find(|(name, field)| same(name, wish) && is_scalar(field)).map(|(name, _)| *name));
    let Some(field) = chosen.and_then(|name| fields.shift_remove(name)) else {
        if let Some(origin) = origin {
            reading.say(Severity::Warning, origin, format!("Nothing tells one {} from the other; the design adds `id`.", words::spaced(&group.name)));
        }
        return Identifier { field: if fields.contains_key("id") { "_id".to_owned() } else { "id".to_owned() }, kind: IdKind::Uuid };
    };
    let prefix = field.example.as_ref().and_then(|value| value.as_str()).and_then(|text| text.rsplit_once(['_', '-'])).filter(|(start, rest)| {
        start.len() <= 12
            && !start.is_empty()
            && start.bytes().all(|byte| byte.is_ascii_lowercase())
            && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && rest.bytes().any(|byte| byte.is_ascii_digit())
    });
    let kind = match (&field.kind, prefix) {
        (FieldKind::Integer { .. }, _) => IdKind::Integer,
        (FieldKind::String { format: Some(TextFormat::Uuid), .. }, _) => IdKind::Uuid,
        (_, Some((prefix, _))) => IdKind::Prefixed { prefix: prefix.to_owned() },
        _ if field.example.as_ref().is_some_and(serde_json::Value::is_string)
            || ["slug", "name", "key", "code", "login"].iter().any(|word| field.name.ends_with(word)) =>
        {
            IdKind::Slug
        }
        _ => IdKind::Uuid,
    };
    Identifier { field: field.name, kind }
}
