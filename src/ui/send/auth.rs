//! What the endpoint wants to know about its caller, and what the chosen client shows.

use leptos::prelude::*;
use roundtrip::design::policy::ApiKeyPlace;
use roundtrip::design::{Access, Client, Credential, Design, Endpoint};

use super::made;
use crate::ui::workspace::{Overlay, workspace};

/// What is wanted, what is there, and whether it goes along.
#[component]
pub fn AuthPart() -> impl IntoView {
    let workspace = workspace();
    let draft = workspace.draft;
    let made = made();
    let wanted = move || {
        made.endpoint.with(|endpoint| match endpoint {
            None => "No endpoint has this method and path, so none wants credentials.".to_owned(),
            Some(endpoint) => workspace.design.with(|design| wanted(design, endpoint)),
        })
    };
    let shown = move || {
        let name = draft.client.get();
        workspace.design.with(|design| design.client(&name).map_or_else(|| "No known client is chosen.".to_owned(), |client| shown(design, client)))
    };
    view! {
        <div class="fields send-auth-b">
            <p>{wanted}</p>
            <p>{shown}</p>
            <label class="check"><input type="checkbox" prop:checked=move || draft.credentials.get()
                on:change=move |event: web_sys::Event| draft.credentials.set(event_target_checked(&event))/><span>"Send credentials"</span></label>
            <div class="btns">
                <button class="btn btn-s btn-line" type="button" on:click=move |_| workspace.overlay.set(Some(Overlay::Clients(Some(draft.client.get_untracked()))))>"Edit this client"</button>
                <button class="btn btn-s btn-line" type="button"
                    on:click=move |_| workspace.overlay.set(Some(Overlay::Policies(Some(roundtrip::design::Concern::Authentication))))>"Edit the rule"</button>
            </div>
        </div>
    }
}

fn wanted(design: &Design, endpoint: &Endpoint) -> String {
    let label = endpoint.label();
    match (&endpoint.access, design.needs_credentials(endpoint)) {
        (Access::Roles(roles), _) => format!("{label} wants credentials of a client with the role {}.", roles.join(" or ")),
        _ if endpoint.behaviour.reads_form() => format!("{label} knows the application by its client_id and secret in the form, or in Basic."),
        (_, true) => format!("{label} wants credentials, of any client."),
        (_, false) => format!("{label} answers anybody, without credentials."),
    }
}

fn shown(design: &Design, client: &Client) -> String {
    let roles = match client.roles.as_slice() {
        [] => "no role".to_owned(),
        roles => format!("the role {}", roles.join(", ")),
    };
    match &client.credential {
        Credential::None => format!("{} shows nothing, and has {roles}.", client.name),
        Credential::Password(_) if design.policies.authentication.sessions.is_none() => {
            format!("{} has a password, but this API has no sessions.", client.name)
        }
        Credential::Password(_) => {
            format!("{} signs in with its password, and has {roles}. Then the cookie of its browser says who it is.", client.name)
        }
        Credential::Bearer(token) => format!("{} shows authorization: Bearer {token}, and has {roles}.", client.name),
        Credential::ApiKey(key) => match &design.policies.authentication.api_key {
            Some(place) if place.place == ApiKeyPlace::Header => {
                format!("{} shows {}: {key}, and has {roles}.", client.name, place.name.to_ascii_lowercase())
            }
            Some(place) => format!("{} shows ?{}={key}, and has {roles}.", client.name, place.name),
            None => format!("{} has a key, but this API reads no keys.", client.name),
        },
    }
}
