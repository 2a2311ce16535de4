//! What only a pointer does on the canvas: pulling the ground, pulling a frame over cards, and pulling a relation from a card to
//! another. The keyboard has its own ways: the canvas follows the focus, Shift and arrows select, and L opens the list of targets.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use roundtrip::design::words::numbers::tenths;
use wasm_bindgen::JsCast;

use super::canvas::canvas;
use super::card::CardState;
use super::layout::Area;
use super::{card_id, card_keys, marks};
use crate::browser::{measure, window};
use crate::ui::workspace::workspace;

/// What a pull over the ground does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Pull {
    /// Scrolls: where it began, and how far the canvas was scrolled.
    Scroll((f64, f64), (i32, i32)),
    /// With Shift, marks the cards that the frame from here to there touches, in pixels of the ground.
    Frame((f64, f64), (f64, f64)),
}

/// The ground under the cards: pulled, it scrolls the canvas; with Shift, it selects cards.
pub fn ground() -> AnyView {
    let workspace = workspace();
    let canvas = canvas();
    let pull = RwSignal::new(None::<Pull>);
    let point = |event: &PointerEvent| (f64::from(event.client_x()), f64::from(event.client_y()));
    let on_ground = |event: &PointerEvent| {
        let corner = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok())?.get_bounding_client_rect();
        Some((f64::from(event.client_x()) - corner.left(), f64::from(event.client_y()) - corner.top()))
    };
    let down = move |event: PointerEvent| {
        let Some(scroller) = canvas.scroller.get_untracked().filter(|_| event.button() < 2 && event.pointer_type() == "mouse") else { return };
        pull.set(match event.shift_key() {
            true => on_ground(&event).map(|at| Pull::Frame(at, at)),
            false => Some(Pull::Scroll(point(&event), (scroller.scroll_left(), scroller.scroll_top()))),
        });
        capture(&event);
    };
    let go = move |event: PointerEvent| match pull.get_untracked() {
        Some(Pull::Scroll((x, y), (left, top))) => {
            let (Some(scroller), (to_x, to_y)) = (canvas.scroller.get_untracked(), point(&event)) else { return };
            scroller.set_scroll_left(left - (to_x - x) as i32);
            scroller.set_scroll_top(top - (to_y - y) as i32);
        }
        Some(Pull::Frame(from, _)) => {
            let Some(to) = on_ground(&event) else { return };
            pull.set(Some(Pull::Frame(from, to)));
            let frame = span(from, to);
            let scale = workspace.sketch.zoom.get_untracked() * measure::rem() / 16.0;
            let frame = Area { x: frame.x / scale, y: frame.y / scale, w: frame.w / scale, h: frame.h / scale };
            let touched = canvas
                .areas
                .with_untracked(|areas| areas.iter().filter(|(_, area)| area.meets(&frame, 0.0)).map(|(name, _)| name.clone()).collect::<Vec<_>>());
            if workspace.sketch.marked.with_untracked(|marked| *marked != touched) {
                workspace.sketch.marked.set(touched);
            }
        }
        None => {}
    };
    let up = move |_: PointerEvent| {
        if let Some(Pull::Frame(..)) = pull.get_untracked() {
            marks::say(workspace);
            if let Some(first) = workspace.sketch.marked.with_untracked(|marked| marked.first().cloned()) {
                window::focus(&card_id(&first));
            }
        }
        pull.set(None);
    };
    let frame = move || match pull.get() {
        Some(Pull::Frame(from, to)) => {
            let Area { x, y, w, h } = span(from, to);
            let px = |length: f64| format!("{}px", tenths(length));
            Some(view! { <i class="frame-pull" style:left=px(x) style:top=px(y) style:width=px(w) style:height=px(h)></i> })
        }
        _ => None,
    };
    view! { <div class="ground" aria-hidden="true" on:pointerdown=down on:pointermove=go on:pointerup=up on:pointercancel=up>{frame}</div> }
        .into_any()
}

/// The rectangle between two corners.
fn span(from: (f64, f64), to: (f64, f64)) -> Area {
    Area { x: from.0.min(to.0), y: from.1.min(to.1), w: (from.0 - to.0).abs(), h: (from.1 - to.1).abs() }
}

/// The places of a selected card to pull a relation from.
pub fn ports(card: CardState) -> AnyView {
    let workspace = workspace();
    let canvas = canvas();
    // From where in the window, and by how much, in pixels of the unscaled canvas.
    let pulled = RwSignal::new(None::<(f64, f64, f64, f64)>);
    let down = move |event: PointerEvent| {
        event.stop_propagation();
        event.prevent_default();
        if event.button() == 0 {
            pulled.set(Some((f64::from(event.client_x()), f64::from(event.client_y()), 0.0, 0.0)));
            capture(&event);
        }
    };
    let go = move |event: PointerEvent| {
        let Some((x, y, ..)) = pulled.get_untracked() else { return };
        let scale = workspace.sketch.zoom.get_untracked() * measure::rem() / 16.0;
        let (to_x, to_y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        pulled.set(Some((x, y, (to_x - x) / scale, (to_y - y) / scale)));
        let own = card.name.get_value();
        let names: Vec<String> = workspace.design.with_untracked(|design| design.resources.iter().map(|resource| resource.name.clone()).collect());
        let under = under(to_x, to_y);
        canvas.target.set(names.into_iter().find(|name| *name != own && under.as_deref() == Some(card_id(name).as_str())));
    };
    let up = move |_: PointerEvent| {
        pulled.set(None);
        if let Some(target) = canvas.target.get_untracked() {
            canvas.target.set(None);
            card.name.with_value(|own| card_keys::link(workspace, own, &target));
        }
    };
    let lost = move |_: PointerEvent| {
        pulled.set(None);
        canvas.target.set(None);
    };
    let line = move || {
        pulled.get().map(|(_, _, x, y)| {
            let half = x / 2.0;
            let path = format!("M0 0 L{} 0 L{} {} L{} {}", tenths(half), tenths(half), tenths(y), tenths(x), tenths(y));
            view! { <svg class="wires pull" viewBox="0 0 1 1"><path class="new" d=path></path></svg> }
        })
    };
    view! {
        <span class="port port-l" aria-hidden="true" title="Pull a relation" on:pointerdown=down on:pointermove=go on:pointerup=up on:pointercancel=lost></span>
        <span class="port port-r" aria-hidden="true" title="Pull a relation" on:pointerdown=down on:pointermove=go on:pointerup=up on:pointercancel=lost>{line}</span>
    }
    .into_any()
}

fn capture(event: &PointerEvent) {
    if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
        // Without capture the gesture ends at the edge of the element; it still works.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// The id of the card at a point of the window.
fn under(x: f64, y: f64) -> Option<String> {
    let element = window::document()?.element_from_point(x as f32, y as f32)?;
    element.closest(".node").ok().flatten().map(|card| card.id())
}
