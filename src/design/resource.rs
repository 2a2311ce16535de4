//! A resource: the thing an API manages, its fields, and the rules its records keep.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Field, Pointer};

/// A resource.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Resource {
    /// In the singular, capitalised: `Booking`. Unique in the design.
    pub name: String,
    /// The collection's path segment: `bookings`.
    pub segment: String,
    /// What it is, in one sentence.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// How one record is told from the others.
    pub identifier: Identifier,
    /// Its fields, without the identifier.
    pub fields: Vec<Field>,
    /// Combinations of fields that no two records share.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unique_keys: Vec<Vec<String>>,
    /// States and the allowed ways between them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lifecycle: Option<Lifecycle>,
    /// Spans of time that must not overlap for one key: the double-booking rule.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub no_overlap: Vec<NoOverlap>,
    /// Records to start with, as written; identifiers that are missing are made.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<Map<String, Value>>,
    /// How many further believable records are generated.
    pub generated: u16,
    /// Where its card stands on the canvas, in px of the unscaled canvas; `None` lets the page arrange it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<(i32, i32)>,
}

/// The identifier of a record: a read-only field of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Identifier {
    /// The member name in JSON.
    pub field: String,
    /// How the server makes one.
    pub kind: IdKind,
}

/// How identifiers are made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum IdKind {
    /// A random UUID (RFC 9562 version 4).
    Uuid,
    /// 1, 2, 3: short, and easily guessed.
    Integer,
    /// Made of the record's name: `grand-hotel`.
    Slug,
    /// A short random text behind a prefix: `bk_7q2m`.
    Prefixed {
        /// The letters before the underscore.
        prefix: String,
    },
}

/// States of a record and the ways between them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lifecycle {
    /// The enum field that holds the state.
    pub field: String,
    /// The state of a new record.
    pub initial: String,
    /// The allowed ways.
    pub transitions: Vec<Transition>,
}

/// One allowed way from some states to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transition {
    /// The action's name: `cancel`.
    pub name: String,
    /// States it may start in.
    pub from: Vec<String>,
    /// The state it leads to.
    pub to: String,
}

/// Two records with the same key must not overlap in time; the end is not part of a span, so one guest may leave on the
/// day the next arrives. `from` must lie before `to`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoOverlap {
    /// The fields that name what is taken: `roomId`.
    pub key: Vec<String>,
    /// The first moment.
    pub from: String,
    /// The moment after the last.
    pub to: String,
    /// States in which a record takes nothing: `cancelled`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
}

impl Default for Identifier {
    fn default() -> Self {
        Self { field: "id".to_owned(), kind: IdKind::Uuid }
    }
}

impl Resource {
    /// The address of this resource.
    pub fn at(&self) -> Pointer {
        Pointer::resource(&self.name)
    }

    /// The address of one of its fields.
    pub fn field_at(&self, field: &str) -> Pointer {
        Pointer::field(&self.name, field)
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The path of the collection: `/bookings`.
    pub fn collection_path(&self) -> String {
        format!("/{}", self.segment)
    }

    /// The path of one record: `/bookings/{id}`.
    pub fn item_path(&self) -> String {
        format!("/{}/{{{}}}", self.segment, self.identifier.field)
    }

    /// Combinations that no two records share, single unique fields included.
    pub fn all_unique_keys(&self) -> Vec<Vec<String>> {
        let single = self.fields.iter().filter(|field| field.unique).map(|field| vec![field.name.clone()]);
        single.chain(self.unique_keys.iter().cloned()).collect()
    }
}

impl Lifecycle {
    /// Whether a record may go from one state to another; staying is always allowed.
    pub fn allows(&self, from: &str, to: &str) -> bool {
        from == to || self.transitions.iter().any(|way| way.to == to && way.from.iter().any(|state| state == from))
    }

    /// The ways that lead out of a state.
    pub fn ways_from<'a>(&'a self, state: &'a str) -> impl Iterator<Item = &'a Transition> {
        self.transitions.iter().filter(move |way| way.from.iter().any(|from| from == state))
    }
}
