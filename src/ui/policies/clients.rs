//! The clients: named callers, each with where it runs, what it shows, and what it may do.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::edit::authorization_server;
use roundtrip::design::{Client, Credential, Edit, EditError, Registration};

use super::controls::{Choice, ChoiceField, PickField, TextField, ToggleField};
use super::drawer::Fold;
use super::list_field::{ListField, origin, token, word};
use crate::browser::window;
use crate::ui::kit::Icon;
use crate::ui::kit::rows::places;
use crate::ui::workspace::{Overlay, Workspace, workspace};

/// The list, with one client open.
#[component]
pub fn ClientList(
    /// The client it opens at.
    at: Option<String>,
) -> impl IntoView {
    let workspace = workspace();
    let count = Memo::new(move |_| workspace.design.with(|design| design.clients.len()));
    let open = RwSignal::new(workspace.design.with_untracked(|design| design.clients.iter().position(|client| Some(&client.name) == at.as_ref())));
    let first = open.get_untracked().unwrap_or_default();
    window::after(0, move || window::focus(&format!("fold-client-{first}")));
    let add = move |_| {
        let name = free_name(workspace);
        if workspace.edit(vec![Edit::AddClient { client: Client::page(&name, "https://app.example") }]).is_ok() {
            let index = count.get_untracked().saturating_sub(1);
            open.set(Some(index));
            window::after(0, move || window::focus(&format!("client-{index}-name")));
        }
    };
    view! {
        <div class="dialog-b drawer-list">
            {places(move || count.get(), move |index| view! { <ClientFold index open=open.get_untracked() == Some(index)/> })}
            {move || (count.get() == 0).then(|| view! { <div class="empty"><p>"No client yet. Requests then come from nobody, without credentials."</p></div> })}
        </div>
        <footer class="dialog-f">
            <p class="hint">"Credentials are examples. They stay in the design, and in its links."</p>
            <button class="btn btn-line" type="button" on:click=move |_| workspace.overlay.set(Some(Overlay::WhoMay))>"Who may do what"</button>
            <button class="btn btn-line" type="button" on:click=add><Icon name="plus" class="i-s"/>"Add client"</button>
        </footer>
    }
}

fn free_name(workspace: Workspace) -> String {
    let taken = |name: &str| workspace.design.with_untracked(|design| design.client(name).is_some());
    (1..)
        .map(|number| if number == 1 { "New client".to_owned() } else { format!("New client {number}") })
        .find(|name| !taken(name))
        .unwrap_or_default()
}

#[component]
fn ClientFold(index: usize, open: bool) -> impl IntoView {
    let workspace = workspace();
    let client = Memo::new(move |_| workspace.design.with(|design| design.clients.get(index).cloned()));
    let title = Signal::derive(move || client.with(|client| client.as_ref().map(|client| client.name.clone()).unwrap_or_default()));
    let fact = Signal::derive(move || {
        client.with(|client| match client.as_ref().map(|client| client.origin.clone()) {
            Some(Some(origin)) => origin,
            Some(None) => "program, no browser".to_owned(),
            None => String::new(),
        })
    });
    let none = Memo::new(|_| 0);
    view! { <Fold id=format!("client-{index}") title fact faults=none open body=move || view! { <ClientForm index client/> }.into_any()/> }
}

/// Changes a client, and the request in the making with it where the name changes.
fn change(workspace: Workspace, index: usize, burst: Option<&str>, change: impl FnOnce(&mut Client)) -> Result<(), EditError> {
    let Some(client) = workspace.design.with_untracked(|design| design.clients.get(index).cloned()) else { return Ok(()) };
    let mut to = (*client).clone();
    change(&mut to);
    let renamed = to.name.clone();
    let edit = vec![Edit::SetClient { name: client.name.clone(), to }];
    match burst {
        Some(burst) => workspace.edit_burst(burst, edit)?,
        None => workspace.edit(edit)?,
    }
    if workspace.draft.client.with_untracked(|name| *name == client.name) && renamed != client.name {
        workspace.draft.client.set(renamed);
    }
    Ok(())
}

const RUNS: &[Choice] = &[
    Choice { label: "A page in a browser", means: "The browser stands between: it asks for permission and hides answers." },
    Choice { label: "A program, no browser", means: "CORS does not concern it." },
];

const CREDENTIALS: &[Choice] = &[
    Choice { label: "Nothing", means: "The server does not know who calls." },
    Choice { label: "A bearer token", means: "Sent as Authorization: Bearer and the token." },
    Choice { label: "An API key", means: "Sent where the authentication policy wants it." },
    Choice { label: "A password", means: "Sent once, to sign in; then its browser sends the cookie." },
];

