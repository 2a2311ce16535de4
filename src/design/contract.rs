//! What clients rely on: the calls they may make, what each takes and what it answers. A design gives one (`compare::of_design`), a
//! document in OpenAPI gives one of its own (`formats::openapi::contract`), and `compare` sets two of them side by side.
//!
//! Schemas lie in one list and name each other by number, so that circles need no care; `allOf` is worked in when one is read.

use std::borrow::Cow;
use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Pointer;

/// The number of a schema.
pub type Id = usize;
/// A keyword of a schema.
pub type Word = Cow<'static, str>;

/// A whole contract.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contract {
    /// What the API calls its version, such as `1.4.0`; empty where it says nothing.
    pub version: String,
    /// Where it is, without the scheme: `//api.example.com/v1`. A design says it in its paths.
    pub servers: Vec<String>,
    /// Every call, in the order of the document.
    pub operations: Vec<Operation>,
    /// Calls that the server makes, by name.
    pub webhooks: Vec<String>,
    /// Every schema.
    pub schemas: Vec<Schema>,
    /// How callers prove who they are: name and what it is, in words that differ where clients notice.
    pub schemes: BTreeMap<String, String>,
    /// Descriptions and summaries by place: no client notices them.
    pub words: BTreeMap<String, String>,
    /// Whether the server keeps to every word of it: true of a design, and only hoped of a document.
    pub enforced: bool,
    /// Whether members and parameters that nobody knows are refused.
    pub refuses_unknown: bool,
}

/// A call.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// In capitals.
    pub method: String,
    /// The whole path template.
    pub path: String,
    /// Its name in code; may be empty.
    pub id: String,
    /// Its place in the design, if there is one.
    pub at: Pointer,
    /// Clients are asked to leave.
    pub deprecated: bool,
    /// When it ends, as written.
    pub sunset: Option<String>,
    /// How settled it is (`x-stability-level`); empty where nothing is said.
    pub stability: String,
    /// Path, query, header and cookie parameters.
    pub parameters: Vec<Parameter>,
    /// What it takes.
    pub body: Option<Body>,
    /// What it answers.
    pub answers: Vec<Answer>,
    /// Ways to be let in, any of which suffices: schemes with scopes. Empty: nobody has to say who he is.
    pub security: Vec<BTreeMap<String, Vec<String>>>,
}

/// A parameter, or a header field of an answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// `path`, `query`, `header`, `cookie`.
    pub place: String,
    /// Its name.
    pub name: String,
    /// Whether it is always there.
    pub required: bool,
    /// Clients are asked to leave it.
    pub deprecated: bool,
    /// When it ends, as written.
    pub sunset: Option<String>,
    /// How values are written in it: `form exploded`.
    pub style: String,
    /// `?name=` without a value is fine.
    pub allows_empty: bool,
    /// Its values.
    pub schema: Option<Id>,
}

/// What an operation takes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Whether it has to be there.
    pub required: bool,
    /// By media type.
    pub contents: Vec<Content>,
}

/// Content of one media type.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// `application/json`, in lower case.
    pub media_type: String,
    /// What it looks like, if that is said.
    pub schema: Option<Id>,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// `200`, `4XX`, `default`.
    pub status: String,
    /// Header fields.
    pub headers: Vec<Parameter>,
    /// By media type.
    pub contents: Vec<Content>,
}

/// What values may look like.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    /// The name of the component, if it is one.
    pub name: String,
    /// Its place in the design, if there is one.
    pub at: Pointer,
    /// The types; none: any.
    pub types: Vec<String>,
    /// `null` is a value.
    pub nullable: bool,
    /// `date-time`, `int32`; empty where nothing is said.
    pub format: String,
    /// The only values, as JSON writes them.
    pub values: Option<Vec<String>>,
    /// The values are examples of an open list (`x-extensible-enum`).
    pub open_values: Option<Vec<String>>,
    /// Limits by keyword: `minimum`, `maxLength`, `maxItems`.
    pub limits: BTreeMap<Word, f64>,
    /// A regular expression.
    pub pattern: Option<String>,
    /// Members by name.
    pub members: IndexMap<String, Id>,
    /// Names of members that are always there.
    pub required: Vec<String>,
    /// Whether other members may come; `None`: nothing is said.
    pub open: Option<bool>,
    /// What other members look like.
    pub more: Option<Id>,
    /// What items look like.
    pub items: Option<Id>,
    /// Alternatives, of which at least one fits.
    pub any_of: Vec<Id>,
    /// Alternatives, of which exactly one fits.
    pub one_of: Vec<Id>,
    /// The member that tells alternatives apart, with its mapping.
    pub discriminator: Option<(String, BTreeMap<String, String>)>,
    /// What does not fit.
    pub not: Option<Id>,
    /// Schemas under other keywords, by keyword: `propertyNames`, `contains`.
    pub inner: BTreeMap<Word, Id>,
    /// Keywords that are compared by their text alone.
    pub others: BTreeMap<String, String>,
    /// Only the server sets it.
    pub read_only: bool,
    /// No answer carries it.
    pub write_only: bool,
    /// Clients are asked to leave it.
    pub deprecated: bool,
    /// When it ends, as written.
    pub sunset: Option<String>,
    /// What is taken where it is missing.
    pub default: Option<Value>,
}

impl Contract {
    /// The schema of a number; an empty one where there is none.
    pub fn schema(&self, id: Id) -> &Schema {
        static NOTHING: std::sync::LazyLock<Schema> = std::sync::LazyLock::new(Schema::default);
        self.schemas.get(id).unwrap_or(&NOTHING)
    }

    /// Adds a schema.
    pub fn keep(&mut self, schema: Schema) -> Id {
        self.schemas.push(schema);
        self.schemas.len() - 1
    }
}

impl Operation {
    /// `POST /bookings`.
    pub fn label(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Method and path without the names of parameters: they are not on the wire.
    pub fn outline(&self) -> String {
        let mut inside = false;
        let mut path = String::new();
        for letter in self.path.chars() {
            match letter {
                '{' => inside = true,
                '}' => {
                    inside = false;
                    path.push_str("{}");
                }
                _ if inside => {}
                _ => path.push(letter),
            }
        }
        format!("{} {path}", self.method)
    }

    /// The names of the parameters in its path, in order.
    pub fn slots(&self) -> Vec<&str> {
        self.path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
    }
}
