//! The guide: what each of its questions is about, with the labs and challenges that show it and the rules that watch over it.

use leptos::prelude::*;
use roundtrip::labs::Card;
use roundtrip::rules::{self, Rule};

use crate::ui::workspace::{Overlay, Workspace, workspace};

/// How many questions the guide has.
const QUESTIONS: u8 = 56;

/// The list of questions that something here belongs to.
#[component]
pub fn Guide(
    /// Every lab and challenge.
    cards: Vec<Card>,
) -> impl IntoView {
    let workspace = workspace();
    // The rest of the rules may still be on its way.
    let rules = Memo::new(move |_| workspace.parts.review.here().map(|review| review.rules.len()));
    view! {
        <section aria-labelledby="t-guide">
            <h2 id="t-guide">"Guide"</h2>
            <p class="hint">"What one is asked about REST: try it in a lab, then see which rules of the score watch over it."</p>
            <ul class="learn-guide">
                {move || { rules.track(); (1..=QUESTIONS).filter_map(|question| draw(workspace, question, &cards)).collect_view() }}
            </ul>
        </section>
    }
}

fn draw(workspace: Workspace, question: u8, cards: &[Card]) -> Option<AnyView> {
    let tries: Vec<&Card> = cards.iter().filter(|card| card.guide == question).collect();
    let all = workspace.rules();
    let watching: Vec<&'static Rule> = all.iter().copied().filter(|rule| rule.question.contains(&question)).collect();
    if tries.is_empty() && watching.is_empty() {
        return None;
    }
    let count = match watching.len() {
        0 => "no rule".to_owned(),
        1 => "1 rule".to_owned(),
        many => format!("{many} rules"),
    };
    let has_lab = !tries.is_empty();
    let tries = tries.into_iter().map(|card| view! { <li><a href=format!("#/learn/{}", card.id)>{card.question.clone()}</a></li> }).collect_view();
    let watching = watching.into_iter().map(|rule| {
        let open = move |_| workspace.overlay.set(Some(Overlay::Rules(Some(rule.id.to_owned()))));
        view! { <li><button class="btn-text" type="button" on:click=open>{rule.title}</button></li> }
    });
    let watching = watching.collect_view();
    Some(
        view! {
            <li><details>
                <summary><b>{rules::topic(question)}</b>" "<span class="hint">{has_lab.then_some("Try it, ")}{count}</span></summary>
                {has_lab.then(|| view! { <h3>"Try it"</h3><ul>{tries}</ul> })}
                <h3>"Rules"</h3><ul>{watching}</ul>
            </details></li>
        }
        .into_any(),
    )
}
