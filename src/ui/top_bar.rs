//! The bar at the top: the design's name, whether it is kept, undo and redo, the ways in and out.

use leptos::prelude::*;
use roundtrip::design::Design;

use super::commands;
use super::kit::Icon;
use super::workspace::{Overlay, Saved, View, workspace};
use crate::browser::{storage, window};

/// What the main navigation leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Workspace,
    Learn,
    Compare,
}

/// The top bar.
#[component]
pub fn TopBar() -> impl IntoView {
    let workspace = workspace();
    for name in super::settings::LOOKS {
        window::set_root_attribute(&format!("data-{name}"), storage::read(name).as_deref());
    }
    let name = move || workspace.design.with(|design| design.name.clone());
    // Which version was named last, and whether the design has moved on since.
    let version = move || {
        let is_as_named = |version: &Design| workspace.design.with(|design| **design == *version);
        workspace.named.get().map(|(name, version)| view! { <span class="chip trunc d-only" title="The last version that was named">{name}{(!is_as_named(&version)).then_some(", changed")}</span> })
    };
    let open = move |overlay: Overlay| move |_| workspace.overlay.set(Some(overlay.clone()));
    let undo_label =
        move || workspace.undoable.with(|(undo, _)| undo.as_ref().map_or("Undo, nothing to undo".to_owned(), |label| format!("Undo: {label}")));
    let redo_label =
        move || workspace.undoable.with(|(_, redo)| redo.as_ref().map_or("Redo, nothing to redo".to_owned(), |label| format!("Redo: {label}")));
    let compares = move || workspace.view.get() == View::Compare;
    let place = move || match workspace.learn.with(Option::is_some) {
        true => Place::Learn,
        false if compares() => Place::Compare,
        false => Place::Workspace,
    };
    let is_at = move |this: Place| (place() == this).then_some("page");
    let keys = commands::keys_shown("Mod+k");
    view! {
        <header class="top">
            <super::tree::TreeButton/>
            <a class="brand" href="./" aria-label="Roundtrip, home"><svg aria-hidden="true"><use href="#i-logo"></use></svg><span class="d-only">"Roundtrip"</span></a>
            <span class="sep-v d-only"></span>
            <button class="btn btn-s design-name" aria-haspopup="dialog" title="Open a sample or a file" on:click=open(Overlay::Open)>
                <b class="trunc">{name}</b><Icon name="down" class="i-s"/>
            </button>
            {version}
            <SavedLabel/>
            <nav class="mainnav" aria-label="Main">
                <a href="./" aria-current=move || is_at(Place::Workspace) on:click=move |event: web_sys::MouseEvent| {
                    event.prevent_default();
                    super::learn::leave(workspace);
                    if compares() { workspace.view.set(View::Sketch); }
                }>"Workspace"</a>
                <a href="#/learn" aria-current=move || is_at(Place::Learn)>"Learn"</a>
                <a href="#/compare" aria-current=move || is_at(Place::Compare)>"Compare"</a>
                <a href="#export" on:click=move |event: web_sys::MouseEvent| { event.prevent_default(); workspace.overlay.set(Some(Overlay::Export)); }>"Export"</a>
            </nav>
            <span class="grow"></span>
            <button class="btn palette hide-p" aria-haspopup="dialog" on:click=open(Overlay::Palette)>
                <Icon name="search" class="i-s"/><span class="grow trunc">"Search or run"</span>
                {keys.into_iter().map(|key| view! { <kbd>{key}</kbd> }).collect_view()}
            </button>
            <span class="history">
                <button class="btn btn-icon" aria-label=undo_label title=undo_label
                    aria-disabled=move || workspace.undoable.with(|(undo, _)| undo.is_none()).to_string() on:click=move |_| workspace.undo()><Icon name="undo"/></button>
                <button class="btn btn-icon" aria-label=redo_label title=redo_label
                    aria-disabled=move || workspace.undoable.with(|(_, redo)| redo.is_none()).to_string() on:click=move |_| workspace.redo()><Icon name="redo"/></button>
            </span>
            <button class="btn d-only" aria-pressed=move || workspace.presents.get().to_string() on:click=move |_| super::frame::present(workspace)>
                <Icon name="present"/><span class="hide-p">"Present"</span><span class="only-p">"Exit "<kbd>"Esc"</kbd></span></button>
            <button class="btn btn-line hide-p" aria-haspopup="dialog" on:click=open(Overlay::Share)><Icon name="share" class="i-s"/>"Share"</button>
        </header>
    }
}

/// Says whether the design is kept; a failure says what to do.
#[component]
fn SavedLabel() -> impl IntoView {
    let workspace = workspace();
    move || match workspace.saved.get() {
        _ if workspace.read_only.with(Option::is_some) => view! { <span class="saved d-only hide-tab hide-p">"Read only"</span> }.into_any(),
        Saved::Unknown => view! { <span class="saved d-only hide-tab hide-p"></span> }.into_any(),
        Saved::Yes | Saved::Soon => {
            view! { <span class="saved d-only hide-tab hide-p"><Icon name="check" class="i-s"/>"Saved in this browser"</span> }.into_any()
        }
        Saved::Late => view! { <span class="saved d-only hide-tab hide-p">"Saving…"</span> }.into_any(),
        Saved::No(why) => {
            let title = why.clone();
            view! { <span class="saved is-bad" role="alert" title=title><Icon name="warn" class="i-s"/>"Not saved"<span class="vh">": "{why}</span></span> }.into_any()
        }
    }
}

/// Turns light to dark and back, and remembers it.
pub fn switch_theme() {
    // What is seen counts: presenter mode is light where nobody chose.
    let shown = window::document().and_then(|document| document.document_element()?.get_attribute("data-theme"));
    let dark = match shown.as_deref() {
        Some("dark") => true,
        Some("light") => false,
        _ => window::matches("(prefers-color-scheme: dark)"),
    };
    let theme = if dark { "light" } else { "dark" };
    // A browser that keeps nothing still shows the theme until it is closed.
    let _ = storage::keep("theme", theme);
    window::set_root_attribute("data-theme", Some(theme));
}
