//! The API tree: resources, their endpoints, and the policies at its foot.

pub mod keys;
pub mod policies;
pub mod rows;

use leptos::prelude::*;
use roundtrip::design::words::letters::Letters;
use roundtrip::design::{Design, Endpoint, Pointer, words};
use roundtrip::order;
use roundtrip::rules::Severity;

use super::kit::Icon;
use super::sketch::menu::{Menu, MenuPopover};
use super::sketch::{self, focus_soon};
use super::workspace::{View, Workspace, workspace};
use crate::browser::window;
use crate::ui::kit::rows::named;
use policies::PolicyList;
use rows::Group;

/// The group of endpoints without a resource.
const OTHER: &str = "";

/// What the rows of the tree share.
#[derive(Clone, Copy)]
pub struct Tree {
    /// Resources whose endpoints are hidden.
    pub collapsed: RwSignal<Vec<String>>,
    /// The row that the arrows have reached.
    pub active: RwSignal<Option<Row>>,
    /// The rows in sight.
    pub rows: Memo<Vec<Row>>,
    /// The row in the tab order.
    pub current: Memo<Option<Row>>,
    /// Errors and warnings, each with its endpoint, in the order of these.
    pub flags: Memo<Vec<(String, Severity)>>,
    /// Letters typed in the tree, and when.
    pub typed: StoredValue<(String, f64)>,
    /// The menu of the rows.
    pub menu: Menu,
}

/// A row, by the name of its resource or the id of its endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A resource; empty for endpoints without one.
    Resource(String),
    /// An endpoint.
    Endpoint(String),
}

impl Row {
    /// The id of the row's element.
    pub fn element(&self) -> String {
        match self {
            Self::Resource(name) => format!("tree-r-{}", sketch::id_part(name)),
            Self::Endpoint(id) => format!("tree-e-{}", sketch::id_part(id)),
        }
    }
}

impl Tree {
    fn new(workspace: Workspace) -> Self {
        let (design, filter) = (workspace.design, workspace.sketch.filter);
        let many = design.with_untracked(|design| design.resources.len() > 12);
        let names = design.with_untracked(|design| design.resources.iter().map(|resource| resource.name.clone()).collect());
        let collapsed = RwSignal::new(if many { names } else { Vec::new() });
        let active = RwSignal::new(None);
        let rows =
            Memo::new(move |_| design.with(|design| filter.with(|filter| collapsed.with(|collapsed| rows_in_sight(design, filter, collapsed)))));
        let loaded = move || workspace.draft.endpoint.get().map(Row::Endpoint);
        let current = Memo::new(move |_| {
            rows.with(|rows| {
                let known = |row: &Row| rows.contains(row);
                active.get().filter(known).or_else(|| loaded().filter(known)).or_else(|| rows.first().cloned())
            })
        });
        let flags = Memo::new(move |_| {
            workspace.report.with(|report| {
                let flagged = report.findings.iter().filter(|finding| finding.severity != Severity::Hint);
                let flags = flagged.filter_map(|finding| match &finding.at {
                    Pointer::Endpoint(id) => Some((id.clone(), finding.severity)),
                    _ => None,
                });
                let mut flags: Vec<(String, Severity)> = flags.collect();
                order::by(&mut flags, |(one, _), (other, _)| one.cmp(other));
                flags
            })
        });
        Self { collapsed, active, rows, current, flags, typed: StoredValue::new((String::new(), 0.0)), menu: Menu::new("tree-menu") }
    }
}

/// The tree around this view.
pub fn tree() -> Tree {
    expect_context()
}

/// Scrolls the tree, and nothing around it, until the selected row is in sight. The browser's own way would also make the row the
/// place from which Tab goes on.
fn show_selected() {
    let row = window::document().and_then(|document| document.query_selector(".tree [aria-selected=true]").ok().flatten());
    let Some((row, tree)) = row.and_then(|row| Some((row.clone(), row.closest(".tree").ok().flatten()?))) else { return };
    let (area, room) = (row.get_bounding_client_rect(), tree.get_bounding_client_rect());
    let missing = (area.bottom() - room.bottom()).max(0.0) + (area.top() - room.top()).min(0.0);
    if missing != 0.0 {
        tree.set_scroll_top(tree.scroll_top() + missing.round() as i32);
    }
}

