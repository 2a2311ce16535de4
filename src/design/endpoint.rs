//! An endpoint: a method, a path template and a behaviour, each chosen freely.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::policy::Lifetime;
use super::{Design, Pointer, Resource, Template, naming};
use crate::http::{Method, method::serde_token};

/// Something a client can call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint {
    /// Unique in the design, and OpenAPI's `operationId`: `createBooking`.
    pub id: String,
    /// The method.
    #[serde(with = "serde_token")]
    pub method: Method,
    /// The path template behind the base path: `/bookings/{id}`.
    pub path: String,
    /// What the server does.
    pub behaviour: Behaviour,
    /// The resource it works on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// A line for the documentation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The success status, where it differs from what the policies say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success: Option<u16>,
    /// Error statuses that the sketch promises.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<u16>,
    /// Who may call it.
    #[serde(default, skip_serializing_if = "Access::is_inherit")]
    pub access: Access,
    /// A `Cache-Control` value, where it differs from the caching policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cache_control: Option<String>,
    /// Whether clients should move away from it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// When it goes out of use, where that differs from its version.
    #[serde(default, skip_serializing_if = "Lifetime::is_empty")]
    pub lifetime: Lifetime,
    /// The first version that has it, where several live.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// The last version that has it, where several live.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub until: String,
}

/// What the server does when an endpoint is called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Behaviour {
    /// Answers with records of a collection.
    List,
    /// Looks for records, and counts the values of those it finds.
    Search,
    /// Makes a record from the content.
    Create,
    /// Answers with one record.
    Read,
    /// Puts the content in a record's place.
    Replace,
    /// Changes the members that the content names.
    Update,
    /// Removes one record.
    Delete,
    /// Brings one removed record back, where removed records are kept.
    Restore,
    /// Removes every record of the collection: possible to sketch, seldom wise.
    DeleteAll,
    /// Moves a record along its life-cycle.
    Transition {
        /// The transition's name.
        name: String,
    },
    /// Publishes the keys that verify signed tokens, as a JWK set (RFC 7517 section 5).
    KeySet,
    /// Asks a person for consent, and sends the application a code (RFC 6749 section 3.1).
    Authorize,
    /// Gives a token for a grant (RFC 6749 section 3.2).
    Token,
    /// Takes a token back (RFC 7009).
    Revoke,
    /// Says what the authorization server can do and where (RFC 8414).
    Metadata,
    /// Says whether the server is well, to machines that watch it.
    Health,
    /// The entry point: answers with links to the collections.
    Home,
    /// Begins work that takes long and makes a record.
    StartJob,
    /// Shows how such work stands.
    JobStatus,
    /// Stops it.
    CancelJob,
    /// Opens an upload in parts.
    StartUpload,
    /// Takes a part of it; the last one makes a record.
    UploadChunk,
    /// Shows what is missing.
    UploadStatus,
    /// Begins a session for callers who prove who they are.
    SignIn,
    /// Ends it.
    SignOut,
    /// Always gives the same answer.
    Fixed {
        /// The status code.
        status: u16,
        /// The JSON content; `null` for none.
        body: Value,
    },
}

/// Who may call an endpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "roles", rename_all = "kebab-case")]
pub enum Access {
    /// What the authentication policy says.
    #[default]
    Inherit,
    /// Anybody, without credentials.
    Public,
    /// Anybody with credentials.
    Authenticated,
    /// Clients with one of these roles.
    Roles(Vec<String>),
}

impl Access {
    /// Whether the policy decides.
    pub fn is_inherit(&self) -> bool {
        *self == Self::Inherit
    }
}

