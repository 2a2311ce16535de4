//! Share: the whole design in a link that no server sees, with as much of the data and the traffic as is wanted.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::{Credential, Design, Document, samples};
use roundtrip::formats::link;
use roundtrip::mock::Server;

use super::qr;
use super::take_away::{copy, download, file_stem, thousands};
use crate::browser::location;
use crate::ui::frame::replay;
use crate::ui::kit::{Icon, Modal};
use crate::ui::workspace::{Overlay, Workspace, workspace};

/// The part of a link that holds a design: the name of a sample where it is one as it came, otherwise all of it.
pub fn design_part(design: &Design) -> String {
    match samples::ALL.iter().find(|sample| sample.design() == *design) {
        Some(sample) => format!("sample={}", sample.id),
        None => link::encode(design),
    }
}

/// What a link takes along beside the design.
#[derive(Clone, Copy, PartialEq)]
struct Along {
    data: bool,
    traffic: bool,
    presents: bool,
}

fn made(workspace: Workspace, along: Along) -> String {
    let design = workspace.design.get();
    let design = match along.data {
        true => {
            let mut with_data = Design::clone(&design);
            // A design that cannot take the records is shared without.
            let _ = with_data.apply_all(&workspace.with_server(Server::as_seed));
            Arc::new(with_data)
        }
        false => design,
    };
    let part = if along.traffic || along.data { design_part(&design) } else { link::encode(&design) };
    let traffic = if along.traffic {
        replay::fragment(workspace, workspace.shown.get_untracked().map(|number| (number, workspace.step.get_untracked())))
    } else {
        String::new()
    };
    format!("{}#{part}{traffic}{}", location::base(), if along.presents { "&m=present" } else { "" })
}

/// The dialog.
#[component]
pub fn ShareDialog() -> impl IntoView {
    let workspace = workspace();
    let along = RwSignal::new(Along { data: false, traffic: false, presents: false });
    let link = Memo::new(move |_| made(workspace, along.get()));
    let length = Memo::new(move |_| link.with(String::len));
    let secrets =
        Memo::new(move |_| workspace.design.with(|design| design.clients.iter().filter(|client| client.credential != Credential::None).count()));
    let said = RwSignal::new(String::new());
    let shows_code = RwSignal::new(false);
    let on_copy = move |_| copy(link.get_untracked(), said, format!("Copied the link, {} characters.", thousands(length.get_untracked())));
    let on_download = move |_| {
        workspace.design.with_untracked(|design| {
            let name = format!("{}.roundtrip.json", file_stem(&design.name));
            download(&name, "application/json", &(Document::new((**design).clone()).to_json() + "\n"), said);
        });
    };
    let has_traffic = workspace.traffic.with_untracked(|traffic| !traffic.is_empty());
    let records = workspace.with_server(|server| server.store().total());
    let check = move |label: String, is_open: bool, now: fn(Along) -> bool, set: fn(&mut Along, bool)| {
        view! {
            <label class="check"><input type="checkbox" disabled=!is_open prop:checked=move || now(along.get())
                on:change=move |event: web_sys::Event| along.update(|along| set(along, event_target_checked(&event)))/>{label}</label>
        }
    };
    view! {
        <Modal title="Share" on_close=Callback::new(move |()| workspace.overlay.set(None))>
            <div class="dialog-b">
                <div class="field">
                    <label for="share-link">"Link to this design"</label>
                    <div class="copy-row">
                        <input class="input mono" id="share-link" type="text" readonly aria-describedby="share-length" prop:value=link/>
                        <button class="btn btn-main" type="button" autofocus on:click=on_copy><Icon name="copy" class="i-s"/>"Copy link"</button>
                    </div>
                    <p class="hint" id="share-length">{move || format!("{} characters. The design is in the link itself: no server stores or sees it.", thousands(length.get()))}</p>
                </div>
                <div class="share-with" role="group" aria-labelledby="share-with">
                    <span id="share-with">"Includes"</span>
                    <label class="check"><input type="checkbox" checked=true disabled=true/>"design"</label>
                    {check(format!("data, {records} records as they are now"), true, |along| along.data, |along, on| along.data = on)}
                    {check("traffic, sent again where the link is opened".to_owned(), has_traffic, |along| along.traffic, |along, on| along.traffic = on)}
                    {check("start in presenter mode".to_owned(), true, |along| along.presents, |along, on| along.presents = on)}
                </div>
                {move || (length.get() > link::LONG).then(|| view! {
                    <div class="banner banner-warn" role="note"><Icon name="warn"/>
                        <p>{format!("Long link ({} characters). Chat apps may cut it. Download a file instead.", thousands(length.get()))}</p>
                    </div>
                })}
                {move || (secrets.get() > 0).then(|| {
                    let text = match secrets.get() {
                        1 => "The link carries 1 example credential. If it is real, replace it first.".to_owned(),
                        count => format!("The link carries {count} example credentials. If one is real, replace it first."),
                    };
                    view! {
                        <div class="banner" role="note"><Icon name="info"/><p>{text}</p>
                            <button class="btn btn-s btn-line" type="button" on:click=move |_| workspace.overlay.set(Some(Overlay::Clients(None)))>"Edit clients"</button>
                        </div>
                    }
                })}
                {move || (along.with(|along| along.traffic)).then(|| typed_secrets(workspace)).flatten().map(|text| view! {
                    <div class="banner banner-warn" role="note"><Icon name="warn"/><p>{text}</p></div>
                })}
                {move || shows_code.get().then(|| link.with(|link| qr::draw(link, "QR code of the link".to_owned()).unwrap_or_else(|| view! {
                    <p class="hint">"The link is too long for a QR code, which holds 2,953 characters."</p>
                }.into_any())))}
                <p>"Whoever opens the link gets a copy. Changes stay with the one who makes them."</p>
            </div>
            <footer class="dialog-f">
                <p class="hint" role="status">{move || said.get()}</p>
                <button class="btn btn-line" type="button" aria-pressed=move || shows_code.get().to_string() on:click=move |_| shows_code.update(|shows| *shows = !*shows)>"QR code"</button>
                <button class="btn btn-line" type="button" on:click=on_download><Icon name="download" class="i-s"/>"Download file"</button>
            </footer>
        </Modal>
    }
}

/// Fields of requests that look like secrets, though they are not the clients' own.
fn typed_secrets(workspace: Workspace) -> Option<String> {
    let names = ["authorization", "cookie", "x-api-key", "proxy-authorization"];
    let design = workspace.design.get_untracked();
    let known: Vec<String> = design
        .clients
        .iter()
        .filter_map(|client| match &client.credential {
            Credential::Bearer(token) | Credential::ApiKey(token) => Some(token.clone()),
            _ => None,
        })
        .collect();
    let found = workspace.traffic.with_untracked(|traffic| {
        let mut found: Vec<String> = Vec::new();
        for entry in traffic {
            let secret = |(name, value): (&str, &str)| names.contains(&name) && !known.iter().any(|known| value.contains(known.as_str()));
            for (name, _) in entry.request.headers.iter().filter(|line| secret(*line)) {
                if !found.iter().any(|known| known == name) {
                    found.push(name.to_owned());
                }
            }
            let body = entry.request.body.text().unwrap_or_default();
            if body.contains("\"password\"") || body.contains("password=") || body.contains("client_secret") {
                let word = "a password in a body".to_owned();
                if !found.contains(&word) {
                    found.push(word);
                }
            }
        }
        found
    });
    (!found.is_empty()).then(|| format!("The requests carry what looks like a secret: {}. If it is real, leave the traffic out.", found.join(", ")))
}
