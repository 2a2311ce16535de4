//! Presenter mode: one exchange fills the room and comes step by step. Attributes of `<html>` say what shows, and
//! `style/parts/present.css` reads them.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::http::Request;
use wasm_bindgen::JsValue;

use super::stage_keys::{SHOWN, listen};
use crate::browser::{script, storage, window};
use crate::ui::kit::Icon;
use crate::ui::settings::shows_keys;
use crate::ui::toasts::Toast;
use crate::ui::traffic::{Entry, Line};
use crate::ui::watch::player::Player;
use crate::ui::workspace::{Mark, Overlay, View, Workspace, workspace};

/// The sizes that `+` and `−` walk through; the middle one is the usual.
const SIZES: i32 = 5;

const THEME: &str = "data-theme";

/// Whether somebody chose light or dark.
fn has_theme() -> bool {
    storage::read("theme").is_some_and(|theme| !theme.is_empty())
}

/// What the person in front of the room holds in hand.
#[derive(Clone, Copy)]
pub struct Stage {
    /// The page.
    pub workspace: Workspace,
    /// Whether the screen is blank.
    pub blank: RwSignal<bool>,
    /// Whether all but the panel under the pointer is dim.
    pub spot: RwSignal<bool>,
    player: Player,
    shown: RwSignal<String>,
    told: StoredValue<u32>,
    size: RwSignal<i32>,
    panels: RwSignal<String>,
    wants_out: RwSignal<bool>,
    start: StoredValue<Option<Arc<Begun>>>,
    lock: RwSignal<Option<JsValue>>,
    ring: RwSignal<Option<(i32, i32)>>,
}

/// The state at the start of the demo.
struct Begun {
    mark: Mark,
    client: String,
    endpoint: Option<String>,
    request: Option<Request>,
}

impl Stage {
    fn new(workspace: Workspace) -> Self {
        let size = storage::read("stage-size").and_then(|size| size.parse().ok()).filter(|size| (1..=SIZES).contains(size));
        Self {
            workspace,
            blank: RwSignal::new(false),
            spot: RwSignal::new(false),
            player: expect_context(),
            shown: RwSignal::new(String::new()),
            told: StoredValue::new(0),
            size: RwSignal::new(size.unwrap_or(3)),
            panels: RwSignal::new(String::new()),
            wants_out: RwSignal::new(false),
            start: StoredValue::new(None),
            lock: RwSignal::new(None),
            ring: RwSignal::new(None),
        }
    }

    /// A step on, or back.
    pub fn go(self, by: i32) {
        let step = self.player.step() as i32 + by;
        if let Ok(step) = usize::try_from(step) {
            self.player.go(step);
        }
    }

    /// The last step, or the first.
    pub fn jump(self, to_end: bool) {
        self.player.go(if to_end { self.player.count().saturating_sub(1) } else { 0 });
    }

    /// Plays or pauses.
    pub fn play(self) {
        self.player.toggle();
    }

    /// Larger or smaller, and so the next time.
    pub fn resize(self, by: i32) {
        let size = (self.size.get_untracked() + by).clamp(1, SIZES);
        self.size.set(size);
        // A browser that keeps nothing begins with the usual size.
        let _ = storage::keep("stage-size", &size.to_string());
    }

    /// Brings a panel in or out.
    pub fn toggle(self, panel: &str) {
        self.panels.update(|panels| match panels.split(' ').any(|known| known == panel) {
            true => *panels = panels.split(' ').filter(|known| *known != panel).collect::<Vec<_>>().join(" "),
            false => *panels = format!("{panels} {panel}").trim().to_owned(),
        });
    }

    /// Shows what was pressed, for a while.
    pub fn tell(self, keys: &str) {
        if keys.is_empty() || !self.wants_out.get_untracked() && !shows_keys() {
            return;
        }
        self.shown.set(keys.to_owned());
        self.told.update_value(|told| *told += 1);
        let mine = self.told.get_value();
        window::after(SHOWN, move || {
            if self.told.get_value() == mine {
                self.shown.set(String::new());
                self.wants_out.set(false);
            }
        });
    }

    /// The first press asks, the second leaves: a slip of the hand must not end the demo.
    pub fn escape(self) -> bool {
        if self.blank.get_untracked() {
            self.blank.set(false);
        } else if self.wants_out.get_untracked() {
            self.workspace.presents.set(false);
        } else {
            self.wants_out.set(true);
            self.tell("Esc again to leave");
        }
        true
    }

    /// Data, traffic, request and step are as they were when the demo began.
    pub fn begin_again(self) {
        let Some(begun) = self.start.get_value() else { return };
        self.player.playing.set(false);
        self.workspace.return_to(&begun.mark);
        let draft = self.workspace.draft;
        if let Some(request) = &begun.request {
            draft.load(request);
        }
        draft.client.set(begun.client.clone());
        draft.endpoint.set(begun.endpoint.clone());
        self.workspace.step.set(0);
        self.workspace.toast(Toast::said("Back to the start of the demo.".to_owned()));
    }

    fn enter(self) {
        let workspace = self.workspace;
        workspace.end_wait();
        workspace.hold_clock(true);
        let draft = workspace.draft;
        let (client, endpoint, request) = (draft.client.get_untracked(), draft.endpoint.get_untracked(), draft.request());
        self.start.set_value(Some(Arc::new(Begun { mark: workspace.mark(), client, endpoint, request })));
        workspace.view.set(View::Watch);
        workspace.step.set(0);
        if !has_theme() {
            // Projectors wash dark grey out.
            window::set_root_attribute(THEME, Some("light"));
        }
        self.tell("→");
        // Not every browser can keep the screen awake; the demo goes on without.
        leptos::task::spawn_local(async move {
            let lock = script::get(&script::global("navigator"), "wakeLock");
            if let Ok(lock) = script::promised(&lock, "request", &["screen".into()]).await {
                self.lock.set(Some(lock));
            }
        });
    }

