//! Web links in the `Link` field (RFC 8288).

use std::fmt;

/// One link: a target and its relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The target URI reference.
    pub target: String,
    /// The relation type, such as `next`.
    pub relation: String,
}

impl Link {
    /// A link of this relation.
    pub fn new(relation: impl Into<String>, target: impl Into<String>) -> Self {
        Self { target: target.into(), relation: relation.into() }
    }
}

impl fmt::Display for Link {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "<{}>; rel=\"{}\"", self.target, self.relation)
    }
}

/// Writes several links as one field value.
pub fn field(links: &[Link]) -> String {
    links.iter().map(Link::to_string).collect::<Vec<_>>().join(", ")
}
