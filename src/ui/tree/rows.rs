//! The rows of the tree: a resource with its endpoints under it.

use leptos::prelude::*;
use roundtrip::design::words;
use roundtrip::rules::Severity;

use super::{OTHER, Row, endpoints_in_sight, load, tree};
use crate::ui::kit::Icon;
use crate::ui::kit::badge::MethodWord;
use crate::ui::kit::rows::named;
use crate::ui::sketch::menu::Item;
use crate::ui::sketch::{card, endpoint_rows, removal, show_card};
use crate::ui::workspace::{Overlay, Workspace, workspace};

/// A resource and its endpoints.
#[component]
pub fn Group(name: String) -> impl IntoView {
    let workspace = workspace();
    let tree = tree();
    let own = StoredValue::new(name.clone());
    let row = Row::Resource(name.clone());
    let title = if name == OTHER { "Other".to_owned() } else { words::sentence(&words::plural(&name)) };
    let ids = Memo::new(move |_| {
        workspace.design.with(|design| workspace.sketch.filter.with(|filter| own.with_value(|own| endpoints_in_sight(design, filter, own))))
    });
    let is_open = Memo::new(move |_| {
        let is_filtered = workspace.sketch.filter.with(|filter| !filter.trim().is_empty());
        is_filtered || own.with_value(|own| tree.collapsed.with(|collapsed| !collapsed.contains(own)))
    });
    let label = {
        let title = title.clone();
        move || {
            let count = ids.with(Vec::len);
            format!("{title}, {count} {}", if count == 1 { "endpoint" } else { "endpoints" })
        }
    };
    let press = move |_| own.with_value(|own| toggle(tree.collapsed, own));
    let menu_id = format!("{}-menu", row.element());
    let opener = StoredValue::new(menu_id.clone());
    let is_menu_open = move || opener.with_value(|opener| tree.menu.is_open(opener)).to_string();
    let open_menu =
        move || own.with_value(|own| opener.with_value(|opener| tree.menu.open(opener.clone(), own.clone(), resource_menu(workspace, own))));
    let has_menu = name != OTHER;
    view! {
        <li class="res" role="treeitem" id=row.element() aria-label=label aria-expanded=move || is_open.get().to_string()
            tabindex=tab_index(row) on:contextmenu=move |event: web_sys::MouseEvent| if has_menu { event.prevent_default(); event.stop_propagation(); open_menu(); }>
            <div class="row" on:click=press>
                <Icon name="chev"/><span class="trunc">{title}</span><span class="cnt">{move || ids.with(Vec::len)}</span>
                {has_menu.then(|| view! {
                    <button type="button" class="btn btn-s btn-icon row-menu" tabindex="-1" id=menu_id aria-haspopup="menu" aria-expanded=is_menu_open
                        aria-label=own.with_value(|own| format!("More for {own}")) on:click=move |event: web_sys::MouseEvent| { event.stop_propagation(); open_menu(); }><Icon name="dots"/></button>
                })}
            </div>
            <Show when=move || is_open.get() && ids.with(|ids| !ids.is_empty())>
                <ul role="group">{named(move || ids.get(), |id| view! { <Endpoint id/> })}</ul>
            </Show>
        </li>
    }
}

