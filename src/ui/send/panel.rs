//! The Send panel.

use leptos::prelude::*;

/// The request line and what goes with it.
#[component]
pub fn SendPanel() -> impl IntoView {
    view! { <section class="panel send" id="send" aria-labelledby="t-send"><div class="bar"><h2 id="t-send" tabindex="-1">"Send"</h2></div></section> }
}
