//! The dialogs over the workspace.

use leptos::prelude::*;

use crate::ui::kit::live::live;
use super::drop::DropHint;
use super::export::ExportDialog;
use super::link::ShareDialog;
use super::open::OpenDialog;
use super::opening::Refusal;
use super::shortcuts::ShortcutsDialog;
use crate::ui::palette::Palette;
use crate::ui::workspace::{Overlay, workspace};

/// Whichever dialog is open.
#[component]
pub fn Dialogs() -> impl IntoView {
    let workspace = workspace();
    let refusal = Refusal(RwSignal::new(None));
    provide_context(refusal);
    view! {
        <DropHint/>
        {live(move || match workspace.overlay.get() {
            Some(Overlay::Export) => view! { <ExportDialog/> }.into_any(),
            Some(Overlay::Share) => view! { <ShareDialog/> }.into_any(),
            Some(Overlay::Open) => view! { <OpenDialog/> }.into_any(),
            Some(Overlay::Palette) => view! { <Palette/> }.into_any(),
            Some(Overlay::Shortcuts) => view! { <ShortcutsDialog/> }.into_any(),
            _ => ().into_any(),
        })}
    }
}
