//! The two ways in which a person brings a document: a file, or a pasted text.

use leptos::{html, prelude::*};

use super::opening::Brought;

/// A field for a file, and one for a text with its button.
#[component]
pub fn Bring(
    /// Begins the names of the elements.
    id: &'static str,
    /// The label of the file's field, and the hint under it.
    #[prop(into)]
    file: Signal<String>,
    hint: &'static str,
    /// The label of the text's field, and an example of what it takes.
    text: &'static str,
    example: &'static str,
    /// The button.
    button: &'static str,
    /// What stands in the text's field.
    pasted: RwSignal<String>,
    /// Takes what is brought.
    bring: Callback<Brought>,
) -> impl IntoView {
    let chooser = NodeRef::<html::Input>::new();
    let on_file = move |_| {
        let Some(input) = chooser.get_untracked() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            bring.run(Brought::File(file));
        }
        // The same file can be chosen again after it was mended.
        input.set_value("");
    };
    let on_text = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        bring.run(Brought::Text(pasted.get_untracked()));
    };
    let (file_id, hint_id, text_id) = (format!("{id}-file"), format!("{id}-hint"), format!("{id}-text"));
    view! {
        <div class="field">
            <label for=file_id.clone()>{move || file.get()}</label>
            <input class="input file" id=file_id type="file" accept=".json,.yaml,.yml,.har,.sh,.txt,application/json,application/yaml,text/plain"
                node_ref=chooser aria-describedby=hint_id.clone() on:change=on_file/>
            <p class="hint" id=hint_id>{hint}</p>
        </div>
        <form class="field" on:submit=on_text>
            <label for=text_id.clone()>{text}</label>
            <textarea class="area mono" id=text_id rows="3" spellcheck="false" placeholder=example prop:value=pasted
                on:input=move |event: web_sys::Event| pasted.set(event_target_value(&event))></textarea>
            <button class="btn btn-line" type="submit">{button}</button>
        </form>
    }
}
