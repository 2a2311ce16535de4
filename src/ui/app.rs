//! The whole page: what it begins with, how it is kept, and the frame of the loop.

use leptos::prelude::*;
use roundtrip::design::{Behaviour, Design};

use super::dock::Dock;
use super::parts::later;
use super::score::ScorePanel;
use super::send::SendPanel;
use super::share::drop::DropHint;
use super::share::opening::Refusal;
use super::sketch::SketchPanel;
use super::start_state::{AUTOSAVE, Banner, Documents};
use super::status_bar::StatusBar;
use super::toasts::Toasts;
use super::top_bar::TopBar;
use super::tree::ApiTree;
use super::watch::WatchPanel;
use super::workspace::{Overlay, Saved, View, Workspace};
use crate::browser::storage::StorageError;
use crate::browser::{files, location, service_worker, storage, window};

/// When the parts that were not needed so far are fetched, in milliseconds after the start.
const FETCH_AHEAD: i32 = 400;

/// The page, on a design and with what has to be said about it.
#[component]
pub fn App(design: Design, banner: Option<Banner>) -> impl IntoView {
    let workspace = Workspace::new(design);
    provide_context(workspace);
    provide_context(Refusal(RwSignal::new(None)));
    workspace.banner.set(banner);
    pick_first_endpoint(workspace);
    keep_in_browser(workspace);
    super::commands::listen(workspace);
    let open = move || {
        let fragment = location::fragment();
        if let Some(kind) = fragment.strip_prefix("/problem/") {
            workspace.overlay.set(Some(Overlay::Problem(kind.to_owned())));
        } else if fragment == "/compare" {
            workspace.overlay.set(Some(Overlay::Compare));
        }
    };
    open();
    location::on_fragment(open);
    window::after(FETCH_AHEAD, move || super::parts::fetch_ahead(workspace));
    service_worker::connect(move |request, reply| workspace.answer(request, reply));
    let view_name = move || match workspace.view.get() {
        View::Sketch => "sketch",
        View::Send => "send",
        View::Watch => "watch",
        View::Score => "score",
    };
    view! {
        <a class="skip" href="#watch" on:click=move |event: web_sys::MouseEvent| { event.prevent_default(); window::focus("t-watch"); }>"Skip to the exchange"</a>
        <div class="app" data-view=view_name data-tree=move || workspace.sketch.tree.get().then_some("open") data-answered=move || workspace.shown.get().map(|_| "true")>
            <TopBar/>
            <BannerBar/>
            <main class="work">
                <h1 class="vh">{move || format!("{} workspace", workspace.design.with(|design| design.name.clone()))}</h1>
                <ApiTree/>
                <div class="col col-design"><SketchPanel/><ScorePanel/></div>
                <div class="col col-run"><SendPanel/><WatchPanel/></div>
            </main>
            <StatusBar/>
            <Dock/>
        </div>
        <Overlays/>
        <DropHint/>
        <Toasts/>
    }
}

/// A request is ready from the start: the first create, else the first endpoint.
pub fn pick_first_endpoint(workspace: Workspace) {
    let design = workspace.design.get_untracked();
    let wanted = design
        .endpoints
        .iter()
        .find(|endpoint| {
            endpoint.behaviour == Behaviour::Create && design.resource_of(endpoint).is_some_and(|resource| !resource.no_overlap.is_empty())
        })
        .or_else(|| design.endpoints.iter().find(|endpoint| endpoint.behaviour == Behaviour::Create))
        .or(design.endpoints.first());
    if let Some(endpoint) = wanted {
        workspace.pick_endpoint(&endpoint.id);
    }
}

/// Keeps the design in this browser, 300 ms after the last change.
fn keep_in_browser(workspace: Workspace) {
    let waiting = StoredValue::new(0_u32);
    Effect::new(move |before: Option<()>| {
        let design = workspace.design.get();
        if before.is_none() {
            return;
        }
        waiting.update_value(|count| *count += 1);
        let mine = waiting.get_value();
        workspace.saved.set(Saved::Soon);
        window::after(300, move || {
            if waiting.get_value() != mine {
                return;
            }
            let write = move |documents: Documents| {
                let kept = storage::keep(AUTOSAVE, &(documents.write)(&design));
                workspace.saved.set(match kept {
                    Ok(()) => Saved::Yes,
                    Err(StorageError::Blocked) => {
                        Saved::No("This browser does not keep data for this page. Use Share or Export before closing.".to_owned())
                    }
                    Err(StorageError::Full) => {
                        Saved::No("Could not save the last change: this browser has no room left. Export the design as a file.".to_owned())
                    }
                });
            };
            let failed = move || {
                let why =
                    "The last change is not saved: a part of the page could not be fetched. Check the connection; the next change saves everything.";
                workspace.saved.set(Saved::No(why.to_owned()));
            };
            workspace.parts.documents.with_or(write, failed);
            // The address no longer says what is on the page.
            if location::fragment().starts_with('d') {
                location::replace_fragment("");
            }
        });
    });
}

/// Whatever lies over the workspace. Each is a part of its own.
#[component]
fn Overlays() -> impl IntoView {
    let workspace = super::workspace::workspace();
    let part = Memo::new(move |_| {
        workspace.overlay.with(|overlay| {
            Some(match overlay.as_ref()? {
                Overlay::Policies(_) | Overlay::Clients(_) => workspace.parts.drawers,
                Overlay::Data(_) => workspace.parts.data,
                Overlay::Endpoint(_) => workspace.parts.endpoint_form,
                Overlay::Rules(_) | Overlay::Constraints => workspace.parts.catalogue,
                Overlay::Compare => workspace.parts.compare,
                _ => workspace.parts.dialogs,
            })
        })
    });
    move || part.get().map(|part| later(part, |draw| draw()))
}

/// What stays in sight until it is dealt with.
#[component]
fn BannerBar() -> impl IntoView {
    let workspace = super::workspace::workspace();
    let save = move |text: String| {
        if files::download("roundtrip-damaged.json", "application/json", &text).is_err() {
            workspace.toast(super::toasts::Toast::error("The browser did not allow the download.".to_owned()));
        }
    };
    move || {
        workspace.banner.get().map(|Banner { text, error, offer, rescue }| {
            let class = if error { "banner banner-error" } else { "banner" };
            view! {
                <div class=class role=if error { "alert" } else { "status" }>
                    <super::kit::Icon name=if error { "warn" } else { "info" }/>
                    <p>{text}</p>
                    {offer.map(|(label, design)| view! {
                        <button class="btn btn-s btn-line" on:click=move |_| { workspace.banner.set(None); workspace.open((*design).clone()); }>{label}</button>
                    })}
                    {rescue.map(|text| view! { <button class="btn btn-s btn-line" on:click=move |_| save(text.clone())>"Save it as a file"</button> })}
                    <button class="btn btn-s btn-icon" aria-label="Dismiss" on:click=move |_| workspace.banner.set(None)><super::kit::Icon name="x"/></button>
                </div>
            }
        })
    }
}
