//! Which version is the old one and which the new: one that is at hand, a file, a pasted text, or a link.

use leptos::prelude::*;

use super::versions::Version;
use super::view::{Compared, Side};
use crate::ui::share::bring::Bring;
use crate::ui::share::opening::{self, Brought};
use crate::ui::workspace::workspace;

/// The two choices, and the way to more versions.
#[component]
pub fn Choose() -> impl IntoView {
    let workspace = workspace();
    let compared: Compared = expect_context();
    let adding = RwSignal::new(None::<Side>);
    let pasted = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    let answer = Callback::new(move |read: Result<Version, String>| match read {
        Ok(version) => {
            refused.set(None);
            pasted.set(String::new());
            compared.add(adding.get_untracked().unwrap_or(Side::Old), version);
            adding.set(None);
        }
        Err(why) => refused.set(Some(why)),
    });
    let bring = Callback::new(move |brought: Brought| match &brought {
        Brought::Text(text) if text.trim().is_empty() => {
            refused.set(Some("Nothing is pasted yet. Paste a document or a link of that version first.".to_owned()));
        }
        _ => {
            refused.set(None);
            opening::version(workspace, answer, brought);
        }
    });
    let more = move |side: Side| {
        let is_open = move || adding.get() == Some(side);
        let press = move |_| {
            refused.set(None);
            adding.update(|adding| *adding = if *adding == Some(side) { None } else { Some(side) });
        };
        view! {
            <button class="btn btn-s btn-line" type="button" aria-controls="cmp-open" aria-expanded=move || is_open().to_string() on:click=press>
                {if side == Side::Old { "Another old version" } else { "Another new version" }}
            </button>
        }
    };
    let file =
        Signal::derive(move || if adding.get() == Some(Side::New) { "A file as the new version" } else { "A file as the old version" }.to_owned());
    view! {
        <div class="cmp-from">
            <Picker side=Side::Old/>{more(Side::Old)}
            <span aria-hidden="true">"→"</span>
            <Picker side=Side::New/>{more(Side::New)}
            <div class="cmp-open" id="cmp-open" hidden=move || adding.with(Option::is_none)>
                <Bring id="cmp" file hint="Two documents in OpenAPI are compared as they stand; where one side is a design, both are compared as designs."
                    text="A text, or a link" example="openapi: 3.1.0" button="Compare with it" pasted bring/>
            </div>
            <div role="alert">{move || refused.get().map(|why| view! { <p class="cmp-no">{why}</p> })}</div>
        </div>
    }
}

/// The versions to choose from, for one side.
#[component]
fn Picker(side: Side) -> impl IntoView {
    let compared: Compared = expect_context();
    let (id, label) = if side == Side::Old { ("cmp-old", "Old") } else { ("cmp-new", "New") };
    let options = move || {
        let chosen = compared.name(side);
        let now = (side == Side::New).then(|| super::view::NOW.to_owned());
        let names = now.into_iter().chain(compared.versions.with(|all| all.iter().map(|version| version.name.clone()).collect::<Vec<_>>()));
        names
            .map(|name| {
                let is_chosen = name == chosen;
                view! { <option value=name.clone() selected=is_chosen>{name.clone()}</option> }
            })
            .collect_view()
    };
    view! {
        <label class="cmp-side" for=id><span>{label}</span>
            <select class="select" id=id prop:value=move || compared.name(side) on:change=move |event: web_sys::Event| compared.choose(side, &event_target_value(&event))>{options}</select>
        </label>
    }
}
