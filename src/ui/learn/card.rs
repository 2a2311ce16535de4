//! The card at the foot of the API tree: the lab in progress, or the first one.

use leptos::prelude::*;
use roundtrip::labs::{self, Kind, State};

use super::kept;
use crate::ui::workspace::workspace;

/// The lab that is offered first.
const FIRST: &str = "conflict";

/// The card.
#[component]
pub fn Card() -> impl IntoView {
    let workspace = workspace();
    move || {
        // Whoever comes back from a lab finds it here.
        workspace.learn.track();
        let progress = kept::read();
        let cards = labs::cards().unwrap_or_default();
        let state = |card: &labs::Card| if let Kind::Lab(steps) = card.kind { progress.lab(&card.id, steps) } else { State::New };
        let begun = cards.iter().find(|card| matches!(state(card), State::Begun(..)));
        let fresh = || cards.iter().find(|card| card.id == FIRST && state(card) == State::New);
        let next = || cards.iter().find(|card| matches!(card.kind, Kind::Lab(_)) && state(card) == State::New);
        begun.or_else(fresh).or_else(next).map(|card| {
            let Kind::Lab(steps) = card.kind else { return ().into_any() };
            let first = (0..steps).find(|step| !progress.passed(&card.id, *step)).unwrap_or(0);
            let (line, title) = match state(card) {
                State::Begun(..) => (format!("Lab in progress, step {} of {steps}", first + 1), card.question.clone()),
                _ if card.id == FIRST => ("Learn, in 4 presses".to_owned(), "A 409 in 60 seconds".to_owned()),
                _ => (format!("Next lab, {} min", card.minutes), card.question.clone()),
            };
            let bars = (0..steps).map(|step| view! { <i class:d=progress.passed(&card.id, step)></i> }).collect_view();
            view! {
                <a class="lab" href=format!("#/learn/{}/{}", card.id, first + 1)><span>{line}</span><b>{title}</b><span class="steps" aria-hidden="true">{bars}</span></a>
            }
            .into_any()
        })
    }
}
