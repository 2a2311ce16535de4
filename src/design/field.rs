//! A field of a resource: its kind, its constraints, and who may read or write it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Field {
    /// The member name in JSON.
    pub name: String,
    /// What values it takes.
    pub kind: FieldKind,
    /// A create or replace must carry it.
    #[serde(skip_serializing_if = "is_false")]
    pub required: bool,
    /// `null` is a value.
    #[serde(skip_serializing_if = "is_false")]
    pub nullable: bool,
    /// Only the server sets it; clients may read it.
    #[serde(skip_serializing_if = "is_false")]
    pub read_only: bool,
    /// Clients may set it; no answer carries it (a password).
    #[serde(skip_serializing_if = "is_false")]
    pub write_only: bool,
    /// No two records share a value.
    #[serde(skip_serializing_if = "is_false")]
    pub unique: bool,
    /// Taken where a create leaves the field out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// A believable value for documentation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Value>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The first version that has it, where several live.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// The last version that has it, where several live.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub until: String,
}

/// The kind of a field's values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum FieldKind {
    /// Text. Lengths count Unicode characters; the pattern is a regular expression that need not match the whole text.
    String {
        /// The shortest allowed length.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min_length: Option<u32>,
        /// The longest allowed length.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_length: Option<u32>,
        /// A regular expression.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pattern: Option<String>,
        /// A known form.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<TextFormat>,
    },
    /// A whole number; both limits are allowed values.
    Integer {
        /// The least allowed value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<i64>,
        /// The greatest allowed value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<i64>,
    },
    /// A number; both limits are allowed values.
    Number {
        /// The least allowed value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<f64>,
        /// The greatest allowed value.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<f64>,
    },
    /// `true` or `false`.
    Boolean,
    /// A calendar date, `2026-03-14` (RFC 3339 full-date).
    Date,
    /// A moment, `2026-03-14T09:41:00Z` (RFC 3339 date-time).
    DateTime,
    /// Seconds since 1970 as a number: a form that ages badly and is here to be found.
    Epoch,
    /// `{"amount": 12000, "currency": "EUR"}`: minor units (cents) and an ISO 4217 code.
    Money,
    /// One of these texts.
    Enum {
        /// The allowed texts.
        values: Vec<String>,
    },
    /// Any JSON object.
    Object,
    /// A list.
    Array {
        /// What each item is.
        items: Box<FieldKind>,
    },
    /// The identifier of a record of another resource.
    Reference {
        /// The other resource's name.
        to: String,
        /// How the other resource speaks of it: «booked as».
        #[serde(default, skip_serializing_if = "String::is_empty")]
        label: String,
    },
}

/// Known forms of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextFormat {
    /// `ada@example.com`.
    Email,
    /// `https://example.com/a`.
    Uri,
    /// `3f2b8c1e-...`.
    Uuid,
    /// A telephone number in international form, `+351 210 000 000`.
    Phone,
    /// A secret that no answer should carry.
    Password,
}

impl TextFormat {
    /// Every format, in the order the page offers them.
    pub const ALL: [Self; 5] = [Self::Email, Self::Uri, Self::Uuid, Self::Phone, Self::Password];

    /// The word in a sketch line and in OpenAPI's `format`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Uri => "uri",
            Self::Uuid => "uuid",
            Self::Phone => "phone",
            Self::Password => "password",
        }
    }
}

impl Default for FieldKind {
    fn default() -> Self {
        Self::text()
    }
}

impl Default for Field {
    fn default() -> Self {
        Self::new("field", FieldKind::text())
    }
}

impl FieldKind {
    /// Text without constraints.
    pub const fn text() -> Self {
        Self::String { min_length: None, max_length: None, pattern: None, format: None }
    }

    /// Text of a known form.
    pub const fn format(format: TextFormat) -> Self {
        Self::String { min_length: None, max_length: None, pattern: None, format: Some(format) }
    }

    /// A reference to a resource.
    pub fn reference(to: &str) -> Self {
        Self::Reference { to: to.to_owned(), label: String::new() }
    }

    /// One of these texts.
    pub fn one_of(values: &[&str]) -> Self {
        Self::Enum { values: values.iter().map(|value| (*value).to_owned()).collect() }
    }

    /// What a card shows beside the name: `string`, `1…5`, `→ Hotel`, `held | confirmed`.
    pub fn summary(&self) -> String {
        match self {
            Self::String { format: Some(format), .. } => format.word().to_owned(),
            Self::String { .. } => "string".to_owned(),
            Self::Integer { min: Some(min), max: Some(max) } => format!("{min}…{max}"),
            Self::Integer { .. } => "integer".to_owned(),
            Self::Number { .. } => "number".to_owned(),
            Self::Boolean => "boolean".to_owned(),
            Self::Date => "date".to_owned(),
            Self::DateTime => "date-time".to_owned(),
            Self::Epoch => "epoch".to_owned(),
            Self::Money => "money".to_owned(),
            Self::Enum { values } => values.join(" | "),
            Self::Object => "object".to_owned(),
            Self::Array { items } => format!("{}[]", items.summary()),
            Self::Reference { to, .. } => format!("→ {to}"),
        }
    }
}

impl Field {
    /// An optional field of this kind.
    pub fn new(name: &str, kind: FieldKind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            required: false,
            nullable: false,
            read_only: false,
            write_only: false,
            unique: false,
            default: None,
            example: None,
            note: String::new(),
            since: String::new(),
            until: String::new(),
        }
    }

    /// A field that a create must carry.
    pub fn required(name: &str, kind: FieldKind) -> Self {
        Self { required: true, ..Self::new(name, kind) }
    }

    /// The same field with a note.
    pub fn noted(self, note: &str) -> Self {
        Self { note: note.to_owned(), ..self }
    }

    /// The same field, set by the server alone.
    pub fn read_only(self) -> Self {
        Self { read_only: true, ..self }
    }

    /// The same field, unique over all records.
    pub fn unique(self) -> Self {
        Self { unique: true, ..self }
    }

    /// The same field with an example.
    pub fn example(self, value: impl Into<Value>) -> Self {
        Self { example: Some(value.into()), ..self }
    }

    /// The same field with a default.
    pub fn default_value(self, value: impl Into<Value>) -> Self {
        Self { default: Some(value.into()), ..self }
    }
}

fn is_false(value: &bool) -> bool {
    !value
}
