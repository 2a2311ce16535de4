//! Open: samples, an empty design, a file, a pasted text, a link; and what an imported document holds that the design does not.

use std::sync::Arc;

use leptos::{html, prelude::*};
use roundtrip::design::{Design, samples};
use roundtrip::formats::noticed::Noticed;

use super::opening::{self, Brought, Refusal, Told};
use crate::ui::kit::{Icon, Modal};
use crate::ui::workspace::workspace;

/// The dialog.
#[component]
pub fn OpenDialog() -> impl IntoView {
    let workspace = workspace();
    let refusal: Refusal = expect_context();
    let link = RwSignal::new(String::new());
    let pasted = RwSignal::new(String::new());
    let chooser = NodeRef::<html::Input>::new();
    let on_close = Callback::new(move |()| {
        refusal.0.set(None);
        workspace.overlay.set(None);
    });
    let start = move |design: Design| {
        refusal.0.set(None);
        opening::design(workspace, design);
    };
    let bring = move |brought| workspace.parts.documents.with(move |documents| (documents.bring)(workspace, refusal, brought));
    let on_file = move |_| {
        let Some(input) = chooser.get_untracked() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            bring(Brought::File(file));
        }
        // The same file can be chosen again after it was mended.
        input.set_value("");
    };
    let on_link = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        refusal.0.set(None);
        opening::link(workspace, refusal, &link.get_untracked());
    };
    let on_text = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        bring(Brought::Text(pasted.get_untracked()));
    };
    view! {
        <Modal title="Open" on_close>
            <div class="dialog-b">
                <Ended start/>
                <section>
                    <h3 class="dialog-t">"Samples"</h3>
                    <div class="starts">
                        {samples::ALL.iter().enumerate().map(|(index, sample)| view! {
                            <button type="button" autofocus=index == 0 on:click=move |_| start(sample.design())><b>{sample.title}</b><span>{sample.about}</span></button>
                        }).collect_view()}
                        <button type="button" on:click=move |_| start(Design::default())><b>"New design"</b><span>"An empty sketch, with sound policies."</span></button>
                    </div>
                </section>
                <div class="field">
                    <label for="open-file">"Open a file"</label>
                    <input class="input file" id="open-file" type="file" accept=".json,.yaml,.yml,.har,.sh,.txt,application/json,application/yaml,text/plain" node_ref=chooser aria-describedby="open-file-hint" on:change=on_file/>
                    <p class="hint" id="open-file-hint">"A Roundtrip document, OpenAPI 3, Swagger 2.0, a Postman collection, a HAR archive, or curl commands. It can also be dropped anywhere on the page."</p>
                </div>
                <form class="field" on:submit=on_text>
                    <label for="open-text">"Paste a document or a curl command"</label>
                    <textarea class="area mono" id="open-text" rows="3" spellcheck="false" placeholder="curl https://api.example.com/v1/orders/42" prop:value=pasted
                        on:input=move |event: web_sys::Event| pasted.set(event_target_value(&event))></textarea>
                    <button class="btn btn-line" type="submit">"Open text"</button>
                </form>
                <form class="field" on:submit=on_link>
                    <label for="open-link">"Open a link"</label>
                    <div class="copy-row">
                        <input class="input mono" id="open-link" type="text" autocomplete="off" spellcheck="false" placeholder="#d1.…" prop:value=link
                            on:input=move |event: web_sys::Event| link.set(event_target_value(&event))/>
                        <button class="btn btn-line" type="submit">"Open link"</button>
                    </div>
                </form>
            </div>
            <footer class="dialog-f"><p class="hint">"The present design gives way; Undo brings it back."</p></footer>
        </Modal>
    }
}

/// How the last attempt ended: why it failed and what could be saved of it, or what had no place in the design.
#[component]
fn Ended(start: impl Fn(Design) + Copy + Send + Sync + 'static) -> impl IntoView {
    let refusal: Refusal = expect_context();
    view! {
        <div role="alert">
            {move || refusal.0.get().map(|told| match told {
                Told::Refused(why, salvaged) => view! {
                    <div class="banner banner-error"><Icon name="warn"/><p>{why}</p>
                        {salvaged.map(|design| view! {
                            <button class="btn btn-s btn-line" type="button" on:click=move |_| start((*design).clone())>"Open what is readable"</button>
                        })}
                    </div>
                }.into_any(),
                Told::Imported(noticed) => view! { <Remarks noticed/> }.into_any(),
            })}
        </div>
    }
}

/// What the document says and the design does not: each text once, with its first places.
#[component]
fn Remarks(noticed: Arc<Noticed>) -> impl IntoView {
    let Noticed { otherwise, notes, more, ref groups } = *noticed;
    view! {
        <div class="banner"><Icon name="check"/><p>{format!("Opened. {otherwise} places work otherwise than the document says; {notes} more are notes.")}</p></div>
        <details class="remarks" open=true>
            <summary>"What has no place in the design"</summary>
            <ul tabindex="0" aria-label="What has no place in the design">
                {groups.iter().map(|group| view! {
                    <li><b>{group.severity.clone()}</b>" "{group.text.clone()}
                        {group.places.iter().map(|place| view! { " "<code>{place.clone()}</code> }).collect_view()}
                        {group.count.checked_sub(group.places.len()).filter(|more| *more > 0).map(|more| format!(" and {more} more"))}
                    </li>
                }).collect_view()}
            </ul>
            {(more > 0).then(|| view! { <p class="hint">{format!("{more} further kinds of remarks; `roundtrip import` lists all.")}</p> })}
        </details>
    }
}
