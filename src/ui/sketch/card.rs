//! A card: one resource on the canvas, which can be focused, walked from, moved and opened.

use std::sync::Arc;

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use roundtrip::design::words::numbers::decimal;
use roundtrip::design::{Endpoint, Pointer, Resource};

use super::canvas::canvas;
use super::card_body::{CardEndpoints, CardFields, CardMatrix, CardVerbs};
use super::layout;
use super::moving::Grip;
use super::{card_id, facts, focus_soon};
use crate::ui::kit::Icon;
use crate::ui::parts::later;
use crate::ui::workspace::{Workspace, workspace};

/// What the parts of a card read.
#[derive(Clone, Copy)]
pub struct CardState {
    /// The resource's name.
    pub name: StoredValue<String>,
    /// The resource.
    pub resource: Memo<Option<Arc<Resource>>>,
    /// Its endpoints.
    pub endpoints: Memo<Vec<Arc<Endpoint>>>,
}

/// One resource.
#[component]
pub fn Card(name: String) -> impl IntoView {
    let workspace = workspace();
    let canvas = canvas();
    let sketch = workspace.sketch;
    let own = StoredValue::new(name.clone());
    let is_own = move |other: Option<&String>| own.with_value(|own| other == Some(own));
    let endpoints = Memo::new(move |_| workspace.design.with(|design| own.with_value(|own| design.endpoints_of(own).cloned().collect::<Vec<_>>())));
    let card = CardState { name: own, resource: workspace.resource(name.clone()), endpoints };
    let selected = Memo::new(move |_| canvas.selected.with(|selected| is_own(selected.as_ref())));
    let editing = Memo::new(move |_| selected.get() && sketch.editing.with(|editing| is_own(editing.as_ref())));
    let is_moving = Memo::new(move |_| own.with_value(|own| sketch.moves(own)));
    let is_marked = Memo::new(move |_| sketch.marked.with(|marked| own.with_value(|own| marked.contains(own))));
    let area = Memo::new(move |_| {
        canvas.areas.with(|areas| areas.iter().find(|(known, _)| is_own(Some(known))).map(|(_, area)| (area.x, area.y, area.w)).unwrap_or_default())
    });
    // One card is in the tab order: the selected one, else the first.
    let in_order = Memo::new(move |_| {
        let first = || canvas.areas.with(|areas| is_own(areas.first().map(|(name, _)| name)));
        selected.get() || (canvas.selected.with(Option::is_none) && first())
    });
    let folded = Memo::new(move |_| !selected.get() && workspace.design.with(|design| layout::is_folded(design, sketch.zoom.get())));
    let is_target = move || canvas.target.with(|target| is_own(target.as_ref()));
    let dim = Memo::new(move |_| sketch.filter.with(|filter| !own.with_value(|own| crate::ui::tree::matches_resource(workspace, filter, own))));
    let label = move || {
        let fields = card.resource.with(|resource| resource.as_ref().map_or(0, |resource| resource.fields.len()));
        let state = if selected.get() || is_marked.get() { ", selected" } else { "" };
        own.with_value(|own| format!("Resource {own}, {fields} {}{state}", if fields == 1 { "field" } else { "fields" }))
    };
    let conflict = Memo::new(move |_| {
        canvas.conflicts.with(|conflicts| own.with_value(|own| conflicts.iter().find(|(name, _)| name == own).map(|(_, sentence)| sentence.clone())))
    });
    let links = move || workspace.design.with(|design| own.with_value(|own| facts::links(design, own)));
    // What keys and pointers do on a card comes with its part; until then a card can be read and focused.
    let parts = move || untrack(|| workspace.parts.cards.here());
    let grip = StoredValue::new(None::<Grip>);
    let on_pointer = move |event: PointerEvent| {
        if let Some(parts) = parts() {
            own.with_value(|own| (parts.pointer)(workspace, canvas, own, grip, &event));
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if let Some(parts) = parts() {
            own.with_value(|own| (parts.keys)(workspace, canvas, own, &event));
        }
    };
    let id = card_id(&name);
    let about = format!("{id}-links");
    view! {
        <article class="node" id=id tabindex=move || if in_order.get() { "0" } else { "-1" } aria-label=label aria-describedby=about.clone()
            class:is-sel=move || selected.get() class:is-edit=move || editing.get() class:is-moving=move || is_moving.get() class:is-dim=move || dim.get() class:is-target=is_target class:is-marked=move || is_marked.get()
            style=("--x", move || decimal(area.get().0)) style=("--y", move || decimal(area.get().1)) style=("--w", move || decimal(area.get().2))
            on:focusin=move |_| own.with_value(|own| select(workspace, canvas.selected, own))
            on:pointerdown=on_pointer on:pointermove=on_pointer on:pointerup=on_pointer on:pointercancel=on_pointer on:keydown=on_key>
            <Header card selected editing/>
            <p class="vh" id=about.clone()>{links}</p>
            {move || match (editing.get(), selected.get(), folded.get()) {
                (true, ..) => later(workspace.parts.cards, move |parts| (parts.editor)(card)).into_any(),
                (_, true, _) => view! { <CardFields card/><CardMatrix card/><CardEndpoints card all=false/> }.into_any(),
                (.., true) => view! { <CardVerbs card/> }.into_any(),
                _ => view! { <CardFields card/><CardVerbs card/> }.into_any(),
            }}
            {move || workspace.parts.cards.here().filter(|_| selected.get() && !editing.get()).map(|parts| (parts.ports)(card))}
            {move || conflict.get().map(|text| view! { <p class="node-err"><i class="sev sev-5"></i><span><span class="vh">"Error: "</span>{text}</span></p> })}
        </article>
    }
}

#[component]
fn Header(card: CardState, selected: Memo<bool>, editing: Memo<bool>) -> impl IntoView {
    let workspace = workspace();
    let canvas = canvas();
    let name = card.name.get_value();
    let menu_id = format!("{}-menu", card_id(&name));
    let path = move || card.resource.with(|resource| resource.as_ref().map(|resource| resource.collection_path()));
    let toggle_edit = move |_| match editing.get() {
        true => card.name.with_value(|name| leave(workspace, name)),
        false => card.name.with_value(|name| edit(workspace, name, "name")),
    };
    let opener = menu_id.clone();
    let is_open = move || canvas.menu.is_open(&opener).to_string();
    let open = StoredValue::new(menu_id.clone());
    view! {
        <div class="node-h" on:dblclick=move |_| card.name.with_value(|name| edit(workspace, name, "name"))>
            <b class="trunc">{name.clone()}</b><code class="trunc">{path}</code>
            <Show when=move || selected.get()>
                <button type="button" class="btn btn-s btn-icon" on:click=toggle_edit
                    aria-label=move || card.name.with_value(|name| if editing.get() { format!("Leave {name}") } else { format!("Edit {name}") })>
                    <Icon name=Signal::derive(move || if editing.get() { "check" } else { "edit" }.to_owned())/>
                </button>
                <button type="button" class="btn btn-s btn-icon" id=open.get_value() aria-haspopup="menu" aria-expanded=is_open.clone()
                    aria-label=card.name.with_value(|name| format!("More for {name}"))
                    on:click=move |_| {
                        if let Some(parts) = untrack(|| workspace.parts.cards.here()) {
                            card.name.with_value(|name| (parts.menu)(workspace, canvas, name, open.get_value()));
                        }
                    }>
                    <Icon name="dots"/>
                </button>
            </Show>
        </div>
    }
}

/// Selects a resource, unless it or a part of it is selected already.
fn select(workspace: Workspace, selected: Memo<Option<String>>, name: &str) {
    let marked = workspace.sketch.marked;
    if marked.with_untracked(|marked| !marked.is_empty() && !marked.iter().any(|known| known == name)) {
        marked.set(Vec::new());
    }
    if selected.with_untracked(|selected| selected.as_deref() != Some(name)) {
        workspace.selection.set(Pointer::resource(name));
    }
}

/// Opens a card for editing, with the focus on one of its controls.
pub fn edit(workspace: Workspace, name: &str, control: &str) {
    workspace.selection.set(Pointer::resource(name));
    workspace.sketch.moving.set(None);
    let (name, control) = (name.to_owned(), format!("{}-{control}", card_id(name)));
    workspace.parts.cards.with(move |_| {
        workspace.sketch.editing.set(Some(name));
        focus_soon(control);
    });
}

/// Leaves the card; what stands in its fields is committed, since they lose the focus.
pub fn leave(workspace: Workspace, name: &str) {
    crate::browser::window::focus(&card_id(name));
    workspace.sketch.editing.set(None);
}