#[component]
fn ClientForm(index: usize, client: Memo<Option<Arc<Client>>>) -> impl IntoView {
    let workspace = workspace();
    let id = |part: &str| format!("client-{index}-{part}");
    let text = move |get: fn(&Client) -> String| Signal::derive(move || client.with(|client| client.as_deref().map(get).unwrap_or_default()));
    let is_page = Memo::new(move |_| client.with(|client| client.as_ref().is_some_and(|client| client.origin.is_some())));
    let kind = Memo::new(move |_| {
        client.with(|client| match client.as_ref().map(|client| &client.credential) {
            Some(Credential::Bearer(_)) => 1,
            Some(Credential::ApiKey(_)) => 2,
            Some(Credential::Password(_)) => 3,
            _ => 0,
        })
    });
    let rename = Callback::new(move |name: String| {
        let name = name.trim().to_owned();
        word(&name)?;
        let taken =
            workspace.design.with_untracked(|design| design.clients.iter().enumerate().any(|(other, client)| other != index && client.name == name));
        if taken {
            return Err(format!("{name} exists already. Choose another name."));
        }
        change(workspace, index, Some(&format!("client-{index}-name")), |client| client.name = name).map_err(|error| error.to_string())
    });
    let set_origin = Callback::new(move |text: String| {
        let text = text.trim().to_owned();
        origin(&text)?;
        change(workspace, index, Some(&format!("client-{index}-origin")), |client| client.origin = Some(text)).map_err(|error| error.to_string())
    });
    // Refusals of these are told in a toast.
    let set_runs = Callback::new(move |in_page: bool| {
        let _ = change(workspace, index, None, |client| client.origin = in_page.then(|| "https://app.example".to_owned()));
    });
    let set_kind = Callback::new(move |chosen: usize| {
        let _ = change(workspace, index, None, |client| {
            let value = client.secret().unwrap_or_default().to_owned();
            let value = if value.is_empty() { format!("example-{}", index + 1) } else { value };
            client.credential = match chosen {
                1 => Credential::Bearer(value),
                2 => Credential::ApiKey(value),
                3 => Credential::Password(value),
                _ => Credential::None,
            };
        });
    });
    let set_secret = Callback::new(move |text: String| {
        let text = text.trim().to_owned();
        if text.is_empty() || !text.chars().all(|letter| letter.is_ascii_graphic()) {
            return Err("Write letters, digits and signs without spaces, such as guest-1.".to_owned());
        }
        let value = |client: &mut Client| match &mut client.credential {
            Credential::Bearer(value) | Credential::ApiKey(value) | Credential::Password(value) => *value = text,
            Credential::None => {}
        };
        change(workspace, index, Some(&format!("client-{index}-secret")), value).map_err(|error| error.to_string())
    });
    let set_roles = Callback::new(move |roles: Vec<String>| {
        let _ = change(workspace, index, None, |client| client.roles = roles);
    });
    let set_tier = Callback::new(move |text: String| {
        let text = text.trim().to_owned();
        if !text.is_empty() {
            token(&text)?;
        }
        let tier = Some(text).filter(|text| !text.is_empty());
        change(workspace, index, Some(&format!("client-{index}-tier")), |client| client.tier = tier).map_err(|error| error.to_string())
    });
    let set_subject = Callback::new(move |text: String| {
        let text = text.trim().to_owned();
        change(workspace, index, Some(&format!("client-{index}-subject")), |client| client.subject = text).map_err(|error| error.to_string())
    });
    let set_cookies = Callback::new(move |on: bool| {
        let _ = change(workspace, index, None, |client| client.includes_credentials = on);
    });
    let application = Memo::new(move |_| client.with(|client| client.as_ref().is_some_and(|client| client.registration.is_some())));
    let set_application = Callback::new(move |on: bool| {
        let _ = change(workspace, index, None, |client| client.registration = on.then(|| authorization_server::registration(client)));
    });
    let register = move |part: &'static str, text: String, set: fn(&mut Registration, String)| {
        let text = text.trim().to_owned();
        if text.chars().any(|letter| !letter.is_ascii_graphic()) {
            return Err("Write letters, digits and signs without spaces, such as guest-app.".to_owned());
        }
        let value = |client: &mut Client| {
            if let Some(known) = &mut client.registration {
                set(known, text);
            }
        };
        change(workspace, index, Some(&format!("client-{index}-{part}")), value).map_err(|error| error.to_string())
    };
    let set_id = Callback::new(move |text: String| match text.trim().is_empty() {
        true => Err("An application needs an id, such as guest-app.".to_owned()),
        false => register("app", text, |known, text| known.id = text),
    });
    let set_app_secret = Callback::new(move |text: String| register("app-secret", text, |known, text| known.secret = text));
    let set_redirects = Callback::new(move |list: Vec<String>| {
        let _ = change(workspace, index, None, |client| {
            if let Some(known) = &mut client.registration {
                known.redirects = list;
            }
        });
    });
    let registered = move |get: fn(&Registration) -> String| {
        Signal::derive(move || client.with(|client| client.as_ref().and_then(|client| client.registration.as_ref()).map(get).unwrap_or_default()))
    };
    let redirects = Signal::derive(move || {
        client.with(|client| client.as_ref().and_then(|client| client.registration.as_ref()).map(|known| known.redirects.clone()).unwrap_or_default())
    });
    let (app_id, app_secret_id, redirects_id) = (id("app"), id("app-secret"), id("redirects"));
    let remove = move |_| {
        let Some(name) = client.with_untracked(|client| client.as_ref().map(|client| client.name.clone())) else { return };
        if workspace.edit(vec![Edit::RemoveClient { name: name.clone() }]).is_ok() {
            if workspace.draft.client.with_untracked(|known| *known == name) {
                workspace
                    .draft
                    .client
                    .set(workspace.design.with_untracked(|design| design.clients.first().map(|client| client.name.clone()).unwrap_or_default()));
            }
            workspace.toast(crate::ui::toasts::Toast::undoable(format!("Deleted client {name}.")));
            window::after(0, move || window::focus(&format!("fold-client-{}", index.saturating_sub(1))));
        }
    };
    let roles = Signal::derive(move || client.with(|client| client.as_ref().map(|client| client.roles.clone()).unwrap_or_default()));
    let cookies = Signal::derive(move || client.with(|client| client.as_ref().is_some_and(|client| client.includes_credentials)));
    let (origin_id, secret_id) = (id("origin"), id("secret"));
    view! {
        <TextField id=id("name") label="Name" value=text(|client| client.name.clone()) on_text=rename/>
        <PickField id=id("runs") label="Runs as" values=&[true, false] choices=RUNS value=is_page on_pick=set_runs/>
        {move || is_page.get().then(|| view! {
            <TextField id=origin_id.clone() label="Origin of the page" hint="Scheme and host, such as https://app.example."
                value=text(|client| client.origin.clone().unwrap_or_default()) on_text=set_origin/>
            <ToggleField label="Sends cookies and other credentials across origins"
                means=("fetch() with credentials: \"include\"; the API has to allow it.", "fetch() as it is by default.") on=cookies on_toggle=set_cookies/>
        })}
        <ChoiceField id=id("credential") label="Shows" choices=CREDENTIALS chosen=Signal::derive(move || Some(kind.get())) on_choose=set_kind/>
        {move || (kind.get() > 0).then(|| view! {
            <TextField id=secret_id.clone() label=match kind.get() { 1 => "Token", 2 => "Key", _ => "Password" } hint="An example, never a real secret: it travels in links."
                value=text(|client| client.secret().unwrap_or_default().to_owned()) on_text=set_secret/>
        })}
        <ListField id=id("roles") label="Roles" item="role" placeholder="staff" empty="No role: it may call what any known caller may." value=roles check=word on_list=set_roles/>
        <TextField id=id("subject") label="Identity" hint="The value that owner fields hold, such as gs_81; empty for its name in small letters." value=text(|client| client.subject.clone()) on_text=set_subject/>
        <TextField id=id("tier") label="Tier" hint="Which of the rate limits' tiers it has; empty for the usual limit."
            value=text(|client| client.tier.clone().unwrap_or_default()) on_text=set_tier/>
        <ToggleField label="An application of OAuth"
            means=("The authorization server knows it and gives it tokens to act for people.", "It gets no tokens from the authorization server.") on=application on_toggle=set_application/>
        {move || application.get().then(|| view! {
            <TextField id=app_id.clone() label="client_id" hint="The name under which the authorization server knows it." value=registered(|known| known.id.clone()) on_text=set_id/>
            <TextField id=app_secret_id.clone() label="client_secret" hint="For a program that can keep it; empty for a page, whose code everybody can read."
                value=registered(|known| known.secret.clone()) on_text=set_app_secret/>
            <ListField id=redirects_id.clone() label="Addresses to come back to" item="address" placeholder="https://app.example/callback"
                empty="None: nobody can be sent back to it." value=redirects check=redirect on_list=set_redirects/>
        })}
        <div class="btns"><button class="btn btn-s btn-line btn-danger" type="button" on:click=remove>"Delete client"</button></div>
    }
}

/// An absolute URI without a fragment (RFC 6749 section 3.1.2).
fn redirect(text: &str) -> Result<(), &'static str> {
    let absolute =
        text.split_once(':').is_some_and(|(scheme, rest)| scheme.starts_with(|letter: char| letter.is_ascii_alphabetic()) && !rest.is_empty());
    match absolute && !text.contains('#') && text.chars().all(|letter| letter.is_ascii_graphic()) {
        true => Ok(()),
        false => Err("Write a whole address without #, such as https://app.example/callback."),
    }
}
