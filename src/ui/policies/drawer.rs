//! The drawer: one fold for each concern, between what the API is called and what it is for.

use leptos::prelude::*;
use roundtrip::design::{Concern, Pointer};

use super::about::{ApiForm, BriefForm};
use super::clients::ClientList;
use super::concerns;
use super::form::FormView;
use crate::browser::window;
use crate::ui::kit::{Icon, Modal};
use crate::ui::workspace::{Overlay, workspace};

/// The policies or the clients, while they are open.
#[component]
pub fn PoliciesDrawer() -> impl IntoView {
    let workspace = workspace();
    let on_close = Callback::new(move |()| workspace.overlay.set(None));
    move || match workspace.overlay.get() {
        Some(Overlay::Policies(at)) => view! { <Modal title="Server policies" class="drawer" on_close><Policies at/></Modal> }.into_any(),
        Some(Overlay::Clients(at)) => view! { <Modal title="Clients" class="drawer" on_close><ClientList at/></Modal> }.into_any(),
        _ => ().into_any(),
    }
}

#[component]
fn Policies(at: Option<Concern>) -> impl IntoView {
    let workspace = workspace();
    let first = at.map_or_else(|| "fold-api".to_owned(), |concern| format!("fold-{}", concern.key()));
    window::after(0, move || window::focus(&first));
    let concerns = Concern::ALL.iter().map(|concern| {
        let concern = *concern;
        let fact = Signal::derive(move || workspace.design.with(|design| concerns::fact(concern, &design.policies)));
        let open = at == Some(concern);
        let faults = Memo::new(move |_| workspace.report.with(|report| report.findings.iter().filter(|finding| finding.at == Pointer::Policy(concern)).count()));
        view! {
            <Fold id=concern.key() title=concern.title() fact faults open body=move || view! { <FormView concern form=concerns::form(concern)/> }.into_any()/>
        }
    });
    let api = Signal::derive(move || workspace.design.with(|design| design.name.clone()));
    let none = Memo::new(|_| 0);
    let brief_fact = Signal::derive(move || {
        let count = workspace.design.with(|design| super::about::answered(&design.brief));
        format!("{count} of 9 answered")
    });
    let brief = Memo::new(move |_| workspace.report.with(|report| report.findings.iter().filter(|finding| finding.at == Pointer::Brief).count()));
    view! {
        <div class="dialog-b drawer-list">
            <Fold id="api" title="API" fact=api faults=none open=false body=|| view! { <ApiForm/> }.into_any()/>
            {concerns.collect_view()}
            <Fold id="brief" title="Brief" fact=brief_fact faults=brief open=false body=|| view! { <BriefForm/> }.into_any()/>
        </div>
        <footer class="dialog-f">
            <p class="hint">"Every change counts from the next request on."</p>
            <button class="btn btn-line" type="button" on:click=move |_| workspace.overlay.set(Some(Overlay::Clients(None)))>"Edit clients"</button>
        </footer>
    }
}

/// A fold whose inside is made when it is first opened.
#[component]
pub fn Fold(
    /// Ends the summary's id: `fold-<id>`.
    #[prop(into)]
    id: String,
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// What is so at present, in a few words.
    #[prop(into)]
    fact: Signal<String>,
    /// How many findings stand here.
    faults: Memo<usize>,
    /// Whether it begins open.
    open: bool,
    /// The inside.
    body: impl Fn() -> AnyView + Send + 'static,
) -> impl IntoView {
    let opened = RwSignal::new(open);
    let mark = move || {
        let count = faults.get();
        let words = if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
        (count > 0).then(|| view! { <i class="sev" title=words.clone()></i><span class="vh">{words}</span> })
    };
    view! {
        <details class="policy" open=open on:toggle=move |_| opened.set(true)>
            <summary id=format!("fold-{id}")><Icon name="chev"/><b>{title}</b>{mark}<span class="fact trunc">{fact}</span></summary>
            <div class="policy-b">{move || opened.get().then(&body)}</div>
        </details>
    }
}
