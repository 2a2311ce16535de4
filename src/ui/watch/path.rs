//! The decision path: the checks of the server as a diagram, the same in plain words, and where more than one message was
//! exchanged, how they follow each other in time. All of it is drawn from the trace of the exchange.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::words::numbers::tenths;
use roundtrip::http::status;
use roundtrip::mock::{Exchange, Outcome, Stage, Step};

use super::ON_ITS_WAY;
use super::telling::{moral, question, story};
use crate::browser::storage;
use crate::ui::kit::{Icon, MethodWord, StatusBadge, tone};
use crate::ui::traffic::Entry;
use crate::ui::workspace::workspace;

/// Whether the plain words are wanted, as it was kept last.
const PLAIN: &str = "plain-words";

/// The tab.
#[component]
pub fn PathTab(entry: Memo<Option<Arc<Entry>>>) -> impl IntoView {
    let workspace = workspace();
    let plain = RwSignal::new(storage::read(PLAIN).is_some_and(|kept| kept == "on"));
    let switch = move |event: web_sys::Event| {
        plain.set(event_target_checked(&event));
        // A browser that keeps nothing shows the diagram next time.
        let _ = storage::keep(PLAIN, if plain.get_untracked() { "on" } else { "" });
    };
    view! {
        <div class="tab-scroll path-tab" tabindex="0" role="region" aria-label="Decision path">
            <label class="check path-switch"><input type="checkbox" role="switch" prop:checked=plain on:change=switch/>"In plain words"</label>
            {move || {
                let entry = entry.get()?;
                if workspace.waiting.with(Option::is_some) {
                    return Some(view! { <div class="empty"><p>{ON_ITS_WAY}</p></div> }.into_any());
                }
                let exchange = entry.exchanges.get(entry.place_at(workspace.step.get()));
                Some(view! {
                    {waterfall(&entry)}
                    {match exchange {
                        None => view! { <p class="hint">"The server was not asked: the browser answered from what it keeps. The Sequence says why."</p> }.into_any(),
                        Some(exchange) if plain.get() => tale(exchange),
                        Some(exchange) => diagram(exchange),
                    }}
                }.into_any())
            }}
        </div>
    }
}

fn diagram(exchange: &Exchange) -> AnyView {
    let code = exchange.response.status;
    let reached: Vec<&Step> = exchange.trace.0.iter().filter(|step| step.stage != Stage::Finish).collect();
    let missed: Vec<Stage> = exchange.trace.not_reached().into_iter().filter(|stage| *stage != Stage::Finish).collect();
    let behind = reached.iter().position(|step| step.outcome == Outcome::Answered).map_or(reached.len(), |place| place + 1);
    let (before, behind) = reached.split_at(behind.min(reached.len()));
    // Checks that had nothing to look at share a line with their neighbours.
    let runs = |steps: &[&Step]| -> Vec<Vec<Step>> {
        let both = |left: &&Step, right: &&Step| left.outcome == Outcome::Skipped && right.outcome == Outcome::Skipped;
        steps.chunk_by(both).map(|run| run.iter().map(|step| (*step).clone()).collect()).collect()
    };
    let node = |run: Vec<Step>| {
        let step = run.first()?;
        if step.outcome == Outcome::Skipped {
            let titles = run.iter().map(|step| step.stage.title()).collect::<Vec<_>>().join(", ");
            let why = run.iter().map(|step| format!("{}: {}", step.stage.title(), step.why.text)).collect::<Vec<_>>().join("\n");
            return Some(view! {
                <li class="path-n is-skipped"><span class="path-d" aria-hidden="true"></span><div><p title=why>"Nothing to look at: "{titles}</p></div></li>
            });
        }
        let (class, word, icon) = match step.outcome {
            Outcome::Answered => ("path-n is-answer", "Answers here", if code >= 400 { "x" } else { "check" }),
            _ => ("path-n", "Goes on", "check"),
        };
        let text = step.why.text.to_string();
        let answers = step.outcome == Outcome::Answered;
        Some(view! {
            <li class=format!("{class} {}", if answers { tone(code) } else { "" })>
                <span class="path-d" aria-hidden="true"><Icon name=icon class="i-s"/></span>
                <div><b>{question(step.stage)}</b><p><span class="vh">{word}": "</span>{text}</p></div>
                {answers.then(|| view! { <span class="path-out"><StatusBadge status=code text=status::line(code)/></span> })}
            </li>
        })
    };
    let ends = !exchange.trace.0.iter().any(|step| step.outcome == Outcome::Answered);
    view! {
        <ol class="path" aria-label="The server's decisions, in order">
            {runs(before).into_iter().map(node).collect_view()}
            {ends.then(|| view! {
                <li class=format!("path-n is-answer {}", tone(code))><span class="path-d" aria-hidden="true"><Icon name="check" class="i-s"/></span>
                    <div><b>"The answer"</b><p>{exchange.title.clone()}</p></div><span class="path-out"><StatusBadge status=code text=status::line(code)/></span></li>
            })}
            {(!missed.is_empty()).then(|| {
                let titles = missed.iter().map(|stage| stage.title()).collect::<Vec<_>>().join(", ");
                view! { <li class="path-n is-missed"><span class="path-d" aria-hidden="true"></span><div><p>"Not reached: "{titles}</p></div></li> }
            })}
            {runs(behind).into_iter().map(node).collect_view()}
        </ol>
    }
    .into_any()
}

fn tale(exchange: &Exchange) -> AnyView {
    let lines = story(exchange).into_iter().map(|told| {
        let class = if told.ends { "is-end" } else { "" };
        view! { <li class=class><p>{told.scene}</p><p class="muted">"In the API: "{told.found}"."</p></li> }
    });
    let code = exchange.response.status;
    view! {
        <ol class="tale" aria-label="The exchange as a visit to a restaurant">{lines.collect_view()}
            <li class="is-end"><p><StatusBadge status=code text=status::line(code)/>" "{moral(code)}</p></li></ol>
    }
    .into_any()
}

/// The messages of an entry over time, where there are several; waiting is the server's, as the design plays it.
fn waterfall(entry: &Entry) -> Option<AnyView> {
    if entry.exchanges.len() < 2 {
        return None;
    }
    // What takes no time at all still has to be seen.
    let spans: Vec<f64> = entry.exchanges.iter().map(|exchange| f64::from(exchange.latency).max(1.0)).collect();
    let total: f64 = spans.iter().sum();
    let mut start = 0.0;
    let rows = entry.exchanges.iter().zip(&spans).map(|(exchange, span)| {
        let (left, width) = (start / total * 100.0, span / total * 100.0);
        start += span;
        let wait = if exchange.latency == 0 { "at once".to_owned() } else { format!("{} ms", exchange.latency) };
        view! {
            <li><MethodWord method=exchange.request.method.to_string()/><span class="fall-t" aria-hidden="true"><i class=tone(exchange.response.status) style:left=format!("{}%", tenths(left)) style:width=format!("{}%", tenths(width))></i></span>
                <StatusBadge status=exchange.response.status class="st-plain st-small"/><span class="num">{wait}</span></li>
        }
    });
    Some(view! { <section aria-labelledby="t-fall"><h3 class="h3" id="t-fall">"One after the other"</h3><ol class="fall">{rows.collect_view()}</ol></section> }.into_any())
}
