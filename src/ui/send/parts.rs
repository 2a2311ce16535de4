//! The parts of the request in tabs, and what the request means beside them.

use leptos::prelude::*;
use roundtrip::design::Credential;

use super::body::BodyPart;
use super::client_bar::WireSwitch;
use super::meaning::Meaning;
use super::query::pairs;
use super::request_line::WireNote;
use crate::ui::kit::Tabs;
use crate::ui::parts::later;
use crate::ui::workspace::workspace;

/// Body, Headers, Query, Auth, Browser, Code.
#[component]
pub fn Parts() -> impl IntoView {
    let workspace = workspace();
    let draft = workspace.draft;
    let chosen = RwSignal::new(0);
    let credential = Memo::new(move |_| {
        let client = draft.client.get();
        draft.credentials.get() && workspace.design.with(|design| design.client(&client).is_some_and(|client| client.credential != Credential::None))
    });
    let tabs = Memo::new(move |_| {
        let headers =
            draft.headers.with(|lines| lines.iter().filter(|line| line.on && !line.name.is_empty()).count()) + usize::from(credential.get());
        let query = draft.target.with(|target| pairs(target).len());
        let some = |count: usize| Some(count).filter(|count| *count > 0);
        let tab = |title: &str, count| (title.to_owned(), count);
        vec![tab("Body", None), tab("Headers", some(headers)), tab("Query", some(query)), tab("Auth", None), tab("Browser", None), tab("Code", None)]
    });
    view! {
        <div class="bar bar-tabs">
            <Tabs id="send-tab" label="Request" tabs=tabs.into() chosen/>
            <span class="grow"></span><span class="muted small d-only">"Wire"</span><WireSwitch/>
        </div>
        <WireNote/>
        <div class="send-b">
            <div class="send-p" role="tabpanel" id="send-tab-panel" aria-labelledby=move || format!("send-tab-{}", chosen.get())>
                {move || match chosen.get() {
                    0 => view! { <BodyPart/> }.into_any(),
                    tab => later(workspace.parts.request, move |draw| draw(tab)).into_any(),
                }}
            </div>
            <Meaning/>
        </div>
    }
}
