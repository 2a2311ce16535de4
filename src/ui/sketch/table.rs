//! The same design as a table that is written in: every resource with every field, complete and without a canvas. Up and Down go
//! along a column, Enter goes on, Escape takes back what cannot stand.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use roundtrip::design::{Edit, Field, FieldKind, IdKind, Resource};
use roundtrip::http::json;
use serde_json::Value;
use wasm_bindgen::JsCast;

use super::canvas::canvas;
use super::field_rows::{add, kind_text, move_by_key, open_menu, set_field, with_kind};
use super::typing::{Taken, Typing};
use super::{id_part, show_card};
use crate::browser::window;
use crate::ui::kit::Icon;
use crate::ui::kit::rows::{named, places};
use crate::ui::workspace::{Workspace, workspace};

/// Resources and their fields.
#[component]
pub fn TableView() -> impl IntoView {
    let workspace = workspace();
    let names = move || workspace.design.with(|design| design.resources.iter().map(|resource| resource.name.clone()).collect::<Vec<_>>());
    view! {
        <div class="sketch-view grid-wrap" tabindex="0" role="group" aria-label="Table of resources and fields">
            <table class="grid grid-edit" id="sketch-table">
                <caption class="vh">"Resources and their fields. Up and Down go along a column."</caption>
                <thead><tr>
                    <th scope="col">"Field"</th><th scope="col">"Type"</th><th scope="col">"Required"</th><th scope="col">"Example"</th><th scope="col">"Note"</th>
                    <td></td>
                </tr></thead>
                {named(names, |name| view! { <Group name/> })}
            </table>
        </div>
    }
}

#[component]
fn Group(name: String) -> impl IntoView {
    let workspace = workspace();
    let resource = workspace.resource(name.clone());
    let count = Memo::new(move |_| resource.with(|resource| resource.as_ref().map_or(0, |resource| resource.fields.len())));
    let own = StoredValue::new(name.clone());
    let head = move |resource: &Resource| {
        let count = resource.fields.len();
        let note = if resource.note.is_empty() { String::new() } else { format!(" {}", resource.note) };
        let label = format!("{}, {count} {}.{note}", resource.collection_path(), if count == 1 { "field" } else { "fields" });
        view! {
            <button type="button" class="btn-text" on:click=move |_| own.with_value(|own| show_card(workspace, own))>{resource.name.clone()}</button>
            <span class="muted">" "{label}</span>
        }
    };
    let identifier = move |resource: &Resource| {
        let kind = match &resource.identifier.kind {
            IdKind::Uuid => "uuid".to_owned(),
            IdKind::Integer => "integer".to_owned(),
            IdKind::Slug => "slug".to_owned(),
            IdKind::Prefixed { prefix } => format!("{prefix}_…"),
        };
        view! {
            <td><code>{resource.identifier.field.clone()}</code></td><td><code>{kind}</code>", read-only"</td><td>"no"</td><td></td>
            <td>"Made by the server."</td><td></td>
        }
    };
    view! {
        <tbody>
            <tr><th scope="rowgroup" colspan="6">{move || resource.with(|resource| resource.as_deref().map(head))}</th></tr>
            <tr>{move || resource.with(|resource| resource.as_deref().map(identifier))}</tr>
            {places(move || count.get(), move |index| view! { <Row resource=own.get_value() index/> })}
            <AddRow resource=name/>
        </tbody>
    }
}

#[component]
fn Row(resource: String, index: usize) -> impl IntoView {
    let workspace = workspace();
    let canvas = canvas();
    let whole = workspace.resource(resource.clone());
    let field = Memo::new(move |_| whole.with(|resource| resource.as_ref().and_then(|resource| resource.fields.get(index).cloned())));
    let error = RwSignal::new(None::<String>);
    let row = StoredValue::new(format!("table-{}-", id_part(&resource)));
    let own = StoredValue::new(resource);
    let name = move || field.with(|field| field.as_ref().map(|field| field.name.clone()).unwrap_or_default());
    let take = move |read: fn(Workspace, &Field, &str) -> Result<Field, String>, text: &str| {
        let Some(before) = field.get_untracked() else { return Ok(()) };
        let to = read(workspace, &before, text)?;
        own.with_value(|own| set_field(workspace, own, before, to))
    };
    let error_id = format!("{}{index}-error", row.get_value());
    let told = error_id.clone();
    let cell = move |column: usize, title: &'static str, show: fn(&Field) -> String, read: fn(Workspace, &Field, &str) -> Result<Field, String>| {
        let id = (column == 0).then(|| format!("{}{index}-name", row.get_value()));
        let shown = move || field.with(|field| field.as_ref().map(show).unwrap_or_default());
        let told = told.clone();
        let taken = if column == 4 { Taken::AtOnce } else { Taken::AtRest };
        let typing = Typing::new(workspace, taken, error, move |text| take(read, &text));
        let on_key = move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                typing.forget();
                put_back(&event, &untrack(shown));
            }
        };
        view! {
            <input class="cell" class:mono=column != 4 id=id data-column=column.to_string() autocomplete="off" spellcheck="false"
                aria-label=move || format!("{title} of {}", name()) prop:value=shown aria-describedby=told
                on:input=move |event| typing.on_input(&event) on:change=move |_| typing.rest() on:blur=move |_| typing.rest() on:keydown=on_key/>
        }
    };
    let required = move |event| {
        let (on, Some(before)) = (event_target_checked(&event), field.get_untracked()) else { return };
        // A refusal is told by the workspace.
        let _ = workspace.edit(vec![Edit::SetField { resource: own.get_value(), field: before.name.clone(), to: Field { required: on, ..before } }]);
    };
    let on_key = move |event: KeyboardEvent| {
        own.with_value(|own| move_by_key(workspace, own, index, &row.get_value(), &event));
        walk(&event);
    };
    let menu_id = format!("{}{index}-menu", row.get_value());
    let opener = menu_id.clone();
    view! {
        <tr on:keydown=on_key>
            <td>{cell(0, "Name", |field| field.name.clone(), |_, field, text| Ok(Field { name: text.to_owned(), ..field.clone() }))}</td>
            <td>{cell(1, "Type", kind_text, |workspace, field, text| workspace.design.with_untracked(|design| with_kind(design, field, text)))}
                <p class="error" id=error_id role="alert" hidden=move || error.with(Option::is_none)>{move || error.get()}</p></td>
            <td><label class="check-s"><span class="vh">{move || format!("{} is required", name())}</span>
                <input type="checkbox" data-column="2" prop:checked=move || field.with(|field| field.as_ref().is_some_and(|field| field.required)) on:change=required/></label></td>
            <td>{cell(3, "Example", example_text, with_example)}</td>
            <td>{cell(4, "Note", |field| field.note.clone(), |_, field, text| Ok(Field { note: text.to_owned(), ..field.clone() }))}</td>
            <td><button type="button" class="btn btn-s btn-icon" id=menu_id aria-haspopup="menu" aria-expanded=move || canvas.menu.is_open(&opener).to_string()
                aria-label=move || format!("More for {}", name())
                on:click=move |_| own.with_value(|own| open_menu(workspace, canvas, own, index, &row.get_value()))><Icon name="dots"/></button></td>
        </tr>
    }
}

