//! Relations between resources, read from the reference fields that carry them.
//!
//! A relation is stored once, as a reference field on the side that points («Booking.roomId → Room»). The other side's «has
//! many» follows from it, so the two can never disagree.

use super::{Design, FieldKind};

/// A reference from one resource to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The resource that holds the reference: many of it may point to one target.
    pub from: String,
    /// The reference field.
    pub field: String,
    /// The resource pointed to.
    pub to: String,
    /// How the target speaks of it: «booked as»; empty where nobody named it.
    pub label: String,
    /// Whether each record must point to a target.
    pub required: bool,
    /// Whether the field holds a list of references.
    pub many: bool,
}

impl Design {
    /// Every relation, in the order of resources and fields.
    pub fn relations(&self) -> Vec<Relation> {
        let mut relations = Vec::new();
        for resource in &self.resources {
            for field in &resource.fields {
                let (kind, many) = match &field.kind {
                    FieldKind::Array { items } => (items.as_ref(), true),
                    kind => (kind, false),
                };
                if let FieldKind::Reference { to, label } = kind {
                    relations.push(Relation {
                        from: resource.name.clone(),
                        field: field.name.clone(),
                        to: to.clone(),
                        label: label.clone(),
                        required: field.required,
                        many,
                    });
                }
            }
        }
        relations
    }

    /// Whether any record of this resource can point to another.
    pub fn refers(&self, name: &str) -> bool {
        self.resource(name).is_some_and(|resource| resource.fields.iter().any(|field| target(&field.kind).is_some()))
    }

    /// Whether records of any resource can point to one of this.
    pub fn is_referred(&self, name: &str) -> bool {
        self.resources.iter().flat_map(|resource| &resource.fields).any(|field| target(&field.kind) == Some(name))
    }

    /// The reference field of `from` that points to one record of `to`.
    pub fn reference_field(&self, from: &str, to: &str) -> Option<&str> {
        self.resource(from)?
            .fields
            .iter()
            .find(|field| matches!(&field.kind, FieldKind::Reference { to: target, .. } if target == to))
            .map(|field| field.name.as_str())
    }
}

/// The resource that a field points to, one record or a list of them.
pub fn target(kind: &FieldKind) -> Option<&str> {
    match kind {
        FieldKind::Reference { to, .. } => Some(to),
        FieldKind::Array { items } => match items.as_ref() {
            FieldKind::Reference { to, .. } => Some(to),
            _ => None,
        },
        _ => None,
    }
}
