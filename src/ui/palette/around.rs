//! What the palette offers for what is selected: «Booking: add a field».

use roundtrip::design::Pointer;

use super::items::{self, Item, plain};
use crate::ui::sketch::{card, card_keys, endpoint_rows, removal, selected_resource, show_card};
use crate::ui::workspace::{Overlay, Workspace};

/// Does something with a resource or an endpoint, by name or id.
pub type Act = fn(Workspace, &str);

/// Items for the selected endpoint and its resource.
pub fn items(workspace: &Workspace) -> Vec<Item> {
    let selection = workspace.selection.get_untracked();
    let mut items = Vec::new();
    workspace.design.with_untracked(|design| {
        if let Some(resource) = selected_resource(design, &selection) {
            let acts: [(&str, &str, Act); 5] = [
                ("add a field", "F", |workspace, name| edit(workspace, name, "add")),
                ("add an endpoint", "E", |workspace, name| edit(workspace, name, "new-path")),
                ("edit", "↵", |workspace, name| edit(workspace, name, "name")),
                ("write a note", "N", |workspace, name| edit(workspace, name, "note")),
                ("delete", "Del", |workspace, name| removal::delete(workspace, name)),
            ];
            for (label, key, act) in acts {
                let item = plain("Selection", format!("{resource}: {label}"), String::new(), items::Act::Around(act, resource.clone()));
                items.push(Item { keys: vec![key.to_owned()], ..item });
            }
            for target in design.resources.iter().map(|resource| &resource.name) {
                let link: Act = |workspace, names| {
                    if let Some((from, to)) = names.split_once('\n') {
                        show_card(workspace, from);
                        card_keys::link(workspace, from, to);
                    }
                };
                let act = items::Act::Around(link, format!("{resource}\n{target}"));
                items.push(plain("Selection", format!("{resource}: link to {target}"), String::new(), act));
            }
        }
        if let Pointer::Endpoint(id) = &selection
            && let Some(endpoint) = design.endpoint(id)
        {
            let edit: Act = |workspace, id| workspace.overlay.set(Some(Overlay::Endpoint(id.to_owned())));
            let acts: [(&str, Act); 2] = [("edit", edit), ("delete", endpoint_rows::delete)];
            items.extend(acts.into_iter().map(|(label, act)| {
                plain("Selection", format!("{}: {label}", endpoint.label()), String::new(), items::Act::Around(act, id.clone()))
            }));
        }
    });
    items
}

/// Whether an item stands in the list before anything is typed: the links to every resource would push all else out of sight.
pub fn is_usual(item: &Item) -> bool {
    item.group != "Selection" || !item.keys.is_empty()
}

fn edit(workspace: Workspace, name: &str, control: &str) {
    show_card(workspace, name);
    card::edit(workspace, name, control);
}
