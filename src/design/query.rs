//! What the query of a list or a read can be about: the values to filter and sort by, the fields, the related records. The
//! server and the exported document both read it from here.

use serde_json::{Map, Value};

use super::{Access, Behaviour, Design, Endpoint, FieldKind, IdKind, Resource, TextFormat};
use crate::http::Method;

/// Names that the query of a list gives another meaning than that of a field.
pub const RESERVED: [&str; 9] = ["limit", "offset", "cursor", "q", "sort", "fields", "include", "facets", "include_deleted"];

/// A value of a record that lists can be narrowed or ordered by.
#[derive(Clone, Debug, PartialEq)]
pub struct Criterion {
    /// The name in the query: `stars`, `nightlyRate.amount`.
    pub name: String,
    /// What values it takes.
    pub kind: FieldKind,
    field: String,
    member: Option<&'static str>,
}

/// Related records that can be put beside a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Include {
    /// The name in the query, and the member that carries them: `room`, `bookings`.
    pub name: String,
    /// The resource they belong to.
    pub of: String,
    /// How they are found.
    pub way: Way,
}

/// How related records are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// The record names them in this field, one or a list of them.
    Named(String),
    /// They name the record in this field of theirs.
    Naming(String),
}

impl Criterion {
    fn new(field: &str, kind: FieldKind, member: Option<&'static str>) -> Self {
        let name = member.map_or_else(|| field.to_owned(), |member| format!("{field}.{member}"));
        Self { name, kind, field: field.to_owned(), member }
    }

    /// The value in a record; `None` where it has none, or null.
    pub fn value<'a>(&self, record: &'a Map<String, Value>) -> Option<&'a Value> {
        let value = record.get(&self.field)?;
        self.member.map_or(Some(value), |member| value.get(member)).filter(|value| !value.is_null())
    }

    /// Whether greater and smaller mean something: numbers, days and moments.
    pub fn is_ordered(&self) -> bool {
        matches!(self.kind, FieldKind::Integer { .. } | FieldKind::Number { .. } | FieldKind::Epoch | FieldKind::Date | FieldKind::DateTime)
    }

    /// Whether counting its values says something: identifiers are all different.
    pub fn is_countable(&self, resource: &Resource) -> bool {
        self.field != resource.identifier.field && resource.field(&self.field).is_none_or(|field| !field.unique)
    }

    /// Whether a list can be sorted by it: a list of values has no place in an order.
    pub fn is_sortable(&self) -> bool {
        !matches!(self.kind, FieldKind::Array { .. })
    }
}

/// The values that lists of a resource can be narrowed by, in the order of its fields. What no answer shows is left out: a
/// filter would tell it.
pub fn criteria(resource: &Resource) -> Vec<Criterion> {
    let id = match resource.identifier.kind {
        IdKind::Integer => FieldKind::Integer { min: None, max: None },
        _ => FieldKind::text(),
    };
    let mut all = vec![Criterion::new(&resource.identifier.field, id, None)];
    for field in resource.fields.iter().filter(|field| !field.write_only && field.name != resource.identifier.field) {
        let of = |kind: FieldKind| Criterion::new(&field.name, kind, None);
        match &field.kind {
            FieldKind::Object => {}
            FieldKind::Money => {
                all.push(Criterion::new(&field.name, FieldKind::Integer { min: None, max: None }, Some("amount")));
                all.push(Criterion::new(&field.name, FieldKind::text(), Some("currency")));
            }
            FieldKind::Array { items } if matches!(**items, FieldKind::Object | FieldKind::Money | FieldKind::Array { .. }) => {}
            kind if is_secret(kind) => {}
            kind => all.push(of(kind.clone())),
        }
    }
    all.retain(|criterion| !RESERVED.contains(&criterion.name.as_str()));
    all
}

/// The values that a search counts where nothing else is asked for: those of which there are few by design.
pub fn facets(criteria: &[Criterion]) -> Vec<&Criterion> {
    let has_few = |kind: &FieldKind| matches!(kind, FieldKind::Enum { .. } | FieldKind::Boolean | FieldKind::Integer { min: Some(_), max: Some(_) });
    criteria.iter().filter(|criterion| has_few(&criterion.kind)).collect()
}

