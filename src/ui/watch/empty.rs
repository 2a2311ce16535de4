//! Before the first answer: what to press.

use leptos::prelude::*;

use crate::ui::commands;
use crate::ui::send::request_line::press_send;
use crate::ui::workspace::workspace;

/// Nothing sent yet.
#[component]
pub fn NothingYet() -> impl IntoView {
    let workspace = workspace();
    let label = move || {
        let draft = workspace.draft;
        let path = draft.target.with(|target| target.split('?').next().unwrap_or_default().to_owned());
        draft.method.with(|method| format!("Send {method} {path}"))
    };
    let keys = [("Mod+Enter", "send"), ("Mod+k", "find or run anything"), ("?", "all shortcuts")];
    view! {
        <div class="empty">
            <h3>"Nothing sent yet."</h3>
            {move || workspace.draft.target.with(|target| !target.trim().is_empty()).then(|| view! {
                <button class="btn btn-line" type="button" on:click=move |_| press_send(workspace)>{label}</button>
            })}
            <dl class="empty-keys">
                {keys.into_iter().map(|(keys, what)| view! {
                    <dt>{commands::keys_shown(keys).into_iter().map(|key| view! { <kbd>{key}</kbd> }).collect_view()}</dt><dd>{what}</dd>
                }).collect_view()}
                <dt><kbd>"←"</kbd><kbd>"→"</kbd></dt><dd>"walk the steps"</dd>
            </dl>
        </div>
    }
}
