//! How long lists are cut into pages, and how a client finds the next one.

use serde::{Deserialize, Serialize};

/// Pages of collections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Pagination {
    /// How a page is addressed.
    pub pages: Pages,
    /// Items on a page when the client does not say.
    pub default_limit: u32,
    /// The most items a client may ask for.
    pub max_limit: u32,
    /// What happens to a client that asks for more.
    pub over_limit: OverLimit,
    /// Answers carry `Link` with first, prev, next, last as they apply (RFC 8288).
    pub links: bool,
    /// What encloses the items.
    pub envelope: Envelope,
    /// The envelope counts all items.
    pub total: bool,
    /// Items stand in the order in which they were made; otherwise in the one that the database happens to have, in which a changed
    /// record moves to the end.
    #[serde(skip_serializing_if = "is_true")]
    pub ordered: bool,
}

/// How a page is addressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pages {
    /// No pages: every item at once.
    None,
    /// `limit` and `offset`: simple, and drifts when items come and go.
    Offset,
    /// `limit` and an opaque `cursor`: stays right while items come and go.
    Cursor,
}

/// What happens to a client that asks for more than the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OverLimit {
    /// 400, with the limit named.
    Refuse,
    /// It gets the most that is allowed.
    Clamp,
}

/// What encloses the items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Envelope {
    /// `{"items": [...]}`: there is room for more beside the items.
    Object,
    /// `[...]`: nothing can ever be added without breaking clients.
    Array,
}

impl Default for Pagination {
    fn default() -> Self {
        Self {
            pages: Pages::Cursor,
            default_limit: 20,
            max_limit: 100,
            over_limit: OverLimit::Refuse,
            links: true,
            envelope: Envelope::Object,
            total: false,
            ordered: true,
        }
    }
}

fn is_true(value: &bool) -> bool {
    *value
}
