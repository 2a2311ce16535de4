//! A challenge beside the workspace: brief, checks, hint, goal and solution in a strip over the panels.

use leptos::prelude::*;
use roundtrip::labs::{self, Challenge, Checked};

use super::{evidence, kept};
use crate::browser::{location, storage};
use crate::ui::app;
use crate::ui::keep::OWN;
use crate::ui::kit::Icon;
use crate::ui::toasts::Toast;
use crate::ui::traffic::Wire;
use crate::ui::watch::player;
use crate::ui::workspace::{View, Workspace, workspace};

/// How the place of a challenge's design is called.
pub const PLACE: &str = "ch-";

/// Opens a challenge in the workspace: its design goes on where it was left, and one's own is kept.
pub fn begin(workspace: Workspace, id: &str) {
    let place = format!("{PLACE}{id}");
    if workspace.place.with_untracked(|here| here.as_deref() == Some(place.as_str())) {
        return super::leave(workspace);
    }
    let Some(Ok(design)) = labs::challenge(id).map(|challenge| challenge.start.design()) else { return };
    kept::change(workspace, |progress| progress.begin(id));
    workspace.parts.documents.with(move |documents| (documents.beside)(workspace, place, design));
}

/// What the strip shows below its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Brief,
    Checks,
    Hint,
    Goal,
    Solution,
    Nothing,
}

/// A check with the numbers of its exchanges in the traffic.
type Found = (Checked, Option<u32>);

/// The strip.
#[component]
pub fn Task(
    /// The challenge.
    id: String,
) -> impl IntoView {
    let workspace = workspace();
    let challenge = labs::challenge(&id)?;
    let shown = RwSignal::new(Shown::Brief);
    let results = RwSignal::new(Vec::<Found>::new());
    let said = RwSignal::new(String::new());
    // A design that has changed since may answer otherwise: what was found is no longer said of it.
    Effect::new(move |before: Option<()>| {
        workspace.design.track();
        if before.is_some() && results.with_untracked(|results| !results.is_empty()) {
            said.set("The design has changed since. Check again.".to_owned());
        }
    });
    let question = challenge.question.clone();
    let checked = challenge.clone();
    let check = move |_| {
        let found = run(workspace, &checked);
        said.set(verdict(workspace, &checked, &found));
        results.set(found);
        shown.set(Shown::Checks);
    };
    let tab = move |which: Shown, label: &'static str| {
        view! {
            <button class="btn btn-s btn-line" type="button" aria-expanded=move || (shown.get() == which).to_string() aria-controls="task-more"
                on:click=move |_| shown.update(|shown| *shown = if *shown == which { Shown::Nothing } else { which })>{label}</button>
        }
    };
    Some(view! {
        <section class="task" aria-labelledby="t-task">
            <div class="task-l">
                <h2 id="t-task"><span class="muted">"Challenge "</span>{question}</h2>
                <span class="btns">
                    {tab(Shown::Brief, "Brief")}{tab(Shown::Hint, "Hint")}{tab(Shown::Goal, "Goal")}{tab(Shown::Solution, "Solution")}
                    {move || (!results.with(Vec::is_empty)).then(|| tab(Shown::Checks, "Checks"))}
                    <button class="btn btn-s btn-main" type="button" id="task-check" on:click=check>"Check"</button>
                    <button class="btn btn-s btn-line" type="button" on:click=move |_| leave(workspace)>"Back to my design"</button>
                </span>
            </div>
            <p class="task-said" role="status">{move || said.get()}</p>
            <div id="task-more" class="task-more" tabindex="0" role="group" aria-label="About the challenge" hidden=move || shown.get() == Shown::Nothing>
                {move || match shown.get() {
                    Shown::Brief => brief(&challenge),
                    Shown::Hint => view! { <p>{challenge.hint.clone()}</p> }.into_any(),
                    Shown::Goal => view! {
                        <p>{challenge.goal.clone()}</p>
                        <ul class="task-list">{challenge.checks.iter().map(|check| view! { <li><Icon name="ring" class="i-s"/><span>{check.title.clone()}</span></li> }).collect_view()}</ul>
                    }.into_any(),
                    Shown::Solution => solution(workspace, &challenge),
                    Shown::Checks => results.with(|results| view! { <ul class="task-list">{results.iter().map(|result| row(workspace, result)).collect_view()}</ul> }).into_any(),
                    Shown::Nothing => ().into_any(),
                }}
            </div>
        </section>
    })
}

