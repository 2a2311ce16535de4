//! What a page passes to `fetch()` beside the request (Fetch standard, `RequestInit`).

use roundtrip::design::{Behaviour, Client, Design, Endpoint};
use roundtrip::http::Request;
use roundtrip::user_agent::Call;
use roundtrip::user_agent::cache::Mode as CacheMode;
use roundtrip::user_agent::fetch::{Credentials, Mode, Redirect};

/// The options of a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// `mode`; `None` for what is usual: a script asks, but the authorization endpoint opens as a page.
    pub mode: Option<Mode>,
    /// `credentials`; `None` for what the client usually does.
    pub credentials: Option<Credentials>,
    /// `cache`.
    pub cache: CacheMode,
    /// `redirect`.
    pub redirect: Redirect,
}

impl Options {
    /// When cookies and the like go along.
    pub fn credentials(&self, client: &Client) -> Credentials {
        let usual = if client.includes_credentials { Credentials::Include } else { Credentials::SameOrigin };
        self.credentials.unwrap_or(usual)
    }

    /// The same with the usual mode of a request filled in.
    pub fn of(self, design: &Design, request: &Request) -> Self {
        let opens = |endpoint: &std::sync::Arc<Endpoint>| endpoint.behaviour == Behaviour::Authorize && design.full_path(endpoint) == request.path();
        let usual = || if design.endpoints.iter().any(opens) { Mode::Navigate } else { Mode::Cors };
        Self { mode: Some(self.mode.unwrap_or_else(usual)), ..self }
    }

    /// The call of a client's page.
    pub fn call<'a>(&self, client: &'a Client) -> Call<'a> {
        let origin = client.origin.as_deref().unwrap_or("null");
        Call { origin, mode: self.mode.unwrap_or_default(), credentials: self.credentials(client), cache: self.cache, redirect: self.redirect }
    }
}
