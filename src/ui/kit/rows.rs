//! Rows that stay while they are there: told apart by their place, or by a name.

use leptos::prelude::*;

/// Rows by place: a row stays when what stands in it changes, and so does the focus.
pub fn places<V: IntoView + 'static>(count: impl Fn() -> usize + 'static, draw: impl Fn(usize) -> V + 'static) -> AnyView {
    view! { <For each=move || 0..count() key=|place| *place children=draw/> }
}

/// Rows by name: a row moves with its name.
pub fn named<V: IntoView + 'static>(names: impl Fn() -> Vec<String> + 'static, draw: impl Fn(String) -> V + 'static) -> AnyView {
    view! { <For each=names key=|name| name.clone() children=draw/> }
}
