//! A card that is being edited: the resource's name and path, its fields, its endpoints. All of it can be reached by keys.

use leptos::prelude::*;
use roundtrip::design::{Edit, EditError, Pointer, Resource, naming};
use wasm_bindgen::JsCast;

use super::add_endpoint::AddEndpoint;
use super::canvas::canvas;
use super::card::CardState;
use super::card_body::{CardEndpoints, CardMatrix};
use super::field_rows::FieldRows;
use super::typing::{Taken, Typing};
use super::{attempt, attempt_one, card_id, card_keys, facts, removal};
use crate::browser::window;
use crate::ui::kit::Icon;
use crate::ui::workspace::{Workspace, workspace};

/// The inside of a card that is being edited.
#[component]
pub fn Editor(card: CardState) -> impl IntoView {
    let workspace = workspace();
    let canvas = canvas();
    let name = card.name.get_value();
    let id = card_id(&name);
    let facts = move || card.resource.with(|resource| resource.as_deref().map(facts::of).unwrap_or_default());
    let opener = format!("{id}-menu");
    view! {
        <div class="node-edit">
            <div class="fields">
                <TextRow card id=format!("{id}-name") label="Name" read=|resource| resource.name.clone() commit=rename/>
                <TextRow card id=format!("{id}-segment") label="Path" read=|resource| resource.segment.clone() commit=set_segment/>
                <Note card id=format!("{id}-note")/>
            </div>
            <h3>"Fields"</h3>
            <FieldRows card/>
            {move || facts().into_iter().map(|line| view! { <p class="node-fact">{line}</p> }).collect_view()}
            <h3>"Endpoints"</h3>
            <CardMatrix card/>
            <CardEndpoints card all=true/>
            <AddEndpoint card/>
            <div class="btns node-foot">
                <button type="button" class="btn btn-s btn-line" aria-haspopup="menu"
                    on:click=move |_| card.name.with_value(|name| card_keys::open_links(workspace, canvas, name, opener.clone()))>
                    <Icon name="link" class="i-s"/>"Link to…"
                </button>
                <span class="grow"></span>
                <button type="button" class="btn btn-s btn-danger" on:click=move |_| card.name.with_value(|name| removal::delete(workspace, name))>
                    <Icon name="trash" class="i-s"/>"Delete resource"
                </button>
            </div>
        </div>
    }
}

/// A text that is taken when the hands rest, when it is left or Enter is pressed: each new name draws the card anew.
#[component]
fn TextRow(
    card: CardState,
    id: String,
    label: &'static str,
    read: fn(&Resource) -> String,
    commit: fn(Workspace, &Resource, String) -> Result<(), EditError>,
) -> impl IntoView {
    let workspace = workspace();
    let error = RwSignal::new(None::<String>);
    let value = move || card.resource.with(|resource| resource.as_deref().map(read).unwrap_or_default());
    let typing = Typing::new(workspace, Taken::AtRest, error, move |text| {
        let Some(resource) = card.resource.get_untracked().filter(|resource| text != read(resource)) else { return Ok(()) };
        // The focus is still on its way; a card that gets another name takes it along.
        window::after(0, move || {
            let focused = window::document().and_then(|document| document.active_element());
            let caret = focused.as_ref().and_then(|element| element.dyn_ref::<web_sys::HtmlInputElement>()?.selection_start().ok().flatten());
            let focused = focused.map(|element| element.id()).unwrap_or_default();
            match commit(workspace, &resource, text) {
                Ok(()) => carry_focus(workspace, &resource.name, &focused, caret),
                Err(why) => {
                    // The card may be gone by then; nobody waits for the message.
                    error.set(Some(why.to_string()));
                }
            }
        });
        Ok(())
    });
    let error_id = format!("{id}-error");
    view! {
        <div class="field field-row">
            <label for=id.clone()>{label}</label>
            <input class="input" id=id autocomplete="off" spellcheck="false" prop:value=value aria-describedby=error_id.clone()
                on:input=move |event| typing.on_input(&event) on:change=move |_| typing.rest() on:blur=move |_| typing.rest()
                aria-invalid=move || error.with(|error| error.is_some().then_some("true"))/>
            <p class="error" id=error_id role="alert" hidden=move || error.with(Option::is_none)>{move || error.get()}</p>
        </div>
    }
}

/// What the resource is.
#[component]
fn Note(card: CardState, id: String) -> impl IntoView {
    let workspace = workspace();
    let value = move || card.resource.with(|resource| resource.as_ref().map(|resource| resource.note.clone()).unwrap_or_default());
    let typing = Typing::new(workspace, Taken::AtOnce, RwSignal::new(None), move |text: String| {
        let Some(resource) = card.resource.get_untracked().filter(|resource| resource.note != text) else { return Ok(()) };
        let edit = Edit::SetResource { resource: Resource { note: text, ..(*resource).clone() } };
        workspace.edit_burst(&format!("{}-note", resource.name), vec![edit]).map_err(|why| why.to_string())
    });
    view! {
        <div class="field field-row">
            <label for=id.clone()>"Note"</label>
            <input class="input" id=id autocomplete="off" placeholder="What it is, in one sentence" prop:value=value
                on:input=move |event| typing.on_input(&event) on:blur=move |_| typing.rest()/>
        </div>
    }
}

/// Renames a resource. A path that follows from the name follows it, in the same step of undo.
fn rename(workspace: Workspace, resource: &Resource, to: String) -> Result<(), EditError> {
    let label = format!("Rename {} to {to}", resource.name);
    let mut edits = vec![Edit::RenameResource { name: resource.name.clone(), to: to.clone() }];
    let segment = naming::segment(&to);
    if resource.segment == naming::segment(&resource.name) && !segment.is_empty() && segment != resource.segment {
        edits.push(Edit::SetSegment { resource: to.clone(), segment });
    }
    let was_edited = workspace.sketch.editing.with_untracked(|editing| editing.as_ref() == Some(&resource.name));
    attempt(workspace, label, edits)?;
    if was_edited {
        workspace.sketch.editing.set(Some(to.clone()));
    }
    workspace.selection.set(Pointer::Resource(to));
    Ok(())
}

fn set_segment(workspace: Workspace, resource: &Resource, segment: String) -> Result<(), EditError> {
    let segment = segment.trim_start_matches('/').to_owned();
    attempt_one(workspace, Edit::SetSegment { resource: resource.name.clone(), segment })
}

/// A card with another name is another element: the focus goes to the same control in it.
fn carry_focus(workspace: Workspace, before: &str, focused: &str, caret: Option<u32>) {
    let Some(control) = focused.strip_prefix(&card_id(before)) else { return };
    if let Some(now) = super::selected_resource(&workspace.design.get_untracked(), &workspace.selection.get_untracked())
        && now != before
    {
        let id = format!("{}{control}", card_id(&now));
        window::after(0, move || {
            window::focus(&id);
            if let (Some(caret), Some(input)) = (caret, window::element(&id).and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok()))
            {
                let _ = input.set_selection_range(caret, caret);
            }
        });
    }
}
