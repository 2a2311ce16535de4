//! Share: the whole design in a link that no server sees.

use leptos::prelude::*;
use roundtrip::design::{Credential, Document};
use roundtrip::formats::link;

use super::take_away::{copy, download, file_stem, thousands};
use crate::browser::location;
use crate::ui::kit::{Icon, Modal};
use crate::ui::workspace::{Overlay, workspace};

/// The dialog.
#[component]
pub fn ShareDialog() -> impl IntoView {
    let workspace = workspace();
    let link = Memo::new(move |_| workspace.design.with(|design| format!("{}#{}", location::base(), link::encode(design))));
    let length = Memo::new(move |_| link.with(String::len));
    let secrets =
        Memo::new(move |_| workspace.design.with(|design| design.clients.iter().filter(|client| client.credential != Credential::None).count()));
    let said = RwSignal::new(String::new());
    let on_copy = move |_| copy(link.get_untracked(), said, format!("Copied the link, {} characters.", thousands(length.get_untracked())));
    let on_download = move |_| {
        workspace.design.with_untracked(|design| {
            let name = format!("{}.roundtrip.json", file_stem(&design.name));
            download(&name, "application/json", &(Document::new((**design).clone()).to_json() + "\n"), said);
        });
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
                <p>"Whoever opens the link gets a copy. Changes stay with the one who makes them."</p>
            </div>
            <footer class="dialog-f">
                <p class="hint" role="status">{move || said.get()}</p>
                <button class="btn btn-line" type="button" on:click=on_download><Icon name="download" class="i-s"/>"Download file"</button>
            </footer>
        </Modal>
    }
}
