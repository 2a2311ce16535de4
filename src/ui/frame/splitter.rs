//! The splitters (ARIA Authoring Practices, window splitter pattern): a separator that takes the focus, moved by pointer or keys.
//! Sizes are kept apart for wide windows and laptops, and put on the frame as custom properties; `style/frame.css` does the rest.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use roundtrip::design::words::numbers::{self, tenths};
use wasm_bindgen::JsCast;

use crate::browser::{measure, script, storage, window};
use crate::ui::send::{is_folded, toggle_fold};
use crate::ui::workspace::{Workspace, workspace};

/// Where a splitter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Between the tree and the design.
    Tree,
    /// Between the design and what the server does.
    Design,
    /// Between Sketch and Score.
    Sketch,
    /// Between Send and Watch.
    Send,
}

impl Edge {
    const ALL: [Self; 4] = [Self::Tree, Self::Design, Self::Sketch, Self::Send];

    fn name(self) -> &'static str {
        match self {
            Self::Tree => "API tree",
            Self::Design => "Design",
            Self::Sketch => "Sketch",
            Self::Send => "Send",
        }
    }

    fn is_vertical(self) -> bool {
        matches!(self, Self::Tree | Self::Design)
    }

    /// The id of what it sizes.
    fn pane(self) -> &'static str {
        match self {
            Self::Tree => "api-tree",
            Self::Design | Self::Sketch => "sketch",
            Self::Send => "send",
        }
    }

    /// The least that both sides need, in rem.
    fn least(self) -> (f64, f64) {
        match self {
            Self::Tree => (11.25, 46.25),
            Self::Design => (21.25, 25.0),
            Self::Sketch => (10.0, 10.0),
            Self::Send => (5.875, 15.0),
        }
    }

    /// The custom properties of a share of the first side, in percent; `None` takes them away.
    fn put(self, share: Option<f64>) {
        let Some(work) = window::document().and_then(|document| document.query_selector(".app").ok().flatten()) else { return };
        let both = |first: &str, second: &str, share: f64| {
            vec![(first.to_owned(), format!("{}fr", tenths(share))), (second.to_owned(), format!("{}fr", tenths(100.0 - share)))]
        };
        let names = match self {
            Self::Tree => share
                .map(|share| vec![("--tree".to_owned(), format!("{}%", tenths(share)))])
                .unwrap_or_else(|| vec![("--tree".to_owned(), String::new())]),
            Self::Design => both("--design", "--run", share.unwrap_or_default()),
            Self::Sketch => both("--sketch-h", "--score-h", share.unwrap_or_default()),
            Self::Send => vec![("--send-h".to_owned(), share.map(|share| format!("{}%", tenths(share))).unwrap_or_default())],
        };
        let style = script::get(&work, "style");
        for (name, value) in names {
            let value = if share.is_some() { value } else { String::new() };
            // A browser that refuses leaves the usual size.
            let _ = script::call(&style, "setProperty", &[name.into(), value.into()]);
        }
    }
}

/// The sizes that a double-click goes through, in percent, before the usual one.
const TURNS: [f64; 3] = [30.0, 50.0, 70.0];
/// How far a pointer goes before it drags, in CSS pixels.
const THRESHOLD: f64 = 4.0;

/// Where a pointer is, along the axis of a splitter.
fn along(edge: Edge, event: &PointerEvent) -> f64 {
    f64::from(if edge.is_vertical() { event.client_x() } else { event.client_y() })
}

fn whole(percent: f64) -> String {
    (percent.round() as i64).to_string()
}

/// Windows of a kind share their sizes.
fn class() -> &'static str {
    if measure::viewport().0 > 1360.0 { "wide" } else { "laptop" }
}

fn key(edge: Edge) -> String {
    format!("size.{}.{}", class(), edge.name())
}

fn kept(edge: Edge) -> Option<f64> {
    numbers::parse(&storage::read(&key(edge))?)
}

/// Keeps a size, or forgets it.
fn keep(edge: Edge, share: Option<f64>) {
    // A browser that keeps nothing has the usual sizes next time.
    let _ = storage::keep(&key(edge), &share.map(tenths).unwrap_or_default());
    edge.put(share);
}

/// The box that both sides share, and the size of the first side, along the splitter's axis.
fn room(separator: &web_sys::Element, edge: Edge) -> Option<(f64, f64, f64)> {
    let parent = separator.parent_element()?;
    let (around, line) = (parent.get_bounding_client_rect(), separator.get_bounding_client_rect());
    let tree = window::document()?.query_selector(".work > .side").ok().flatten().map_or(0.0, |side| side.get_bounding_client_rect().width());
    Some(match edge {
        Edge::Tree => (around.left(), around.width(), line.left() + line.width() / 2.0 - around.left()),
        Edge::Design => (around.left() + tree, around.width() - tree, line.left() + line.width() / 2.0 - around.left() - tree),
        Edge::Sketch | Edge::Send => (around.top(), around.height(), line.top() + line.height() / 2.0 - around.top()),
    })
}

fn limits(edge: Edge, size: f64) -> (f64, f64) {
    let (first, second) = edge.least();
    let rem = measure::rem();
    let low = (first * rem / size * 100.0).min(50.0);
    (low, (100.0 - second * rem / size * 100.0).max(low))
}

/// Puts every kept size in its place, now and when the window becomes one of another kind.
pub fn restore() {
    for edge in Edge::ALL {
        edge.put(kept(edge));
    }
}