impl Behaviour {
    /// The word in the page's lists and in ids: `list`.
    pub fn word(&self) -> &str {
        match self {
            Self::List => "list",
            Self::Search => "search",
            Self::Create => "create",
            Self::Read => "read",
            Self::Replace => "replace",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Restore => "restore",
            Self::DeleteAll => "delete all",
            Self::Transition { name } => name,
            Self::KeySet => "key set",
            Self::Authorize => "authorize",
            Self::Token => "token",
            Self::Revoke => "revoke",
            Self::Metadata => "metadata",
            Self::Health => "health",
            Self::Home => "home",
            Self::StartJob => "start job",
            Self::JobStatus => "job status",
            Self::CancelJob => "cancel job",
            Self::StartUpload => "start upload",
            Self::UploadChunk => "upload chunk",
            Self::UploadStatus => "upload status",
            Self::SignIn => "sign in",
            Self::SignOut => "sign out",
            Self::Fixed { .. } => "fixed answer",
        }
    }

    /// Whether it changes what the server stores.
    pub fn changes_state(&self) -> bool {
        !matches!(
            self,
            Self::List
                | Self::Search
                | Self::Read
                | Self::KeySet
                | Self::Authorize
                | Self::Metadata
                | Self::Health
                | Self::Home
                | Self::JobStatus
                | Self::UploadStatus
                | Self::Fixed { .. }
        )
    }

    /// Whether it answers with records of a collection, page by page.
    pub fn is_list(&self) -> bool {
        matches!(self, Self::List | Self::Search)
    }

    /// Whether it answers with what is stored and changes nothing.
    pub fn is_read(&self) -> bool {
        self.is_list() || *self == Self::Read
    }

    /// Whether it works on one existing record.
    pub fn is_on_item(&self) -> bool {
        matches!(self, Self::Read | Self::Replace | Self::Update | Self::Delete | Self::Restore | Self::Transition { .. })
    }

    /// Whether it reads JSON content from the request.
    pub fn takes_content(&self) -> bool {
        matches!(self, Self::Create | Self::Replace | Self::Update | Self::StartJob | Self::StartUpload | Self::SignIn)
    }

    /// Whether it begins or ends a session.
    pub fn is_session(&self) -> bool {
        matches!(self, Self::SignIn | Self::SignOut)
    }

    /// Whether it belongs to an authorization server.
    pub fn is_oauth(&self) -> bool {
        matches!(self, Self::Authorize | Self::Token | Self::Revoke | Self::Metadata)
    }

    /// Whether it reads a form, with the application's own credentials in it.
    pub fn reads_form(&self) -> bool {
        matches!(self, Self::Token | Self::Revoke)
    }

    /// Whether it is about an upload in parts.
    pub fn is_upload(&self) -> bool {
        matches!(self, Self::StartUpload | Self::UploadChunk | Self::UploadStatus)
    }

    /// Whether it works on something that is no record yet: long work, or an upload.
    pub fn is_work(&self) -> bool {
        self.is_job() || self.is_upload()
    }

    /// Whether it is about long work.
    pub fn is_job(&self) -> bool {
        matches!(self, Self::StartJob | Self::JobStatus | Self::CancelJob)
    }

    /// The method and the row (collection or item) under which a card's matrix shows it.
    pub fn usual_method(&self) -> Method {
        match self {
            Self::List
            | Self::Search
            | Self::Read
            | Self::KeySet
            | Self::Authorize
            | Self::Metadata
            | Self::Health
            | Self::Home
            | Self::Fixed { .. }
            | Self::JobStatus
            | Self::UploadStatus => Method::GET,
            Self::Create
            | Self::Transition { .. }
            | Self::Restore
            | Self::StartJob
            | Self::StartUpload
            | Self::Token
            | Self::Revoke
            | Self::SignIn => Method::POST,
            Self::Replace | Self::UploadChunk => Method::PUT,
            Self::Update => Method::PATCH,
            Self::Delete | Self::DeleteAll | Self::CancelJob | Self::SignOut => Method::DELETE,
        }
    }
}

impl Endpoint {
    /// An endpoint with nothing but its three parts.
    pub fn new(id: &str, method: Method, path: &str, behaviour: Behaviour, resource: Option<&str>) -> Self {
        Self {
            id: id.to_owned(),
            method,
            path: path.to_owned(),
            behaviour,
            resource: resource.map(str::to_owned),
            summary: String::new(),
            success: None,
            errors: Vec::new(),
            access: Access::Inherit,
            cache_control: None,
            deprecated: false,
            lifetime: Lifetime::default(),
            since: String::new(),
            until: String::new(),
        }
    }

