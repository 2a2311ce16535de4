//! Tabs with automatic activation: arrows move and choose (ARIA Authoring Practices, tabs pattern).

use leptos::{ev::KeyboardEvent, prelude::*};

use crate::browser::window;

/// A row of tabs. The panel they switch has the id `<id>-panel` and `role="tabpanel"`.
#[component]
pub fn Tabs(
    /// Begins the ids of the tabs: `<id>-<index>`.
    id: &'static str,
    /// What the row is about.
    label: &'static str,
    /// Titles, with a count where there is one.
    tabs: Signal<Vec<(String, Option<usize>)>>,
    /// The chosen one.
    chosen: RwSignal<usize>,
) -> impl IntoView {
    let on_key = move |event: KeyboardEvent| {
        let count = tabs.with(Vec::len).max(1);
        let now = chosen.get();
        let next = match event.key().as_str() {
            "ArrowRight" => (now + 1) % count,
            "ArrowLeft" => (now + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        chosen.set(next);
        window::focus(&format!("{id}-{next}"));
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=on_key>
            {move || tabs.get().into_iter().enumerate().map(|(index, (title, count))| view! {
                <button role="tab" type="button" id=format!("{id}-{index}") aria-controls=format!("{id}-panel")
                    aria-selected=move || (chosen.get() == index).to_string()
                    tabindex=move || if chosen.get() == index { "0" } else { "-1" }
                    on:click=move |_| chosen.set(index)>
                    {title}{count.map(|count| view! { <span class="n">{count}</span> })}
                </button>
            }).collect_view()}
        </div>
    }
}
