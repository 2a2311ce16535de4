//! Why the level, the six constraints of REST with what speaks for and against each, and the shortest way up.

use leptos::prelude::*;
use roundtrip::design::words::numbers::tenths;
use roundtrip::rules::{self, Constraint, Evidence, Stand};

use super::place::{Place, go, name};
use crate::ui::kit::{Icon, Modal};
use crate::ui::workspace::{Overlay, Workspace, workspace};

/// At most this many rules of the way are listed.
const STEPS: usize = 12;

/// The dialog.
#[component]
pub fn Constraints() -> impl IntoView {
    let workspace = workspace();
    let all = workspace.design.with_untracked(|design| rules::constraints(design));
    let (level, evidence) = workspace.report.with_untracked(|report| {
        let richardson = &report.richardson;
        (format!("Level {} of 3: {}. {}", richardson.level, richardson.title(), richardson.way_up), richardson.evidence.clone())
    });
    view! {
        <Modal title="REST, and the way up" class="dialog dialog-wide" on_close=Callback::new(move |()| workspace.overlay.set(None))>
            <div class="dialog-b" tabindex="0" role="region" aria-label="REST, and the way up">
                {all.is_empty().then(|| view! { <p>"The first endpoint begins to show them."</p> })}
                <section><h3>"Richardson's model"</h3><p>{level}</p>{places(workspace, evidence)}</section>
                {all.into_iter().map(|constraint| constraint_view(workspace, constraint)).collect_view()}
                {way(workspace)}
            </div>
        </Modal>
    }
}

fn constraint_view(workspace: Workspace, constraint: Constraint) -> impl IntoView {
    let Constraint { title, asks, stand, holds, against } = constraint;
    let icon = match stand {
        Stand::Kept => "check",
        Stand::Partly => "warn",
        Stand::Open => "minus",
    };
    let against = (!against.is_empty()).then(|| view! { <p>"Against it:"</p>{places(workspace, against)} });
    view! {
        <section>
            <h3><Icon name=icon class="i-s"/>" "{title}", "{stand.word()}</h3>
            <p>{asks}</p>
            {places(workspace, holds)}
            {against}
        </section>
    }
}

/// Evidence, each piece to be pressed.
fn places(workspace: Workspace, evidence: Vec<Evidence>) -> impl IntoView {
    let rows = evidence.into_iter().map(|Evidence { at, saw }| {
        let target = at.clone();
        let label = workspace.design.with_untracked(|design| name(design, &at));
        let saw = if saw == label { String::new() } else { saw.into_owned() };
        let press = move |_| {
            workspace.overlay.set(None);
            go(workspace, &target);
        };
        view! { <li><button class="chip chip-b" type="button" title="Show it in the design" on:click=press><Place at/></button>{saw}</li> }
    });
    view! { <ul class="where">{rows.collect_view()}</ul> }
}

/// The fewest rules that lead to 100, with the mark where the next band begins.
fn way(workspace: Workspace) -> impl IntoView {
    let (words, steps) = workspace.report.with_untracked(|report| (report.way_in_words(), report.way_to(100.0)));
    let more = steps.len().saturating_sub(STEPS);
    let rows = steps.into_iter().take(STEPS).map(|step| {
        let places = if step.places == 1 { "1 place".to_owned() } else { format!("{} places", step.places) };
        let press = move |_| workspace.overlay.set(Some(Overlay::Rules(Some(step.rule.to_owned()))));
        view! {
            <li><button class="chip chip-b" type="button" title="What this rule says" on:click=press>{step.title}</button>
                {format!("+{} in {places}, {} with a fix", tenths(f64::from(step.points)), step.fixable)}</li>
        }
    });
    words.map(|words| {
        view! {
            <section>
                <h3>"The shortest way up"</h3>
                <p>{words}</p>
                <ol class="where proof">{rows.collect_view()}</ol>
                {(more > 0).then(|| view! { <p class="hint">{format!("{more} more rules, each worth less.")}</p> })}
            </section>
        }
    })
}
