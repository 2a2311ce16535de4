//! The keys of the tree (ARIA Authoring Practices, tree view pattern).

use leptos::ev::KeyboardEvent;
use roundtrip::design::words::letters::{Letters, is_of_word};
use wasm_bindgen::JsCast;

use super::rows::{edit_resource, toggle};
use super::{OTHER, Row, Tree, load};
use crate::browser::{clock, window};
use crate::ui::sketch::{endpoint_rows, removal};
use crate::ui::workspace::{Overlay, Workspace};

/// A key pressed in the tree.
pub fn on_key(workspace: Workspace, tree: Tree, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return;
    }
    let Some(element) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()).filter(|element| element.tag_name() == "LI")
    else {
        return;
    };
    let rows = tree.rows.get_untracked();
    let Some(now) = rows.iter().position(|row| row.element() == element.id()) else { return };
    let Some(row) = rows.get(now) else { return };
    let key = event.key();
    let next = match (key.as_str(), row) {
        ("ArrowDown", _) => Some(now + 1),
        ("ArrowUp", _) => now.checked_sub(1),
        ("Home", _) => Some(0),
        ("End", _) => rows.len().checked_sub(1),
        ("ArrowRight", Row::Resource(name)) => {
            if tree.collapsed.with_untracked(|collapsed| collapsed.contains(name)) {
                toggle(tree.collapsed, name);
                None
            } else {
                Some(now + 1).filter(|next| matches!(rows.get(*next), Some(Row::Endpoint(_))))
            }
        }
        ("ArrowLeft", Row::Resource(name)) => {
            if !tree.collapsed.with_untracked(|collapsed| collapsed.contains(name)) {
                toggle(tree.collapsed, name);
            }
            None
        }
        ("ArrowLeft", Row::Endpoint(_)) => rows.iter().take(now).rposition(|row| matches!(row, Row::Resource(_))),
        ("Enter" | " ", _) => {
            match row {
                Row::Resource(name) => toggle(tree.collapsed, name),
                Row::Endpoint(id) => load(workspace, id),
            }
            None
        }
        ("F2", Row::Endpoint(id)) => {
            workspace.overlay.set(Some(Overlay::Endpoint(id.clone())));
            None
        }
        ("F2", Row::Resource(name)) if name != OTHER => {
            edit_resource(workspace, name);
            None
        }
        ("Delete", row) => {
            delete(workspace, tree, row, rows.get(now + 1).or_else(|| now.checked_sub(1).and_then(|before| rows.get(before))));
            None
        }
        (letter, _) if letter.chars().count() == 1 && letter.chars().all(is_of_word) => find(workspace, tree, &rows, now, letter),
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(row) = next.and_then(|next| rows.get(next)) {
        tree.active.set(Some(row.clone()));
        window::focus(&row.element());
    }
}

fn delete(workspace: Workspace, tree: Tree, row: &Row, neighbour: Option<&Row>) {
    match row {
        Row::Endpoint(id) => {
            endpoint_rows::delete(workspace, id);
            tree.active.set(neighbour.cloned());
            if let Some(row) = neighbour {
                crate::ui::sketch::focus_soon(row.element());
            }
        }
        Row::Resource(name) if name != OTHER => removal::delete(workspace, name),
        Row::Resource(_) => {}
    }
}

/// The next row that begins with the letters typed within a short while.
fn find(workspace: Workspace, tree: Tree, rows: &[Row], now: usize, letter: &str) -> Option<usize> {
    let (before, at) = tree.typed.get_value();
    let recent = clock::elapsed() - at < 600.0;
    let typed = if recent { before + letter } else { letter.to_owned() }.lower();
    tree.typed.set_value((typed.clone(), clock::elapsed()));
    let words = |row: &Row| match row {
        Row::Resource(name) => roundtrip::design::words::plural(name).lower(),
        Row::Endpoint(id) => {
            workspace.design.with_untracked(|design| design.endpoint(id).map(|endpoint| endpoint.label()).unwrap_or_default().lower())
        }
    };
    // More letters may still mean the row that is reached.
    let first = if typed.chars().count() > 1 { now } else { now + 1 };
    (first..rows.len()).chain(0..first).find(|index| rows.get(*index).is_some_and(|row| words(row).starts_with(&typed)))
}
