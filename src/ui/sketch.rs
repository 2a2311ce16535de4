//! Sketch: the design as cards with fields, relations and the method matrix, as a table, and as the start line of an empty design.

pub mod add_endpoint;
mod arrange;
mod behaviours;
pub mod canvas;
pub mod card;
pub mod card_body;
pub mod card_keys;
pub mod editor;
pub mod endpoint_form;
pub mod endpoint_life;
pub mod endpoint_rows;
pub mod facts;
pub mod field_rows;
mod hands;
pub mod layout;
mod marks;
pub mod matrix;
pub mod menu;
mod minimap;
pub mod moving;
pub mod panel;
pub mod removal;
pub mod sheet;
pub mod start;
pub mod table;
pub mod typing;
pub mod wires;

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use roundtrip::design::words::letters::is_of_word;
use roundtrip::design::{Design, Edit, EditError, Pointer};

use wasm_split_helpers::wasm_split;

pub use panel::SketchPanel;

use self::card::CardState;
use super::parts::Fetched;
use super::workspace::{View, Workspace};
use crate::browser::window;
use canvas::Canvas;
use moving::{Grip, Moving};

/// What comes when a card is edited or the table is opened.
#[derive(Clone, Copy)]
pub struct CardParts {
    /// What an empty canvas asks.
    pub start: fn() -> AnyView,
    /// The line for more resources.
    pub add: fn() -> AnyView,
    /// The inside of a card that is being edited.
    pub editor: fn(CardState) -> AnyView,
    /// The design as a table.
    pub table: fn() -> AnyView,
    /// The ground under the cards.
    pub ground: fn() -> AnyView,
    /// Where a relation is pulled from a card.
    pub ports: fn(CardState) -> AnyView,
    /// What a key does on a card.
    pub keys: fn(Workspace, Canvas, &str, &KeyboardEvent),
    /// What a pointer does on a card.
    pub pointer: fn(Workspace, Canvas, &str, StoredValue<Option<Grip>>, &PointerEvent),
    /// Opens the menu of a card under an element.
    pub menu: fn(Workspace, Canvas, &str, String),
    /// Puts the card that moves by keys down at a point.
    pub put: fn(Workspace, Canvas, (f64, f64)),
    /// The canvas in small.
    pub minimap: fn() -> AnyView,
    /// Places for all cards, in layers that fit a width to height.
    pub arrange: fn(&Design, f64) -> Vec<(i32, i32)>,
}

/// The part with both.
#[wasm_split(editors, fallible)]
pub fn card_parts() -> Fetched<CardParts> {
    Ok(CardParts {
        start: || view! { <start::StartForm/> }.into_any(),
        add: || view! { <start::AddForm/> }.into_any(),
        editor: |card| view! { <editor::Editor card/> }.into_any(),
        table: || table::TableView().into_any(),
        ground: hands::ground,
        ports: hands::ports,
        keys: card_keys::on_key,
        pointer: moving::on_pointer,
        menu: card_keys::open_menu,
        put: moving::put,
        minimap: minimap::minimap,
        arrange: arrange::layered,
    })
}

/// A way to see the design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Cards and relations.
    Canvas,
    /// A table of resources and fields.
    Table,
    /// OpenAPI text.
    Text,
}

/// What the Sketch panel and the tree show, beside the design.
#[derive(Clone, Copy)]
pub struct Sketch {
    /// The way the design is seen.
    pub mode: RwSignal<Mode>,
    /// What stands in the line for more resources; closed, it keeps that.
    pub line: RwSignal<String>,
    /// Whether the line for more resources is open.
    pub adding: RwSignal<bool>,
    /// The resource whose card is open for editing.
    pub editing: RwSignal<Option<String>>,
    /// OpenAPI text in the making.
    pub draft: RwSignal<Option<String>>,
    /// The card that is on its way.
    pub moving: RwSignal<Option<Moving>>,
    /// The cards that are selected together, where there are several.
    pub marked: RwSignal<Vec<String>>,
    /// The scale of the canvas.
    pub zoom: RwSignal<f64>,
    /// Spoken by the panel's live region.
    pub said: RwSignal<String>,
    /// What the tree is filtered by.
    pub filter: RwSignal<String>,
    /// Whether the tree lies over a narrow page.
    pub tree: RwSignal<bool>,
    /// Whether a wide page does without the tree.
    pub shut: RwSignal<bool>,
}

