//! The Watch panel: the headline, then one of sequence, headers, body, raw.

use std::sync::Arc;

use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;

use super::TRAFFIC;
use super::empty::NothingYet;
use super::head::{Head, spoken};
use super::headers::KeyHeaders;
use super::player::{Player, PlayerBar};
use super::sequence::Sequence;
use super::why::Why;
use crate::browser::window;
use crate::ui::commands::is_off;
use crate::ui::kit::Tabs;
use crate::ui::parts::later;
use crate::ui::traffic::Entry;
use crate::ui::workspace::workspace;

/// The exchange in view, and the traffic.
#[component]
pub fn WatchPanel() -> impl IntoView {
    let workspace = workspace();
    let chosen = RwSignal::new(0_usize);
    let entry = Memo::new_with_compare(
        move |_| workspace.waiting.get().or_else(|| workspace.shown_entry()),
        |old: Option<&Option<Arc<Entry>>>, new: Option<&Option<Arc<Entry>>>| match (old.and_then(Option::as_ref), new.and_then(Option::as_ref)) {
            (Some(old), Some(new)) => !Arc::ptr_eq(old, new),
            (old, new) => old.is_some() || new.is_some(),
        },
    );
    let player: Player = expect_context();
    let is_waiting = Memo::new(move |_| workspace.waiting.with(Option::is_some));
    let has_entry = Memo::new(move |_| entry.with(Option::is_some));
    let tabs = Memo::new(move |_| {
        // Nobody knows yet what is still on its way.
        let entry = entry.get().filter(|_| !is_waiting.get());
        let count = entry.as_ref().and_then(|entry| entry.answer()).map(|response| response.headers.len());
        let told = entry.map_or(0, |entry| entry.exchanges.iter().map(|exchange| exchange.deliveries.len()).sum());
        let webhooks = (told > 0).then_some(("Webhooks", Some(told)));
        let all = [("Sequence", None), ("Headers", count), ("Body", None), ("Raw", None), ("Path", None)].into_iter().chain(webhooks);
        all.map(|(title, count)| (title.to_owned(), count)).collect::<Vec<_>>()
    });
    // The last tab is there only where somebody was told.
    Effect::new(move |_| {
        if chosen.get() >= tabs.with(Vec::len) {
            chosen.set(0);
        }
    });
    // The step that keys have gone to, with the exchange that it is of.
    let said = RwSignal::new((None, String::new()));
    let go = move |step: usize| {
        let is_there = player.go(step);
        let line = window::element(&format!("step-{step}")).and_then(|hit| hit.parent_element()).filter(|_| is_there);
        if let Some(line) = line.and_then(|line| line.dyn_into::<web_sys::HtmlElement>().ok()) {
            said.set((workspace.shown.get_untracked(), format!("Step {}", line.inner_text())));
        }
        is_there
    };
    let on_key = move |event: KeyboardEvent| {
        if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() || is_off(&event) {
            return;
        }
        let handled = match event.key().as_str() {
            "ArrowRight" => go(player.step() + 1),
            "ArrowLeft" => player.step().checked_sub(1).is_some_and(go),
            "Home" => go(0),
            "End" => go(player.count().saturating_sub(1)),
            " " if !is_control(&event) => player.toggle(),
            "j" => player.other_entry(false),
            "k" => player.other_entry(true),
            "h" => choose(chosen, 1),
            "b" => choose(chosen, 2),
            _ => false,
        };
        if handled {
            event.prevent_default();
        }
    };
    focus_answer_on_phone(entry);
    view! {
        <section class="panel watch" id="watch" aria-labelledby="t-watch" on:keydown=on_key>
            <div class="bar">
                <h2 id="t-watch" tabindex="-1">"Watch"</h2>
                {move || has_entry.get().then(|| view! {
                    <Tabs id="watch-tab" label="Exchange" tabs=tabs.into() chosen/>
                    <span class="grow"></span>
                    <PlayerBar/>
                })}
            </div>
            <p class="vh" role="status">{move || match is_waiting.get() {
                true => Some("Waiting for the answer.".to_owned()),
                false => match said.get() {
                    (of, step) if of.is_some() && of == workspace.shown.get() => Some(step),
                    _ => entry.with(|entry| entry.as_deref().map(spoken)),
                },
            }}</p>
            {move || match has_entry.get() {
                false => view! { <NothingYet/> }.into_any(),
                true => view! {
                    {move || entry.get().map(|entry| match is_waiting.get() {
                        // The sequence stands where it is: the request is with the server.
                        true => view! { <div class="head"><p>{format!("Waiting {} ms, set by policy", entry.latency())}</p></div> }.into_any(),
                        false => view! { <Head entry/> }.into_any(),
                    })}
                    <div class="watch-p" role="tabpanel" id="watch-tab-panel" aria-labelledby=move || format!("watch-tab-{}", chosen.get())>
                        {move || match chosen.get() {
                            0 => view! { <Story entry is_waiting/> }.into_any(),
                            tab => later(workspace.parts.exchange, move |draw| draw(tab, entry)).into_any(),
                        }}
                    </div>
                }.into_any(),
            }}
        </section>
    }
}

/// The sequence, why, the headers that mattered, and the traffic.
#[component]
fn Story(entry: Memo<Option<Arc<Entry>>>, is_waiting: Memo<bool>) -> impl IntoView {
    view! {
        {move || entry.get().map(|entry| {
            let other = Arc::clone(&entry);
            let headers = Arc::clone(&entry);
            view! {
                <Sequence entry/>
                {(!is_waiting.get()).then(|| view! { <div class="under"><Why entry=other/><KeyHeaders entry=headers/></div> })}
            }
        })}
        {later(workspace().parts.exchange, move |draw| draw(TRAFFIC, entry))}
    }
}

/// Phone: the view changes by itself after Send, so the focus goes to the result.
fn focus_answer_on_phone(entry: Memo<Option<Arc<Entry>>>) {
    Effect::new(move |_| {
        if entry.with(Option::is_some) && window::matches("(max-width: 640px)") {
            window::after(0, || window::focus("watch-answer"));
        }
    });
}

fn choose(chosen: RwSignal<usize>, tab: usize) -> bool {
    chosen.set(tab);
    true
}

/// Whether the key belongs to a control of its own: Space presses buttons.
fn is_control(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "BUTTON" | "SUMMARY" | "A" | "INPUT" | "SELECT" | "TEXTAREA") && !element.class_list().contains("hit")
    })
}
