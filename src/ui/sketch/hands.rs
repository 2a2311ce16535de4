//! What only a pointer does on the canvas: pulling the ground, and pulling a relation from a card to another. The keyboard has
//! its own ways: the canvas follows the focus, and L opens the list of targets.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use roundtrip::design::words::numbers::tenths;
use wasm_bindgen::JsCast;

use super::canvas::canvas;
use super::card::CardState;
use super::{card_id, card_keys};
use crate::browser::{measure, window};
use crate::ui::workspace::workspace;

/// The ground under the cards: pulled, it scrolls the canvas.
pub fn ground() -> AnyView {
    let canvas = canvas();
    let held = StoredValue::new(None::<(f64, f64, i32, i32)>);
    let down = move |event: PointerEvent| {
        let Some(scroller) = canvas.scroller.get_untracked().filter(|_| event.button() < 2 && event.pointer_type() == "mouse") else { return };
        held.set_value(Some((f64::from(event.client_x()), f64::from(event.client_y()), scroller.scroll_left(), scroller.scroll_top())));
        capture(&event);
    };
    let go = move |event: PointerEvent| {
        let (Some((x, y, left, top)), Some(scroller)) = (held.get_value(), canvas.scroller.get_untracked()) else { return };
        scroller.set_scroll_left(left - (f64::from(event.client_x()) - x) as i32);
        scroller.set_scroll_top(top - (f64::from(event.client_y()) - y) as i32);
    };
    let up = move |_: PointerEvent| held.set_value(None);
    view! { <div class="ground" aria-hidden="true" on:pointerdown=down on:pointermove=go on:pointerup=up on:pointercancel=up></div> }.into_any()
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
