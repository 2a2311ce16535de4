//! A native dialog over the page: Escape and the close button end it, focus comes back by itself.

use leptos::{html, prelude::*};

use super::Icon;

/// A dialog that is open as long as it is in the view.
#[component]
pub fn Modal(
    /// The title.
    #[prop(into)]
    title: String,
    /// `dialog`, `dialog dialog-wide` or `drawer`.
    #[prop(default = "dialog")]
    class: &'static str,
    /// Called when it is to go.
    on_close: Callback<()>,
    /// What stands under the title.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // A dialog that is open already refuses; it is where it should be.
            let _ = dialog.show_modal();
        }
    });
    view! {
        <dialog class=class node_ref=dialog aria-labelledby="modal-title" on:close=move |_| on_close.run(())
            on:cancel=move |event: web_sys::Event| { event.prevent_default(); on_close.run(()); }>
            <header class="dialog-h">
                <h2 id="modal-title">{title}</h2>
                <button class="btn btn-icon" type="button" aria-label="Close" on:click=move |_| on_close.run(())><Icon name="x"/></button>
            </header>
            {children()}
        </dialog>
    }
}
