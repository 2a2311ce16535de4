//! Deleting cards: one, or all that are selected together, as one step, saying what went with them.

use roundtrip::design::Edit;

use super::{card_id, focus_soon, marks};
use crate::ui::toasts::Toast;
use crate::ui::workspace::Workspace;

/// Deletes a resource.
pub fn delete(workspace: Workspace, name: &str) {
    delete_all(workspace, name, vec![name.to_owned()]);
}

/// Deletes a resource, and those whose cards are selected with it.
pub fn delete_with_marked(workspace: Workspace, name: &str) {
    delete_all(workspace, name, marks::group(workspace, name));
}

fn delete_all(workspace: Workspace, name: &str, names: Vec<String>) {
    let (endpoints, references, next) = workspace.design.with_untracked(|design| {
        let is_gone = |name: &String| names.contains(name);
        let references = design.relations().iter().filter(|relation| is_gone(&relation.to) && !is_gone(&relation.from)).count();
        let endpoints = names.iter().map(|name| design.endpoints_of(name).count()).sum::<usize>();
        let index = design.resources.iter().position(|resource| resource.name == name).unwrap_or(0);
        let after = design.resources.iter().skip(index).chain(design.resources.iter().take(index).rev());
        let next = after.map(|resource| resource.name.clone()).find(|name| !is_gone(name));
        (endpoints, references, next)
    });
    let label = match names.as_slice() {
        [name] => format!("Delete {name}"),
        _ => format!("Delete {} resources", names.len()),
    };
    let edits = names.iter().map(|name| Edit::RemoveResource { name: name.clone() }).collect();
    if workspace.edit_as(label, edits, None).is_err() {
        return;
    }
    marks::clear(workspace);
    let mut gone = names;
    for (count, noun) in [(endpoints, "endpoint"), (references, "reference")] {
        if count > 0 {
            gone.push(format!("{count} {noun}{}", if count == 1 { "" } else { "s" }));
        }
    }
    let text = match gone.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("Deleted {} and {last}.", rest.join(", ")),
        _ => format!("Deleted {}.", gone.concat()),
    };
    workspace.toast(Toast::undoable(text));
    match next {
        Some(next) => focus_soon(card_id(&next)),
        None => focus_soon("start-line".to_owned()),
    }
}
