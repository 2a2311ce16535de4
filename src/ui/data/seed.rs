//! What the data begins with: the seed number, the records in the design, and the ways between them and the live data.

use leptos::prelude::*;
use roundtrip::design::Edit;
use roundtrip::mock::Server;

use super::restore::records;
use crate::ui::kit::Icon;
use crate::ui::toasts::Toast;
use crate::ui::workspace::workspace;

/// The tab.
#[component]
pub fn SeedTab() -> impl IntoView {
    let workspace = workspace();
    let number = RwSignal::new(workspace.design.with_untracked(|design| design.seed.to_string()));
    let error = RwSignal::new(String::new());
    let about = move || {
        let (written, made) = workspace.design.with(|design| {
            let written: usize = design.resources.iter().map(|resource| resource.records.len()).sum();
            let made: usize = design.resources.iter().map(|resource| usize::from(resource.generated)).sum();
            (written, made)
        });
        format!("The seed holds {written} written {} and makes {made} more from the number.", records(written))
    };
    let set = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Ok(seed) = number.get_untracked().trim().parse::<u64>() else {
            return error.set("Write a whole number, 0 or more.".to_owned());
        };
        error.set(String::new());
        if workspace.edit(vec![Edit::Reseed { seed }]).is_ok() {
            workspace.toast(Toast::undoable(format!("The seed is {seed}. All records were made anew.")));
        }
    };
    let make = move |_| {
        let edits = workspace.with_server(Server::as_seed);
        let count = workspace.with_server(|server| server.store().total());
        if workspace.edit_as("Make the data the seed".to_owned(), edits, None).is_ok() {
            workspace.toast(Toast::undoable(format!("The seed is now these {count} {}.", records(count))));
        }
    };
    let reset = move |_| {
        workspace.reset_data();
        workspace.toast(Toast::said("Data is back to the seed.".to_owned()));
    };
    view! {
        <div class="dialog-b">
            <section class="fields">
                <h3 class="dialog-t">"The number"</h3>
                <form class="field" on:submit=set>
                    <label for="data-seed">"Seed"</label>
                    <div class="copy-row">
                        <input class="input input-num data-seed" id="data-seed" type="text" inputmode="numeric" autocomplete="off" prop:value=move || number.get()
                            aria-describedby="data-seed-hint" aria-invalid=move || error.with(|error| (!error.is_empty()).then_some("true"))
                            on:input=move |event: web_sys::Event| number.set(event_target_value(&event))/>
                        <button class="btn btn-line" type="submit">"Set the seed"</button>
                    </div>
                    <p class=move || if error.with(String::is_empty) { "hint" } else { "error" } id="data-seed-hint" aria-live="polite">
                        {move || if error.with(String::is_empty) { "The same number makes the same records. It is part of the design, so undo takes it back.".to_owned() } else { error.get() }}
                    </p>
                </form>
            </section>
            <section>
                <h3 class="dialog-t">"Back to the seed"</h3>
                <p class="hint">{about}</p>
                <div class="btns data-gap"><button class="btn btn-line" type="button" on:click=reset><Icon name="reset" class="i-s"/>"Reset to the seed"</button></div>
            </section>
            <section>
                <h3 class="dialog-t">"A new seed"</h3>
                <p class="hint">"Writes the records as they are now into the design: it begins with them wherever it is opened. Undo takes that back."</p>
                <div class="btns data-gap"><button class="btn btn-line" type="button" on:click=make>"Make this the seed"</button></div>
            </section>
        </div>
    }
}