/// The tree beside the loop.
#[component]
pub fn ApiTree() -> impl IntoView {
    let workspace = workspace();
    let tree = Tree::new(workspace);
    provide_context(tree);
    // The endpoint in Send can be seen: its group opens, and it comes into view. A reaction to a choice, not a derived value.
    Effect::new(move |before: Option<Option<String>>| {
        let loaded = workspace.draft.endpoint.get();
        if before.as_ref() != Some(&loaded)
            && let Some(endpoint) = loaded.as_ref().and_then(|id| workspace.design.with_untracked(|design| design.endpoint(id).cloned()))
        {
            let group = endpoint.resource.clone().unwrap_or_default();
            if tree.collapsed.with_untracked(|collapsed| collapsed.contains(&group)) {
                tree.collapsed.update(|collapsed| {
                    collapsed.retain(|name| *name != group);
                });
            }
            window::after(0, show_selected);
        }
        loaded
    });
    let count = move || {
        let count = workspace.design.with(|design| design.endpoints.len());
        format!("{count} {}", if count == 1 { "endpoint" } else { "endpoints" })
    };
    let groups = Memo::new(move |_| {
        let is_group = |row: &Row| match row {
            Row::Resource(name) => Some(name.clone()),
            Row::Endpoint(_) => None,
        };
        tree.rows.with(|rows| rows.iter().filter_map(is_group).collect::<Vec<_>>())
    });
    let nothing = move || match workspace.sketch.filter.with(|filter| filter.trim().is_empty()) {
        true => "No resources yet. Type some in Sketch.".to_owned(),
        false => format!("Nothing matches `{}`.", workspace.sketch.filter.get().trim()),
    };
    let close = move || {
        workspace.sketch.tree.set(false);
        window::focus("tree-open");
    };
    view! {
        <nav class="side" id="api-tree" aria-label="API" on:keydown=move |event: web_sys::KeyboardEvent| if event.key() == "Escape" && workspace.sketch.tree.get_untracked() { event.prevent_default(); close(); }>
            <div class="bar">
                <h2 id="t-tree" tabindex="-1">"API"</h2><span class="muted small">{count}</span><span class="grow"></span>
                <button type="button" class="btn btn-s btn-icon" aria-label="Add a resource" title="Add a resource, R" on:click=move |_| sketch::add_resource(workspace)><Icon name="plus"/></button>
                <button type="button" class="btn btn-s btn-icon tree-close" aria-label="Close the API tree" on:click=move |_| close()><Icon name="x"/></button>
            </div>
            <Filter/>
            <Show when=move || groups.with(|groups| !groups.is_empty()) fallback=move || view! { <p class="tree-none muted small">{nothing}</p> }>
                <ul class="tree" role="tree" aria-label="Resources and endpoints" on:keydown=move |event: web_sys::KeyboardEvent| keys::on_key(workspace, tree, &event)>
                    {named(move || groups.get(), |name| view! { <Group name/> })}
                </ul>
            </Show>
            <PolicyList/>
            {move || workspace.parts.learn.here().map_or_else(|| LabRoom().into_any(), |learn| (learn.card)())}
            <MenuPopover menu=tree.menu/>
        </nav>
    }
}

/// The room of the lab's card until that is there, so that nothing moves when it comes.
#[component]
fn LabRoom() -> impl IntoView {
    view! { <div class="lab is-room" aria-hidden="true"><span>"\u{a0}"</span><b>"\u{a0}"</b><span class="steps"><i></i></span></div> }
}

#[component]
fn Filter() -> impl IntoView {
    let workspace = workspace();
    let filter = workspace.sketch.filter;
    let tree = tree();
    let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Escape" if !filter.with_untracked(String::is_empty) => {
            event.prevent_default();
            event.stop_propagation();
            filter.set(String::new());
        }
        "ArrowDown" | "Enter" | "Escape" => {
            event.prevent_default();
            if let Some(row) = tree.current.get_untracked() {
                window::focus(&row.element());
            }
        }
        _ => {}
    };
    view! {
        <label class="filter" for="tree-filter">
            <Icon name="search" class="i-s"/><span class="vh">"Filter endpoints"</span>
            <input type="text" id="tree-filter" placeholder="Filter" autocomplete="off" spellcheck="false" prop:value=move || filter.get()
                on:input=move |event: web_sys::Event| filter.set(event_target_value(&event)) on:keydown=on_key/>
            <kbd aria-hidden="true">"/"</kbd>
        </label>
    }
}

