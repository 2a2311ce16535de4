//! The steps of the loop at the bottom of narrow screens.

use leptos::prelude::*;

use super::kit::Icon;
use super::workspace::{View, workspace};

/// The bottom bar.
#[component]
pub fn Dock() -> impl IntoView {
    let workspace = workspace();
    let steps = [(View::Sketch, "sketch", "Sketch"), (View::Send, "send", "Send"), (View::Watch, "watch", "Watch"), (View::Score, "score", "Score")];
    view! {
        <nav class="dock" aria-label="Steps">
            {steps.into_iter().map(|(view, icon, title)| view! {
                <button type="button" aria-current=move || (workspace.view.get() == view).then_some("true") on:click=move |_| workspace.view.set(view)>
                    <Icon name=icon/>{title}
                </button>
            }).collect_view()}
        </nav>
    }
}
