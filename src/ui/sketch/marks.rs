//! Several cards selected at once: what is done to one of them is done to all, as one step of undo.
//!
//! Shift and a press, Shift and a pull over the ground, Space, Shift and an arrow, and the menu of a card all mark; a press or a
//! walk without Shift ends it, and so does Escape.

use super::card_id;
use crate::browser::window;
use crate::ui::workspace::Workspace;

/// The cards that a gesture on one of them concerns: itself, and all others that are marked with it.
pub fn group(workspace: Workspace, name: &str) -> Vec<String> {
    let marked = workspace.sketch.marked.get_untracked();
    if !marked.iter().any(|known| known == name) {
        return vec![name.to_owned()];
    }
    workspace.design.with_untracked(|design| marked.into_iter().filter(|name| design.resource(name).is_some()).collect())
}

/// How a group is called: by its name, or by how many it has.
pub fn called(names: &[String]) -> String {
    match names {
        [name] => name.clone(),
        _ => format!("{} cards", names.len()),
    }
}

/// Marks a card beside those that are marked, or beside the selected one.
pub fn add(workspace: Workspace, selected: Option<String>, name: &str) {
    let selected = selected.filter(|selected| selected != name);
    workspace.sketch.marked.update(|marked| {
        if marked.is_empty() {
            marked.extend(selected);
        }
        if !marked.iter().any(|known| known == name) {
            marked.push(name.to_owned());
        }
    });
    say(workspace);
}

/// Takes a card out; the focus goes to one that is still marked.
pub fn take_out(workspace: Workspace, name: &str) {
    workspace.sketch.marked.update(|marked| marked.retain(|known| known != name));
    say(workspace);
    if let Some(first) = workspace.sketch.marked.with_untracked(|marked| marked.first().cloned()) {
        window::focus(&card_id(&first));
    }
}

/// Marks a card, or takes it out.
pub fn toggle(workspace: Workspace, selected: Option<String>, name: &str) {
    match workspace.sketch.marked.with_untracked(|marked| marked.iter().any(|known| known == name)) {
        true => take_out(workspace, name),
        false => add(workspace, selected, name),
    }
}

/// Ends it.
pub fn clear(workspace: Workspace) {
    if workspace.sketch.marked.with_untracked(|marked| !marked.is_empty()) {
        workspace.sketch.marked.set(Vec::new());
    }
}

/// Tells the ear how many are marked.
pub fn say(workspace: Workspace) {
    let text = workspace.sketch.marked.with_untracked(|marked| match marked.len() {
        0 => "No card is selected with others.".to_owned(),
        1 => format!("{} is selected.", marked.concat()),
        count => format!("{count} cards selected: {}.", marked.join(", ")),
    });
    workspace.sketch.said.set(text);
}
