//! The Score panel.

use leptos::prelude::*;
use roundtrip::rules::Band;

use super::findings::FindingList;
use super::overview::{Overview, whole};
use crate::ui::parts::later;
use crate::ui::workspace::{Overlay, workspace};

/// Number, level, groups and findings.
#[component]
pub fn ScorePanel() -> impl IntoView {
    let workspace = workspace();
    let counts = Memo::new(move |_| workspace.report.with(|report| report.score.map(|_| report.counts().to_string())));
    // What is left of the panel where it is folded: number, level and the finding that costs most.
    let in_one_line = move || {
        workspace.report.with(|report| {
            let head = format!("{} {}, level {}.", whole(report.score?), report.band.map(Band::word)?, report.richardson.level);
            Some(match report.findings.first() {
                Some(top) => format!("{head} {}, +{}", top.title, super::row::points(top.points)),
                None => head,
            })
        })
    };
    let judged = Memo::new(move |_| workspace.report.with(|report| report.score.is_some()));
    view! {
        <section class="panel score" id="score" aria-labelledby="t-score">
            <div class="bar">
                <h2 id="t-score" tabindex="-1">"Score"</h2>
                <span class="muted small num d-only trunc score-n">{counts}</span>
                <span class="small num trunc score-1">{in_one_line}</span>
                <span class="grow"></span>
                <SafeFixesButton/>
            </div>
            {move || if judged.get() {
                view! { <div class="score-b"><Overview/><div class="score-r"><FindingList/>{later(workspace.parts.review, |review| (review.settled)())}</div></div> }.into_any()
            } else {
                view! {
                    <div class="empty">
                        <p>"The score starts with your first endpoint."</p>
                        <p>"Every rule then says what it saw, what it costs and how to mend it."</p>
                    </div>
                }.into_any()
            }}
        </section>
    }
}

/// The button for every fix that no client can notice.
#[component]
fn SafeFixesButton() -> impl IntoView {
    let workspace = workspace();
    let count = Memo::new(move |_| workspace.report.with(|report| report.safe().count()));
    let apply = move |_| workspace.overlay.set(Some(Overlay::SafeFixes));
    move || {
        let label = match count.get() {
            0 => return None,
            1 => "Apply 1 safe fix".to_owned(),
            count => format!("Apply {count} safe fixes"),
        };
        Some(view! { <button class="btn btn-s btn-line" type="button" on:click=apply>{label}</button> })
    }
}
