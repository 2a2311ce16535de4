//! Which version is the old one and which the new: one that is at hand, a file, a pasted text, or a link.

use leptos::{html, prelude::*};

use super::versions::Version;
use super::view::{Compared, Side};
use crate::browser::files;

/// The two choices, and the way to more versions.
#[component]
pub fn Choose() -> impl IntoView {
    let compared: Compared = expect_context();
    let adding = RwSignal::new(None::<Side>);
    let pasted = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    let chooser = NodeRef::<html::Input>::new();
    let read = move |name: String, text: String| {
        let side = adding.get_untracked().unwrap_or(Side::Old);
        match Version::read(&name, &text) {
            Ok(version) => {
                refused.set(None);
                adding.set(None);
                pasted.set(String::new());
                compared.add(side, version);
            }
            Err(why) => refused.set(Some(why)),
        }
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
            refused.set(Some("Nothing is pasted yet. Paste a document or a link of that version first.".to_owned()));
        } else {
            read("The pasted text".to_owned(), pasted.get_untracked());
        }
    };
    let more = move |side: Side| {
        let is_open = move || adding.get() == Some(side);
        let press = move |_| {
            refused.set(None);
            adding.update(|adding| *adding = if *adding == Some(side) { None } else { Some(side) });
        };
        view! {
            <button class="btn btn-s btn-line" type="button" aria-controls="cmp-open" aria-expanded=move || is_open().to_string() on:click=press>
                {if side == Side::Old { "Another old version" } else { "Another new version" }}
            </button>
        }
    };
    view! {
        <div class="cmp-from">
            <Picker side=Side::Old/>{more(Side::Old)}
            <span aria-hidden="true">"→"</span>
            <Picker side=Side::New/>{more(Side::New)}
            <div class="cmp-open" id="cmp-open" hidden=move || adding.with(Option::is_none)>
                <div class="field">
                    <label for="cmp-file">{move || if adding.get() == Some(Side::New) { "A file as the new version" } else { "A file as the old version" }}</label>
                    <input class="input file" id="cmp-file" type="file" accept=".json,.yaml,.yml,.har,.txt" node_ref=chooser aria-describedby="cmp-hint" on:change=on_file/>
                    <p class="hint" id="cmp-hint">"Two documents in OpenAPI are compared as they stand; where one side is a design, both are compared as designs."</p>
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

/// The versions to choose from, for one side.
#[component]
fn Picker(side: Side) -> impl IntoView {
    let compared: Compared = expect_context();
    let (id, label) = if side == Side::Old { ("cmp-old", "Old") } else { ("cmp-new", "New") };
    let options = move || {
        let chosen = compared.name(side);
        let now = (side == Side::New).then(|| super::view::NOW.to_owned());
        let names = now.into_iter().chain(compared.versions.with(|all| all.iter().map(|version| version.name.clone()).collect::<Vec<_>>()));
        names
            .map(|name| {
                let is_chosen = name == chosen;
                view! { <option value=name.clone() selected=is_chosen>{name.clone()}</option> }
            })
            .collect_view()
    };
    view! {
        <label class="cmp-side" for=id><span>{label}</span>
            <select class="select" id=id prop:value=move || compared.name(side) on:change=move |event: web_sys::Event| compared.choose(side, &event_target_value(&event))>{options}</select>
        </label>
    }
}
