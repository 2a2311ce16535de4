//! Named callers: where they run, who they are, what they may do.

use serde::{Deserialize, Serialize};

use super::words::letters::Letters;

/// A caller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Client {
    /// What the page calls it: `Guest app`. Unique in the design.
    pub name: String,
    /// The origin of the page it runs in; `None` for a program outside a browser, which CORS does not concern.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// What it shows to say who it is.
    pub credential: Credential,
    /// Who it is where records have owners: the value that an owner field holds. Empty: its name, as in [`Client::identity`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// Roles that endpoints may ask for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// The tier of its rate limit; `None` for the usual limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    /// How an authorization server knows it, where it is an application of OAuth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration: Option<Registration>,
    /// Whether its page sends cookies and other credentials across origins (`credentials: "include"` in Fetch).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub includes_credentials: bool,
}

/// An application as an authorization server knows it (RFC 6749 section 2).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Registration {
    /// `client_id`. Unique in the design.
    pub id: String,
    /// `client_secret` of an application that can keep one; empty for a public one, such as a page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub secret: String,
    /// Where its people may come back to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub redirects: Vec<String>,
}

/// What a client shows to say who it is. Values are examples, never real secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "kebab-case")]
pub enum Credential {
    /// Nothing.
    #[default]
    None,
    /// `Authorization: Bearer <token>` (RFC 6750).
    Bearer(String),
    /// An API key, in the place that the authentication policy names.
    ApiKey(String),
    /// A password: it signs in with it, and the cookie of its session stands for it afterwards.
    Password(String),
}

impl Client {
    /// A page at this origin.
    pub fn page(name: &str, origin: &str) -> Self {
        Self { name: name.to_owned(), origin: Some(origin.to_owned()), ..Self::default() }
    }

    /// A program outside a browser.
    pub fn program(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Who it is where records have owners: its subject, otherwise its name as in addresses.
    pub fn identity(&self) -> String {
        if self.subject.is_empty() { self.name.split_whitespace().collect::<Vec<_>>().join("-").lower() } else { self.subject.clone() }
    }

    /// The same client under an identity of its own.
    pub fn subject(self, subject: &str) -> Self {
        Self { subject: subject.to_owned(), ..self }
    }

    /// The same client with a bearer token.
    pub fn bearer(self, token: &str) -> Self {
        Self { credential: Credential::Bearer(token.to_owned()), ..self }
    }

    /// The same client with an API key.
    pub fn api_key(self, key: &str) -> Self {
        Self { credential: Credential::ApiKey(key.to_owned()), ..self }
    }

    /// The same client with a password.
    pub fn password(self, password: &str) -> Self {
        Self { credential: Credential::Password(password.to_owned()), ..self }
    }

    /// What it signs in with: its password, or the example that it shows otherwise.
    pub fn secret(&self) -> Option<&str> {
        match &self.credential {
            Credential::None => None,
            Credential::Bearer(value) | Credential::ApiKey(value) | Credential::Password(value) => Some(value),
        }
    }

    /// The same client in a tier of rate limits.
    pub fn tier(self, name: &str) -> Self {
        Self { tier: Some(name.to_owned()), ..self }
    }

    /// The same client as an application of OAuth; without a secret, a public one.
    pub fn registered(self, id: &str, secret: &str, redirects: &[&str]) -> Self {
        let redirects = redirects.iter().map(|uri| (*uri).to_owned()).collect();
        Self { registration: Some(Registration { id: id.to_owned(), secret: secret.to_owned(), redirects }), ..self }
    }

    /// The same client with these roles.
    pub fn roles(self, roles: &[&str]) -> Self {
        Self { roles: roles.iter().map(|role| (*role).to_owned()).collect(), ..self }
    }
}
