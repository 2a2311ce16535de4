//! Cards on their way: by pointer or by keys, dropped as one step of undo, and told to the ear. Marked cards go together.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use roundtrip::design::{Edit, Resource};
use roundtrip::order;
use wasm_bindgen::JsCast;

use super::canvas::Canvas;
use super::layout::{self, Area, SNAP, free_place, whereabouts};
use super::marks;
use crate::browser::{measure, window};
use crate::ui::workspace::Workspace;

/// A card on its way, and those that are marked with it.
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
    /// How far up and left it can go, so that none of its group leaves the canvas.
    least: (f64, f64),
}

/// How far a pointer goes before it drags, in CSS pixels.
const THRESHOLD: f64 = 4.0;
/// How near an edge of the canvas a held card makes it scroll, in CSS pixels.
const EDGE: f64 = 28.0;
/// By how much at a time, in CSS pixels, and how often, in milliseconds.
const PAN: (i32, i32) = (9, 16);

/// A pointer that is down on a card.
#[derive(Clone, Copy, Debug, Default)]
pub struct Grip {
    pointer: i32,
    from: (f64, f64),
    /// Where the pointer is.
    at: (f64, f64),
    card: (f64, f64),
    /// How far the canvas was scrolled when the pointer went down.
    scrolled: (i32, i32),
    /// Whether it holds the header, by which a card is moved.
    holds: bool,
    dragging: bool,
    /// Whether a press without a drag takes the card out of those that are marked.
    takes_out: bool,
    /// The direction in which the canvas scrolls by itself.
    pan: (i32, i32),
    is_panning: bool,
}

/// Begins to move a card with the keys.
pub fn begin(workspace: Workspace, canvas: Canvas, name: &str) {
    if is_list() {
        return;
    }
    let Some(area) = canvas.area_now(name) else { return };
    let group = marks::group(workspace, name);
    workspace.sketch.moving.set(Some(Moving { name: name.to_owned(), x: area.x, y: area.y, held: false, least: least(canvas, area, &group) }));
    let place = canvas.areas.with_untracked(|areas| whereabouts(areas, name));
    workspace.sketch.said.set(format!("{}, moving. {place} Enter drops, Escape cancels.", marks::called(&group)));
}

/// The place of a card at which the first of its group touches the upper or the left edge.
fn least(canvas: Canvas, area: Area, group: &[String]) -> (f64, f64) {
    canvas.areas.with_untracked(|areas| {
        let all = areas.iter().filter(|(name, _)| group.contains(name));
        let (x, y) = all.fold((area.x, area.y), |(x, y), (_, other)| (x.min(other.x), y.min(other.y)));
        (SNAP + area.x - x, SNAP + area.y - y)
    })
}

/// Moves the card that is on its way.
pub fn step(workspace: Workspace, canvas: Canvas, dx: f64, dy: f64) {
    workspace.sketch.moving.update(|moving| {
        if let Some(moving) = moving {
            moving.x = (moving.x + dx).max(moving.least.0);
            moving.y = (moving.y + dy).max(moving.least.1);
        }
    });
    let Some(moving) = workspace.sketch.moving.get_untracked() else { return };
    let place = canvas.areas.with_untracked(|areas| whereabouts(areas, &moving.name));
    workspace.sketch.said.set(format!("{place} {}, {}.", moving.x as i32, moving.y as i32));
}

/// Puts the card that moves by keys down at a point of the canvas.
pub fn put(workspace: Workspace, canvas: Canvas, (x, y): (f64, f64)) {
    let Some(moving) = workspace.sketch.moving.get_untracked() else { return };
    let snapped = |value: f64| (value / SNAP).round() * SNAP;
    step(workspace, canvas, snapped(x) - moving.x, snapped(y) - moving.y);
    drop_card(workspace, canvas);
}

