//! Places of a design as things to read and to press.

use leptos::prelude::*;
use roundtrip::design::{Design, Pointer};

use crate::ui::kit::MethodWord;
use crate::ui::workspace::{Overlay, View, Workspace, workspace};

/// A place in words: method and path of an endpoint, otherwise the way to it.
#[component]
pub fn Place(
    /// The place.
    at: Pointer,
) -> impl IntoView {
    let workspace = workspace();
    let endpoint = match &at {
        Pointer::Endpoint(id) => workspace.design.with_untracked(|design| design.endpoint(id).cloned()),
        _ => None,
    };
    match endpoint {
        Some(endpoint) => view! { <MethodWord method=endpoint.method.to_string()/><code class="trunc">{endpoint.path.clone()}</code> }.into_any(),
        None => view! { <code class="trunc">{at.breadcrumb()}</code> }.into_any(),
    }
}

/// How evidence names a place.
pub fn name(design: &Design, at: &Pointer) -> String {
    match at {
        Pointer::Endpoint(id) => design.endpoint(id).map(|endpoint| endpoint.label()).unwrap_or_default(),
        other => other.breadcrumb(),
    }
}

/// Takes a person to a place: selects it in the sketch, or opens the drawer that holds it.
pub fn go(workspace: Workspace, at: &Pointer) {
    workspace.selection.set(at.clone());
    match at {
        Pointer::Endpoint(id) => workspace.pick_endpoint(id),
        Pointer::Policy(concern) => return workspace.overlay.set(Some(Overlay::Policies(Some(*concern)))),
        Pointer::Design | Pointer::Brief => return workspace.overlay.set(Some(Overlay::Policies(None))),
        Pointer::Client(name) => return workspace.overlay.set(Some(Overlay::Clients(Some(name.clone())))),
        Pointer::Resource(_) | Pointer::Field(..) => {}
    }
    workspace.view.set(View::Sketch);
}

/// A sentence in which code stands between backticks.
pub fn sentence(text: &str) -> impl IntoView + use<> {
    let pieces = text.split('`').enumerate().map(|(index, piece)| match index % 2 {
        1 => view! { <code>{piece.to_owned()}</code> }.into_any(),
        _ => piece.to_owned().into_any(),
    });
    pieces.collect_view()
}
