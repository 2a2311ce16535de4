//! Learn: the catalogue, a lab at a step, a challenge beside the workspace. A part of its own, with every lesson in it.
//!
//! A lab runs on a server of its own (`roundtrip::labs`), so the design of the workspace stays where it is. A challenge is worked on in
//! the workspace: its design has a place of its own, and one's own is one press away.

mod card;
mod catalogue;
mod evidence;
mod guide;
mod kept;
mod lab;
mod people;
mod picture;
mod predict;
mod task;

use leptos::prelude::*;
use roundtrip::labs::{self, Kind};
use wasm_split_helpers::wasm_split;

use super::parts::Fetched;
use super::workspace::{Workspace, workspace};
use crate::browser::{location, window};

/// What the part draws and knows.
#[derive(Clone, Copy)]
pub struct Learn {
    /// What takes the place of the workspace.
    pub page: fn() -> AnyView,
    /// The strip of a challenge over the workspace.
    pub task: fn(String) -> AnyView,
    /// The card at the foot of the API tree.
    pub card: fn() -> AnyView,
    /// Every lab and challenge: address and title.
    pub titles: fn() -> Vec<(String, String)>,
}

/// The part.
#[wasm_split(learn, fallible)]
pub fn part() -> Fetched<Learn> {
    Ok(Learn {
        page: || Page().into_any(),
        task: |id| task::Task(task::TaskProps { id }).into_any(),
        card: || card::Card().into_any(),
        titles: || labs::cards().unwrap_or_default().into_iter().map(|card| (card.id, card.question)).collect(),
    })
}

/// Where an address leads within Learn: nothing for the catalogue, else `lost-update/2`. `None` where it leads elsewhere.
pub fn place_of(fragment: &str) -> Option<String> {
    let rest = ["/learn", "/lab", "/ch"].into_iter().find_map(|folder| fragment.strip_prefix(folder))?;
    match rest.strip_prefix('/') {
        Some(place) => Some(place.to_owned()),
        None => rest.is_empty().then(String::new),
    }
}

/// Goes to a place within Learn. The browser's way back leads out again.
pub fn go(place: &str) {
    location::go(&if place.is_empty() { "/learn".to_owned() } else { format!("/learn/{place}") });
}

/// Goes back to the workspace.
pub fn leave(workspace: Workspace) {
    if workspace.learn.with_untracked(Option::is_some) {
        workspace.learn.set(None);
        location::replace_fragment("");
    }
}

/// What takes the place of the workspace.
#[component]
fn Page() -> impl IntoView {
    let workspace = workspace();
    let place = Memo::new(move |_| workspace.learn.get().unwrap_or_default());
    view! {
        <main class="work-page learn">
            {move || {
                let place = place.get();
                let (id, step) = place.split_once('/').unwrap_or((&place, "1"));
                let step = step.parse::<usize>().unwrap_or(1).max(1) - 1;
                match labs::named(id).map(|card| card.kind) {
                    Some(Kind::Lab(_)) => lab::open(id, step),
                    Some(Kind::Challenge) => {
                        let id = id.to_owned();
                        window::after(0, move || task::begin(workspace, &id));
                        view! { <p class="hint" role="status">"Opening the challenge. Your own design is kept."</p> }.into_any()
                    }
                    None => view! { <catalogue::Catalogue unknown=id.to_owned()/> }.into_any(),
                }
            }}
        </main>
    }
}
