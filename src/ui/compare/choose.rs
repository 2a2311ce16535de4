//! Which version is the old one: one that is at hand, a file, a pasted text, or a link.

use std::sync::Arc;

use leptos::{html, prelude::*};
use roundtrip::formats::link;

use super::versions::{Version, known};
use super::view::Compared;
use crate::browser::files;
use crate::ui::workspace::workspace;

/// The row of choices.
#[component]
pub fn Choose() -> impl IntoView {
    let workspace = workspace();
    let compared: Compared = expect_context();
    let pasted = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    let chooser = NodeRef::<html::Input>::new();
    let open = RwSignal::new(false);
    let take = move |version: Version| {
        refused.set(None);
        open.set(false);
        compared.chosen.set(0);
        compared.old.set(version);
    };
    let read = move |name: String, text: String| {
        let text = text.trim().to_owned();
        if text.contains("#d") || text.starts_with("d1.") {
            match link::decode(&text) {
                Ok(design) => take(Version { name: format!("The link of {}", design.name), design: Arc::new(design) }),
                Err(error) => refused.set(Some(error.to_string())),
            }
            return;
        }
        workspace.parts.documents.with(move |documents| match (documents.read)(&text) {
            Ok((design, _)) => take(Version { name, design: Arc::new(design) }),
            Err(why) => refused.set(Some(why)),
        });
    };
    let on_file = move |_| {
        let Some(input) = chooser.get_untracked() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            wasm_bindgen_futures::spawn_local(async move {
                match files::read(&file).await {
                    Ok(text) => read(file.name(), text),
                    Err(()) => refused.set(Some(format!("{} could not be read. Choose it again; it may have moved.", file.name()))),
                }
            });
        }
        // The same file can be chosen again after it was mended.
        input.set_value("");
    };
    let on_text = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if pasted.with_untracked(|text| text.trim().is_empty()) {
            refused.set(Some("Nothing is pasted yet. Paste a document or a link of the old version first.".to_owned()));
        } else {
            read("The pasted text".to_owned(), pasted.get_untracked());
        }
    };
    let at_hand =
        move || {
            known(workspace)
            .into_iter()
            .map(|version| {
                let name = version.name.clone();
                let is_old = { let name = name.clone(); move || compared.old.with(|old| old.name == name).to_string() };
                view! { <button class="btn btn-s btn-line" type="button" aria-pressed=is_old on:click=move |_| take(version.clone())>{name}</button> }
            })
            .collect_view()
        };
    view! {
        <div class="cmp-from">
            <p class="cmp-pair"><b>{move || compared.old.with(|old| old.name.clone())}</b><span aria-hidden="true">" → "</span><span class="vh">" against "</span><b>"The design now"</b></p>
            <div class="cmp-ways">
                {at_hand}
                <button class="btn btn-s btn-line" type="button" aria-controls="cmp-open" aria-expanded=move || open.get().to_string()
                    on:click=move |_| open.update(|open| *open = !*open)>"Another version"</button>
            </div>
                    <div class="cmp-open" id="cmp-open" hidden=move || !open.get()>
                        <div class="field">
                            <label for="cmp-file">"A file: a Roundtrip or OpenAPI document"</label>
                            <input class="input file" id="cmp-file" type="file" accept=".json,.yaml,.yml" node_ref=chooser on:change=on_file/>
                        </div>
                        <form class="field" on:submit=on_text>
                            <label for="cmp-text">"A text, or a link"</label>
                            <textarea class="area mono" id="cmp-text" rows="3" spellcheck="false" placeholder="openapi: 3.1.0" prop:value=pasted
                                on:input=move |event: web_sys::Event| pasted.set(event_target_value(&event))></textarea>
                            <button class="btn btn-line" type="submit">"Compare with it"</button>
                        </form>
                    </div>
            <div role="alert">{move || refused.get().map(|why| view! { <p class="cmp-no">{why}</p> })}</div>
        </div>
    }
}