    fn leave(self) {
        self.workspace.hold_clock(false);
        if !has_theme() {
            window::set_root_attribute(THEME, None);
        }
        self.blank.set(false);
        self.spot.set(false);
        self.wants_out.set(false);
        self.panels.set(String::new());
        if let Some(lock) = self.lock.get_untracked() {
            self.lock.set(None);
            let _ = script::call(&lock, "release", &[]);
        }
    }
}

/// What of the answer has been told at a step: the reason from the server's decision on, the fields from the answer on, the
/// headline at the end.
fn told(entry: &Entry, step: usize) -> String {
    let lines = entry.lines();
    let place = entry.place_at(step);
    let until = |wanted: &dyn Fn(&Line) -> bool| lines.iter().position(wanted).is_some_and(|first| step >= first);
    let why = until(&|line| matches!(line, Line::Server(at) | Line::Answered { place: at, .. } if *at == place)) || entry.exchanges.is_empty();
    let fields = until(&|line| matches!(line, Line::Answered { place: at, .. } if *at == place)) || entry.exchanges.is_empty();
    let last_answer = lines.iter().rposition(|line| matches!(line, Line::Answered { .. }));
    let head = step + 1 >= lines.len() || last_answer.is_some_and(|answer| step >= answer);
    [(why, "why"), (fields, "fields"), (head, "head")].iter().filter(|(is_told, _)| *is_told).map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

/// Presenter mode while it is on: its attributes, the pressed keys, and the buttons.
#[component]
pub fn Presenter() -> impl IntoView {
    let workspace = workspace();
    let stage = Stage::new(workspace);
    super::splitter::restore();
    listen(stage);
    Effect::new(move |before: Option<bool>| {
        let presents = workspace.presents.get();
        window::set_root_attribute("data-mode", presents.then_some("present"));
        match (before.unwrap_or(false), presents) {
            (false, true) => untrack(|| stage.enter()),
            (true, false) => untrack(|| stage.leave()),
            _ => {}
        }
        presents
    });
    // A new exchange begins with its first step.
    Effect::new(move |before: Option<Option<u32>>| {
        let shown = workspace.shown.get();
        if before.is_some_and(|before| before != shown) && workspace.presents.get_untracked() {
            workspace.step.set(0);
        }
        shown
    });
    Effect::new(move |_| {
        let told = workspace.presents.get().then(|| workspace.shown_entry().map(|entry| told(&entry, workspace.step.get())).unwrap_or_default());
        window::set_root_attribute("data-told", told.as_deref());
        let set = |name: &str, value: Option<String>| window::set_root_attribute(name, value.filter(|_| workspace.presents.get()).as_deref());
        set("data-size", Some(stage.size.get().to_string()));
        set("data-show", Some(stage.panels.get()));
        set("data-spot", stage.spot.get().then(|| "on".to_owned()));
    });
    let pressed = window_event_listener(leptos::ev::pointerdown, move |event| {
        if workspace.presents.get_untracked() {
            stage.ring.set(None);
            stage.ring.set(Some((event.client_x(), event.client_y())));
        }
    });
    on_cleanup(move || pressed.remove());
    let is_asked = move || stage.wants_out.get();
    move || {
        workspace.presents.get().then(|| {
            view! {
                <div class="talk" role="region" aria-label="Presenter">
                    <button class="btn btn-s btn-line" type="button" title="Reset to the start of the demo  R" on:click=move |_| stage.begin_again()><Icon name="reset" class="i-s"/>"Start of demo"</button>
                    <button class="btn btn-s btn-line" type="button" title="Link to this step  L" aria-haspopup="dialog" on:click=move |_| workspace.overlay.set(Some(Overlay::StepLink))><Icon name="link" class="i-s"/>"Link to this step"</button>
                    <button class="btn btn-s btn-line" type="button" title="A second window with notes and the next step  N" on:click=move |_| super::second::open(stage)><Icon name="out" class="i-s"/>"Notes"</button>
                    <button class="btn btn-s btn-icon" type="button" aria-label="Smaller" title="Smaller  −" on:click=move |_| stage.resize(-1)><Icon name="minus"/></button>
                    <button class="btn btn-s btn-icon" type="button" aria-label="Larger" title="Larger  +" on:click=move |_| stage.resize(1)><Icon name="plus"/></button>
                </div>
                <p class="keys" class:is-on=move || stage.shown.with(|shown| !shown.is_empty()) aria-hidden="true">
                    {move || match stage.shown.get() {
                        key if key == "→" => view! { <kbd>"→"</kbd>"Next step" }.into_any(),
                        key if is_asked() => view! { {key} }.into_any(),
                        key => key.split(' ').map(|key| view! { <kbd>{key.to_owned()}</kbd> }).collect_view().into_any(),
                    }}
                </p>
                <p class="vh" role="status">{move || if is_asked() { "Press Escape again to leave presenter mode." } else { "" }}</p>
                {move || stage.ring.get().map(|(x, y)| view! { <i class="ring-press" aria-hidden="true" style:left=format!("{x}px") style:top=format!("{y}px")></i> })}
                {move || stage.blank.get().then(|| view! { <button class="blank" type="button" aria-label="Show the screen again" on:click=move |_| stage.blank.set(false)></button> })}
            }
        })
    }
}
