//! Pages of other origins, in their browsers.

use std::sync::Arc;

use super::stand::Stand;
use super::{Claim, Proof};
use crate::design::policy::Origins;
use crate::design::{Behaviour, Client, Credential, Endpoint};
use crate::http::{Method, Request};
use crate::mock::with_credentials;
use crate::rules::Finding;
use crate::user_agent::fetch::Credentials;

/// A page that nobody has allowed.
const STRANGER: &str = "https://evil.example";

pub const PROOFS: &[Proof] = &[
    Proof {
        rule: "cors-method-not-allowed",
        run: |stand, finding| {
            let page = page(stand)?;
            let methods = stand.design.policies.cors.methods.clone();
            let allowed = |method: &Method| methods.iter().any(|known| known == method.as_str());
            let endpoint = stand.endpoint(finding, |endpoint| !allowed(&endpoint.method) && !SIMPLE.contains(&endpoint.method.as_str()))?;
            refused(stand, &page, &endpoint)
        },
    },
    Proof {
        rule: "cors-header-not-allowed",
        run: |stand, _| {
            let page = page(stand)?;
            let headers = stand.design.policies.cors.headers.clone();
            let hidden = |name: &str| !headers.iter().any(|known| known.eq_ignore_ascii_case(name));
            for endpoint in stand.design.endpoints.clone() {
                let Some(mut request) = stand.plain(&endpoint) else { continue };
                if stand.design.policies.idempotency.protects(&endpoint) {
                    request.headers.set("idempotency-key", "\"k-1\"");
                }
                let request = with_credentials(&stand.design, &page, request);
                let needs = request
                    .headers
                    .iter()
                    .any(|(name, value)| hidden(name) && !matches!(name, "accept") && !(name == "content-type" && value == "text/plain"));
                if !needs {
                    continue;
                }
                if let Some(claim) = blocked(stand, &page, request) {
                    return Some(claim);
                }
            }
            None
        },
    },
    Proof {
        rule: "cors-headers-not-exposed",
        run: |stand, finding| {
            let page = page(stand)?;
            let endpoint = stand
                .endpoint(finding, |endpoint| matches!(endpoint.behaviour, Behaviour::Create | Behaviour::Read) && endpoint.resource.is_some())?;
            let request = stand.signed(&page, &endpoint)?;
            let origin = page.origin.clone()?;
            let answer = stand.fetch(&page.name, &origin, Credentials::SameOrigin, request, None).ok()?;
            let at = stand.seen.len().checked_sub(1)?;
            let hidden = ["location", "etag", "link"].into_iter().find(|name| stand.header(at, name).is_some() && !answer.headers.has(name))?;
            stand.by_header(at, hidden, format!("The server sent {hidden}, and the script of the page cannot read it."))
        },
    },
    Proof {
        rule: "cors-null-origin",
        run: |stand, finding| readable(stand, finding, "null", "A page in a sandboxed frame, whose origin is null, read the answer."),
    },
    Proof {
        rule: "cors-reflected-origin",
        run: |stand, finding| readable(stand, finding, STRANGER, "A page that nobody knows read the answer, with its visitor's credentials."),
    },
    Proof {
        rule: "cors-insecure-origin",
        run: |stand, finding| {
            let Origins::List(list) = stand.design.policies.cors.origins.clone() else { return None };
            let origin = list.iter().find(|origin| origin.starts_with("http://") && !origin.contains("localhost"))?.clone();
            readable(stand, finding, &origin, "A page that came unencrypted, and that anybody on the way may have changed, read the answer.")
        },
    },
    Proof {
        rule: "cors-wildcard-with-credentials",
        run: |stand, finding| {
            let endpoint = read(stand, finding)?;
            let request = stand.plain(&endpoint)?;
            let reason = stand.fetch(STRANGER, STRANGER, Credentials::Include, request, None).err()?;
            let at = stand.seen.len().checked_sub(1)?;
            let star = stand.header(at, "access-control-allow-origin") == Some("*") && stand.design.policies.cors.credentials;
            if star {
                stand.by_header(at, "Access-Control-Allow-Origin", format!("With credentials the star counts for nothing: {reason}."))
            } else {
                None
            }
        },
    },
    Proof {
        rule: "session-page-shut-out",
        run: |stand, _| {
            let signs_in = |client: &&Arc<Client>| matches!(client.credential, Credential::Password(_)) && client.origin.is_some();
            let page = stand.design.clients.iter().find(signs_in).cloned()?;
            let (Credential::Password(password), Some(origin)) = (&page.credential, page.origin.clone()) else { return None };
            let enter = stand.design.endpoints.iter().find(|endpoint| endpoint.behaviour == Behaviour::SignIn)?.clone();
            let mut request = Request::new(Method::POST, stand.design.full_path(&enter));
            request.headers.set("content-type", "application/json");
            request.body = (&serde_json::json!({ "username": page.name, "password": password })).into();
            let sends = if page.includes_credentials { Credentials::Include } else { Credentials::SameOrigin };
            let answer = stand.fetch(&page.name, &origin, sends, request, None);
            let at = (0..stand.seen.len()).rev().find(|at| stand.header(*at, "set-cookie").is_some())?;
            let kept = answer.is_ok() && sends == Credentials::Include;
            let text = format!("{} signed in from its page, and its browser did not keep the cookie for it.", page.name);
            if kept { None } else { stand.by_header(at, "Set-Cookie", text) }
        },
    },
    Proof {
        rule: "known-page-refused",
        run: |stand, _| {
            let pages: Vec<Arc<Client>> =
                stand.design.clients.iter().filter(|client| client.origin.is_some() && client.credential != Credential::None).cloned().collect();
            let endpoint = stand.design.endpoints.iter().find(|endpoint| endpoint.behaviour.is_read())?.clone();
            for page in pages {
                if let Some(claim) = refused(stand, &page, &endpoint) {
                    return Some(claim);
                }
            }
            None
        },
    },
    Proof {
        rule: "cors-no-max-age",
        run: |stand, finding| {
            let page = page(stand)?;
            let endpoint = read(stand, finding)?;
            let origin = page.origin.clone()?;
            for _ in 0..2 {
                let request = stand.signed(&page, &endpoint)?;
                stand.fetch(&page.name, &origin, Credentials::SameOrigin, request, None).ok()?;
                stand.now = stand.now.plus_millis(60_000);
            }
            let asked: Vec<usize> = (0..stand.seen.len()).filter(|at| stand.line(*at).starts_with("OPTIONS")).collect();
            let text = "The browser asked for permission twice within a minute, for the same request.";
            if asked.len() == 2 { stand.by_header(*asked.last()?, "Access-Control-Max-Age", text) } else { None }
        },
    },
];

