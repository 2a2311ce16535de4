//! The canvas: cards on a stage that is scaled and scrolled, lines under them, a hint and the scale at its foot.

use leptos::ev::{MouseEvent, WheelEvent};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::card::Card;
use super::layout::{self, Area};
use super::menu::Menu;
use super::wires::Wires;
use super::{facts, moving, selected_resource};
use crate::browser::measure::{self, SizeWatch};
use crate::browser::window;
use crate::ui::kit::Icon;
use crate::ui::kit::rows::named;
use crate::ui::workspace::{Workspace, workspace};
use roundtrip::design::words::numbers::decimal;

/// What the cards and lines of the canvas share.
#[derive(Clone, Copy)]
pub struct Canvas {
    /// The resource whose card is selected.
    pub selected: Memo<Option<String>>,
    /// Where every card is.
    pub areas: Memo<Vec<(String, Area)>>,
    /// Sentences about endpoints that get in each other's way, by resource.
    pub conflicts: Memo<Vec<(String, String)>>,
    /// Width and height of the canvas, in CSS pixels.
    pub size: RwSignal<(f64, f64)>,
    /// The menu of the cards.
    pub menu: Menu,
    /// How far the canvas is scrolled, in CSS pixels.
    pub seen: RwSignal<(i32, i32)>,
    /// What scrolls.
    pub scroller: NodeRef<html::Div>,
    /// The resource that a relation would be pulled to.
    pub target: RwSignal<Option<String>>,
    /// Whether the scale follows the size; pressing a zoom button ends that, Fit brings it back.
    follows: StoredValue<bool>,
}

/// The scales that zooming reaches.
const SCALES: (f64, f64) = (0.4, 2.0);
/// The scales that fitting reaches.
const FITTED: (f64, f64) = (0.45, 1.25);

impl Canvas {
    /// The canvas of a workspace.
    pub fn new(workspace: Workspace) -> Self {
        let design = workspace.design;
        let selected = Memo::new(move |_| design.with(|design| workspace.selection.with(|selection| selected_resource(design, selection))));
        let areas = Memo::new(move |_| {
            let zoom = workspace.sketch.zoom.get();
            let mut areas = design.with(|design| selected.with(|selected| layout::areas(design, selected.as_deref(), false, zoom)));
            workspace.sketch.moving.with(|moving| {
                let Some(moving) = moving else { return };
                let Some((dx, dy)) = areas.iter().find(|(name, _)| *name == moving.name).map(|(_, area)| (moving.x - area.x, moving.y - area.y))
                else {
                    return;
                };
                for (_, area) in areas.iter_mut().filter(|(name, _)| workspace.sketch.moves(name)) {
                    (area.x, area.y) = (area.x + dx, area.y + dy);
                }
            });
            areas
        });
        Self {
            selected,
            areas,
            conflicts: Memo::new(move |_| design.with(|design| facts::conflicts(design))),
            size: RwSignal::new((0.0, 0.0)),
            seen: RwSignal::new((0, 0)),
            menu: Menu::new("card-menu"),
            scroller: NodeRef::new(),
            target: RwSignal::new(None),
            follows: StoredValue::new(true),
        }
    }

    /// Where a card is, without being told of changes.
    pub fn area_now(&self, name: &str) -> Option<Area> {
        self.areas.with_untracked(|areas| areas.iter().find(|(known, _)| known == name).map(|(_, area)| *area))
    }

    /// Chooses the scale at which every card can be seen.
    pub fn fit(&self, workspace: Workspace) {
        self.follows.set_value(true);
        let (w, h) = self.size.get_untracked();
        if w <= 0.0 || h <= 0.0 {
            return;
        }
        let scale = |zoom: f64| {
            let areas = workspace.design.with_untracked(|design| layout::areas(design, None, true, zoom));
            let mut now = workspace.design.with_untracked(|design| {
                let selected = self.selected.get_untracked();
                layout::areas(design, selected.as_deref(), false, zoom)
            });
            // Any card may be selected next; but a last row of tall cards must not shrink all the others much.
            now.iter_mut().zip(&areas).for_each(|((_, area), (_, tall))| area.h = area.h.max(tall.h.min(area.h + 48.0)));
            let (wide, tall) = layout::extent(&now);
            let rem = measure::rem() / 16.0;
            (w / (wide * rem)).min(h / (tall * rem)).clamp(FITTED.0, FITTED.1)
        };
        // Buttons grow as the scale shrinks, so the first answer is slightly too large.
        let first = scale(1.0);
        let folds = first < layout::FOLDED_UNDER && workspace.design.with_untracked(|design| design.resources.len() > layout::FOLDED_ABOVE);
        let zoom = scale(first).min(if folds { layout::FOLDED_UNDER - 0.01 } else { FITTED.1 });
        workspace.sketch.zoom.set((zoom * 100.0).floor() / 100.0);
        if let Some(scroller) = self.scroller.get_untracked() {
            scroller.set_scroll_left(0);
            scroller.set_scroll_top(0);
        }
    }