    /// The endpoint that tells how the server is.
    pub fn health(id: &str) -> Self {
        Self {
            access: Access::Public,
            summary: "Tell whether the server is well".to_owned(),
            ..Self::new(id, Method::GET, "/health", Behaviour::Health, None)
        }
    }

    /// An endpoint of an authorization server, at its usual path.
    pub fn of_oauth(design: &Design, behaviour: Behaviour) -> Self {
        let (wish, summary) = naming::operation(&Resource::default(), &behaviour);
        let path = Self::usual(&Resource::default(), behaviour.clone()).path;
        let id = naming::free_id(design, &wish);
        Self { summary, ..Self::new(&id, behaviour.usual_method(), &path, behaviour, None) }.with_expected_errors(design)
    }

    /// The two endpoints that begin and end a session.
    pub fn sessions() -> [Self; 2] {
        let open = |id: &str, summary: &str, behaviour: Behaviour, path: &str| Self {
            access: Access::Public,
            summary: summary.to_owned(),
            ..Self::new(id, behaviour.usual_method(), path, behaviour, None)
        };
        [open("signIn", "Sign in", Behaviour::SignIn, "/sessions"), open("signOut", "Sign out", Behaviour::SignOut, "/sessions/current")]
    }

    /// The endpoint that a card's matrix adds: the usual method and path for this behaviour.
    pub fn usual(resource: &Resource, behaviour: Behaviour) -> Self {
        let path = match &behaviour {
            Behaviour::List | Behaviour::Create | Behaviour::DeleteAll | Behaviour::Fixed { .. } => resource.collection_path(),
            Behaviour::StartUpload => format!("/{}-uploads", super::words::kebab(&resource.name)),
            Behaviour::UploadChunk | Behaviour::UploadStatus => format!("/{}-uploads/{{uploadId}}", super::words::kebab(&resource.name)),
            Behaviour::StartJob => format!("/{}-jobs", super::words::kebab(&resource.name)),
            Behaviour::JobStatus | Behaviour::CancelJob => format!("/{}-jobs/{{jobId}}", super::words::kebab(&resource.name)),
            Behaviour::Search => format!("{}/search", resource.collection_path()),
            Behaviour::Transition { name } => format!("{}/{}", resource.item_path(), naming::noun_of_action(name)),
            Behaviour::Home => "/".to_owned(),
            Behaviour::Restore => format!("{}/restoration", resource.item_path()),
            Behaviour::Health => "/health".to_owned(),
            Behaviour::Authorize => "/oauth/authorize".to_owned(),
            Behaviour::Token => "/oauth/token".to_owned(),
            Behaviour::Revoke => "/oauth/revoke".to_owned(),
            Behaviour::Metadata => "/.well-known/oauth-authorization-server".to_owned(),
            Behaviour::SignIn => "/sessions".to_owned(),
            Behaviour::SignOut => "/sessions/current".to_owned(),
            _ => resource.item_path(),
        };
        let (id, summary) = naming::operation(resource, &behaviour);
        Self { summary, ..Self::new(&id, behaviour.usual_method(), &path, behaviour, Some(&resource.name)) }
    }

    /// The address of this endpoint.
    pub fn at(&self) -> Pointer {
        Pointer::endpoint(&self.id)
    }

    /// The path taken apart.
    pub fn template(&self) -> Template<'_> {
        Template::parse(&self.path)
    }

    /// `POST /bookings`.
    pub fn label(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Whether content of the request means something here.
    pub fn takes_content(&self) -> bool {
        self.behaviour.takes_content()
    }

    /// The same endpoint with the errors declared that its behaviour can answer in this design.
    pub fn with_expected_errors(mut self, design: &Design) -> Self {
        self.errors = super::answers::expected(design, &self).into_iter().map(|answer| answer.status).filter(|status| *status >= 400).collect();
        self
    }
}