/// Leaves the card, and those that go with it, where they are.
pub fn drop_card(workspace: Workspace, canvas: Canvas) {
    let Some(moving) = workspace.sketch.moving.get_untracked() else { return };
    workspace.sketch.moving.set(None);
    let design = workspace.design.get_untracked();
    // As they are at rest: a card that is open only while it is selected pushes nobody away.
    let mut areas = layout::areas(&design, None, false, 1.0);
    let find = |areas: &[(String, Area)], name: &str| areas.iter().find(|(known, _)| known == name).map(|(_, area)| *area);
    let Some(home) = find(&areas, &moving.name) else { return };
    let (dx, dy) = (moving.x - home.x, moving.y - home.y);
    let group = marks::group(workspace, &moving.name);
    // Whoever moves along is in nobody's way until it has its new place.
    let mut going: Vec<(String, Area)> = areas.iter().filter(|(name, _)| group.contains(name)).cloned().collect();
    areas.retain(|(name, _)| !group.contains(name));
    order::by_key(&mut going, |(name, _)| *name != moving.name);
    let mut edits = Vec::new();
    for (name, area) in going {
        let (x, y) = free_place(&areas, &name, Area { x: area.x + dx, y: area.y + dy, ..area });
        areas.push((name.clone(), Area { x: f64::from(x), y: f64::from(y), ..area }));
        if let Some(resource) = design.resource(&name) {
            edits.push(Edit::SetResource { resource: Resource { place: Some((x, y)), ..(**resource).clone() } });
        }
    }
    let called = marks::called(&group);
    // A refusal is told by the workspace.
    let _ = workspace.edit_as(format!("Move {called}"), edits, None);
    let place = canvas.areas.with_untracked(|areas| whereabouts(areas, &moving.name));
    workspace.sketch.said.set(format!("{called} dropped. {place}"));
}

/// Puts the card back.
pub fn cancel(workspace: Workspace) {
    if let Some(moving) = workspace.sketch.moving.get_untracked() {
        workspace.sketch.moving.set(None);
        let group = marks::group(workspace, &moving.name);
        let stay = if group.len() == 1 { "stays where it was" } else { "stay where they were" };
        workspace.sketch.said.set(format!("{} {stay}.", marks::called(&group)));
    }
}

/// What a pointer does on a card: its header drags, Shift marks.
pub fn on_pointer(workspace: Workspace, canvas: Canvas, name: &str, grip: StoredValue<Option<Grip>>, event: &PointerEvent) {
    match event.type_().as_str() {
        "pointerdown" => grip.set_value(take(workspace, canvas, name, event)),
        "pointermove" => drag(workspace, canvas, name, grip, event),
        "pointerup" => {
            let Some(held) = grip.get_value() else { return };
            grip.set_value(None);
            // Escape may have ended the drag; then there is nothing to drop.
            if workspace.sketch.moving.with_untracked(|moving| moving.as_ref().is_some_and(|moving| moving.held)) {
                drop_card(workspace, canvas);
            } else if held.takes_out {
                marks::take_out(workspace, name);
            } else if !held.dragging && !event.shift_key() {
                marks::clear(workspace);
            }
        }
        _ => {
            grip.set_value(None);
            cancel(workspace);
        }
    }
}

/// A pointer goes down on a card.
fn take(workspace: Workspace, canvas: Canvas, name: &str, event: &PointerEvent) -> Option<Grip> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let on = |selector: &str| target.closest(selector).ok().flatten().is_some();
    if event.button() != 0 || on("button, input, select, textarea") || is_list() {
        return None;
    }
    let takes_out = event.shift_key() && workspace.sketch.marked.with_untracked(|marked| marked.iter().any(|known| known == name));
    if event.shift_key() && !takes_out {
        marks::add(workspace, canvas.selected.get_untracked(), name);
    }
    let (area, scroller) = (canvas.area_now(name)?, canvas.scroller.get_untracked()?);
    let from = (f64::from(event.client_x()), f64::from(event.client_y()));
    let scrolled = (scroller.scroll_left(), scroller.scroll_top());
    Some(Grip { pointer: event.pointer_id(), from, at: from, card: (area.x, area.y), scrolled, holds: on(".node-h"), takes_out, ..Grip::default() })
}

