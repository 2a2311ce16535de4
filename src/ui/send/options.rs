//! What a page passes to `fetch()` beside the request (Fetch standard, `RequestInit`).

use roundtrip::design::Client;
use roundtrip::user_agent::Call;
use roundtrip::user_agent::cache::Mode as CacheMode;
use roundtrip::user_agent::fetch::{Credentials, Mode, Redirect};

/// The options of a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// `mode`.
    pub mode: Mode,
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

    /// The call of a client's page.
    pub fn call<'a>(&self, client: &'a Client) -> Call<'a> {
        let origin = client.origin.as_deref().unwrap_or("null");
        Call { origin, mode: self.mode, credentials: self.credentials(client), cache: self.cache, redirect: self.redirect }
    }
}
