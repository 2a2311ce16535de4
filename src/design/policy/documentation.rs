//! What a developer reads beside the reference: the guides that an API owes its clients.

use serde::{Deserialize, Serialize};

/// Addresses of the guides, as URIs or paths of the API's origin; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Documentation {
    /// The first call, in five minutes.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub getting_started: String,
    /// How to get credentials, and where they go.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub authentication: String,
    /// Every error, and what a client does about it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub errors: String,
    /// What has changed, and when.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub changelog: String,
    /// How much a client may send, and what to do at the limit.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rate_limits: String,
}

impl Documentation {
    /// Every guide under one address, as small APIs have them.
    pub fn below(address: &str) -> Self {
        let page = |name: &str| format!("{address}/{name}");
        Self {
            getting_started: page("getting-started"),
            authentication: page("authentication"),
            errors: page("errors"),
            changelog: page("changelog"),
            rate_limits: page("rate-limits"),
        }
    }

    /// The guides there are: title and address.
    pub fn pages(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("Getting started", &self.getting_started),
            ("Authentication", &self.authentication),
            ("Errors", &self.errors),
            ("Changelog", &self.changelog),
            ("Rate limits", &self.rate_limits),
        ];
        all.into_iter().filter(|(_, address)| !address.is_empty()).map(|(title, address)| (title, address.as_str()))
    }
}
