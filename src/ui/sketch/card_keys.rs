//! The keys of a card and its menu, which does the same by pointer: every gesture has both.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use roundtrip::design::{Edit, Field, FieldKind, naming, words};

use super::canvas::Canvas;
use super::layout::{SNAP, nearest};
use super::menu::Item;
use super::{attempt_one, card, card_id, focus_soon, marks, moving, removal};
use crate::browser::window;
use crate::ui::commands::is_off;
use crate::ui::toasts::Toast;
use crate::ui::workspace::Workspace;

/// A key pressed on a card or inside it.
pub fn on_key(workspace: Workspace, canvas: Canvas, name: &str, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() || event.is_composing() || is_off(event) {
        return;
    }
    let key = event.key();
    let sketch = workspace.sketch;
    let is_moving = sketch.moving.with_untracked(Option::is_some);
    if key == "Escape" && (is_moving || sketch.editing.with_untracked(Option::is_some)) {
        event.prevent_default();
        match is_moving {
            true => moving::cancel(workspace),
            false => card::leave(workspace, name),
        }
        return;
    }
    if event.target() != event.current_target() {
        return;
    }
    let has_marks = sketch.marked.with_untracked(|marked| !marked.is_empty());
    if key == "Escape" && has_marks {
        event.prevent_default();
        return marks::clear(workspace);
    }
    let direction = match key.as_str() {
        "ArrowLeft" => Some((-1.0, 0.0)),
        "ArrowRight" => Some((1.0, 0.0)),
        "ArrowUp" => Some((0.0, -1.0)),
        "ArrowDown" => Some((0.0, 1.0)),
        _ => None,
    };
    let done = match (direction, key.as_str()) {
        (Some((dx, dy)), _) if is_moving => {
            let far = if event.shift_key() { 5.0 * SNAP } else { SNAP };
            moving::step(workspace, canvas, dx * far, dy * far);
            true
        }
        (Some(direction), _) => {
            if let Some(next) = canvas.areas.with_untracked(|areas| nearest(areas, name, direction)) {
                match event.shift_key() {
                    true => {
                        marks::add(workspace, canvas.selected.get_untracked(), name);
                        marks::add(workspace, None, &next);
                    }
                    false => marks::clear(workspace),
                }
                window::focus(&card_id(&next));
            }
            true
        }
        (_, "Enter") if is_moving => {
            moving::drop_card(workspace, canvas);
            true
        }
        _ if is_moving => false,
        (_, "Enter") => run(move || card::edit(workspace, name, "name")),
        (_, "f" | "F") => run(move || card::edit(workspace, name, "add")),
        (_, "e" | "E") => run(move || card::edit(workspace, name, "new-path")),
        (_, "l" | "L") => run(move || open_links(workspace, canvas, name, format!("{}-menu", card_id(name)))),
        (_, "n" | "N") => run(move || card::edit(workspace, name, "note")),
        (_, "m" | "M") => run(move || moving::begin(workspace, canvas, name)),
        (_, " ") => run(move || marks::toggle(workspace, canvas.selected.get_untracked(), name)),
        (_, "Delete") => run(move || removal::delete_with_marked(workspace, name)),
        (_, "+" | "=") => zoom(workspace, canvas, name, workspace.sketch.zoom.get_untracked() * 1.25),
        (_, "-") => zoom(workspace, canvas, name, workspace.sketch.zoom.get_untracked() * 0.8),
        (_, "0") => zoom(workspace, canvas, name, 1.0),
        (_, "1") => run(move || canvas.fit_and_say(workspace)),
        _ => false,
    };
    if done {
        event.prevent_default();
    }
}

/// Scales, and keeps the card with the focus in sight.
fn zoom(workspace: Workspace, canvas: Canvas, name: &str, to: f64) -> bool {
    canvas.zoom_to(workspace, to);
    let name = name.to_owned();
    window::after(0, move || canvas.reveal(workspace, &name, false));
    true
}

fn run(action: impl FnOnce()) -> bool {
    action();
    true
}

/// Opens the menu of a card.
pub fn open_menu(workspace: Workspace, canvas: Canvas, name: &str, opener: String) {
    let own = StoredValue::new(name.to_owned());
    let item = move |label: &str, keys: &'static str, action: fn(Workspace, Canvas, &str)| {
        Item::new(label, keys, move || own.with_value(|own| action(workspace, canvas, own)))
    };
    let mut items = vec![
        item("Edit", "↵", |workspace, _, name| card::edit(workspace, name, "name")),
        item("Add a field", "F", |workspace, _, name| card::edit(workspace, name, "add")),
        item("Add an endpoint", "E", |workspace, _, name| card::edit(workspace, name, "new-path")),
        item("Write a note", "N", |workspace, _, name| card::edit(workspace, name, "note")),
        item("Link to…", "L", |workspace, canvas, name| open_links(workspace, canvas, name, format!("{}-menu", card_id(name)))),
    ];
    if !moving::is_list() {
        items.push(item("Move", "M", |workspace, canvas, name| {
            window::focus(&card_id(name));
            moving::begin(workspace, canvas, name);
        }));
    }
    if !moving::is_list() {
        items.push(item("Select with others", "Space", |workspace, canvas, name| {
            window::focus(&card_id(name));
            marks::toggle(workspace, canvas.selected.get_untracked(), name);
        }));
    }
    items.push(item("Delete", "Del", |workspace, _, name| removal::delete_with_marked(workspace, name)));
    canvas.menu.open(opener, name.to_owned(), items);
}

/// Opens the list of resources that a card can point to.
pub fn open_links(workspace: Workspace, canvas: Canvas, name: &str, opener: String) {
    let targets = workspace.design.with_untracked(|design| design.resources.iter().map(|resource| resource.name.clone()).collect::<Vec<_>>());
    let own = StoredValue::new(name.to_owned());
    let items = targets.into_iter().map(|target| {
        let label = target.clone();
        Item::new(label, "", move || own.with_value(|own| link(workspace, own, &target)))
    });
    canvas.menu.open(opener, format!("Link {name} to"), items.collect());
}

/// Adds the field by which records of a resource point to one record of another.
pub fn link(workspace: Workspace, name: &str, target: &str) {
    let design = workspace.design.get_untracked();
    let Some(resource) = design.resource(name) else { return };
    let field = naming::free_field(resource, &format!("{}Id", words::camel(target)));
    let behind = resource.fields.iter().take_while(|field| matches!(field.kind, FieldKind::Reference { .. })).count();
    let field = Field::required(&field, FieldKind::reference(target));
    match attempt_one(workspace, Edit::AddField { resource: name.to_owned(), field, index: Some(behind) }) {
        Ok(()) => workspace.sketch.said.set(format!("Linked {name} to {target}, many to one.")),
        Err(error) => workspace.toast(Toast::error(error.to_string())),
    }
    focus_soon(card_id(name));
}
