//! A card: one resource on the canvas, which can be focused, walked from, moved and opened.

use std::sync::Arc;

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use roundtrip::design::words::numbers::decimal;
use roundtrip::design::{Edit, Endpoint, Pointer, Resource};

use super::canvas::canvas;
use super::card_body::{CardEndpoints, CardFields, CardMatrix, CardVerbs};
use super::layout;
use super::moving::{self, Grip};
use super::{card_id, card_keys, facts, focus_soon};
use crate::ui::kit::Icon;
use crate::ui::parts::later;
use crate::ui::toasts::Toast;
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
    let is_moving = Memo::new(move |_| sketch.moving.with(|moving| moving.as_ref().is_some_and(|moving| is_own(Some(&moving.name)))));
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
        let state = if selected.get() { ", selected" } else { "" };
        own.with_value(|own| format!("Resource {own}, {fields} {}{state}", if fields == 1 { "field" } else { "fields" }))
    };
    let conflict = Memo::new(move |_| {
        canvas.conflicts.with(|conflicts| own.with_value(|own| conflicts.iter().find(|(name, _)| name == own).map(|(_, sentence)| sentence.clone())))
    });
    let links = move || workspace.design.with(|design| own.with_value(|own| facts::links(design, own)));
    let id = card_id(&name);
    let about = format!("{id}-links");
    view! {
        <article class="node" id=id tabindex=move || if in_order.get() { "0" } else { "-1" } aria-label=label aria-describedby=about.clone()
            class:is-sel=move || selected.get() class:is-edit=move || editing.get() class:is-moving=move || is_moving.get() class:is-dim=move || dim.get() class:is-target=is_target
            style=("--x", move || decimal(area.get().0)) style=("--y", move || decimal(area.get().1)) style=("--w", move || decimal(area.get().2))
            on:focusin=move |_| own.with_value(|own| select(workspace, canvas.selected, own))
            on:keydown=move |event: web_sys::KeyboardEvent| own.with_value(|own| card_keys::on_key(workspace, canvas, own, &event))>
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
    let grip = StoredValue::new(None::<Grip>);
    let name = card.name.get_value();
    let menu_id = format!("{}-menu", card_id(&name));
    let path = move || card.resource.with(|resource| resource.as_ref().map(|resource| resource.collection_path()));
    let down = move |event: PointerEvent| grip.set_value(card.name.with_value(|name| moving::grip(canvas, name, &event)));
    let go = move |event: PointerEvent| {
        if let Some(now) = grip.get_value() {
            grip.set_value(Some(card.name.with_value(|name| moving::drag(workspace, name, now, &event))));
        }
    };
    let up = move |_| {
        if grip.get_value().is_some() {
            grip.set_value(None);
            // Escape may have ended the drag; then there is nothing to drop.
            if workspace.sketch.moving.with_untracked(|moving| moving.as_ref().is_some_and(|moving| moving.held)) {
                moving::drop_card(workspace, canvas);
            }
        }
    };
    let lost = move |_| {
        grip.set_value(None);
        moving::cancel(workspace);
    };
    let toggle_edit = move |_| match editing.get() {
        true => card.name.with_value(|name| leave(workspace, name)),
        false => card.name.with_value(|name| edit(workspace, name, "name")),
    };
    let opener = menu_id.clone();
    let is_open = move || canvas.menu.is_open(&opener).to_string();
    let open = StoredValue::new(menu_id.clone());
    view! {
        <div class="node-h" on:pointerdown=down on:pointermove=go on:pointerup=up on:pointercancel=lost
            on:dblclick=move |_| card.name.with_value(|name| edit(workspace, name, "name"))>
            <b class="trunc">{name.clone()}</b><code class="trunc">{path}</code>
            <Show when=move || selected.get()>
                <button type="button" class="btn btn-s btn-icon" on:click=toggle_edit
                    aria-label=move || card.name.with_value(|name| if editing.get() { format!("Leave {name}") } else { format!("Edit {name}") })>
                    <Icon name=Signal::derive(move || if editing.get() { "check" } else { "edit" }.to_owned())/>
                </button>
                <button type="button" class="btn btn-s btn-icon" id=open.get_value() aria-haspopup="menu" aria-expanded=is_open.clone()
                    aria-label=card.name.with_value(|name| format!("More for {name}"))
                    on:click=move |_| card.name.with_value(|name| card_keys::open_menu(workspace, canvas, name, open.get_value()))>
                    <Icon name="dots"/>
                </button>
            </Show>
        </div>
    }
}

/// Selects a resource, unless it or a part of it is selected already.
fn select(workspace: Workspace, selected: Memo<Option<String>>, name: &str) {
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

/// Deletes a resource and says what went with it.
pub fn delete(workspace: Workspace, name: &str) {
    let (endpoints, references) = workspace.design.with_untracked(|design| {
        let references = design.relations().iter().filter(|relation| relation.to == name && relation.from != name).count();
        (design.endpoints_of(name).count(), references)
    });
    let next = workspace.design.with_untracked(|design| {
        let index = design.resources.iter().position(|resource| resource.name == name).unwrap_or(0);
        let neighbour = design.resources.get(index + 1).or_else(|| index.checked_sub(1).and_then(|index| design.resources.get(index)));
        neighbour.map(|resource| resource.name.clone())
    });
    if workspace.edit(vec![Edit::RemoveResource { name: name.to_owned() }]).is_err() {
        return;
    }
    let mut gone = vec![name.to_owned()];
    for (count, noun) in [(endpoints, "endpoint"), (references, "reference")] {
        if count > 0 {
            gone.push(format!("{count} {noun}{}", if count == 1 { "" } else { "s" }));
        }
    }
    let text = match gone.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("Deleted {} and {last}.", rest.join(", ")),
        _ => format!("Deleted {name}."),
    };
    workspace.toast(Toast::undoable(text));
    match next {
        Some(next) => focus_soon(card_id(&next)),
        None => focus_soon("start-line".to_owned()),
    }
}
