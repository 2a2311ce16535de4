//! Open: samples, an empty design, a file, a pasted text, a link; and what an imported document holds that the design does not.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::{Design, samples};
use roundtrip::formats::noticed::Noticed;

use super::bring::Bring;
use super::opening::{self, Refusal, Told};
use crate::ui::kit::{Icon, Modal};
use crate::ui::workspace::workspace;

/// The dialog.
#[component]
pub fn OpenDialog() -> impl IntoView {
    let workspace = workspace();
    let refusal: Refusal = expect_context();
    let link = RwSignal::new(String::new());
    let pasted = RwSignal::new(String::new());
    let on_close = Callback::new(move |()| {
        refusal.0.set(None);
        workspace.overlay.set(None);
    });
    let start = move |design: Design| {
        refusal.0.set(None);
        opening::design(workspace, design);
    };
    let bring = Callback::new(move |brought| workspace.parts.documents.with(move |documents| (documents.bring)(workspace, refusal, brought)));
    let on_link = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        refusal.0.set(None);
        opening::link(workspace, refusal, &link.get_untracked());
    };
    view! {
        <Modal title="Open" on_close>
            <div class="dialog-b">
                <Ended/>
                <section>
                    <h3 class="dialog-t">"Samples"</h3>
                    <div class="starts">
                        {samples::ALL.iter().enumerate().map(|(index, sample)| view! {
                            <button type="button" autofocus=index == 0 on:click=move |_| start(sample.design())><b>{sample.title}</b><span>{sample.about}</span></button>
                        }).collect_view()}
                        <button type="button" on:click=move |_| start(Design::default())><b>"New design"</b><span>"An empty sketch, with sound policies."</span></button>
                    </div>
                </section>
                <Bring id="open" file="Open a file" hint="A Roundtrip document, OpenAPI 3, Swagger 2.0, a Postman collection, a HAR archive, or curl commands. It can also be dropped anywhere on the page."
                    text="Paste a document or a curl command" example="curl https://api.example.com/v1/orders/42" button="Open text" pasted bring/>
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
fn Ended() -> impl IntoView {
    let workspace = workspace();
    let refusal: Refusal = expect_context();
    view! {
        <div role="alert">
            {move || refusal.0.get().map(|told| match told {
                Told::Refused(why, salvaged) => view! {
                    <div class="banner banner-error"><Icon name="warn"/><p>{why.clone()}</p>
                        {salvaged.map(|design| view! {
                            <button class="btn btn-s btn-line" type="button" on:click=move |_| {
                                refusal.0.set(None);
                                opening::in_part(workspace, (*design).clone(), &why);
                            }>"Open what is readable"</button>
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
