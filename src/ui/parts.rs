//! Parts of the page that are loaded when they are first opened.

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::ui::kit::live::live;
use super::workspace::{Overlay, workspace};

#[wasm_split(policies, fallible)]
fn policies() -> Result<fn(Overlay) -> AnyView, SplitLoaderError> {
    Ok(|_| super::policies::PoliciesDrawer().into_any())
}

#[wasm_split(endpoint, fallible)]
fn endpoint() -> Result<fn(Overlay) -> AnyView, SplitLoaderError> {
    Ok(|_| super::sketch::EndpointDialog().into_any())
}

#[wasm_split(share, fallible)]
fn share() -> Result<fn(Overlay) -> AnyView, SplitLoaderError> {
    Ok(|_| super::share::Dialogs().into_any())
}

/// Whatever lies over the workspace.
#[component]
pub fn Overlays() -> impl IntoView {
    let workspace = workspace();
    let a = RwSignal::new(None::<fn(Overlay) -> AnyView>);
    let b = RwSignal::new(None::<fn(Overlay) -> AnyView>);
    let c = RwSignal::new(None::<fn(Overlay) -> AnyView>);
    Effect::new(move |_| match workspace.overlay.get() {
        Some(Overlay::Policies(_) | Overlay::Clients(_)) if a.get_untracked().is_none() => {
            leptos::task::spawn_local(async move { a.set(policies().await.ok()) })
        }
        Some(Overlay::Endpoint(_)) if b.get_untracked().is_none() => leptos::task::spawn_local(async move { b.set(endpoint().await.ok()) }),
        Some(_) if c.get_untracked().is_none() => leptos::task::spawn_local(async move { c.set(share().await.ok()) }),
        _ => {}
    });
    view! {
        {live(move || a.get().map(|f| f(Overlay::Export)))}
        {live(move || b.get().map(|f| f(Overlay::Export)))}
        {live(move || c.get().map(|f| f(Overlay::Export)))}
    }
}
