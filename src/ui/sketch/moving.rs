//! A card on its way: by pointer or by keys, dropped as one step of undo, and told to the ear.

use leptos::ev::PointerEvent;
use roundtrip::design::{Edit, Resource};
use wasm_bindgen::JsCast;

use super::canvas::Canvas;
use super::layout::{self, Area, SNAP, free_place, whereabouts};
use crate::browser::{measure, window};
use crate::ui::workspace::Workspace;

/// A card on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Moving {
    /// The resource.
    pub name: String,
    /// Where the card is now.
    pub x: f64,
    /// Where the card is now.
    pub y: f64,
    /// Whether a pointer holds it.
    pub held: bool,
}

/// How far a pointer goes before it drags, in CSS pixels.
const THRESHOLD: f64 = 4.0;

/// A pointer that is down on a card's header.
#[derive(Clone, Copy, Debug, Default)]
pub struct Grip {
    pointer: i32,
    from: (f64, f64),
    card: (f64, f64),
    dragging: bool,
}

/// Begins to move a card with the keys.
pub fn begin(workspace: Workspace, canvas: Canvas, name: &str) {
    if is_list() {
        return;
    }
    let Some(area) = canvas.area_now(name) else { return };
    workspace.sketch.moving.set(Some(Moving { name: name.to_owned(), x: area.x, y: area.y, held: false }));
    let place = canvas.areas.with_untracked(|areas| whereabouts(areas, name));
    workspace.sketch.said.set(format!("{name}, moving. {place} Enter drops, Escape cancels."));
}

/// Moves the card that is on its way.
pub fn step(workspace: Workspace, canvas: Canvas, dx: f64, dy: f64) {
    workspace.sketch.moving.update(|moving| {
        if let Some(moving) = moving {
            moving.x = (moving.x + dx).max(SNAP);
            moving.y = (moving.y + dy).max(SNAP);
        }
    });
    let Some(moving) = workspace.sketch.moving.get_untracked() else { return };
    let place = canvas.areas.with_untracked(|areas| whereabouts(areas, &moving.name));
    workspace.sketch.said.set(format!("{place} {}, {}.", moving.x as i32, moving.y as i32));
}

/// Leaves the card where it is.
pub fn drop_card(workspace: Workspace, canvas: Canvas) {
    let Some(moving) = workspace.sketch.moving.get_untracked() else { return };
    workspace.sketch.moving.set(None);
    let design = workspace.design.get_untracked();
    // As they are at rest: a card that is open only while it is selected pushes nobody away.
    let areas = layout::areas(&design, None, false, 1.0);
    let Some(resource) = design.resource(&moving.name) else { return };
    let size = areas.iter().find(|(name, _)| *name == moving.name).map(|(_, area)| *area).unwrap_or_default();
    let place = free_place(&areas, &moving.name, Area { x: moving.x, y: moving.y, ..size });
    let edit = Edit::SetResource { resource: Resource { place: Some(place), ..(**resource).clone() } };
    // A refusal is told by the workspace.
    let _ = workspace.edit_as(format!("Move {}", moving.name), vec![edit], None);
    let place = canvas.areas.with_untracked(|areas| whereabouts(areas, &moving.name));
    workspace.sketch.said.set(format!("{} dropped. {place}", moving.name));
}

/// Puts the card back.
pub fn cancel(workspace: Workspace) {
    if let Some(moving) = workspace.sketch.moving.get_untracked() {
        workspace.sketch.moving.set(None);
        workspace.sketch.said.set(format!("{} stays where it was.", moving.name));
    }
}

/// A pointer goes down on a card's header.
pub fn grip(canvas: Canvas, name: &str, event: &PointerEvent) -> Option<Grip> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let on_button = target.closest("button").ok().flatten().is_some();
    if event.button() != 0 || on_button || is_list() {
        return None;
    }
    let area = canvas.area_now(name)?;
    let from = (f64::from(event.client_x()), f64::from(event.client_y()));
    Some(Grip { pointer: event.pointer_id(), from, card: (area.x, area.y), dragging: false })
}

/// The pointer goes on. Returns the grip as it is now.
pub fn drag(workspace: Workspace, name: &str, mut grip: Grip, event: &PointerEvent) -> Grip {
    let (dx, dy) = (f64::from(event.client_x()) - grip.from.0, f64::from(event.client_y()) - grip.from.1);
    if !grip.dragging && dx.hypot(dy) < THRESHOLD {
        return grip;
    }
    if !grip.dragging {
        grip.dragging = true;
        if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
            // Without capture the card stops at the edge of the header; the drag still works.
            let _ = element.set_pointer_capture(grip.pointer);
        }
        workspace.sketch.moving.set(Some(Moving { name: name.to_owned(), x: grip.card.0, y: grip.card.1, held: true }));
    }
    let scale = workspace.sketch.zoom.get_untracked() * measure::rem() / 16.0;
    let snapped = |value: f64| ((value / SNAP).round() * SNAP).max(SNAP);
    let (x, y) = (snapped(grip.card.0 + dx / scale), snapped(grip.card.1 + dy / scale));
    workspace.sketch.moving.update(|moving| {
        if let Some(moving) = moving {
            (moving.x, moving.y) = (x, y);
        }
    });
    grip
}

/// Whether the cards are a list, as on a phone: nothing can be moved there.
pub fn is_list() -> bool {
    window::matches("(max-width: 640px)")
}
