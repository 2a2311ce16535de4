//! A file can be dropped anywhere on the page.

use leptos::ev::{DragEvent, dragleave, dragover, drop};
use leptos::prelude::*;

use super::opening::{Brought, Refusal};
use crate::ui::workspace::workspace;

/// What is shown while a file hangs over the page.
#[component]
pub fn DropHint() -> impl IntoView {
    let workspace = workspace();
    let refusal: Refusal = expect_context();
    let over = RwSignal::new(false);
    let handles = [
        window_event_listener(dragover, move |event| {
            if carries_files(&event) {
                event.prevent_default();
                over.set(true);
            }
        }),
        window_event_listener(dragleave, move |event| {
            if event.related_target().is_none() {
                over.set(false);
            }
        }),
        window_event_listener(drop, move |event| {
            over.set(false);
            if !carries_files(&event) {
                return;
            }
            event.prevent_default();
            if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) {
                workspace.parts.documents.with(move |documents| (documents.bring)(workspace, refusal, Brought::File(file)));
            }
        }),
    ];
    on_cleanup(move || handles.into_iter().for_each(|handle| handle.remove()));
    move || {
        over.get()
            .then(|| view! { <div class="drop-hint is-drop" aria-hidden="true"><p>"Drop a design, a description, a collection or traffic to open it."</p></div> })
    }
}

fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files")))
}
