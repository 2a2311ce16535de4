//! The drawer.

use leptos::prelude::*;

/// The policies, one fold each.
#[component]
pub fn PoliciesDrawer() -> impl IntoView {
    view! {}
}
