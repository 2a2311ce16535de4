//! A native dialog over the page. Escape, the close button and a press beside it end it; focus goes back to where it came from,
//! even through a chain of dialogs.

use std::cell::RefCell;

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::Icon;
use crate::browser::window;

thread_local! {
    /// What had the focus before the first dialog of a chain.
    static OPENER: RefCell<Option<web_sys::HtmlElement>> = const { RefCell::new(None) };
}

/// A dialog that is open as long as it is in the view.
#[component]
pub fn Modal(
    /// The title.
    #[prop(into)]
    title: String,
    /// `dialog`, `dialog dialog-wide` or `drawer`.
    #[prop(default = "dialog")]
    class: &'static str,
    /// Without a header: the title is only spoken.
    #[prop(optional)]
    bare: bool,
    /// Called when it is to go.
    on_close: Callback<()>,
    /// What stands under the title.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let name = title.clone();
    remember_opener();
    on_cleanup(|| window::after(0, give_focus_back));
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // A dialog that is open already refuses; it is where it should be.
            let _ = dialog.show_modal();
        }
    });
    let beside = move |event: web_sys::MouseEvent| {
        if event.target().is_some() && event.target() == event.current_target() {
            on_close.run(());
        }
    };
    view! {
        <dialog class=class node_ref=dialog aria-label=name on:close=move |_| on_close.run(()) on:mousedown=beside
            on:cancel=move |event: web_sys::Event| {
                // A file chooser inside the dialog sends the same event when it is left.
                if event.target() == event.current_target() {
                    event.prevent_default();
                    on_close.run(());
                }
            }>
            {(!bare).then(|| view! {
                <header class="dialog-h">
                    <h2>{title}</h2>
                    <button class="btn btn-icon" type="button" aria-label="Close" on:click=move |_| on_close.run(())><Icon name="x"/></button>
                </header>
            })}
            {children()}
        </dialog>
    }
}

fn active() -> Option<web_sys::HtmlElement> {
    let element = window::document()?.active_element()?.dyn_into::<web_sys::HtmlElement>().ok()?;
    (element.tag_name() != "BODY").then_some(element)
}

fn remember_opener() {
    if let Some(element) = active().filter(|element| element.closest("dialog").ok().flatten().is_none()) {
        OPENER.set(Some(element));
    }
}

/// Unless another dialog is open by now, or something else took the focus.
fn give_focus_back() {
    let is_open = window::document().is_some_and(|document| document.query_selector("dialog[open]").ok().flatten().is_some());
    if is_open {
        return;
    }
    let opener = OPENER.take();
    if let (None, Some(opener)) = (active(), opener) {
        let _ = opener.focus();
    }
}
