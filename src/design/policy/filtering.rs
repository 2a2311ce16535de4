//! How a client asks for a part of a collection: filters, search, order, fields, related records.

use serde::{Deserialize, Serialize};

/// What the query of a list may say, and that of a read as far as it concerns one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Filtering {
    /// Fields narrow a list: `city=Lisbon,Porto`, `stars[gte]=4`.
    pub filters: bool,
    /// `q` finds words in any text of a record.
    pub search: bool,
    /// `sort=-stars,name` orders a list, a minus for the other way round.
    pub sort: bool,
    /// `fields=name,city` leaves the other fields out.
    pub fields: bool,
    /// `include=rooms` puts related records beside a record.
    pub include: bool,
    /// What happens to a parameter that is unknown or has a bad value.
    pub unknown: UnknownParameters,
    /// How related records are fetched.
    pub loading: Loading,
}

/// What happens to a query parameter that is unknown or has a bad value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnknownParameters {
    /// 400, with the parameter and what is known: a misspelt filter is found at once.
    #[default]
    Refuse,
    /// It is passed over: a misspelt filter gives every record, and nobody notices.
    Ignore,
}

/// How related records are fetched from the store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Loading {
    /// One query for all records of a page.
    #[default]
    Batched,
    /// One query for each record: the N+1 problem.
    OneByOne,
}

impl Default for Filtering {
    fn default() -> Self {
        Self { filters: true, search: true, sort: true, fields: true, include: true, unknown: UnknownParameters::Refuse, loading: Loading::Batched }
    }
}