/// The names of the fields whose text `q` looks into.
pub fn searched(resource: &Resource) -> Vec<&str> {
    let is_text = |kind: &FieldKind| matches!(kind, FieldKind::String { .. } | FieldKind::Enum { .. }) && !is_secret(kind);
    resource.fields.iter().filter(|field| !field.write_only && is_text(&field.kind)).map(|field| field.name.as_str()).collect()
}

/// The names of the fields that answers carry, the identifier first.
pub fn shown_fields(resource: &Resource) -> Vec<&str> {
    let own = resource.fields.iter().filter(|field| !field.write_only && field.name != resource.identifier.field);
    std::iter::once(resource.identifier.field.as_str()).chain(own.map(|field| field.name.as_str())).collect()
}

/// The related records that an endpoint can put beside its own. Only those that each of its callers could fetch as well are
/// offered, so that nobody reads by a detour what is kept from him.
pub fn includes(design: &Design, endpoint: &Endpoint) -> Vec<Include> {
    let Some(resource) = design.resource_of(endpoint) else { return Vec::new() };
    let mut all: Vec<Include> = Vec::new();
    let relations = design.relations();
    for relation in relations.iter().filter(|relation| relation.from == resource.name && may_read(design, endpoint, &relation.to, true)) {
        let hidden = resource.field(&relation.field).is_some_and(|field| field.write_only);
        if !hidden {
            all.push(Include { name: singular(&relation.field), of: relation.to.clone(), way: Way::Named(relation.field.clone()) });
        }
    }
    for relation in relations.iter().filter(|relation| relation.to == resource.name && may_read(design, endpoint, &relation.from, false)) {
        if let Some(from) = design.resource(&relation.from).filter(|from| from.field(&relation.field).is_none_or(|field| !field.write_only)) {
            all.push(Include { name: from.segment.clone(), of: relation.from.clone(), way: Way::Naming(relation.field.clone()) });
        }
    }
    let mut names: Vec<String> = Vec::new();
    all.retain(|include| {
        let taken = names.contains(&include.name) || (matches!(include.way, Way::Naming(_)) && resource.field(&include.name).is_some());
        names.push(include.name.clone());
        !taken
    });
    all
}

/// `room` of `roomId`, `rooms` of `roomIds`; a name without an ending stays, and its value is replaced by the record.
pub fn singular(field: &str) -> String {
    let cut = |ending: &str| field.strip_suffix(ending).filter(|rest| !rest.is_empty());
    let many = cut("Ids").or_else(|| cut("_ids")).map(|rest| format!("{rest}s"));
    many.or_else(|| cut("Id").or_else(|| cut("_id")).map(str::to_owned)).unwrap_or_else(|| field.to_owned())
}

/// Whether every caller of an endpoint may read the records of a resource, one at a time or as a list.
fn may_read(design: &Design, endpoint: &Endpoint, resource: &str, one: bool) -> bool {
    let reads = |other: &Endpoint| other.behaviour.is_list() || (one && other.behaviour == Behaviour::Read);
    design.endpoints_of(resource).any(|other| other.method == Method::GET && reads(other) && admits(design, other, endpoint))
}

/// Whether one endpoint lets every caller of another in.
fn admits(design: &Design, other: &Endpoint, endpoint: &Endpoint) -> bool {
    match (&other.access, &endpoint.access) {
        _ if !design.needs_credentials(other) => true,
        (Access::Roles(wanted), Access::Roles(has)) => !has.is_empty() && has.iter().all(|role| wanted.contains(role)),
        (Access::Roles(_), _) => false,
        _ => design.needs_credentials(endpoint),
    }
}

fn is_secret(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::String { format: Some(TextFormat::Password), .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::samples;

    #[test]
    fn what_the_hotel_offers() {
        let design = samples::hotel_booking();
        let names = |name: &str| criteria(design.resource(name).unwrap()).into_iter().map(|criterion| criterion.name).collect::<Vec<_>>();
        assert_eq!(names("Room"), ["id", "hotelId", "number", "type", "nightlyRate.amount", "nightlyRate.currency"]);
        let beside = |id: &str| includes(&design, design.endpoint(id).unwrap()).into_iter().map(|include| include.name).collect::<Vec<_>>();
        assert_eq!(beside("listHotels"), ["rooms"]);
        // Guests are read by those who say who they are; nobody lists payments.
        assert_eq!(beside("listBookings"), ["room", "guest"]);
        assert_eq!(beside("readRoom"), ["hotel"]);
        assert_eq!(singular("tagIds"), "tags");
    }
}