    /// Scales by a factor.
    pub fn zoom(&self, workspace: Workspace, factor: f64) {
        self.zoom_to(workspace, workspace.sketch.zoom.get_untracked() * factor);
    }

    /// Scales to a size; the middle stays where it is.
    pub fn zoom_to(&self, workspace: Workspace, zoom: f64) {
        self.follows.set_value(false);
        let (before, zoom, scroller) = (workspace.sketch.zoom.get_untracked(), zoom.clamp(SCALES.0, SCALES.1), self.scroller);
        let ((w, h), (left, top)) = (self.size.get_untracked(), self.seen.get_untracked());
        let stay = move |now: i32, room: f64| ((f64::from(now) + room / 2.0) * zoom / before - room / 2.0) as i32;
        workspace.sketch.zoom.set(zoom);
        // The stage has to have its size before the canvas can scroll on it.
        window::after(0, move || {
            if let Some(scroller) = scroller.get_untracked() {
                scroller.set_scroll_left(stay(left, w));
                scroller.set_scroll_top(stay(top, h));
            }
        });
        self.say_zoom(workspace);
    }

    /// Chooses the scale at which every card can be seen, and says it.
    pub fn fit_and_say(&self, workspace: Workspace) {
        self.fit(workspace);
        self.say_zoom(workspace);
    }

    fn say_zoom(&self, workspace: Workspace) {
        workspace.sketch.said.set(format!("Zoom {} percent.", untrack(|| percent(workspace))));
    }

    /// Scrolls so that a card can be seen.
    pub fn reveal(&self, workspace: Workspace, name: &str, is_edited: bool) {
        let (Some(scroller), Some(mut area)) = (self.scroller.get_untracked(), self.area_now(name)) else { return };
        if moving::is_list() {
            return scroller.set_scroll_top(0);
        }
        let scale = workspace.sketch.zoom.get_untracked() * measure::rem() / 16.0;
        let (w, h) = self.size.get_untracked();
        if is_edited {
            // An open card is not scaled, and taller than the canvas: its upper edge goes to the upper edge.
            (area.w, area.h) = (400.0 / workspace.sketch.zoom.get_untracked(), h / scale);
        }
        let reach = |now: i32, room: f64, from: f64, to: f64| {
            let (now, from, to) = (f64::from(now), from * scale - 8.0, to * scale + 8.0);
            let least = if to > now + room { to - room } else { now };
            least.min(from) as i32
        };
        scroller.set_scroll_left(reach(scroller.scroll_left(), w, area.x, area.right()));
        scroller.set_scroll_top(reach(scroller.scroll_top(), h, area.y, area.bottom()));
    }

    /// The point of the stage under a pointer.
    fn world(&self, workspace: Workspace, event: &MouseEvent) -> Option<(f64, f64)> {
        let scroller = self.scroller.get_untracked()?;
        let corner = scroller.get_bounding_client_rect();
        let scale = workspace.sketch.zoom.get_untracked() * measure::rem() / 16.0;
        let x = f64::from(event.client_x()) - corner.left() + f64::from(scroller.scroll_left());
        let y = f64::from(event.client_y()) - corner.top() + f64::from(scroller.scroll_top());
        Some((x / scale, y / scale))
    }
}

/// The canvas around this view.
pub fn canvas() -> Canvas {
    expect_context()
}