fn brief(challenge: &Challenge) -> AnyView {
    view! {
        <p>{challenge.brief.clone()}</p>
        <h3>"The brief does not say"</h3>
        <ul>{challenge.missing.iter().map(|fact| view! { <li>{fact.clone()}</li> }).collect_view()}</ul>
    }
    .into_any()
}

fn solution(workspace: Workspace, challenge: &Challenge) -> AnyView {
    let par = challenge.par().unwrap_or_default();
    let solved = challenge.solved();
    let open = move |_| {
        if let Ok(design) = &solved {
            workspace.open(design.clone());
            app::pick_first_endpoint(workspace);
        }
    };
    view! {
        <p>{challenge.solution.text.clone()}</p>
        <p class="btns"><button class="btn btn-s btn-line" type="button" on:click=open>"Open this solution"</button>
            <span class="hint">{format!("{} Undo brings yours back.", counted(par))}</span></p>
    }
    .into_any()
}

fn counted(changes: usize) -> String {
    if changes == 1 { "One change.".to_owned() } else { format!("{changes} changes.") }
}

/// Runs every check on the design as it is; what they send stands in the traffic.
fn run(workspace: Workspace, challenge: &Challenge) -> Vec<Found> {
    let design = workspace.design.get_untracked();
    let found = challenge.checks.iter().map(|check| labs::check(check, &design));
    found
        .map(|checked| {
            let numbers: Vec<u32> = checked.runs.iter().map(|run| workspace.take_in(|number| evidence::entry(number, run, Wire::Check))).collect();
            let evidence = checked.evidence.and_then(|place| numbers.get(place)).copied();
            (checked, evidence)
        })
        .collect()
}

/// «Solved with 9 changes, ours uses 6», or what is still to be done.
fn verdict(workspace: Workspace, challenge: &Challenge, found: &[Found]) -> String {
    let met = found.iter().filter(|(checked, _)| checked.is_met).count();
    if met < found.len() {
        return format!("Not yet: {met} of {} checks hold.", found.len());
    }
    let (start, par) = (challenge.start.design(), challenge.par().unwrap_or_default());
    let changes = start.map_or(0, |start| workspace.design.with_untracked(|design| labs::changes(&start, design)));
    kept::change(workspace, |progress| progress.solve(&challenge.id, changes));
    let word = if changes == 1 { "change" } else { "changes" };
    format!("Solved with {changes} {word}, ours uses {par}.")
}

fn row(workspace: Workspace, (checked, evidence): &Found) -> AnyView {
    let (icon, class, word) = if checked.is_met { ("check", "is-met", "Holds: ") } else { ("x", "is-unmet", "Not yet: ") };
    let number = *evidence;
    let open = number.map(|number| {
        let press = move |_| {
            let entry = workspace.traffic.with_untracked(|traffic| traffic.iter().find(|entry| entry.number == number).cloned());
            if let Some(entry) = entry {
                player::show(workspace, &entry);
                workspace.view.set(View::Watch);
                crate::browser::window::focus("t-watch");
            }
        };
        view! { <button class="btn btn-s btn-line" type="button" aria-label=format!("See {number}: {}", checked.title) on:click=press>{format!("See #{number}")}</button> }
    });
    view! { <li class=class><Icon name=icon class="i-s"/><span><span class="vh">{word}</span><b>{checked.title.clone()}</b>" "{checked.said.clone()}</span>{open}</li> }.into_any()
}

/// Back to one's own design, which the page opens anew.
fn leave(workspace: Workspace) {
    match storage::read(OWN) {
        Some(own) => workspace.parts.documents.with(move |documents| (documents.turn)(workspace, own)),
        None => {
            workspace.toast(Toast::error("This browser no longer knows which design was open. Look under Versions and other designs.".to_owned()));
            location::replace_fragment("");
        }
    }
}
