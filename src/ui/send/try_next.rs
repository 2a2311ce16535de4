//! What is worth trying next: one press loads it and sends it.

use leptos::prelude::*;
use roundtrip::design::policy::ApiKeyPlace;
use roundtrip::design::{Behaviour, Client, Credential, Design};
use roundtrip::http::{Request, Target};
use roundtrip::mock::{sample_request, with_credentials};

use super::request_line::able_client;
use crate::ui::traffic::Entry;
use crate::ui::workspace::{Workspace, workspace};

/// A request worth sending, and who sends it.
#[derive(Clone, Debug, PartialEq)]
struct Next {
    label: String,
    client: Option<String>,
    request: Request,
    /// Seconds by which the clock goes on first.
    wait: u64,
}

/// Suggestions of the exchange in Watch; before the first one, requests to begin with.
#[component]
pub fn TryNext() -> impl IntoView {
    let workspace = workspace();
    let ways = Memo::new(move |_| {
        let entry = workspace.shown_entry();
        workspace.design.track();
        workspace.records.track();
        let ways = entry.map(|entry| after(workspace, &entry)).unwrap_or_default();
        if ways.is_empty() { starters(workspace) } else { ways }
    });
    view! {
        {move || ways.get().into_iter().map(|next| {
            let label = next.label.clone();
            view! { <button class="chip chip-b" type="button" on:click=move |_| { workspace.advance(next.wait * 1000); send_again(workspace, next.client.as_deref(), &next.request); }>{label}</button> }
        }).collect_view()}
    }
}

/// Loads a request, as a client if it is known, and sends it at once. Credentials that the client adds anyway do not stay as typed lines.
pub fn send_again(workspace: Workspace, client: Option<&str>, request: &Request) {
    let draft = workspace.draft;
    let design = workspace.design.get_untracked();
    let mut request = request.clone();
    if let Some(client) = client.and_then(|name| design.client(name)) {
        let before = request.clone();
        request = without_credentials(&design, client, request);
        draft.client.set(client.name.clone());
        draft.credentials.set(client.credential == Credential::None || before != request);
    }
    draft.load(&request);
    draft.point_to_meant(&design);
    workspace.send();
}

fn without_credentials(design: &Design, client: &Client, mut request: Request) -> Request {
    match &client.credential {
        Credential::Bearer(token) if request.headers.get("authorization") == Some(format!("Bearer {token}").as_str()) => {
            request.headers.remove("authorization");
        }
        Credential::ApiKey(key) => {
            if let Some(place) = &design.policies.authentication.api_key {
                match place.place {
                    ApiKeyPlace::Header if request.headers.get(&place.name) == Some(key.as_str()) => request.headers.remove(&place.name),
                    ApiKeyPlace::Query => {
                        let target = Target::parse(&request.target).ok().filter(|target| target.parameter(&place.name) == Some(key.as_str()));
                        if let Some(target) = target {
                            request.target = target.without_parameter(&place.name).to_string();
                        }
                    }
                    ApiKeyPlace::Header => {}
                }
            }
        }
        _ => {}
    }
    request
}

fn after(workspace: Workspace, entry: &Entry) -> Vec<Next> {
    let client = Some(entry.client.clone());
    let status = entry.main().map(|exchange| exchange.response.status);
    if entry.is_cancelled() {
        // Whoever stopped listening has read nothing: neither a Location nor a tag.
        let label = format!("Again: {} {}", entry.request.method, entry.request.path());
        return vec![Next { label, client, request: entry.request.clone(), wait: 0 }];
    }
    let design = workspace.design.get_untracked();
    if matches!(status, Some(401 | 403)) {
        let endpoint = entry.main().and_then(|exchange| exchange.endpoint.as_deref()).and_then(|id| design.endpoint(id));
        let able = endpoint.and_then(|endpoint| able_client(&design, endpoint));
        let bare =
            design.client(&entry.client).map_or_else(|| entry.request.clone(), |client| without_credentials(&design, client, entry.request.clone()));
        return able
            .and_then(|name| {
                let request = with_credentials(&design, design.client(&name)?, bare);
                Some(Next { label: format!("Again as {name}"), client: Some(name), request, wait: 0 })
            })
            .into_iter()
            .collect();
    }
    entry
        .suggestions
        .iter()
        .map(|known| Next { label: known.label.clone(), client: client.clone(), request: known.request.clone(), wait: known.wait })
        .collect()
}

/// A list, a record, a new record: of the first endpoints that there are.
fn starters(workspace: Workspace) -> Vec<Next> {
    let design = workspace.design.get_untracked();
    let now = workspace.now();
    let kinds = [Behaviour::List, Behaviour::Read, Behaviour::Create];
    let first = |kind: Behaviour| {
        let mut fitting = design.endpoints.iter().filter(|endpoint| endpoint.behaviour == kind);
        let open = fitting.clone().find(|endpoint| !design.needs_credentials(endpoint));
        let endpoint = open.or_else(|| fitting.next())?;
        let request = workspace.with_server(|server| sample_request(server, endpoint, now));
        let label = format!("{} {}", request.method, request.path());
        let able = if design.needs_credentials(endpoint) { able_client(&design, endpoint) } else { None };
        let known = able.as_ref().and_then(|name| design.client(name));
        let request = known.map_or_else(|| request.clone(), |client| with_credentials(&design, client, request.clone()));
        Some(Next { label, client: able, request, wait: 0 })
    };
    kinds.into_iter().filter_map(first).collect()
}
