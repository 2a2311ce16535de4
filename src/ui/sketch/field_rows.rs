//! Fields as rows to edit, and the line that adds one. Names and kinds are taken once the hands rest: a kind half typed would take
//! the example and the records with it.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use roundtrip::design::{Design, Edit, Field, FieldKind, sketch_line};

use super::canvas::{Canvas, canvas};
use super::card::CardState;
use super::menu::Item;
use super::typing::{Taken, Typing, begun, keep_begun};
use super::{attempt_one, card_id, focus_soon};
use crate::browser::window;
use crate::ui::kit::Icon;
use crate::ui::kit::rows::places;
use crate::ui::toasts::Toast;
use crate::ui::workspace::{Workspace, workspace};

/// Kinds that the rows offer.
const KINDS: &[&str] = &[
    "string",
    "string(1..80)",
    "integer",
    "integer(1..5)",
    "number",
    "boolean",
    "date",
    "date-time",
    "money",
    "enum(a, b)",
    "email",
    "uri",
    "uuid",
    "phone",
    "password",
    "object",
    "string []",
];

/// The fields of a resource.
#[component]
pub fn FieldRows(card: CardState) -> impl IntoView {
    let workspace = workspace();
    let count = Memo::new(move |_| card.resource.with(|resource| resource.as_ref().map_or(0, |resource| resource.fields.len())));
    let base = card_id(&card.name.get_value());
    let kinds = format!("{base}-kinds");
    let list = kinds.clone();
    let targets = move || workspace.design.with(|design| design.resources.iter().map(|resource| format!("-> {}", resource.name)).collect::<Vec<_>>());
    view! {
        // Rows are keyed by their place, so that the focus stays where it is when a field gets another name.
        <ul class="frows">{places(move || count.get(), move |index| view! { <FieldRow card index list=list.clone()/> })}</ul>
        <datalist id=kinds>
            {KINDS.iter().map(|kind| view! { <option value=*kind></option> }).collect_view()}
            {move || targets().into_iter().map(|kind| view! { <option value=kind></option> }).collect_view()}
        </datalist>
        <AddField card/>
    }
}

#[component]
fn FieldRow(card: CardState, index: usize, list: String) -> impl IntoView {
    let workspace = workspace();
    let error = RwSignal::new(None::<String>);
    let field = Memo::new(move |_| card.resource.with(|resource| resource.as_ref().and_then(|resource| resource.fields.get(index).cloned())));
    let read = move |part: fn(&Field) -> String| move || field.with(|field| field.as_ref().map(part).unwrap_or_default());
    let set = move |change: &dyn Fn(&Field) -> Result<Field, String>| {
        let Some(before) = field.get_untracked() else { return Ok(()) };
        let to = change(&before)?;
        card.name.with_value(|resource| set_field(workspace, resource, before, to))
    };
    let name = Typing::new(workspace, Taken::AtRest, error, move |text| set(&|before| Ok(Field { name: text.clone(), ..before.clone() })));
    let kind = Typing::new(workspace, Taken::AtRest, error, move |text| {
        set(&|before| workspace.design.with_untracked(|design| with_kind(design, before, &text)))
    });
    let required = move |event| {
        let on = event_target_checked(&event);
        error.set(set(&|before| Ok(Field { required: on, ..before.clone() })).err());
        workspace.close_burst();
    };
    let canvas = canvas();
    let row = StoredValue::new(format!("{}-f", card_id(&card.name.get_value())));
    let base = format!("{}{index}", row.get_value());
    let menu_id = format!("{base}-menu");
    let error_id = format!("{base}-error");
    let (name_id, kind_id) = (format!("{base}-name"), format!("{base}-kind"));
    view! {
        <li class="frow" on:keydown=move |event: web_sys::KeyboardEvent| card.name.with_value(|name| move_by_key(workspace, name, index, &row.get_value(), &event))>
            <input class="cell mono" id=name_id autocomplete="off" spellcheck="false" aria-label=move || format!("Name of {}", read(|field| field.name.clone())())
                prop:value=read(|field| field.name.clone())
                on:input=move |event| name.on_input(&event) on:change=move |_| name.rest() on:blur=move |_| name.rest()
                aria-invalid=move || error.with(|error| error.is_some().then_some("true")) aria-describedby=error_id.clone()/>
            <input class="cell mono" id=kind_id autocomplete="off" spellcheck="false" list=list aria-label=move || format!("Type of {}", read(|field| field.name.clone())())
                prop:value=read(kind_text)
                on:input=move |event| kind.on_input(&event) on:change=move |_| kind.rest() on:blur=move |_| kind.rest()
                aria-invalid=move || error.with(|error| error.is_some().then_some("true")) aria-describedby=error_id.clone()/>
            <label class="check-s" title="Required">
                <span class="vh">{move || format!("{} is required", read(|field| field.name.clone())())}</span>
                <input type="checkbox" prop:checked=move || field.with(|field| field.as_ref().is_some_and(|field| field.required)) on:change=required/>
            </label>
            <button type="button" class="btn btn-s btn-icon" aria-label=move || format!("Delete {}", read(|field| field.name.clone())())
                on:click=move |_| card.name.with_value(|name| delete(workspace, name, index))><Icon name="trash"/></button>
            <button type="button" class="btn btn-s btn-icon" id=menu_id.clone() aria-haspopup="menu" aria-expanded=move || canvas.menu.is_open(&menu_id).to_string()
                aria-label=move || format!("More for {}", read(|field| field.name.clone())())
                on:click=move |_| card.name.with_value(|name| open_menu(workspace, canvas, name, index, &row.get_value()))><Icon name="dots"/></button>
            <p class="error frow-x" id=error_id role="alert" hidden=move || error.with(Option::is_none)>{move || error.get()}</p>
        </li>
    }
}

