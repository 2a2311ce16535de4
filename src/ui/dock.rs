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
                <button type="button" aria-current=move || (workspace.view.get() == view && workspace.learn.with(Option::is_none)).then_some("true") on:click=move |_| { super::learn::leave(workspace); workspace.view.set(view); }>
                    <Icon name=icon/>{title}
                </button>
            }).collect_view()}
            <a href="#/learn" aria-current=move || workspace.learn.with(Option::is_some).then_some("true")><Icon name="learn"/>"Learn"</a>
        </nav>
    }
}
