//! The way back: the data as it was before or after an exchange that changed it.

use leptos::prelude::*;

use crate::ui::kit::Icon;
use crate::ui::workspace::{Side, workspace};

/// Both ways, for the exchange in Watch. One that changed no record offers none here; the palette does.
#[component]
pub fn RestoreMenu(number: u32, changed: bool) -> impl IntoView {
    let workspace = workspace();
    let button = move |words: &'static str, side: Side| {
        let label = format!("Restore data to {words} #{number}");
        view! { <button class="btn btn-s" type="button" aria-label=label.clone() title=label on:click=move |_| workspace.restore(side)>{words}</button> }
    };
    changed.then(|| {
        view! {
            <span class="restore"><Icon name="reset" class="i-s"/><span class="small d-only">"Data"</span>{button("before", Side::Before)}{button("after", Side::After)}</span>
        }
    })
}
