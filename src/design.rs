//! The document that a person edits: resources, endpoints, policies, clients, and what the API is for.
//!
//! A design can be bad on purpose: an endpoint is a method, a path template and a behaviour, each chosen freely, so that
//! `GET /deleteUser?id=1` can be sketched, run and judged. Only [`Edit`] changes a design. Its parts are shared (`Arc`), so a
//! copy for undo costs a few pointers and a comparison of untouched parts is a pointer comparison.

pub mod answers;
mod assumed;
pub mod brief;
pub mod client;
pub mod contract;
pub mod delta;
pub mod document;
pub mod edit;
pub mod endpoint;
pub mod field;
pub mod history;
pub mod naming;
pub mod pointer;
pub mod policy;
pub mod query;
pub mod relation;
pub mod resource;
pub mod samples;
pub mod sketch_line;
pub mod start;
pub mod template;
pub mod typed;
pub mod words;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use brief::Brief;
pub use client::{Client, Credential, Registration};
pub use document::{Document, DocumentError};
pub use edit::{Edit, EditError, Inverse};
pub use endpoint::{Access, Behaviour, Endpoint};
pub use field::{Field, FieldKind, TextFormat};
pub use history::History;
pub use pointer::Pointer;
pub use policy::{Concern, Policies, Policy};
pub use relation::Relation;
pub use resource::{IdKind, Identifier, Lifecycle, NoOverlap, Resource, Transition};
pub use template::Template;

/// A whole API design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Design {
    /// What the API is called, such as `Hotel booking`.
    pub name: String,
    /// One or two sentences about it.
    pub summary: String,
    /// The origin clients see, such as `https://api.stay.example`: scheme, host and port, no slash at the end.
    pub origin: String,
    /// Stands before every path, such as `/v1`; empty or beginning with a slash, no slash at the end.
    pub base_path: String,
    /// The things it manages, in the order of the sketch.
    pub resources: Vec<Arc<Resource>>,
    /// What can be called, in the order of the sketch.
    pub endpoints: Vec<Arc<Endpoint>>,
    /// The server's rules.
    pub policies: Arc<Policies>,
    /// Named callers.
    pub clients: Vec<Arc<Client>>,
    /// Answers to the questions that come before a design.
    pub brief: Arc<Brief>,
    /// Seeds the generated records.
    pub seed: u64,
    /// Findings accepted with a written reason: rule id, place, reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<Accepted>,
    /// Places that were filled in because the document that the design was read from says nothing of them; sorted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<Pointer>,
}

/// A finding that its author keeps, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The rule's id.
    pub rule: String,
    /// Where the finding stands.
    pub at: Pointer,
    /// Why it is right here.
    pub reason: String,
}

impl Default for Design {
    fn default() -> Self {
        Self {
            name: "New API".to_owned(),
            summary: String::new(),
            origin: "https://api.example.com".to_owned(),
            base_path: "/v1".to_owned(),
            resources: Vec::new(),
            endpoints: Vec::new(),
            policies: Arc::default(),
            clients: Vec::new(),
            brief: Arc::default(),
            seed: 42,
            accepted: Vec::new(),
            assumed: Vec::new(),
        }
    }
}

impl Design {
    /// The resource of this name.
    pub fn resource(&self, name: &str) -> Option<&Arc<Resource>> {
        self.resources.iter().find(|resource| resource.name == name)
    }

    /// The resource whose collection has this path segment.
    pub fn resource_at(&self, segment: &str) -> Option<&Arc<Resource>> {
        self.resources.iter().find(|resource| resource.segment == segment)
    }

    /// The endpoint of this id.
    pub fn endpoint(&self, id: &str) -> Option<&Arc<Endpoint>> {
        self.endpoints.iter().find(|endpoint| endpoint.id == id)
    }

    /// The endpoints that work on this resource, in the order of the sketch.
    pub fn endpoints_of<'a>(&'a self, resource: &'a str) -> impl Iterator<Item = &'a Arc<Endpoint>> {
        self.endpoints.iter().filter(move |endpoint| endpoint.resource.as_deref() == Some(resource))
    }

    /// The resource an endpoint works on.
    pub fn resource_of(&self, endpoint: &Endpoint) -> Option<&Arc<Resource>> {
        self.resource(endpoint.resource.as_deref()?)
    }

    /// The client of this name.
    pub fn client(&self, name: &str) -> Option<&Arc<Client>> {
        self.clients.iter().find(|client| client.name == name)
    }

    /// The path of an endpoint as clients see it, base path included.
    pub fn full_path(&self, endpoint: &Endpoint) -> String {
        format!("{}{}", self.base_of(endpoint), endpoint.path)
    }

    /// What stands before the path of an endpoint. Well-known addresses are at the root of their origin, whatever is beside them
    /// (RFC 8615 section 3).
    pub fn base_of(&self, endpoint: &Endpoint) -> &str {
        if endpoint.path.starts_with("/.well-known/") { "" } else { &self.base_path }
    }

    /// Whether calling this endpoint needs credentials.
    pub fn needs_credentials(&self, endpoint: &Endpoint) -> bool {
        match &endpoint.access {
            Access::Inherit if matches!(endpoint.behaviour, Behaviour::Health | Behaviour::Metadata) || endpoint.behaviour.is_session() => false,
            // Nobody consents for a person who is not known; the other two know the application by its own credentials.
            Access::Inherit if endpoint.behaviour == Behaviour::Authorize => true,
            Access::Inherit if endpoint.behaviour.reads_form() => true,
            Access::Inherit => self.policies.authentication.required.covers(endpoint),
            Access::Public => false,
            Access::Authenticated | Access::Roles(_) => true,
        }
    }

    /// How many nodes of a kind a reader counts: resources, relations, endpoints.
    pub fn counts(&self) -> (usize, usize, usize) {
        (self.resources.len(), self.relations().len(), self.endpoints.len())
    }
}
