//! The catalogue: labs and challenges as cards, in the order in which one leads to the next.

use leptos::prelude::*;
use roundtrip::labs::{self, Card, Kind, State};
use wasm_bindgen::JsCast;

use super::guide::Guide;
use super::kept;
use crate::ui::kit::Icon;
use crate::ui::workspace::workspace;

/// The catalogue.
#[component]
pub fn Catalogue(
    /// What the address asked for, where nothing has that name.
    unknown: String,
) -> impl IntoView {
    let workspace = workspace();
    let looks = RwSignal::new(0_u32);
    let bring = move |event: web_sys::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) {
            kept::bring(workspace, file, move || looks.update(|looks| *looks += 1));
        }
    };
    let is_unknown = !unknown.is_empty();
    let list = move |title: &'static str, id: &'static str, about: &'static str, wanted: fn(Kind) -> bool| {
        view! {
            <section aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <p class="hint">{about}</p>
                <ul class="learn-cards">
                    {move || { looks.track(); labs::cards().unwrap_or_default().into_iter().filter(|card| wanted(card.kind)).map(draw).collect_view() }}
                </ul>
            </section>
        }
    };
    view! {
        <header class="learn-h">
            <h1 id="t-learn" tabindex="-1">"Learn"</h1>
            <p class="grow">"Each answer comes from the server in this tab. Everything is open, in any order."</p>
            <span class="btns">
                <button class="btn btn-line" type="button" on:click=move |_| kept::save(workspace)><Icon name="download" class="i-s"/>"Save progress"</button>
                <label class="btn btn-line learn-file">"Add progress from a file"<input class="vh" type="file" accept=".json,application/json" on:change=bring/></label>
            </span>
        </header>
        {is_unknown.then(|| view! { <p class="banner banner-warn" role="status">{format!("Nothing here is called {unknown}. Choose a lab or a challenge below.")}</p> })}
        {list("Labs", "t-labs", "A few presses each. You predict, the server answers, the trace says why.", |kind| matches!(kind, Kind::Lab(_)))}
        {list("Challenges", "t-challenges", "A brief with gaps, a design that does not hold yet, and checks that send real requests.", |kind| kind == Kind::Challenge)}
        <Guide cards=labs::cards().unwrap_or_default()/>
    }
}

fn draw(card: Card) -> AnyView {
    let progress = kept::read();
    let state = match card.kind {
        Kind::Lab(steps) => progress.lab(&card.id, steps),
        Kind::Challenge => progress.challenge(&card.id),
    };
    let best = progress.best(&card.id).map(|changes| format!("Solved with {changes} changes"));
    let href = format!("#/learn/{}", card.id);
    let said = best.unwrap_or_else(|| words(card.kind, state));
    view! {
        <li><a class="learn-card" href=href>
            {ring(state)}
            <b>{card.question}</b>
            <span class="learn-meta">{format!("{} min", card.minutes)}" · "{said}</span>
            <span class="learn-see">{card.see.into_iter().map(|word| view! { <code>{word}</code>" " }).collect_view()}</span>
        </a></li>
    }
    .into_any()
}

/// A ring, a ring partly filled, a disc with a check.
pub fn ring(state: State) -> AnyView {
    let (class, part) = match state {
        State::New => ("learn-ring", 0),
        State::Begun(done, all) => ("learn-ring", done * 100 / all.max(1)),
        State::Done => ("learn-ring is-done", 100),
    };
    view! { <span class=class style=("--part", format!("{part}%")) aria-hidden="true">{(state == State::Done).then(|| view! { <Icon name="check"/> })}</span> }.into_any()
}

fn words(kind: Kind, state: State) -> String {
    match (state, kind) {
        (State::New, _) => "not begun".to_owned(),
        (State::Begun(done, all), Kind::Lab(_)) => format!("{done} of {all} steps done"),
        (State::Begun(..), Kind::Challenge) => "begun".to_owned(),
        (State::Done, _) => "done".to_owned(),
    }
}
