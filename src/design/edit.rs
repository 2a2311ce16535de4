//! Edits: the only way a design changes. The editor, fixes, imports, undo and redo all go through [`Design::apply`].
//!
//! An edit either happens whole or not at all. Its inverse is the design before it, which shares every part the edit left
//! alone; so undo is exact by construction.

use std::fmt;

mod apply;
pub mod authorization_server;

use serde::{Deserialize, Serialize};

use super::endpoint::Access;
use super::policy::Policy;
use super::{Accepted, Brief, Client, Design, Endpoint, Field, Pointer, Resource};

/// One change of a design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Edit {
    /// Sets name and summary.
    Describe { name: String, summary: String },
    /// Sets origin and base path.
    Locate { origin: String, base_path: String },
    /// Sets the number from which records and identifiers are made.
    Reseed { seed: u64 },
    /// Adds a resource at the end.
    AddResource { resource: Resource },
    /// Removes a resource, its endpoints, and every reference to it.
    RemoveResource { name: String },
    /// Renames a resource wherever it is named.
    RenameResource { name: String, to: String },
    /// Gives a collection another path segment, in the paths of all endpoints too.
    SetSegment { resource: String, segment: String },
    /// Puts a resource in the place of the one with the same name; fields are replaced as a whole.
    SetResource { resource: Resource },
    /// Adds a field at a place (the end, if the place is beyond it).
    AddField { resource: String, field: Field, index: Option<usize> },
    /// Removes a field and the constraints that name it.
    RemoveField { resource: String, field: String },
    /// Puts a field in the place of another; a new name is carried into constraints.
    SetField { resource: String, field: String, to: Field },
    /// Moves a field to a place among the fields.
    MoveField { resource: String, field: String, index: usize },
    /// Adds an endpoint at the end.
    AddEndpoint { endpoint: Endpoint },
    /// Removes an endpoint.
    RemoveEndpoint { id: String },
    /// Puts an endpoint in the place of another; the id may change.
    SetEndpoint { id: String, to: Endpoint },
    /// Sets who may call an endpoint.
    SetAccess { id: String, access: Access },
    /// Sets the policy of its concern.
    SetPolicy(Policy),
    /// Adds a client at the end.
    AddClient { client: Client },
    /// Removes a client.
    RemoveClient { name: String },
    /// Puts a client in the place of another; the name may change.
    SetClient { name: String, to: Client },
    /// Sets the brief.
    SetBrief { brief: Brief },
    /// Accepts a finding with a reason.
    Accept(Accepted),
    /// Takes an acceptance back.
    Unaccept { rule: String, at: Pointer },
    /// Puts another design in the place of this one.
    Replace { design: Box<Design> },
}

/// Takes an edit back: the design as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Inverse(pub(super) Design);

/// Why an edit cannot happen. The design is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// What the edit speaks of is not there.
    Gone(Pointer),
    /// The name is in use.
    Taken(Pointer),
    /// A name is empty or holds characters that cannot stand in it.
    BadName { name: String, why: &'static str },
    /// A path does not begin with a slash or holds characters that cannot stand in it.
    BadPath(String),
    /// A reference leads to a resource that is not there.
    NoTarget { field: String, to: String },
    /// The design may only be read where it is open; the way on is what to do.
    ReadOnly { way: &'static str },
}

impl fmt::Display for EditError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone(at) => write!(to, "{} is no longer in the design.", at.breadcrumb()),
            Self::Taken(at) => write!(to, "{} exists already. Choose another name.", at.breadcrumb()),
            Self::BadName { name, why } => write!(to, "`{name}` cannot be a name: {why}"),
            Self::BadPath(path) => write!(to, "`{path}` cannot be a path: begin with a slash, leave out spaces, `?` and `#`."),
            Self::NoTarget { field, to: target } => write!(to, "`{field}` refers to {target}, which is not in the design. Add {target} first."),
            Self::ReadOnly { way } => write!(to, "The design is open read-only here, so nothing was changed. {way}"),
        }
    }
}

impl std::error::Error for EditError {}

