//! The Watch panel.

use leptos::prelude::*;

/// The exchange in view, and the traffic.
#[component]
pub fn WatchPanel() -> impl IntoView {
    view! { <section class="panel watch" id="watch" aria-labelledby="t-watch"><div class="bar"><h2 id="t-watch" tabindex="-1">"Watch"</h2></div></section> }
}