/// The line that adds a field: Enter adds, and the focus stays for the next one.
#[component]
fn AddField(card: CardState) -> impl IntoView {
    let workspace = workspace();
    let id = format!("{}-add", card_id(&card.name.get_value()));
    let text = RwSignal::new(begun(&id));
    let error = RwSignal::new(None::<String>);
    let line = StoredValue::new(id.clone());
    let write = move |now: String| {
        line.with_value(|line| keep_begun(line, &now));
        text.set(now);
        error.set(None);
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let added = card.name.with_value(|name| add(workspace, name, &text.get_untracked()));
        match added {
            Ok(name) => {
                write(String::new());
                workspace.sketch.said.set(format!("Added {name}."));
            }
            Err(why) => error.set(Some(why)),
        }
    };
    let error_id = format!("{id}-error");
    view! {
        <form class="frow-line" novalidate on:submit=submit>
            <label class="vh" for=id.clone()>"New field"</label>
            <input class="input mono" id=id autocomplete="off" spellcheck="false" placeholder="status enum(held, confirmed)" prop:value=move || text.get()
                on:input=move |event: web_sys::Event| write(event_target_value(&event))
                aria-invalid=move || error.with(|error| error.is_some().then_some("true")) aria-describedby=error_id.clone()/>
            <button type="submit" class="btn btn-line">"Add field"</button>
            <p class="error" id=error_id role="alert" hidden=move || error.with(Option::is_none)>{move || error.get()}</p>
        </form>
    }
}

/// Puts a field into the place of another. What is typed into the same field without a rest is one step.
pub fn set_field(workspace: Workspace, resource: &str, before: Field, to: Field) -> Result<(), String> {
    if to == before {
        return Ok(());
    }
    let burst = format!("{resource}-{}", before.name);
    let edit = Edit::SetField { resource: resource.to_owned(), field: before.name, to };
    workspace.carry_out(edit.label(), &[edit], Some(&burst)).map_err(|why| why.to_string())
}

fn delete(workspace: Workspace, resource: &str, index: usize) {
    let Some(resource) = workspace.design.with_untracked(|design| design.resource(resource).cloned()) else { return };
    let Some(field) = resource.fields.get(index) else { return };
    if workspace.edit(vec![Edit::RemoveField { resource: resource.name.clone(), field: field.name.clone() }]).is_ok() {
        workspace.toast(Toast::undoable(format!("Deleted {}.{}.", resource.name, field.name)));
        if index + 1 == resource.fields.len() {
            focus_soon(format!("{}-add", card_id(&resource.name)));
        }
    }
}