impl Edit {
    /// What undo and the status line call it: «Rename field checkin».
    pub fn label(&self) -> String {
        match self {
            Self::Describe { .. } => "Describe the API".to_owned(),
            Self::Locate { .. } => "Move the API".to_owned(),
            Self::Reseed { seed } => format!("Set the seed to {seed}"),
            Self::AddResource { resource } => format!("Add {}", resource.name),
            Self::RemoveResource { name } => format!("Delete {name}"),
            Self::RenameResource { name, to } => format!("Rename {name} to {to}"),
            Self::SetSegment { resource, segment } => format!("Move {resource} to /{segment}"),
            Self::SetResource { resource } => format!("Change {}", resource.name),
            Self::AddField { resource, field, .. } => format!("Add {resource}.{}", field.name),
            Self::RemoveField { resource, field } => format!("Delete {resource}.{field}"),
            Self::SetField { resource, field, to } if *field != to.name => format!("Rename {resource}.{field} to {}", to.name),
            Self::SetField { resource, field, .. } => format!("Change {resource}.{field}"),
            Self::MoveField { resource, field, .. } => format!("Move {resource}.{field}"),
            Self::AddEndpoint { endpoint } => format!("Add {}", endpoint.label()),
            Self::RemoveEndpoint { id } => format!("Delete {id}"),
            Self::SetEndpoint { to, .. } => format!("Change {}", to.label()),
            Self::SetAccess { id, .. } => format!("Change who may call {id}"),
            Self::SetPolicy(policy) => format!("Change policy {}", policy.concern().title()),
            Self::AddClient { client } => format!("Add client {}", client.name),
            Self::RemoveClient { name } => format!("Delete client {name}"),
            Self::SetClient { to, .. } => format!("Change client {}", to.name),
            Self::SetBrief { .. } => "Answer the brief".to_owned(),
            Self::Accept(accepted) => format!("Accept {}", accepted.rule),
            Self::Unaccept { rule, .. } => format!("Reopen {rule}"),
            Self::Replace { design } => format!("Open {}", design.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::{FieldKind, samples};

    fn every_kind_of_edit() -> Vec<Edit> {
        let design = samples::hotel_booking();
        let booking = (**design.resource("Booking").unwrap()).clone();
        let endpoint = (*design.endpoints[0]).clone();
        let client = (*design.clients[0]).clone();
        let accepted = Accepted { rule: "r".into(), at: booking.at(), reason: "because".into() };
        vec![
            Edit::Describe { name: "n".into(), summary: "s".into() },
            Edit::Locate { origin: "https://a.example/".into(), base_path: "/v2".into() },
            Edit::Reseed { seed: 7 },
            Edit::AddResource { resource: Resource { name: "Extra".into(), segment: "extras".into(), ..Resource::default() } },
            Edit::RemoveResource { name: "Room".into() },
            Edit::RenameResource { name: "Room".into(), to: "Suite".into() },
            Edit::SetSegment { resource: "Room".into(), segment: "suites".into() },
            Edit::SetResource { resource: Resource { note: "changed".into(), ..booking.clone() } },
            Edit::AddField { resource: "Room".into(), field: Field::new("view", FieldKind::text()), index: Some(0) },
            Edit::RemoveField { resource: "Booking".into(), field: "checkIn".into() },
            Edit::SetField { resource: "Booking".into(), field: "checkIn".into(), to: Field::new("arrival", FieldKind::Date) },
            Edit::MoveField { resource: "Booking".into(), field: "checkIn".into(), index: 9 },
            Edit::AddEndpoint { endpoint: Endpoint { id: "extra".into(), ..endpoint.clone() } },
            Edit::RemoveEndpoint { id: endpoint.id.clone() },
            Edit::SetEndpoint { id: endpoint.id.clone(), to: Endpoint { path: "/elsewhere".into(), ..endpoint.clone() } },
            Edit::SetAccess { id: endpoint.id.clone(), access: Access::Roles(vec!["staff".into()]) },
            Edit::SetPolicy(Policy::Concurrency(crate::design::policy::Concurrency { stale_write_status: 409, ..Default::default() })),
            Edit::AddClient { client: Client::program("Extra") },
            Edit::RemoveClient { name: client.name.clone() },
            Edit::SetClient { name: client.name.clone(), to: Client { name: "Other".into(), ..client } },
            Edit::SetBrief { brief: Brief { money: Some(true), peak_per_second: Some(77), ..Brief::default() } },
            Edit::Accept(accepted.clone()),
            Edit::Replace { design: Box::new(samples::payments()) },
        ]
    }

    #[test]
    fn undo_restores_the_same_bytes_after_any_edit() {
        let start = samples::hotel_booking();
        let bytes = serde_json::to_string(&start).unwrap();
        for edit in every_kind_of_edit() {
            let mut design = start.clone();
            let inverse = design.apply(&edit).unwrap_or_else(|error| panic!("{}: {error}", edit.label()));
            assert_ne!(design, start, "{} changed nothing", edit.label());
            let redo = design.revert(inverse);
            assert_eq!(serde_json::to_string(&design).unwrap(), bytes, "{}", edit.label());
            design.revert(redo);
            assert_ne!(design, start);
        }
    }

    #[test]
    fn refused_edits_leave_the_design_alone_and_say_why() {
        let start = samples::hotel_booking();
        for (edit, words) in [
            (Edit::RemoveResource { name: "Nobody".into() }, "no longer"),
            (Edit::RenameResource { name: "Room".into(), to: "Hotel".into() }, "exists already"),
            (Edit::RenameResource { name: "Room".into(), to: " ".into() }, "empty"),
            (Edit::SetSegment { resource: "Room".into(), segment: "a/b".into() }, "cannot be a path"),
            (Edit::AddField { resource: "Room".into(), field: Field::new("id", FieldKind::text()), index: None }, "exists already"),
            (Edit::AddField { resource: "Room".into(), field: Field::new("x", FieldKind::reference("Spa")), index: None }, "Add Spa first"),
        ] {
            let mut design = start.clone();
            let error = design.apply(&edit).unwrap_err();
            assert!(error.to_string().contains(words), "{error}");
            assert_eq!(design, start);
        }
    }

    #[test]
    fn renaming_reaches_every_mention() {
        let mut design = samples::hotel_booking();
        design.apply(&Edit::RenameResource { name: "Room".into(), to: "Suite".into() }).unwrap();
        let text = serde_json::to_string(&design).unwrap();
        assert!(!text.contains("\"Room\""), "{text}");
        design.apply(&Edit::SetSegment { resource: "Suite".into(), segment: "suites".into() }).unwrap();
        assert!(design.endpoints.iter().all(|endpoint| !endpoint.path.contains("/rooms")));
    }
}
