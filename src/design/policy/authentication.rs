//! Who may be known: bearer tokens (RFC 6750), API keys and sessions, and what an unknown caller is told.

use serde::{Deserialize, Serialize};

use super::Sessions;
use crate::design::Endpoint;

/// How callers say who they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Authentication {
    /// Bearer tokens are understood.
    pub bearer: bool,
    /// API keys are understood, in this place.
    pub api_key: Option<ApiKey>,
    /// Callers sign in, and a cookie stands for their session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sessions: Option<Sessions>,
    /// Which endpoints want credentials, unless an endpoint says otherwise.
    pub required: Required,
    /// A 401 names the scheme in `WWW-Authenticate`, as RFC 9110 section 11.6.1 demands.
    pub challenge: bool,
    /// The status for missing or unknown credentials: 401, or wrongly 403.
    pub status: u16,
}

/// Where an API key travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiKey {
    /// Header field or query.
    pub place: ApiKeyPlace,
    /// The name of the field or parameter.
    pub name: String,
}

/// Header field or query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApiKeyPlace {
    /// A request header field: stays out of logs and histories.
    Header,
    /// The query: ends up in logs, histories and `Referer`.
    Query,
}

/// Which endpoints want credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Required {
    /// None.
    Never,
    /// Those that change something.
    ForWrites,
    /// All.
    Always,
}

impl Required {
    /// Whether an endpoint without an access of its own wants credentials.
    pub fn covers(self, endpoint: &Endpoint) -> bool {
        match self {
            Self::Never => false,
            Self::ForWrites => endpoint.behaviour.changes_state() || !endpoint.method.is_safe(),
            Self::Always => true,
        }
    }
}

impl Default for Authentication {
    fn default() -> Self {
        Self { bearer: true, api_key: None, sessions: None, required: Required::ForWrites, challenge: true, status: 401 }
    }
}

impl ApiKey {
    /// A key in this header field.
    pub fn header(name: &str) -> Self {
        Self { place: ApiKeyPlace::Header, name: name.to_owned() }
    }

    /// A key in this query parameter.
    pub fn query(name: &str) -> Self {
        Self { place: ApiKeyPlace::Query, name: name.to_owned() }
    }
}
