//! Link to this step: what a learner opens stands at the same step of the same exchange. It fills the screen, for a whole room.

use leptos::prelude::*;

use super::link::design_part;
use super::qr;
use super::take_away::{copy, thousands};
use crate::browser::location;
use crate::ui::frame::{intro, replay};
use crate::ui::kit::{Icon, Modal};
use crate::ui::workspace::workspace;

/// The dialog.
#[component]
pub fn StepLinkDialog() -> impl IntoView {
    let workspace = workspace();
    let design = workspace.design.with_untracked(|design| design_part(design));
    let at = workspace.shown.get_untracked().map(|number| (number, workspace.step.get_untracked()));
    let link = format!("{}?{}#{design}{}", location::base(), intro::WITHOUT, replay::fragment(workspace, at));
    let said = RwSignal::new(String::new());
    let length = link.len();
    let (copied, shown) = (link.clone(), link.clone());
    let on_copy = move |_| copy(copied.clone(), said, format!("Copied the link, {} characters.", thousands(length)));
    view! {
        <Modal title="Link to this step" class="dialog dialog-full" on_close=Callback::new(move |()| workspace.overlay.set(None))>
            <div class="dialog-b step-link">
                {qr::draw(&link, "QR code of the link".to_owned()).unwrap_or_else(|| view! {
                    <p class="banner"><Icon name="info"/>{format!("{} characters are too many for a QR code. Copy the link, or present a sample with fewer requests.", thousands(length))}</p>
                }.into_any())}
                <div class="copy-row">
                    <input class="input mono" type="text" readonly aria-label="Link to this step" prop:value=shown/>
                    <button class="btn btn-main" type="button" autofocus on:click=on_copy><Icon name="copy" class="i-s"/>"Copy link"</button>
                </div>
                <p class="hint" role="status">{move || match said.get() {
                    empty if empty.is_empty() => "It opens the workspace at this step. The requests are in the link and are sent again there.".to_owned(),
                    said => said,
                }}</p>
            </div>
        </Modal>
    }
}