/// Opens the tree where it lies over the page.
#[component]
pub fn TreeButton() -> impl IntoView {
    let workspace = workspace();
    let open = workspace.sketch.tree;
    view! {
        <button type="button" class="btn btn-icon tree-open" id="tree-open" aria-label="API tree" aria-expanded=move || open.get().to_string()
            on:click=move |_| toggle(workspace)><Icon name="menu"/></button>
    }
}

/// `open` where it lies over the page, `closed` where a wide page does without it.
pub fn state(workspace: Workspace) -> Option<&'static str> {
    let (open, shut) = (workspace.sketch.tree.get(), workspace.sketch.shut.get());
    if open { Some("open") } else { shut.then_some("closed") }
}

/// Shows or hides the tree.
pub fn toggle(workspace: Workspace) {
    let (open, shut) = (workspace.sketch.tree, workspace.sketch.shut);
    let is_there = match window::matches("(max-width: 1060px)") {
        true => {
            open.update(|open| *open = !*open);
            open.get_untracked()
        }
        false => {
            shut.update(|shut| *shut = !*shut);
            !shut.get_untracked()
        }
    };
    focus_soon(if is_there { "t-tree" } else { "tree-open" }.to_owned());
}

/// Moves the focus to the tree.
pub fn show(workspace: Workspace) {
    workspace.sketch.shut.set(false);
    focus_soon("t-tree".to_owned());
}

/// Moves the focus to the filter.
pub fn focus_filter(workspace: Workspace) {
    workspace.sketch.shut.set(false);
    if window::matches("(max-width: 1060px)") {
        workspace.sketch.tree.set(true);
    }
    focus_soon("tree-filter".to_owned());
}

/// Loads an endpoint into Send; where Send is not in sight, it comes to the front.
pub fn load(workspace: Workspace, id: &str) {
    workspace.pick_endpoint(id);
    if window::matches("(max-width: 1060px)") {
        workspace.sketch.tree.set(false);
        workspace.view.set(View::Send);
        focus_soon("t-send".to_owned());
    }
}

/// Whether a resource or one of its endpoints fits the filter.
pub fn matches_resource(workspace: Workspace, filter: &str, resource: &str) -> bool {
    let filter = filter.trim().lower();
    filter.is_empty()
        || fits(resource, &filter)
        || workspace.design.with(|design| design.endpoints_of(resource).any(|endpoint| fits_endpoint(endpoint, &filter)))
}

fn fits(name: &str, filter: &str) -> bool {
    name.lower().contains(filter) || words::plural(name).lower().contains(filter)
}

fn fits_endpoint(endpoint: &Endpoint, filter: &str) -> bool {
    endpoint.label().lower().contains(filter) || endpoint.id.lower().contains(filter)
}

/// The endpoints of a group that fit the filter. Where the resource fits, all of them do.
pub fn endpoints_in_sight(design: &Design, filter: &str, group: &str) -> Vec<String> {
    let filter = filter.trim().lower();
    let all = filter.is_empty() || (group != OTHER && fits(group, &filter));
    let is_in = |endpoint: &&std::sync::Arc<Endpoint>| match design.resource_of(endpoint) {
        Some(resource) => resource.name == group,
        None => group == OTHER,
    };
    let fitting = design.endpoints.iter().filter(is_in).filter(|endpoint| all || fits_endpoint(endpoint, &filter));
    fitting.map(|endpoint| endpoint.id.clone()).collect()
}

fn rows_in_sight(design: &Design, filter: &str, collapsed: &[String]) -> Vec<Row> {
    let is_filtered = !filter.trim().is_empty();
    let mut rows = Vec::new();
    for group in design.resources.iter().map(|resource| resource.name.as_str()).chain([OTHER]) {
        let endpoints = endpoints_in_sight(design, filter, group);
        let is_shown =
            if group == OTHER { !endpoints.is_empty() } else { !is_filtered || !endpoints.is_empty() || fits(group, &filter.trim().lower()) };
        if !is_shown {
            continue;
        }
        rows.push(Row::Resource(group.to_owned()));
        if is_filtered || !collapsed.iter().any(|name| name == group) {
            rows.extend(endpoints.into_iter().map(Row::Endpoint));
        }
    }
    rows
}