/// The line that adds a field; Enter adds, and the focus stays for the next one.
#[component]
fn AddRow(resource: String) -> impl IntoView {
    let workspace = workspace();
    let error = RwSignal::new(None::<String>);
    let own = StoredValue::new(resource.clone());
    let error_id = format!("table-{}-add-error", id_part(&resource));
    let told = error_id.clone();
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            event.stop_propagation();
            let done = own.with_value(|own| add(workspace, own, &event_target_value(&event)));
            if done.is_ok() {
                put_back(&event, "");
            }
            error.set(done.err());
        }
        walk(&event);
    };
    view! {
        <tr class="grid-add" on:keydown=on_key>
            <td colspan="6">
                <input class="cell mono" data-column="0" autocomplete="off" spellcheck="false" placeholder="New field: status enum(held, confirmed)"
                    aria-label=format!("New field of {resource}") aria-describedby=told on:input=move |_| error.set(None)/>
                <p class="error" id=error_id role="alert" hidden=move || error.with(Option::is_none)>{move || error.get()}</p>
            </td>
        </tr>
    }
}

/// Puts a text into the field that an event is about.
fn put_back(event: &KeyboardEvent, text: &str) {
    if let Some(input) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        input.set_value(text);
    }
}

/// Up, Down and Enter go along a column; Left and Right leave a cell at its ends.
fn walk(event: &KeyboardEvent) {
    if event.default_prevented() || event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let Some(input) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
    let Some(column) = input.get_attribute("data-column") else { return };
    let at = |place: Result<Option<u32>, wasm_bindgen::JsValue>| place.ok().flatten();
    let length = input.value().encode_utf16().count() as u32;
    let (selector, forward) = match event.key().as_str() {
        "ArrowUp" => (format!("[data-column='{column}']"), false),
        "ArrowDown" | "Enter" => (format!("[data-column='{column}']"), true),
        "ArrowLeft" if at(input.selection_end()).unwrap_or(0) == 0 => ("[data-column]".to_owned(), false),
        "ArrowRight" if at(input.selection_start()).unwrap_or(length) == length => ("[data-column]".to_owned(), true),
        _ => return,
    };
    event.prevent_default();
    let Some(cells) = window::element("sketch-table").and_then(|table| table.query_selector_all(&selector).ok()) else { return };
    let own: &web_sys::Node = input.as_ref();
    let place: Option<u32> = (0..cells.length()).find(|place| cells.get(*place).is_some_and(|cell| cell.is_same_node(Some(own))));
    let next = place.and_then(|place| if forward { Some(place + 1) } else { place.checked_sub(1) }).and_then(|place| cells.get(place));
    match next.and_then(|next| next.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Leaving the cell tells what cannot stand.
        Some(next) => {
            let _ = next.focus();
        }
        None => {
            let _ = input.blur();
            let _ = input.focus();
        }
    }
}

fn example_text(field: &Field) -> String {
    field.example.as_ref().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).unwrap_or_default()
}

/// A text is a text where the kind is one; else it is JSON.
fn with_example(_: Workspace, field: &Field, text: &str) -> Result<Field, String> {
    if text == example_text(field) {
        return Ok(field.clone());
    }
    let is_json = matches!(
        field.kind,
        FieldKind::Integer { .. }
            | FieldKind::Number { .. }
            | FieldKind::Boolean
            | FieldKind::Epoch
            | FieldKind::Money
            | FieldKind::Object
            | FieldKind::Array { .. }
    );
    let example = match (text.is_empty(), is_json) {
        (true, _) => None,
        (false, true) => {
            Some(json::read(text.as_bytes()).map_err(|_| format!("`{text}` is no JSON, which {} wants. Texts stand in quotes.", field.name))?)
        }
        (false, false) => Some(Value::from(text)),
    };
    Ok(Field { example, ..field.clone() })
}
