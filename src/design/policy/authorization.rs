//! What a known caller is told who may not do this (RFC 9110 section 15.5.4), and whose the records are.
//!
//! An owner is a field of the record that holds the identity of its client, or a reference to a record that has an owner itself:
//! a payment belongs to whom its booking belongs to.

use serde::{Deserialize, Serialize};

/// How a refusal looks, and whose records are whose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Authorization {
    /// The answer to a caller whose roles do not suffice, or who asks for a record of somebody else.
    pub refusal: Refusal,
    /// The fields that say whose a record is. Resources without one belong to nobody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<Owner>,
    /// Whether anybody compares the owner with the caller. Without that, whoever knows an identifier has the record.
    pub check_owner: bool,
    /// Whether lists show callers their own records only.
    pub own_lists: bool,
    /// Who says whose a new record is.
    pub assign: Assign,
    /// Roles that pass: they see and change the records of all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sees_all: Vec<String>,
}

/// A field that says whose a record is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The resource.
    pub resource: String,
    /// Its field, or the name of its identifier where a record is its own owner.
    pub field: String,
}

/// Who says whose a new record is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assign {
    /// The server: it is the caller's, and content that says otherwise is refused.
    #[default]
    Caller,
    /// The content: a client can put records into another's hands, and take them over.
    Content,
}

/// The answer to a caller whose roles do not suffice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// 403: I know you, and no.
    #[default]
    Forbidden,
    /// 404: hides that there is anything, as RFC 9110 section 15.5.4 allows.
    Hidden,
    /// 401: wrong, since credentials were fine and sending them again will not help.
    Unauthorized,
}

impl Refusal {
    /// The status code.
    pub fn status(self) -> u16 {
        match self {
            Self::Forbidden => 403,
            Self::Hidden => 404,
            Self::Unauthorized => 401,
        }
    }
}

impl Default for Authorization {
    fn default() -> Self {
        Self { refusal: Refusal::Forbidden, owners: Vec::new(), check_owner: true, own_lists: true, assign: Assign::Caller, sees_all: Vec::new() }
    }
}

impl Owner {
    /// Reads `Booking.guestId`.
    pub fn parse(text: &str) -> Option<Self> {
        let (resource, field) = text.split_once('.')?;
        let (resource, field) = (resource.trim(), field.trim());
        (!resource.is_empty() && !field.is_empty()).then(|| Self { resource: resource.to_owned(), field: field.to_owned() })
    }

    /// As people write it: `Booking.guestId`.
    pub fn text(&self) -> String {
        format!("{}.{}", self.resource, self.field)
    }
}

impl Authorization {
    /// The field that says whose records of a resource are.
    pub fn owner_of(&self, resource: &str) -> Option<&str> {
        self.owners.iter().find(|owner| owner.resource == resource).map(|owner| owner.field.as_str())
    }

    /// Whether callers meet their own records of a resource only.
    pub fn protects(&self, resource: &str) -> bool {
        self.check_owner && self.owner_of(resource).is_some()
    }
}
