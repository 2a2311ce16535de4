//! Relations: what the nesting of paths and the names of fields say of records that belong to others.

use std::sync::Arc;

use super::Severity;
use super::operations::Operation;
use super::reading::Reading;
use super::resources::{Groups, Spot, outline};
use crate::design::template::Segment;
use crate::design::{Design, Field, FieldKind, IdKind, Pointer, words};

/// The most resources that records of one are put under because of paths.
const MOST_PARENTS: usize = 3;

/// Turns fields into references, and adds those that only the paths show.
pub fn add<'t>(reading: &Reading<'t>, design: &mut Design, groups: &Groups<'t>, operations: &[Operation<'t>]) {
    by_name(design);
    let snake = is_snake(design);
    for (operation, spot) in operations.iter().zip(&groups.spots) {
        let (Spot::Collection(own) | Spot::Item(own) | Spot::Behind(own, _)) = spot else { continue };
        for (parent, parameter) in parents(groups, operation, *own) {
            if let Some(name) = under(design, *own, parent, &parameter, snake) {
                let owner = design.resources.get(parent).map(|resource| words::spaced(&resource.name)).unwrap_or_default();
                let resource = design.resources.get(*own).map(|resource| resource.name.clone()).unwrap_or_default();
                design.assume([Pointer::field(&resource, &name)]);
                reading.say(
                    Severity::Note,
                    operation.node,
                    format!("The path puts these records under a {owner}; the design adds the field `{name}` to say so."),
                );
            }
        }
    }
}

/// The groups above a path, with the parameters that name their records.
fn parents(groups: &Groups<'_>, operation: &Operation<'_>, own: usize) -> Vec<(usize, String)> {
    let path = operation.segments();
    let mut found = Vec::new();
    for (index, segment) in path.iter().enumerate() {
        let Segment::Parameter(name) = segment else { continue };
        let Some(last) = path.get(..index).and_then(|path| path.iter().rposition(|segment| matches!(segment, Segment::Literal(_)))) else { continue };
        match groups.shapes.get(&outline(path.get(..=last).unwrap_or_default())) {
            // Of several parameters behind one segment the last names the record.
            Some(parent) if *parent != own && !matches!(path.get(index + 1), Some(Segment::Parameter(_))) => found.push((*parent, name.to_string())),
            _ => {}
        }
    }
    found
}

/// Sees to it that records of one resource name one of another; the name of the field that was added.
fn under(design: &mut Design, own: usize, parent: usize, parameter: &str, snake: bool) -> Option<String> {
    let target = Arc::clone(design.resources.get(parent)?);
    let resource = Arc::make_mut(design.resources.get_mut(own)?);
    let refers = |field: &Field| matches!(&field.kind, FieldKind::Reference { to, .. } if *to == target.name);
    if resource.fields.iter().any(refers) {
        return None;
    }
    let one = words::snake(&target.name);
    let wishes = [words::snake(parameter), format!("{one}_id"), one.clone()];
    let known =
        resource.fields.iter_mut().find(|field| wishes.contains(&words::snake(&field.name)) && may_refer(&field.kind, &target.identifier.kind));
    if let Some(field) = known.filter(|field| field.name != "id") {
        field.kind = FieldKind::reference(&target.name);
        return None;
    }
    let count = resource.fields.iter().filter(|field| matches!(field.kind, FieldKind::Reference { .. })).count();
    if count >= MOST_PARENTS {
        return None;
    }
    let wish = if snake { format!("{one}_id") } else { format!("{}Id", words::camel(&target.name)) };
    let name = crate::design::naming::free_field(resource, &wish);
    resource.fields.insert(0, Field::new(&name, FieldKind::reference(&target.name)).read_only());
    Some(name)
}

/// Whether most names of several words are joined by underscores.
fn is_snake(design: &Design) -> bool {
    let names = || design.resources.iter().flat_map(|resource| &resource.fields).map(|field| field.name.as_str());
    let humps =
        names().filter(|name| name.starts_with(|first: char| first.is_ascii_lowercase()) && name.chars().any(|letter| letter.is_ascii_uppercase()));
    names().filter(|name| name.contains('_')).count() > humps.count()
}

/// `hotelId` and `hotel_id` name a hotel, where there are hotels.
fn by_name(design: &mut Design) {
    let targets: Vec<(String, String, IdKind)> =
        design.resources.iter().map(|resource| (words::snake(&resource.name), resource.name.clone(), resource.identifier.kind.clone())).collect();
    for resource in &mut design.resources {
        let own = resource.name.clone();
        let resource = Arc::make_mut(resource);
        for field in &mut resource.fields {
            let snake = words::snake(&field.name);
            let Some(stem) = snake.strip_suffix("_id") else { continue };
            if let Some((_, name, kind)) = targets.iter().find(|(known, name, _)| known == stem && *name != own)
                && may_refer(&field.kind, kind)
            {
                field.kind = FieldKind::reference(name);
            }
        }
    }
}

/// Whether values of this kind can be identifiers of that.
fn may_refer(kind: &FieldKind, target: &IdKind) -> bool {
    match kind {
        FieldKind::Integer { .. } => *target == IdKind::Integer,
        FieldKind::String { pattern: None, .. } => *target != IdKind::Integer,
        _ => false,
    }
}
