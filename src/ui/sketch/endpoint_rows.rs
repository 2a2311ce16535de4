//! Endpoints as rows: method, path, what a success answers, delete. A press on the path opens the endpoint's form.

use leptos::prelude::*;
use roundtrip::design::{Edit, answers};

use crate::ui::kit::Icon;
use crate::ui::kit::badge::{MethodWord, StatusBadge};
use crate::ui::toasts::Toast;
use crate::ui::workspace::{Overlay, Workspace, workspace};

/// One endpoint.
#[component]
pub fn EndpointRow(id: String) -> impl IntoView {
    let workspace = workspace();
    let endpoint = workspace.endpoint(id.clone());
    let own = StoredValue::new(id);
    let is_on = move || workspace.draft.endpoint.with(|known| own.with_value(|own| known.as_ref() == Some(own)));
    move || {
        endpoint.get().map(|endpoint| {
            let status = workspace.design.with(|design| answers::success_status(design, &endpoint));
            let label = endpoint.label();
            view! {
                <li class="erow" class:is-on=is_on>
                    <MethodWord method=endpoint.method.to_string()/>
                    <button type="button" class="path trunc" aria-haspopup="dialog" aria-label=format!("{label}, edit") title=endpoint.path.clone()
                        on:click=move |_| workspace.overlay.set(Some(Overlay::Endpoint(own.get_value())))>{endpoint.path.clone()}</button>
                    <StatusBadge status class="st-plain st-small"/>
                    <button type="button" class="btn btn-s btn-icon" aria-label=format!("Delete {label}")
                        on:click=move |_| own.with_value(|own| delete(workspace, own))><Icon name="trash"/></button>
                </li>
            }
        })
    }
}

/// Deletes an endpoint; the toast offers to take it back.
pub fn delete(workspace: Workspace, id: &str) {
    let label = workspace.design.with_untracked(|design| design.endpoint(id).map(|endpoint| endpoint.label()));
    if workspace.edit(vec![Edit::RemoveEndpoint { id: id.to_owned() }]).is_ok() {
        workspace.toast(Toast::undoable(format!("Deleted {}.", label.unwrap_or_default())));
    }
}