impl Sketch {
    /// The canvas at full size, with nothing open.
    pub fn new() -> Self {
        Self {
            mode: RwSignal::new(Mode::Canvas),
            line: RwSignal::new(String::new()),
            adding: RwSignal::new(false),
            editing: RwSignal::new(None),
            draft: RwSignal::new(None),
            moving: RwSignal::new(None),
            marked: RwSignal::new(Vec::new()),
            zoom: RwSignal::new(1.0),
            said: RwSignal::new(String::new()),
            filter: RwSignal::new(String::new()),
            tree: RwSignal::new(false),
            shut: RwSignal::new(false),
        }
    }

    /// Whether a card is on its way, alone or with others.
    pub fn moves(&self, name: &str) -> bool {
        let with = |moving: &Moving| self.marked.with(|marked| [&moving.name, name].iter().all(|one| marked.iter().any(|known| known == one)));
        self.moving.with(|moving| moving.as_ref().is_some_and(|moving| moving.name == name || with(moving)))
    }
}

/// Opens the line for more resources, or goes to the start line of an empty design.
pub fn add_resource(workspace: Workspace) {
    let sketch = workspace.sketch;
    workspace.view.set(View::Sketch);
    sketch.tree.set(false);
    let is_empty = workspace.design.with_untracked(|design| design.resources.is_empty());
    sketch.adding.set(!is_empty);
    focus_soon(if is_empty { "start-line" } else { "add-line" }.to_owned());
}

/// Adds the endpoint that tells how the server is.
pub fn add_health(workspace: Workspace) {
    let endpoint = workspace.design.with_untracked(|design| {
        let id = roundtrip::design::naming::free_id(design, "showHealth");
        roundtrip::design::Endpoint::health(&id).with_expected_errors(design)
    });
    let id = endpoint.id.clone();
    // A refusal is told in a toast.
    if workspace.edit(vec![roundtrip::design::Edit::AddEndpoint { endpoint }]).is_ok() {
        workspace.pick_endpoint(&id);
        workspace.toast(super::toasts::Toast::undoable("Added GET /health.".to_owned()));
    }
}

/// Begins a design with nothing in it; undo brings the present one back.
pub fn new_design(workspace: Workspace) {
    workspace.open(Design::default());
    add_resource(workspace);
}

/// Shows the card of a resource and moves the focus to it.
pub fn show_card(workspace: Workspace, resource: &str) {
    workspace.view.set(View::Sketch);
    workspace.sketch.mode.set(Mode::Canvas);
    workspace.sketch.tree.set(false);
    workspace.selection.set(Pointer::resource(resource));
    focus_soon(card_id(resource));
}

/// The resource of what is selected.
pub fn selected_resource(design: &Design, selection: &Pointer) -> Option<String> {
    let name = match selection {
        Pointer::Resource(name) | Pointer::Field(name, _) => Some(name.clone()),
        Pointer::Endpoint(id) => design.endpoint(id).and_then(|endpoint| endpoint.resource.clone()),
        _ => None,
    };
    name.filter(|name| design.resource(name).is_some())
}

/// Carries out edits as one step, or says what is wrong with them, to be told beside the control rather than in a toast.
pub fn attempt(workspace: Workspace, label: String, edits: Vec<Edit>) -> Result<(), EditError> {
    let mut copy = workspace.design.with_untracked(|design| (**design).clone());
    copy.apply_all(&edits)?;
    workspace.edit_as(label, edits, None)
}

/// The same for one edit, under its own label.
pub fn attempt_one(workspace: Workspace, edit: Edit) -> Result<(), EditError> {
    attempt(workspace, edit.label(), vec![edit])
}

/// The id of a resource's card; the ids of the controls in it begin with it.
pub fn card_id(resource: &str) -> String {
    format!("card-{}", id_part(resource))
}

/// A text as a part of an element's id.
pub fn id_part(text: &str) -> String {
    text.chars().map(|character| if is_of_word(character) { character.to_string() } else { format!("_{:x}", u32::from(character)) }).collect()
}

/// Moves the focus once the view has followed the state.
pub fn focus_soon(id: String) {
    window::after(0, move || window::focus(&id));
}
