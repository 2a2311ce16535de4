//! The API tree: resources, their endpoints, and the policies at its foot.

use leptos::prelude::*;

/// The tree beside the loop.
#[component]
pub fn ApiTree() -> impl IntoView {
    view! { <nav class="side" aria-label="API"><div class="bar"><h2 id="t-tree" tabindex="-1">"API"</h2></div></nav> }
}