/// Adds the field of a line to a resource, and says its name.
pub fn add(workspace: Workspace, resource: &str, line: &str) -> Result<String, String> {
    let mut field = sketch_line::parse(line).map_err(|why| why.to_string())?;
    workspace.design.with_untracked(|design| sketch_line::find_target(design, &mut field.kind));
    let name = field.name.clone();
    attempt_one(workspace, Edit::AddField { resource: resource.to_owned(), field, index: None }).map_err(|why| why.to_string())?;
    Ok(name)
}

/// Alt and an arrow move a row.
pub fn move_by_key(workspace: Workspace, resource: &str, index: usize, row: &str, event: &KeyboardEvent) {
    let down = match event.key().as_str() {
        "ArrowUp" if event.alt_key() => false,
        "ArrowDown" if event.alt_key() => true,
        _ => return,
    };
    event.prevent_default();
    move_row(workspace, resource, index, down, row);
}

/// Moves a field by one place. The focus goes with it, to the control of this name in a row whose ids begin so.
pub fn move_row(workspace: Workspace, resource: &str, index: usize, down: bool, row: &str) {
    let Some(resource) = workspace.design.with_untracked(|design| design.resource(resource).cloned()) else { return };
    let to = if down { Some(index + 1) } else { index.checked_sub(1) };
    let (Some(to), Some(field)) = (to.filter(|to| *to < resource.fields.len()), resource.fields.get(index)) else { return };
    if workspace.edit(vec![Edit::MoveField { resource: resource.name.clone(), field: field.name.clone(), index: to }]).is_ok() {
        workspace.sketch.said.set(format!("{}, {} of {}.", field.name, to + 1, resource.fields.len()));
        window::focus(&format!("{row}{to}-name"));
    }
}

/// What can be done with a field, besides typing.
pub fn open_menu(workspace: Workspace, canvas: Canvas, resource: &str, index: usize, row: &str) {
    let (own, row) = (StoredValue::new(resource.to_owned()), StoredValue::new(row.to_owned()));
    let step = move |down: bool| own.with_value(|own| row.with_value(|row| move_row(workspace, own, index, down, row)));
    let (up, down) = if window::is_apple() { ("⌥↑", "⌥↓") } else { ("Alt ↑", "Alt ↓") };
    let items = vec![
        Item::new("Up", up, move || step(false)),
        Item::new("Down", down, move || step(true)),
        Item::new("Delete", "", move || own.with_value(|own| delete(workspace, own, index))),
    ];
    canvas.menu.open(row.with_value(|row| format!("{row}{index}-menu")), "Field".to_owned(), items);
}

/// The kind and the marks of a field, as a line holds them, without name and `required`.
pub fn kind_text(field: &Field) -> String {
    let bare = Field { name: "x".to_owned(), required: false, ..field.clone() };
    sketch_line::write(&bare).trim_start_matches("x ").to_owned()
}

/// A field with the kind and the marks of a line.
pub fn with_kind(design: &Design, before: &Field, text: &str) -> Result<Field, String> {
    if text == kind_text(before) {
        return Ok(before.clone());
    }
    let read = sketch_line::parse(&if text.is_empty() { before.name.clone() } else { format!("x {text}") }).map_err(|why| why.to_string())?;
    let mut kind = read.kind;
    sketch_line::find_target(design, &mut kind);
    if let (FieldKind::Reference { to, label }, FieldKind::Reference { to: known, label: said }) = (&mut kind, &before.kind)
        && to == known
    {
        label.clone_from(said);
    }
    // An example of another kind would be wrong.
    let stays = std::mem::discriminant(&kind) == std::mem::discriminant(&before.kind);
    Ok(Field {
        kind,
        required: before.required || read.required,
        unique: read.unique,
        read_only: read.read_only,
        write_only: read.write_only,
        nullable: read.nullable,
        since: read.since,
        until: read.until,
        example: before.example.clone().filter(|_| stays),
        default: before.default.clone().filter(|_| stays),
        ..before.clone()
    })
}
