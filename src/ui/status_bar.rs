//! The line at the foot: where the server runs, what it holds, what time it is there.

use leptos::prelude::*;

use super::workspace::{Overlay, workspace};

/// The status bar.
#[component]
pub fn StatusBar() -> impl IntoView {
    let workspace = workspace();
    let records = move || {
        workspace.records.track();
        let seed = workspace.design.with(|design| design.seed);
        let count = workspace.with_server(|server| server.store().total());
        format!("Seed {seed}, {count} {}", if count == 1 { "record" } else { "records" })
    };
    let clock = move || {
        workspace.traffic.track();
        workspace.ahead.track();
        // `Tue, 10 Mar 2026 09:41:07 GMT`: without the day's name and the seconds.
        let text = workspace.now().http_date();
        format!("Virtual clock {}, {}", text.get(5..16).unwrap_or_default(), text.get(17..22).unwrap_or_default())
    };
    let open = move |tab| move |_| workspace.overlay.set(Some(Overlay::Data(tab)));
    view! {
        <footer class="foot">
            <span class="live">"Mock server runs in this tab"</span>
            <button type="button" aria-haspopup="dialog" title="Look at the server's data" on:click=open(0)>{records}</button>
            <button type="button" aria-haspopup="dialog" title="Set the server's clock" on:click=open(3)>{clock}</button>
            <span class="end">
                <span>"Nothing leaves your browser"</span>
                <button class="btn btn-s" on:click=move |_| workspace.overlay.set(Some(Overlay::Shortcuts))><kbd>"?"</kbd>"Shortcuts"</button>
            </span>
        </footer>
    }
}
