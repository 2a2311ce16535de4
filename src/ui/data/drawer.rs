//! The drawer: four tabs over one title.

use leptos::prelude::*;

use super::clock::ClockTab;
use super::files::FilesTab;
use super::records::RecordsTab;
use super::seed::SeedTab;
use crate::browser::window;
use crate::ui::kit::{Modal, Tabs};
use crate::ui::workspace::{Overlay, workspace};

/// The drawer, while it is open.
#[component]
pub fn DataDrawer() -> impl IntoView {
    let workspace = workspace();
    let on_close = Callback::new(move |()| workspace.overlay.set(None));
    move || match workspace.overlay.get() {
        Some(Overlay::Data(tab)) => view! { <Modal title="Data and clock" class="drawer drawer-wide" on_close><Inside tab/></Modal> }.into_any(),
        _ => ().into_any(),
    }
}

#[component]
fn Inside(tab: usize) -> impl IntoView {
    let workspace = workspace();
    let chosen = RwSignal::new(tab);
    let tabs = Signal::derive(move || {
        workspace.records.track();
        let count = workspace.with_server(|server| server.store().total());
        vec![("Records".to_owned(), Some(count)), ("Import, export".to_owned(), None), ("Seed".to_owned(), None), ("Clock".to_owned(), None)]
    });
    window::after(0, move || window::focus(&format!("data-{tab}")));
    view! {
        <div class="data-tabs"><Tabs id="data" label="Data" tabs chosen/></div>
        <div class="data-b" id="data-panel" role="tabpanel" aria-labelledby=move || format!("data-{}", chosen.get())>
            {move || match chosen.get() {
                0 => view! { <RecordsTab/> }.into_any(),
                1 => view! { <FilesTab/> }.into_any(),
                2 => view! { <SeedTab/> }.into_any(),
                _ => view! { <ClockTab/> }.into_any(),
            }}
        </div>
        <footer class="dialog-f">
            <p class="hint">"Changes of data are not in undo. The way back: reset to the seed, or restore the data to before or after an exchange."</p>
        </footer>
    }
}
