//! Callers who are not who they should be.

use std::sync::Arc;

use serde_json::{Value, json};

use super::stand::{ANYBODY, Stand};
use super::{Claim, Proof};
use crate::design::policy::{ApiKeyPlace, SigningAlgorithm, Tokens};
use crate::design::{Behaviour, Client, Credential, Design, Endpoint};
use crate::http::Request;
use crate::mock::jose::jws::{Signer, sign};
use crate::mock::tokens::{issue, keys};
use crate::rules::Finding;

pub const PROOFS: &[Proof] = &[
    Proof {
        rule: "write-without-authentication",
        run: |stand, finding| {
            let endpoint = stand.endpoint(finding, |endpoint| endpoint.behaviour.changes_state() && endpoint.resource.is_some())?;
            let mut request = stand.plain(&endpoint)?;
            if request.headers.has("if-match") {
                // The tag may depend on who reads; whoever has never read says that any version will do.
                request.headers.set("if-match", "*");
            }
            let at = stand.send_as(None, request);
            let text = format!("Somebody without credentials sent {}, and it was done.", stand.line(at));
            if stand.worked(at) && stand.changes(at) > 0 { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "personal-data-public",
        run: |stand, finding| {
            let endpoint = stand.own_endpoint(finding)?;
            let request = stand.plain(&endpoint)?;
            let at = stand.send_as(None, request);
            let text = "Somebody without credentials read it.";
            if stand.worked(at) { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "no-way-to-authenticate",
        run: |stand, finding| {
            let endpoint = protected(stand, finding)?;
            let at = stand.call(&endpoint)?;
            let text = "A client that shows its credentials is told to show credentials.";
            if stand.status(at) == 401 { stand.by_status(at, text) } else { None }
        },
    },
    Proof {
        rule: "cookie-without-flags",
        run: |stand, _| {
            let sessions = stand.design.policies.authentication.sessions.clone()?;
            // A design that is still without a sign-in gets one on the scratch copy.
            let enter = match stand.design.endpoints.iter().find(|endpoint| endpoint.behaviour == Behaviour::SignIn) {
                Some(enter) => Arc::clone(enter),
                None => {
                    let [enter, _] = Endpoint::sessions();
                    let enter = Arc::new(enter);
                    Arc::make_mut(&mut stand.design).endpoints.push(Arc::clone(&enter));
                    stand.server.redesign(Arc::clone(&stand.design));
                    enter
                }
            };
            let client = first(&stand.design)?;
            let (Credential::Bearer(password) | Credential::ApiKey(password) | Credential::Password(password)) = client.credential.clone() else {
                return None;
            };
            let mut request = Request::new(crate::http::Method::POST, stand.design.full_path(&enter));
            request.headers.set("content-type", "application/json");
            request.body = (&json!({ "username": client.name, "password": password })).into();
            let at = stand.send(&client.name, request);
            let cookie = stand.header(at, "set-cookie")?.to_owned();
            let guards = ["Secure", "HttpOnly", "SameSite"];
            let missing: Vec<&str> = guards.into_iter().filter(|guard| !cookie.contains(guard)).collect();
            let crosses = cookie.contains("SameSite=None") && !sessions.checks_origin;
            let text = match missing.is_empty() {
                true => "The cookie of the session crosses sites, and no origin is compared.".to_owned(),
                false => format!("The cookie of the session comes without {}.", missing.join(" and ")),
            };
            if missing.is_empty() && !crosses { None } else { stand.by_header(at, "Set-Cookie", text) }
        },
    },
    Proof {
        rule: "key-in-query",
        run: |stand, finding| {
            let place = stand.design.policies.authentication.api_key.clone().filter(|key| key.place == ApiKeyPlace::Query)?;
            let endpoint = protected(stand, finding)?;
            let holder = |client: &&Arc<Client>| matches!(client.credential, Credential::ApiKey(_));
            let client = stand.design.clients.iter().find(holder).cloned();
            let client = client.unwrap_or_else(|| Arc::new(Client::program("Partner").api_key("partner-key-1")));
            let request = stand.plain(&endpoint)?;
            let at = stand.send_as(Some(&client), request);
            let line = stand.line(at);
            let text = "The key stands in the request line, which every log on the way keeps.";
            if line.contains(&format!("{}=", place.name)) { stand.by_line(at, line, text) } else { None }
        },
    },
    Proof {
        rule: "unsigned-token-accepted",
        run: |stand, finding| {
            let token = forged(stand, unsigned)?;
            show(stand, finding, token, "A token that says it has no signature was believed, whoever wrote it.")
        },
    },
    Proof {
        rule: "algorithm-not-pinned",
        run: |stand, finding| {
            let token =
                forged(stand, |_, claims| sign(&json!({ "alg": "HS256", "typ": "JWT" }), claims, &Signer::Secret(keys::PUBLIC_PEM.as_bytes())))?;
            show(stand, finding, token, "A token signed with the public key, which everybody has, was believed.")
        },
    },
    Proof {
        rule: "shared-secret-tokens",
        run: |stand, finding| {
            if !stand.design.policies.tokens.algorithms.contains(&SigningAlgorithm::Hs256) {
                return None;
            }
            let kid = format!("{}-hs256", stand.design.policies.tokens.key_id);
            let token = forged(stand, |_, claims| sign(&json!({ "alg": "HS256", "typ": "JWT", "kid": kid }), claims, &Signer::Secret(keys::SECRET)))?;
            show(stand, finding, token, "A service that only checks tokens made one, and it was believed.")
        },
    },
    Proof {
        rule: "audience-unchecked",
        run: |stand, finding| {
            let client = first(&stand.design)?;
            let mut other = (*stand.design).clone();
            Arc::make_mut(&mut other.policies).tokens.audience = "https://other.example".to_owned();
            let token = issue(&other, &client, stand.now)?;
            show(stand, finding, token, "A token that was made for another API opened this one.")
        },
    },
    Proof { rule: "token-without-expiry", run: |stand, finding| later(stand, finding, 365 * 24 * 60) },
    Proof { rule: "token-lives-long", run: |stand, finding| later(stand, finding, 25 * 60) },
    Proof {
        rule: "others-listed",
        run: |stand, finding| {
            let design = Arc::clone(&stand.design);
            let policy = &design.policies.authorization;
            let list = stand.endpoint(finding, |endpoint| {
                endpoint.behaviour.is_list() && endpoint.resource.as_deref().is_some_and(|name| policy.owner_of(name).is_some())
            })?;
            let field = policy.owner_of(list.resource.as_deref()?)?;
            let client = stand.client(&list)?;
            let at = stand.call(&list)?;
            let other = stand
                .items(at)
                .iter()
                .find_map(|item| item.get(field).and_then(Value::as_str).filter(|owner| *owner != client.identity()).map(str::to_owned))?;
            stand.by_line(at, format!("{field}: {other}"), format!("{} asked for its list and got records of others.", client.name))
        },
    },
    Proof { rule: "object-level-authorization", run: stranger },
    Proof {
        rule: "owner-from-content",
        run: |stand, finding| {
            let design = Arc::clone(&stand.design);
            let policy = &design.policies.authorization;
            let create = stand.endpoint(finding, |endpoint| {
                endpoint.behaviour == Behaviour::Create
                    && design
                        .resource_of(endpoint)
                        .is_some_and(|resource| policy.owner_of(&resource.name).is_some_and(|field| resource.field(field).is_some()))
            })?;
            let field = policy.owner_of(create.resource.as_deref()?)?.to_owned();
            let client = stand.client(&create)?;
            let target = match design.resource_of(&create)?.field(&field)?.kind {
                crate::design::FieldKind::Reference { ref to, .. } => to.clone(),
                _ => return None,
            };
            let other = stand.server.store().list(&target).map(|record| record.id.clone()).find(|id| *id != client.identity())?;
            let at = stand.call_with(&create, |request| {
                let mut content = request.body.json().unwrap_or_default();
                if let Some(members) = content.as_object_mut() {
                    members.insert(field.clone(), other.clone().into());
                }
                request.body = content.to_string().into();
            })?;
            let given = super::methods::after(stand, at)?.get(&field).and_then(Value::as_str).map(str::to_owned);
            let text = format!("{} made a record in the name of somebody else.", client.name);
            if stand.worked(at) && given.as_deref() == Some(other.as_str()) { stand.by_line(at, format!("{field}: {other}"), text) } else { None }
        },
    },
];

/// An endpoint that wants credentials and answers a known caller, the reading ones first.
fn protected(stand: &Stand, finding: &Finding) -> Option<Arc<Endpoint>> {
    let design = Arc::clone(&stand.design);
    let wants = |endpoint: &Endpoint| design.needs_credentials(endpoint) && endpoint.resource.is_some() && stand.plain(endpoint).is_some();
    let reads = design.endpoints.iter().find(|endpoint| endpoint.behaviour.is_read() && wants(endpoint)).cloned();
    reads.or_else(|| stand.endpoint(finding, wants))
}

/// The client whose tokens are copied.
fn first(design: &Design) -> Option<Arc<Client>> {
    design.clients.iter().find(|client| matches!(client.credential, Credential::Bearer(_))).cloned()
}

/// A token for the first client that somebody else has made.
fn forged(stand: &Stand, make: impl FnOnce(&Value, &Value) -> Option<String>) -> Option<String> {
    if !stand.design.policies.tokens.are_signed() {
        return None;
    }
    let client = first(&stand.design)?;
    let claims = json!({
        "iss": Tokens::issuer_of(&stand.design),
        "sub": client.name,
        "aud": Tokens::audience_of(&stand.design),
        "iat": stand.now.seconds(),
        "exp": stand.now.seconds() + 600,
        "roles": client.roles,
    });
    make(&json!({ "alg": "none", "typ": "JWT" }), &claims)
}

fn unsigned(header: &Value, claims: &Value) -> Option<String> {
    let part = |value: &Value| crate::mock::jose::base64url::encode(value.to_string().as_bytes());
    Some(format!("{}.{}.", part(header), part(claims)))
}

/// Sends a request with this token to an endpoint that wants one.
fn show(stand: &mut Stand, finding: &Finding, token: String, text: &str) -> Option<Claim> {
    let endpoint = protected(stand, finding)?;
    let request: Request = stand.plain(&endpoint)?.header("authorization", format!("Bearer {token}"));
    let at = stand.send(ANYBODY, request);
    if stand.worked(at) { stand.by_status(at, text) } else { None }
}

/// A token of today, shown after so many minutes.
fn later(stand: &mut Stand, finding: &Finding, minutes: u64) -> Option<Claim> {
    let (client, endpoint) = (first(&stand.design)?, protected(stand, finding)?);
    if !stand.design.policies.tokens.are_signed() {
        return None;
    }
    let token = issue(&stand.design, &client, stand.now)?;
    let request = stand.plain(&endpoint)?.header("authorization", format!("Bearer {token}"));
    stand.send(&client.name, request.clone());
    stand.wait_minutes(minutes);
    let at = stand.send(ANYBODY, request);
    let days = minutes / (24 * 60);
    let text = format!("The same token was accepted {days} {} later.", if days == 1 { "day" } else { "days" });
    if stand.worked(at) { stand.by_status(at, text) } else { None }
}

/// One caller reads two records that are two people's.
fn stranger(stand: &mut Stand, finding: &Finding) -> Option<Claim> {
    let design = Arc::clone(&stand.design);
    let read = stand
        .endpoint(finding, |endpoint| endpoint.behaviour == Behaviour::Read && design.needs_credentials(endpoint) && endpoint.path.ends_with('}'))?;
    let read = if read.behaviour == Behaviour::Read { read } else { stand.beside(&read, &Behaviour::Read)? };
    let client = stand.client(&read)?;
    let name = read.resource.clone()?;
    let ids: Vec<String> = stand.server.store().list(&name).map(|record| record.id.clone()).take(4).collect();
    let mut last = None;
    for id in ids {
        let at = stand.call_with(&read, |request| {
            let parent = request.target.rsplit_once('/').map_or("", |(parent, _)| parent);
            request.target = format!("{parent}/{}", crate::http::target::encode_segment(&id));
        })?;
        if !stand.worked(at) {
            return None;
        }
        last = Some(at);
    }
    stand.by_status(
        last.filter(|at| *at > 0)?,
        format!("{} read every {} that it tried, whoever they belong to.", client.name, crate::design::words::spaced(&name)),
    )
}
