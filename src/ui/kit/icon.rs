//! An icon of the sprite in `index.html`. Hidden from assistive technology: the control beside it has the name.

use leptos::prelude::*;

/// An icon.
#[component]
pub fn Icon(
    /// The symbol's name without `i-`.
    #[prop(into)]
    name: Signal<String>,
    /// Further classes, such as `i-s` for the small size.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! { <svg class=format!("i {class}") aria-hidden="true"><use href=move || format!("#i-{}", name.get())></use></svg> }
}