/// Cards and relations.
#[component]
pub fn CardCanvas() -> impl IntoView {
    let workspace = workspace();
    let canvas = canvas();
    let sketch = workspace.sketch;
    watch_size(workspace, canvas);
    let names = move || workspace.design.with(|design| design.resources.iter().map(|resource| resource.name.clone()).collect::<Vec<_>>());
    let size = Memo::new(move |_| canvas.areas.with(|areas| layout::extent(areas)));
    let label = move || {
        let (resources, relations, _) = workspace.design.with(|design| design.counts());
        format!("Canvas: {resources} {}, {relations} {}", plural(resources, "resource"), plural(relations, "relation"))
    };
    // A card that moves by keys can also be put down by a press on its new place.
    let on_click = move |event: MouseEvent| {
        let moves = sketch.moving.with_untracked(|moving| moving.as_ref().is_some_and(|moving| !moving.held));
        if let (true, Some(parts), Some(place)) = (moves, untrack(|| workspace.parts.cards.here()), canvas.world(workspace, &event)) {
            (parts.put)(workspace, canvas, place);
        }
    };
    // The wheel scrolls; with Ctrl it zooms, which is also what two fingers on a trackpad send.
    let on_wheel = move |event: WheelEvent| {
        if event.ctrl_key() {
            event.prevent_default();
            canvas.zoom(workspace, if event.delta_y() < 0.0 { 1.1 } else { 1.0 / 1.1 });
        }
    };
    let on_scroll = move |_| {
        if let Some(scroller) = canvas.scroller.get_untracked() {
            canvas.seen.set((scroller.scroll_left(), scroller.scroll_top()));
        }
    };
    view! {
        <div class="canvas" class:is-placing=move || sketch.moving.with(|moving| moving.as_ref().is_some_and(|moving| !moving.held))>
            <div class="canvas-scroll" node_ref=canvas.scroller role="group" aria-label=label on:click=on_click on:scroll=on_scroll>
                <div class="stage-room" style=("--zoom", move || decimal(sketch.zoom.get()))
                    style=("--w", move || decimal(size.get().0)) style=("--h", move || decimal(size.get().1)) on:wheel=on_wheel>
                    {move || workspace.parts.cards.here().map(|parts| (parts.ground)())}
                    <div class="stage">
                        <Wires/>
                        {named(names, |name| view! { <Card name/> })}
                        <Ghost/>
                    </div>
                </div>
            </div>
            {move || workspace.parts.cards.here().map(|parts| (parts.minimap)())}
            <div class="canvas-foot">
                <p class="canvas-hint trunc">{move || hint(workspace)}</p>
                <button type="button" class="btn btn-s btn-icon" aria-label="Zoom out" on:click=move |_| canvas.zoom(workspace, 0.8)><Icon name="minus"/></button>
                <button type="button" class="btn btn-s num" aria-label=move || format!("{} percent, zoom to 100 percent", percent(workspace))
                    on:click=move |_| canvas.zoom_to(workspace, 1.0)>{move || format!("{}%", percent(workspace))}</button>
                <button type="button" class="btn btn-s btn-icon" aria-label="Zoom in" on:click=move |_| canvas.zoom(workspace, 1.25)><Icon name="plus"/></button>
            </div>
        </div>
    }
}

fn percent(workspace: Workspace) -> i32 {
    (workspace.sketch.zoom.get() * 100.0).round() as i32
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { noun.to_owned() } else { format!("{noun}s") }
}

/// One sentence about the keys that work now.
fn hint(workspace: Workspace) -> &'static str {
    match (workspace.sketch.moving.with(Option::is_some), workspace.sketch.editing.with(Option::is_some)) {
        (true, _) => "Arrows move, Shift moves far, Enter or a press drops, Esc cancels.",
        (_, true) => "Enter adds a field. Esc leaves the card.",
        _ => "Enter edits, F adds a field, L links, arrows walk, M moves.",
    }
}

/// Fits the cards at the start and when the canvas changes its size or its cards.
fn watch_size(workspace: Workspace, canvas: Canvas) {
    let watch = StoredValue::new(None::<SizeWatch>);
    let refit = move || {
        if canvas.follows.get_value() {
            canvas.fit(workspace);
        }
    };
    Effect::new(move |_| {
        let Some(scroller) = canvas.scroller.get() else { return };
        let element: web_sys::Element = (*scroller).clone().unchecked_into();
        let measured = element.clone();
        watch.set_value(SizeWatch::new(&element, move || {
            canvas.size.set((f64::from(measured.client_width()), f64::from(measured.client_height())));
            refit();
        }));
    });
    Effect::new(move |before: Option<usize>| {
        let count = workspace.design.with(|design| design.resources.len());
        if before.is_some_and(|before| before != count) {
            refit();
        }
        count
    });
    Effect::new(move |_| {
        if let Some(name) = workspace.sketch.editing.get() {
            // The card has to have its size before the canvas can scroll to it.
            window::after(0, move || canvas.reveal(workspace, &name, true));
        }
    });
    Effect::new(move |before: Option<Option<String>>| {
        let selected = canvas.selected.get();
        if let Some(name) = selected.as_deref().filter(|_| before.as_ref().is_some_and(|before| *before != selected)) {
            canvas.reveal(workspace, name, false);
        }
        selected
    });
}

/// Says at a free spot how more resources come.
#[component]
fn Ghost() -> impl IntoView {
    const SIZE: (f64, f64) = (130.0, 76.0);
    let workspace = workspace();
    let canvas = canvas();
    let spot = Memo::new(move |_| canvas.areas.with(|areas| layout::spare(areas, layout::extent(areas), SIZE)));
    move || {
        spot.get().map(|(x, y)| {
            view! {
                <button type="button" class="ghost d-only" tabindex="-1" style=("--x", decimal(x)) style=("--y", decimal(y))
                    on:click=move |_| super::add_resource(workspace)>
                    <b>"New resource"</b><span>"Press "<kbd>"R"</kbd></span>
                </button>
            }
        })
    }
}
