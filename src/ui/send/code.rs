//! The request as code to take away.

use leptos::prelude::*;
use roundtrip::formats::code::{FORMS, Form};

use super::made;
use crate::browser::clipboard;
use crate::ui::kit::Icon;
use crate::ui::toasts::Toast;
use crate::ui::workspace::{Workspace, workspace};

/// The request in every form.
#[component]
pub fn CodePart() -> impl IntoView {
    let workspace = workspace();
    let made = made();
    let form = RwSignal::new(0_usize);
    let text = Memo::new(move |_| {
        let origin = workspace.design.with(|design| design.origin.clone());
        made.request.with(|request| {
            request.as_ref().map_or_else(String::new, |request| FORMS.get(form.get()).map_or_else(String::new, |form| (form.write)(&origin, request)))
        })
    });
    let what = move || FORMS.get(form.get()).map_or("", |form| form.what);
    view! {
        <div class="code-h">
            <div class="seg" role="group" aria-label="Form">
                {FORMS.iter().enumerate().map(|(index, Form { title: name, .. })| view! {
                    <button type="button" aria-pressed=move || (form.get() == index).to_string() on:click=move |_| form.set(index)>{*name}</button>
                }).collect_view()}
            </div>
            <button class="btn btn-s btn-line" type="button" aria-label=move || format!("Copy {}", what())
                on:click=move |_| copy(workspace, what(), text.get_untracked())><Icon name="copy" class="i-s"/>"Copy"</button>
        </div>
        <pre class="raw code-t" tabindex="0" role="region" aria-label=what>{move || text.get()}</pre>
    }
}

/// Copies a text and says what was copied.
pub fn copy(workspace: Workspace, what: &str, text: String) {
    let what = what.to_owned();
    wasm_bindgen_futures::spawn_local(async move {
        workspace.toast(match clipboard::copy(&text).await {
            Ok(()) => Toast::said(format!("Copied {what}, {} characters.", text.chars().count())),
            Err(()) => Toast::error(format!("The browser did not let the page copy {what}. Select the text and copy it by hand.")),
        });
    });
}
