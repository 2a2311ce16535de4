//! All records out as JSON, and in again: whole or not at all.

use leptos::{html, prelude::*};
use roundtrip::http::json;
use roundtrip::mock::DataError;

use super::restore::records;
use crate::browser::files;
use crate::ui::kit::Icon;
use crate::ui::share::take_away::{copy, download, file_stem, thousands};
use crate::ui::toasts::Toast;
use crate::ui::workspace::{Workspace, workspace};

/// The most bytes that are read.
const MAX_BYTES: f64 = 20_000_000.0;

/// Why nothing came in, and the text that could be taken all the same.
type Refused = Option<(String, Option<String>)>;

/// The tab.
#[component]
pub fn FilesTab() -> impl IntoView {
    let workspace = workspace();
    let said = RwSignal::new(String::new());
    let refused = RwSignal::new(Refused::None);
    let pasted = RwSignal::new(String::new());
    let chooser = NodeRef::<html::Input>::new();
    let text = move || workspace.with_server(|server| json::pretty(&server.export()));
    let about = move || {
        workspace.records.track();
        let count = workspace.with_server(|server| server.store().total());
        format!("{count} {}, {} bytes of JSON: an object with a list for each resource.", records(count), thousands(text().len()))
    };
    let save = move |_| {
        let name = format!("{}-data.json", file_stem(&workspace.design.with_untracked(|design| design.name.clone())));
        download(&name, "application/json", &text(), said);
    };
    let on_file = move |_| {
        refused.set(None);
        let Some(input) = chooser.get_untracked() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            read(workspace, refused, file);
        }
        // The same file can be chosen again after it was mended.
        input.set_value("");
    };
    let on_paste = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        refused.set(None);
        take(workspace, refused, pasted.get_untracked(), true);
    };
    view! {
        <div class="dialog-b">
            <section>
                <h3 class="dialog-t">"Export"</h3>
                <p class="hint">{about}</p>
                <div class="btns data-gap">
                    <button class="btn btn-line" type="button" on:click=save><Icon name="download" class="i-s"/>"Download JSON"</button>
                    <button class="btn btn-line" type="button" on:click=move |_| copy(text(), said, "Copied the data.".to_owned())><Icon name="copy" class="i-s"/>"Copy JSON"</button>
                    <span class="muted small" role="status">{move || said.get()}</span>
                </div>
            </section>
            <section class="fields">
                <h3 class="dialog-t">"Import"</h3>
                <p class="hint">"Replaces the records of each resource that it names; the others stay. If anything is wrong, nothing changes."</p>
                <div role="alert">
                    {move || refused.get().map(|(why, text)| view! {
                        <div class="banner banner-error"><Icon name="warn"/><p>{why}" Nothing was changed."</p>
                            {text.map(|text| view! {
                                <button class="btn btn-s btn-line" type="button" on:click=move |_| take(workspace, refused, text.clone(), false)>"Import anyway"</button>
                            })}
                        </div>
                    })}
                </div>
                <div class="field">
                    <label for="data-file">"A file"</label>
                    <input class="input file" id="data-file" type="file" accept=".json,application/json" node_ref=chooser on:change=on_file/>
                </div>
                <form class="field" on:submit=on_paste>
                    <label for="data-paste">"Or a text"</label>
                    <textarea class="area mono" id="data-paste" rows="8" spellcheck="false" autocapitalize="off" placeholder="{ \"Room\": [ { … } ] }"
                        prop:value=move || pasted.get() on:input=move |event: web_sys::Event| pasted.set(event_target_value(&event))></textarea>
                    <div class="btns"><button class="btn btn-line" type="submit" disabled=move || pasted.with(|text| text.trim().is_empty())>"Import the text"</button></div>
                </form>
            </section>
        </div>
    }
}

fn read(workspace: Workspace, refused: RwSignal<Refused>, file: web_sys::File) {
    if file.size() > MAX_BYTES {
        return refused.set(Some((format!("{} has more than 20 MB. Split it by resource.", file.name()), None)));
    }
    wasm_bindgen_futures::spawn_local(async move {
        match files::read(&file).await {
            Ok(text) => take(workspace, refused, text, true),
            Err(why) => refused.set(Some((why, None))),
        }
    });
}

fn take(workspace: Workspace, refused: RwSignal<Refused>, text: String, strict: bool) {
    match workspace.change_records(|server, now, rng| server.import(&text, strict, now, rng)) {
        Some(Ok(imported)) => {
            refused.set(None);
            let of = if imported.resources == 1 { "resource" } else { "resources" };
            workspace.toast(Toast::said(format!("Imported {} {} of {} {of}.", imported.records, records(imported.records), imported.resources)));
        }
        Some(Err(error)) => {
            let anyway = strict.then_some(text).filter(|_| DataError::can_be_overruled(&error));
            refused.set(Some((error.to_string(), anyway)));
        }
        None => {}
    }
}