/// Methods that need no permission (Fetch standard, CORS-safelisted method).
const SIMPLE: [&str; 3] = ["GET", "HEAD", "POST"];

/// A page that calls with credentials.
fn page(stand: &Stand) -> Option<Arc<Client>> {
    let mut pages = stand.design.clients.iter().filter(|client| client.origin.is_some());
    pages.clone().find(|client| client.credential != Credential::None).or_else(|| pages.next()).cloned()
}

fn read(stand: &Stand, finding: &Finding) -> Option<Arc<Endpoint>> {
    stand.endpoint(finding, |endpoint| endpoint.behaviour.is_read() && endpoint.resource.is_some() && stand.plain(endpoint).is_some())
}

/// The page calls an endpoint, and its browser stops it.
fn refused(stand: &mut Stand, page: &Client, endpoint: &Endpoint) -> Option<Claim> {
    let request = stand.signed(page, endpoint)?;
    blocked(stand, page, request)
}

fn blocked(stand: &mut Stand, page: &Client, request: Request) -> Option<Claim> {
    let origin = page.origin.clone()?;
    let reason = stand.fetch(&page.name, &origin, Credentials::SameOrigin, request, None).err()?;
    let at = stand.seen.len().checked_sub(1)?;
    stand.by_line(at, "TypeError: Failed to fetch", format!("{} called from its page, and its browser stopped it: {reason}.", page.name))
}

/// A page at this origin reads what it should not.
fn readable(stand: &mut Stand, finding: &Finding, origin: &str, text: &str) -> Option<Claim> {
    let endpoint = read(stand, finding)?;
    let client = stand.client(&endpoint);
    let plain = stand.plain(&endpoint)?;
    let request =
        client.as_ref().map_or_else(|| plain.clone(), |client| stand.server.sign(with_credentials(&stand.design, client, plain.clone()), stand.now));
    let credentials = if stand.design.policies.cors.credentials { Credentials::Include } else { Credentials::SameOrigin };
    stand.fetch(origin, origin, credentials, request, None).ok()?;
    let at = stand.seen.len().checked_sub(1)?;
    stand.by_header(at, "Access-Control-Allow-Origin", text)
}

impl Stand {
    /// What a page sends to an endpoint, with its credentials.
    fn signed(&self, page: &Client, endpoint: &Endpoint) -> Option<Request> {
        let request = self.plain(endpoint)?;
        Some(self.server.sign(with_credentials(&self.design, page, request), self.now))
    }
}