/// The pointer goes on.
fn drag(workspace: Workspace, canvas: Canvas, name: &str, grip: StoredValue<Option<Grip>>, event: &PointerEvent) {
    let Some(mut held) = grip.get_value().filter(|held| held.holds) else { return };
    held.at = (f64::from(event.client_x()), f64::from(event.client_y()));
    if !held.dragging {
        if (held.at.0 - held.from.0).hypot(held.at.1 - held.from.1) < THRESHOLD {
            return;
        }
        held.dragging = true;
        held.takes_out = false;
        if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
            // Without capture the card stops at the edge of the header; the drag still works.
            let _ = element.set_pointer_capture(held.pointer);
        }
        let Some(area) = canvas.area_now(name) else { return };
        let least = least(canvas, area, &marks::group(workspace, name));
        workspace.sketch.moving.set(Some(Moving { name: name.to_owned(), x: held.card.0, y: held.card.1, held: true, least }));
    }
    held.pan = canvas.scroller.get_untracked().map(|scroller| edge(&scroller.get_bounding_client_rect(), held.at)).unwrap_or_default();
    let starts = held.pan != (0, 0) && !held.is_panning;
    held.is_panning |= starts;
    grip.set_value(Some(held));
    follow(workspace, canvas, &held);
    if starts {
        pan(workspace, canvas, grip);
    }
}

/// The card goes to where the pointer holds it.
fn follow(workspace: Workspace, canvas: Canvas, held: &Grip) {
    let Some(scroller) = canvas.scroller.get_untracked() else { return };
    let scale = workspace.sketch.zoom.get_untracked() * measure::rem() / 16.0;
    let gone = |at: f64, from: f64, now: i32, was: i32| (at - from + f64::from(now - was)) / scale;
    let dx = gone(held.at.0, held.from.0, scroller.scroll_left(), held.scrolled.0);
    let dy = gone(held.at.1, held.from.1, scroller.scroll_top(), held.scrolled.1);
    let snapped = |value: f64| (value / SNAP).round() * SNAP;
    workspace.sketch.moving.update(|moving| {
        if let Some(moving) = moving {
            moving.x = snapped(held.card.0 + dx).max(moving.least.0);
            moving.y = snapped(held.card.1 + dy).max(moving.least.1);
        }
    });
}

/// In which direction a point near an edge of the canvas makes it scroll.
fn edge(canvas: &web_sys::DomRect, at: (f64, f64)) -> (i32, i32) {
    let way = |at: f64, from: f64, to: f64| i32::from(at > to - EDGE) - i32::from(at < from + EDGE);
    (way(at.0, canvas.left(), canvas.right()), way(at.1, canvas.top(), canvas.bottom()))
}

/// Scrolls for as long as a card is held near an edge, and the card with it.
fn pan(workspace: Workspace, canvas: Canvas, grip: StoredValue<Option<Grip>>) {
    window::after(PAN.1, move || {
        // The card may be dropped or gone by then.
        let Some(Some(mut held)) = grip.try_get_value() else { return };
        let is_held = workspace.sketch.moving.with_untracked(|moving| moving.as_ref().is_some_and(|moving| moving.held));
        if held.pan == (0, 0) || !is_held {
            held.is_panning = false;
            return grip.set_value(Some(held));
        }
        if let Some(scroller) = canvas.scroller.get_untracked() {
            scroller.set_scroll_left(scroller.scroll_left() + held.pan.0 * PAN.0);
            scroller.set_scroll_top(scroller.scroll_top() + held.pan.1 * PAN.0);
        }
        follow(workspace, canvas, &held);
        pan(workspace, canvas, grip);
    });
}

/// Whether the cards are a list, as on a phone: nothing can be moved there.
pub fn is_list() -> bool {
    window::matches("(max-width: 640px)")
}
