//! OAuth: how an authorization server hands out access tokens (RFC 6749, RFC 9700, the OAuth 2.1 draft).
//!
//! It means something once a design has a token endpoint. Which applications are known stands with the clients
//! ([`crate::design::Registration`]); what a token is made of and how long it lives is `tokens`. The choices that OAuth 2.1 withdrew
//! can be made all the same, so that they can be tried and found.

use serde::{Deserialize, Serialize};

use crate::design::{Behaviour, Design, Endpoint};

/// The authorization server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Oauth {
    /// What a token is given for.
    pub grants: Vec<GrantType>,
    /// Whether a code has to be redeemed by whoever asked for it.
    pub pkce: Pkce,
    /// How an address to come back to is compared with the registered ones.
    pub redirects: RedirectMatch,
    /// How many seconds a code lives.
    pub code_seconds: u32,
    /// A code can be redeemed again and again.
    pub reuses_codes: bool,
    /// Each use of a refresh token gives a new one, and an old one that comes back ends them all.
    pub rotates: bool,
    /// How many hours a refresh token lives without being used.
    pub refresh_hours: u32,
    /// What tokens are limited to.
    pub scopes: Scopes,
    /// Answers to the application say who gives them (RFC 9207).
    pub names_issuer: bool,
}

/// What a token is given for (RFC 6749 section 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GrantType {
    /// A code that a person's consent has brought (RFC 6749 section 4.1).
    AuthorizationCode,
    /// A refresh token (section 6).
    RefreshToken,
    /// The application's own credentials (section 4.4).
    ClientCredentials,
    /// The consent itself, the token in the address (section 4.2; withdrawn by OAuth 2.1).
    Implicit,
    /// A person's name and password (section 4.3; withdrawn by OAuth 2.1).
    Password,
}

impl GrantType {
    /// Every grant type.
    pub const ALL: [Self; 5] = [Self::AuthorizationCode, Self::RefreshToken, Self::ClientCredentials, Self::Implicit, Self::Password];

    /// The word in requests and in metadata.
    pub fn word(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "authorization_code",
            Self::RefreshToken => "refresh_token",
            Self::ClientCredentials => "client_credentials",
            Self::Implicit => "implicit",
            Self::Password => "password",
        }
    }
}

/// Whether a code has to be redeemed by whoever asked for it (RFC 7636).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pkce {
    /// Every request for a code carries a hash of a secret.
    #[default]
    Required,
    /// Checked where the application sends one.
    Optional,
    /// Not known.
    Off,
}

/// How an address to come back to is compared with the registered ones (RFC 9700 section 4.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RedirectMatch {
    /// Character by character.
    #[default]
    Exact,
    /// It has to begin like one of them.
    Prefix,
    /// Any address will do.
    Any,
}

/// What tokens are limited to (RFC 6749 section 3.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scopes {
    /// Nothing: a token may do whatever the person may.
    Off,
    /// `read` and `write`.
    #[default]
    ReadWrite,
    /// `bookings:read` and `bookings:write`, for each collection.
    PerResource,
}

impl Default for Oauth {
    fn default() -> Self {
        Self {
            grants: vec![GrantType::AuthorizationCode, GrantType::RefreshToken, GrantType::ClientCredentials],
            pkce: Pkce::Required,
            redirects: RedirectMatch::Exact,
            code_seconds: 60,
            reuses_codes: false,
            rotates: true,
            refresh_hours: 720,
            scopes: Scopes::ReadWrite,
            names_issuer: true,
        }
    }
}

impl Oauth {
    /// Whether tokens are given for this.
    pub fn gives(&self, grant: GrantType) -> bool {
        self.grants.contains(&grant)
    }

    /// The scope that an endpoint asks of a token; none for those of the authorization server itself.
    pub fn scope_of(&self, design: &Design, endpoint: &Endpoint) -> Option<String> {
        let verb = if endpoint.behaviour.changes_state() { "write" } else { "read" };
        let resource = design.resource_of(endpoint)?;
        match self.scopes {
            Scopes::Off => None,
            Scopes::ReadWrite => Some(verb.to_owned()),
            Scopes::PerResource => Some(format!("{}:{verb}", resource.segment)),
        }
    }

    /// Every scope, each once, in the order of the endpoints.
    pub fn all_scopes(&self, design: &Design) -> Vec<String> {
        let mut all = Vec::new();
        for scope in design.endpoints.iter().filter_map(|endpoint| self.scope_of(design, endpoint)) {
            if !all.contains(&scope) {
                all.push(scope);
            }
        }
        all
    }
}

/// The endpoint of an authorization server that does this, if the design has one.
pub fn endpoint_of<'a>(design: &'a Design, behaviour: &Behaviour) -> Option<&'a Endpoint> {
    design.endpoints.iter().map(|endpoint| &**endpoint).find(|endpoint| endpoint.behaviour == *behaviour)
}

/// The address of an endpoint of the authorization server.
pub fn address(design: &Design, behaviour: &Behaviour) -> Option<String> {
    endpoint_of(design, behaviour).map(|endpoint| format!("{}{}", design.origin, design.full_path(endpoint)))
}

/// Whether the design hands out tokens.
pub fn hands_out(design: &Design) -> bool {
    endpoint_of(design, &Behaviour::Token).is_some()
}
