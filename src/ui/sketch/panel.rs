//! The Sketch panel.

use leptos::prelude::*;

/// The canvas of cards.
#[component]
pub fn SketchPanel() -> impl IntoView {
    view! { <section class="panel sketch" id="sketch" aria-labelledby="t-sketch"><div class="bar"><h2 id="t-sketch" tabindex="-1">"Sketch"</h2></div></section> }
}