#[component]
fn Endpoint(id: String) -> impl IntoView {
    let workspace = workspace();
    let tree = tree();
    let endpoint = workspace.endpoint(id.clone());
    let row = Row::Endpoint(id.clone());
    let own = StoredValue::new(id);
    let selected = Memo::new(move |_| workspace.draft.endpoint.with(|known| own.with_value(|own| known.as_ref() == Some(own))));
    let flags = Memo::new(move |_| {
        tree.flags.with(|flags| {
            own.with_value(|own| {
                let first = flags.partition_point(|(id, _)| id < own);
                let mine = || flags.iter().skip(first).take_while(|(id, _)| id == own);
                let errors = mine().filter(|(_, severity)| *severity == Severity::Error).count();
                (errors, mine().count() - errors)
            })
        })
    });
    let flag_text = move || {
        let count = |count: usize, noun: &str| (count > 0).then(|| format!("{count} {noun}{}", if count == 1 { "" } else { "s" }));
        let (errors, warnings) = flags.get();
        [count(errors, "error"), count(warnings, "warning")].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let label = move || {
        let words = endpoint.with(|endpoint| endpoint.as_ref().map(|endpoint| endpoint.label())).unwrap_or_default();
        let flags = flag_text();
        if flags.is_empty() { words } else { format!("{words}, {flags}") }
    };
    let menu_id = format!("{}-menu", row.element());
    let opener = StoredValue::new(menu_id.clone());
    let is_menu_open = move || opener.with_value(|opener| tree.menu.is_open(opener)).to_string();
    let open_menu = move || {
        own.with_value(|own| {
            let words = endpoint.with_untracked(|endpoint| endpoint.as_ref().map(|endpoint| endpoint.label())).unwrap_or_default();
            opener.with_value(|opener| tree.menu.open(opener.clone(), words, endpoint_menu(workspace, own)));
        });
    };
    let press = move |_| own.with_value(|own| load(workspace, own));
    let path = move || endpoint.with(|endpoint| endpoint.as_ref().map(|endpoint| short(&endpoint.path)));
    let full = move || endpoint.with(|endpoint| endpoint.as_ref().map(|endpoint| endpoint.path.clone()));
    let row_id = row.element();
    view! {
        <li class="ep" role="treeitem" id=row_id aria-label=label aria-selected=move || selected.get().to_string() tabindex=tab_index(row)
            on:contextmenu=move |event: web_sys::MouseEvent| { event.prevent_default(); event.stop_propagation(); open_menu(); }>
            <div class="row" on:click=press>
                {move || endpoint.with(|endpoint| endpoint.as_ref().map(|endpoint| view! { <MethodWord method=endpoint.method.to_string()/> }))}
                <span class="path trunc" title=full>{path}</span>
                {move || {
                    let (errors, warnings) = flags.get();
                    let class = if errors > 0 { "flag flag-5" } else { "flag" };
                    (errors + warnings > 0).then(|| view! { <span class=class title=flag_text()></span> })
                }}
                <button type="button" class="btn btn-s btn-icon row-menu" tabindex="-1" id=menu_id aria-haspopup="menu" aria-expanded=is_menu_open
                    aria-label=move || format!("More for {}", label()) on:click=move |event: web_sys::MouseEvent| { event.stop_propagation(); open_menu(); }><Icon name="dots"/></button>
            </div>
        </li>
    }
}

/// One row is in the tab order.
fn tab_index(row: Row) -> impl Fn() -> &'static str + Clone {
    let tree = tree();
    move || if tree.current.with(|current| current.as_ref() == Some(&row)) { "0" } else { "-1" }
}

/// Opens or closes a group.
pub fn toggle(collapsed: RwSignal<Vec<String>>, name: &str) {
    collapsed.update(|collapsed| {
        let before = collapsed.len();
        collapsed.retain(|known| known != name);
        if collapsed.len() == before {
            collapsed.push(name.to_owned());
        }
    });
}

fn endpoint_menu(workspace: Workspace, id: &str) -> Vec<Item> {
    let own = StoredValue::new(id.to_owned());
    vec![
        Item::new("Load into Send", "↵", move || own.with_value(|own| load(workspace, own))),
        Item::new("Edit", "F2", move || workspace.overlay.set(Some(Overlay::Endpoint(own.get_value())))),
        Item::new("Delete", "Del", move || own.with_value(|own| endpoint_rows::delete(workspace, own))),
    ]
}

fn resource_menu(workspace: Workspace, name: &str) -> Vec<Item> {
    let own = StoredValue::new(name.to_owned());
    vec![
        Item::new("Show the card", "", move || own.with_value(|own| show_card(workspace, own))),
        Item::new("Edit", "F2", move || own.with_value(|own| edit_resource(workspace, own))),
        Item::new("Delete", "Del", move || own.with_value(|own| removal::delete(workspace, own))),
    ]
}

/// Opens a resource's card for editing.
pub fn edit_resource(workspace: Workspace, name: &str) {
    show_card(workspace, name);
    card::edit(workspace, name, "name");
}

/// Long paths keep their last two parts.
fn short(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts.as_slice() {
        [.., before, last] if parts.len() > 2 => format!("…/{before}/{last}"),
        _ => path.to_owned(),
    }
}
