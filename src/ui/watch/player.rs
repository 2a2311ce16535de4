//! The player of steps: one step forward, one back, or all of them in their own time.

use leptos::prelude::*;

use crate::browser::{clock, window};
use crate::ui::kit::Icon;
use crate::ui::traffic::Entry;
use crate::ui::workspace::{Workspace, workspace};

/// How long a step stays while playing, in milliseconds.
const PACE: i32 = 1500;

/// Walks the steps of the entry in view.
#[derive(Clone, Copy)]
pub struct Player {
    workspace: Workspace,
    count: Memo<usize>,
    /// Whether it plays; steps that are still to come are hidden then.
    pub playing: RwSignal<bool>,
    runs: StoredValue<u32>,
}

impl Player {
    /// A player for what is in view.
    pub fn new(workspace: Workspace) -> Self {
        // What is still to come cannot be walked to.
        let count = Memo::new(move |_| match workspace.waiting.get() {
            Some(entry) => {
                // It is told with a step when one more has left.
                workspace.step.track();
                entry.steps_so_far(entry.left_within(clock::elapsed() - entry.started))
            }
            None => workspace.shown_entry().map_or(0, |entry| entry.lines().len()),
        });
        Self { workspace, count, playing: RwSignal::new(false), runs: StoredValue::new(0) }
    }

    /// The step that is marked, from 0.
    pub fn step(&self) -> usize {
        self.workspace.step.get_untracked()
    }

    /// How many steps there are.
    pub fn count(&self) -> usize {
        self.count.get_untracked()
    }

    /// Marks a step, if it is there. The focus goes along when it is on a step.
    pub fn go(&self, step: usize) -> bool {
        if step >= self.count() {
            return false;
        }
        self.playing.set(false);
        self.mark(step);
        true
    }

    fn mark(&self, step: usize) {
        let on_a_step = window::document().and_then(|document| document.active_element()).is_some_and(|element| element.class_list().contains("hit"));
        self.workspace.step.set(step);
        let id = format!("step-{step}");
        if on_a_step {
            window::focus(&id);
        }
        if let Some(step) = window::element(&id).and_then(|hit| hit.parent_element()) {
            scroll_near(&step);
        }
    }

    /// Plays from here, from the start if it is at the end; or stops.
    pub fn toggle(&self) -> bool {
        if self.playing.get_untracked() {
            self.playing.set(false);
            return true;
        }
        if self.step() + 1 >= self.count() {
            self.mark(0);
        }
        self.playing.set(true);
        self.runs.update_value(|runs| *runs += 1);
        self.tick(self.runs.get_value(), self.workspace.shown.get_untracked());
        true
    }

    fn tick(self, run: u32, shown: Option<u32>) {
        window::after(PACE, move || {
            let goes_on = self.runs.try_get_value() == Some(run) && self.playing.get_untracked() && self.workspace.shown.get_untracked() == shown;
            if !goes_on {
                return;
            }
            if self.step() + 1 < self.count() {
                self.mark(self.step() + 1);
            }
            if self.step() + 1 < self.count() {
                self.tick(run, shown);
            } else {
                self.playing.set(false);
            }
        });
    }

    /// Shows the next newer or older entry.
    pub fn other_entry(&self, newer: bool) -> bool {
        let shown = self.workspace.shown.get_untracked();
        let next = self.workspace.traffic.with_untracked(|traffic| {
            let place = traffic.iter().position(|entry| Some(entry.number) == shown)?;
            traffic.get(if newer { place + 1 } else { place.checked_sub(1)? }).cloned()
        });
        next.map(|entry| show(self.workspace, &entry)).is_some()
    }
}

/// Shows an entry at the step that decided it.
pub fn show(workspace: Workspace, entry: &Entry) {
    show_at(workspace, entry.number, entry.decisive_step());
}

/// Shows an entry at a step.
pub fn show_at(workspace: Workspace, number: u32, step: usize) {
    workspace.step.set(step);
    workspace.shown.set(Some(number));
}

/// Brings the marked step into view, where the sequence scrolls by itself.
pub fn reveal(workspace: Workspace) {
    if window::matches("(max-width: 640px)") {
        return;
    }
    if let Some(step) = window::element(&format!("step-{}", workspace.step.get_untracked())).and_then(|hit| hit.parent_element()) {
        scroll_near(&step);
    }
}

/// Brings an element into view without moving what need not move.
pub fn scroll_near(element: &web_sys::Element) {
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"block".into(), &"nearest".into());
    if let Ok(scroll) = js_sys::Reflect::get(element, &"scrollIntoView".into()).and_then(wasm_bindgen::JsCast::dyn_into::<js_sys::Function>) {
        let _ = scroll.call1(element, &options);
    }
}

/// Where it is, and the buttons.
#[component]
pub fn PlayerBar() -> impl IntoView {
    let workspace = workspace();
    let player: Player = expect_context();
    let play_label = move || if player.playing.get() { "Pause" } else { "Play steps" };
    view! {
        <span class="muted num small d-only">{move || format!("Step {} of {}", workspace.step.get() + 1, player.count.get())}</span>
        <button class="btn btn-s btn-icon" type="button" aria-label="Previous step" title="Previous step  ←" aria-disabled=move || (workspace.step.get() == 0).to_string()
            on:click=move |_| { if let Some(step) = player.step().checked_sub(1) { player.go(step); } }><Icon name="prev"/></button>
        <button class="btn btn-s btn-icon" type="button" aria-label=play_label title=play_label on:click=move |_| { player.toggle(); }>
            <Icon name=Signal::derive(move || if player.playing.get() { "pause".to_owned() } else { "play".to_owned() })/></button>
        <button class="btn btn-s btn-icon" type="button" aria-label="Next step" title="Next step  →"
            aria-disabled=move || (workspace.step.get() + 1 >= player.count.get()).to_string()
            on:click=move |_| { player.go(player.step() + 1); }><Icon name="chev"/></button>
    }
}
