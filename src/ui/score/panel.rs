//! The Score panel.

use leptos::prelude::*;

/// Number, level, groups and findings.
#[component]
pub fn ScorePanel() -> impl IntoView {
    view! { <section class="panel score" id="score" aria-labelledby="t-score"><div class="bar"><h2 id="t-score" tabindex="-1">"Score"</h2></div></section> }
}
