//! Open: samples, an empty design, a file, a link.

use leptos::{html, prelude::*};
use roundtrip::design::{Design, samples};

use super::opening::{self, Refusal};
use crate::ui::kit::{Icon, Modal};
use crate::ui::workspace::workspace;

/// The dialog.
#[component]
pub fn OpenDialog() -> impl IntoView {
    let workspace = workspace();
    let refusal: Refusal = expect_context();
    let link = RwSignal::new(String::new());
    let chooser = NodeRef::<html::Input>::new();
    let on_close = Callback::new(move |()| {
        refusal.0.set(None);
        workspace.overlay.set(None);
    });
    let start = move |design: Design| {
        refusal.0.set(None);
        opening::design(workspace, design);
    };
    let on_file = move |_| {
        refusal.0.set(None);
        let Some(input) = chooser.get_untracked() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            opening::file(workspace, refusal, file);
        }
        // The same file can be chosen again after it was mended.
        input.set_value("");
    };
    let on_link = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        refusal.0.set(None);
        opening::link(workspace, refusal, &link.get_untracked());
    };
    view! {
        <Modal title="Open" on_close>
            <div class="dialog-b">
                <Refused start/>
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
                    <input class="input file" id="open-file" type="file" accept=".json,application/json" node_ref=chooser aria-describedby="open-file-hint" on:change=on_file/>
                    <p class="hint" id="open-file-hint">"A Roundtrip document. It can also be dropped anywhere on the page."</p>
                </div>
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

/// Why the last attempt failed, and what could be saved of it.
#[component]
fn Refused(start: impl Fn(Design) + Copy + Send + Sync + 'static) -> impl IntoView {
    let refusal: Refusal = expect_context();
    view! {
        <div role="alert">
            {move || refusal.0.get().map(|(why, salvaged)| view! {
                <div class="banner banner-error"><Icon name="warn"/><p>{why}</p>
                    {salvaged.map(|design| view! {
                        <button class="btn btn-s btn-line" type="button" on:click=move |_| start((*design).clone())>"Open what is readable"</button>
                    })}
                </div>
            })}
        </div>
    }
}