/// Collapses the first side, or brings it back. Score folds to its header, Send to its request line.
fn collapse(workspace: Workspace, edge: Edge) {
    let toggle = |name: &str, on: &str| {
        let Some(app) = window::document().and_then(|document| document.query_selector(".app").ok().flatten()) else { return };
        let _ = match app.get_attribute(name).as_deref() == Some(on) {
            true => app.remove_attribute(name),
            false => app.set_attribute(name, on),
        };
    };
    match edge {
        Edge::Tree => super::super::tree::toggle(workspace),
        Edge::Design => toggle("data-design", "folded"),
        Edge::Sketch => toggle("data-score", "folded"),
        Edge::Send => toggle_fold(workspace),
    }
}

/// A splitter.
pub fn draw(edge: Edge) -> AnyView {
    let workspace = workspace();
    let share = RwSignal::new(kept(edge));
    edge.put(share.get_untracked());
    let dragged = RwSignal::new(false);
    let separator = NodeRef::<leptos::html::Div>::new();
    // What the screen reader is told before anything was moved, and the limits that it is told.
    let measured = RwSignal::new(50.0);
    let ends = RwSignal::new((0.0, 100.0));
    let grip = StoredValue::new(0.0);
    let turn = StoredValue::new(0);
    let look = move || {
        if let Some((_, size, first)) = separator.get_untracked().and_then(|element| room(&element, edge)).filter(|(_, size, _)| *size > 0.0) {
            measured.set((first / size * 100.0).clamp(0.0, 100.0));
            ends.set(limits(edge, size));
        }
    };
    window::after(0, look);
    let resized = window_event_listener(leptos::ev::resize, move |_| {
        let now = kept(edge);
        if share.get_untracked() != now {
            share.set(now);
            edge.put(now);
        }
        look();
    });
    on_cleanup(move || resized.remove());
    let set = move |wanted: f64| {
        let Some((_, size, _)) = separator.get_untracked().and_then(|element| room(&element, edge)) else { return };
        let (low, high) = limits(edge, size);
        let wanted = wanted.clamp(low, high);
        share.set(Some(wanted));
        measured.set(wanted);
        keep(edge, Some(wanted));
        if edge == Edge::Send && untrack(|| is_folded(workspace)) {
            toggle_fold(workspace);
        }
    };
    // The way of the pointer without dragging: a few sizes, each as far as it goes, then the usual one.
    let cycle = move |_| {
        let before = measured.get_untracked();
        while let Some(wanted) = TURNS.get(turn.get_value()) {
            turn.update_value(|turn| *turn += 1);
            set(*wanted);
            if (measured.get_untracked() - before).abs() > 1.0 {
                return;
            }
        }
        turn.set_value(0);
        share.set(None);
        keep(edge, None);
        window::after(0, look);
    };
    let on_key = move |event: KeyboardEvent| {
        let step = if event.shift_key() { 10.0 } else { 2.0 };
        let now = measured.get_untracked();
        match (event.key().as_str(), edge.is_vertical()) {
            ("ArrowLeft", true) | ("ArrowUp", false) => set(now - step),
            ("ArrowRight", true) | ("ArrowDown", false) => set(now + step),
            ("Home", _) => set(0.0),
            ("End", _) => set(100.0),
            ("Enter", _) => {
                collapse(workspace, edge);
                window::after(0, look);
            }
            _ => return,
        }
        turn.set_value(0);
        event.prevent_default();
        event.stop_propagation();
    };
    let down = move |event: PointerEvent| {
        let Some(element) = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else { return };
        // Without the capture the drag ends where the pointer leaves the line.
        let _ = script::call(&element, "setPointerCapture", &[event.pointer_id().into()]);
        grip.set_value(along(edge, &event));
        dragged.set(true);
    };
    let moved = move |event: PointerEvent| {
        // A press is no drag, and a hand is never quite still.
        let at = along(edge, &event);
        if !dragged.get_untracked() || (at - grip.get_value()).abs() < THRESHOLD {
            return;
        }
        grip.set_value(f64::NEG_INFINITY);
        turn.set_value(0);
        let Some((start, size, _)) = separator.get_untracked().and_then(|element| room(&element, edge)) else { return };
        set((at - start) / size * 100.0);
    };
    let class = move || {
        let kind = match edge {
            Edge::Tree => "split split-v split-tree",
            Edge::Design => "split split-v split-design",
            Edge::Sketch | Edge::Send => "split split-h",
        };
        if dragged.get() { format!("{kind} is-drag") } else { kind.to_owned() }
    };
    let orientation = if edge.is_vertical() { "vertical" } else { "horizontal" };
    view! {
        <div class=class node_ref=separator role="separator" tabindex="0" aria-label=edge.name() aria-orientation=orientation aria-controls=edge.pane()
            aria-valuemin=move || whole(ends.get().0.min(measured.get())) aria-valuemax=move || whole(ends.get().1.max(measured.get())) aria-valuenow=move || whole(measured.get()) aria-valuetext=move || format!("{} percent", whole(measured.get()))
            title="Drag or use the arrow keys. Enter folds; a double-click takes the next of 30, 50, 70 percent and the usual size."
            on:keydown=on_key on:pointerdown=down on:pointermove=moved on:pointerup=move |_| dragged.set(false) on:pointercancel=move |_| dragged.set(false)
            on:dblclick=cycle></div>
    }
    .into_any()
}
