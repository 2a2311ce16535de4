//! The number in its ring, the level of maturity with the way up, and the groups of rules.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::Design;
use roundtrip::design::brief::Profile;
use roundtrip::order;
use roundtrip::rules::{Band, FIRST, Report};

use crate::ui::workspace::{Overlay, workspace};

/// How the score has moved since this design was opened. Derived from the designs that pass by.
#[derive(Clone)]
struct Course {
    design: Arc<Design>,
    from: Option<u8>,
    now: Option<u8>,
}

impl PartialEq for Course {
    fn eq(&self, other: &Self) -> bool {
        (self.from, self.now) == (other.from, other.now)
    }
}

/// Everything left of the findings.
#[component]
pub fn Overview() -> impl IntoView {
    view! {
        <div class="score-l" role="group" aria-label="Score overview" tabindex="0"><Gauge/><Ladder/><Groups/></div>
    }
}

/// The score as it is shown in the ring: 100 means that nothing is open.
pub fn whole(score: f32) -> u8 {
    let shown = if score < 100.0 { score.round().clamp(0.0, 99.0) } else { 100.0 };
    shown as u8
}

#[component]
fn Gauge() -> impl IntoView {
    let workspace = workspace();
    let course = Memo::new(move |before: Option<&Course>| {
        let design = workspace.design.get();
        let now = workspace.report.with(|report| report.score.map(whole));
        let from = before.filter(|before| is_same(&before.design, &design)).and_then(|before| before.from);
        Course { design, from: from.or(now), now }
    });
    let now = move || course.with(|course| course.now.unwrap_or_default());
    let band = Memo::new(move |_| workspace.report.with(|report| report.band));
    let word = move || band.get().map(Band::word).unwrap_or_default();
    let next = move || match band.get() {
        Some(Band::Draft) => "Solid from 50",
        Some(Band::Solid) => "Strong from 85",
        Some(Band::Strong) => "Exemplary from 95",
        _ => "",
    };
    // Anything but the usual measure is named beside the number.
    let profile = move || {
        workspace.design.with(|design| match design.brief.profile {
            Profile::Guide => "",
            Profile::Strict => ", strictly",
            Profile::Workshop => " for a workshop",
        })
    };
    // What was named is worth comparing with, as long as it is an earlier form of this design; else what was opened.
    let named = Memo::new(move |_| {
        let (name, version) = workspace.named.get()?;
        let is_earlier = workspace.design.with(|design| version.resources.iter().any(|known| design.resource(&known.name).is_some()));
        let rules = workspace.parts.review.here().map_or(FIRST, |review| review.rules);
        is_earlier.then(|| (name, Report::of(&version, rules).score.map(whole)))
    });
    let moved = move || {
        let (since, from) = match named.get() {
            Some((name, score)) => (format!(" since {name}"), score),
            None => (" since opening".to_owned(), course.with(|course| course.from)),
        };
        let by = course.with(|course| i16::from(course.now?).checked_sub(i16::from(from?)))?;
        let class = if by < 0 { "delta num is-down" } else { "delta num" };
        let by = if by < 0 { format!("−{}", -by) } else { format!("+{by}") };
        (by != "+0").then(|| view! { <span class=class>{by}</span>{since}<br/> })
    };
    view! {
        <div class="gauge">
            <div class="ring" role="meter" aria-label="Design score" aria-valuemin="0" aria-valuemax="100"
                aria-valuenow=move || now().to_string() aria-valuetext=move || format!("{} of 100, {}", now(), word())>
                <svg viewBox="0 0 80 80" aria-hidden="true">
                    <circle class="t" cx="40" cy="40" r="35"></circle>
                    <circle class="v" cx="40" cy="40" r="35" pathLength="100" stroke-dasharray=move || format!("{} 100", now())></circle>
                </svg>
                <b class="num" aria-hidden="true" style=("--n", move || now().to_string())></b>
            </div>
            <p><strong>{word}</strong>{profile}{moved}<span class="hide-1360">{next}</span></p>
        </div>
    }
}

/// Whether one design grew out of the other: they share a part.
fn is_same(a: &Design, b: &Design) -> bool {
    fn shares<T>(a: &[Arc<T>], b: &[Arc<T>]) -> bool {
        a.iter().any(|part| b.iter().any(|other| Arc::ptr_eq(part, other)))
    }
    Arc::ptr_eq(&a.policies, &b.policies)
        || Arc::ptr_eq(&a.brief, &b.brief)
        || shares(&a.endpoints, &b.endpoints)
        || shares(&a.resources, &b.resources)
        || shares(&a.clients, &b.clients)
}

#[component]
fn Ladder() -> impl IntoView {
    let workspace = workspace();
    let level = Memo::new(move |_| workspace.report.with(|report| report.richardson.level));
    let words = Memo::new(move |_| workspace.report.with(|report| (report.richardson.title(), report.richardson.way_up.clone())));
    view! {
        <div>
            <ol class="ladder" aria-label="Richardson maturity level">
                {(0..4_u8).map(|step| view! {
                    <li class:d=move || step <= level.get() class:now=move || step == level.get()
                        aria-current=move || (step == level.get()).then_some("step")>{format!("L{step}")}</li>
                }).collect_view()}
            </ol>
            <p class="lev"><b>{move || format!("Level {}: {}.", level.get(), words.with(|(title, _)| *title))}</b>" "{move || words.with(|(_, way_up)| way_up.clone())}
                " "<button class="btn btn-s" type="button" on:click=move |_| workspace.overlay.set(Some(Overlay::Constraints))>"Why, and the way up"</button></p>
        </div>
    }
}

/// At most this many groups have a line of their own, unless more have something to mend.
const SHOWN: usize = 8;
/// At most this many groups are marked as the weakest.
const MARKED: usize = 2;

#[component]
fn Groups() -> impl IntoView {
    let workspace = workspace();
    let groups = Memo::new(move |_| {
        workspace.report.with(|report| {
            let mut weakest: Vec<u8> = report.groups.iter().map(|group| whole(group.score)).filter(|score| *score < 85).collect();
            order::by(&mut weakest, u8::cmp);
            let bound = weakest.get(MARKED.min(weakest.len()).saturating_sub(1)).copied();
            let rows = report.groups.iter().map(|group| (group.title, whole(group.score)));
            let rows = rows.map(|(title, score)| (title, score, bound.is_some_and(|bound| score <= bound)));
            // Groups with nothing to mend fill the room that the others leave.
            let (mut rows, whole): (Vec<_>, Vec<_>) = rows.partition(|(_, score, _)| *score < 100);
            let room = SHOWN.saturating_sub(rows.len());
            let more = whole.len().saturating_sub(room);
            rows.extend(whole.into_iter().take(room));
            (rows, more)
        })
    });
    view! {
        <ul class="cats num" aria-label="Groups of rules">
            {move || groups.get().0.into_iter().map(|(title, score, low)| view! {
                <li class:low=low>
                    <span>{title}</span>
                    <span class="meter" aria-hidden="true"><i style=("--value", score.to_string())></i></span>
                    <span class="n">{low.then(|| view! { <i class="sev" aria-hidden="true"></i><span class="vh">"among the weakest: "</span> })}{score}</span>
                </li>
            }).collect_view()}
            {move || groups.with(|(_, more)| (*more > 0).then(|| view! { <li><span>{if *more == 1 { "1 more group".to_owned() } else { format!("{more} more groups") }}</span><span></span><span class="n">"100"</span></li> }))}
        </ul>
    }
}
