//! The dialogs over the workspace.

use leptos::prelude::*;

/// Whichever dialog is open.
#[component]
pub fn Dialogs() -> impl IntoView {
    view! {}
}
