//! The whole canvas in small, while the cards do not fit: where one is, and a press goes elsewhere. It is for the pointer alone; with
//! the keyboard, the canvas follows the focus.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use roundtrip::design::words::numbers::{decimal, tenths};
use wasm_bindgen::JsCast;

use super::canvas::canvas;
use super::layout::extent;
use crate::browser::measure;
use crate::ui::workspace::workspace;

/// The most room it takes, in pixels at 16 px to the rem.
const MOST: (f64, f64) = (144.0, 108.0);
/// By how much the cards have to be larger than the canvas before there is a map.
const OVER: f64 = 1.12;

/// The map, or nothing.
pub fn minimap() -> AnyView {
    let workspace = workspace();
    let canvas = canvas();
    let whole = Memo::new(move |_| canvas.areas.with(|areas| extent(areas)));
    let scale = move || workspace.sketch.zoom.get() * measure::rem() / 16.0;
    let is_needed = Memo::new(move |_| {
        let ((w, h), (room_w, room_h), scale) = (whole.get(), canvas.size.get(), scale());
        room_w > 0.0 && (w * scale > room_w * OVER || h * scale > room_h * OVER)
    });
    // How large a pixel of the canvas is on the map.
    let share = Memo::new(move |_| {
        let (w, h) = whole.get();
        (MOST.0 / w.max(1.0)).min(MOST.1 / h.max(1.0))
    });
    let go = move |event: PointerEvent| {
        let (Some(scroller), Some(map)) = (canvas.scroller.get_untracked(), event.current_target()) else { return };
        let Ok(map) = map.dyn_into::<web_sys::Element>() else { return };
        if event.buttons() & 1 == 0 {
            return;
        }
        event.prevent_default();
        let (corner, (w, h)) = (map.get_bounding_client_rect(), canvas.size.get_untracked());
        let scale = untrack(scale);
        let to =
            |at: i32, from: f64, length: f64, whole: f64, room: f64| ((f64::from(at) - from) / length.max(1.0) * whole * scale - room / 2.0) as i32;
        let (whole_w, whole_h) = whole.get_untracked();
        scroller.set_scroll_left(to(event.client_x(), corner.left(), corner.width(), whole_w, w));
        scroller.set_scroll_top(to(event.client_y(), corner.top(), corner.height(), whole_h, h));
    };
    let cards = move || {
        let selected = canvas.selected.get();
        let card = |(name, area): &(String, super::layout::Area)| {
            let is_selected = selected.as_ref() == Some(name) || workspace.sketch.marked.with(|marked| marked.contains(name));
            view! { <path class:hot=is_selected d=frame((area.x, area.y), (area.w, area.h))></path> }
        };
        canvas.areas.with(|areas| areas.iter().map(card).collect_view())
    };
    let window = move || {
        let ((left, top), (w, h), scale) = (canvas.seen.get(), canvas.size.get(), scale());
        view! { <path class="seen" d=frame((f64::from(left) / scale, f64::from(top) / scale), (w / scale, h / scale))></path> }
    };
    let map = move || {
        let (w, h) = whole.get();
        let rem = |length: f64| format!("{}rem", decimal(length * share.get() / 16.0));
        view! {
            <svg class="minimap" aria-hidden="true" viewBox=format!("0 0 {} {}", tenths(w), tenths(h)) style:width=rem(w) style:height=rem(h)
                on:pointerdown=go on:pointermove=go>{cards}{window}</svg>
        }
    };
    (move || is_needed.get().then(map)).into_any()
}

/// A rectangle as path data.
fn frame((x, y): (f64, f64), (w, h): (f64, f64)) -> String {
    format!("M{} {}h{}v{}h-{}z", tenths(x), tenths(y), tenths(w), tenths(h), tenths(w))
}
