//! What happened between the clients and the server. Two clients stand on either side of the API; one alone is drawn as in Watch, with
//! its browser and the caches between.

use leptos::prelude::*;
use roundtrip::http::status;
use roundtrip::labs::Run;

use super::evidence::entry;
use super::lab::Bench;
use super::people::seen;
use crate::ui::kit::{StatusBadge, method_class, tone};
use crate::ui::traffic::Wire;
use crate::ui::watch::sequence;

/// Of more than this many equal requests, the first and the last are drawn.
const MANY: usize = 3;

/// Everything so far.
#[component]
pub fn Picture(
    /// The clients.
    cast: Vec<String>,
) -> impl IntoView {
    let bench: Bench = expect_context();
    let is_pair = cast.len() > 1;
    let receipts = move || bench.see(|course| course.done.iter().filter_map(|done| done.receipt.clone()).collect::<Vec<_>>());
    view! {
        <div class="lab-seen" role="group" aria-label="What happened so far" tabindex="0">
            {move || {
                let groups = groups(bench);
                match (groups.is_empty(), is_pair) {
                    (true, _) => view! { <p class="hint lab-none">"Nothing was sent yet."</p> }.into_any(),
                    (false, true) => pair(&cast, &groups),
                    (false, false) => groups.iter().map(|group| alone(group)).collect_view().into_any(),
                }
            }}
            {move || receipts().into_iter().map(|receipt| view! {
                <p class="lab-receipt"><b>"Receiver "</b><StatusBadge status=receipt.status class="st-plain"/>" "{receipt.why}</p>
            }).collect_view()}
        </div>
    }
}

/// What each act sent.
fn groups(bench: Bench) -> Vec<Vec<Run>> {
    let all = bench.see(|course| course.before.iter().chain(&course.done).map(|done| done.runs.clone()).collect::<Vec<_>>());
    all.into_iter().filter(|runs| !runs.is_empty()).collect()
}

fn pair(cast: &[String], groups: &[Vec<Run>]) -> AnyView {
    let mut number = 0;
    let mut rows = Vec::new();
    for group in groups {
        for (place, run) in group.iter().enumerate() {
            number += 1;
            if is_shown(place, group.len()) {
                rows.push(message(cast, number, run));
            } else if place == 1 {
                rows.push(view! { <li class="race-guard">{summary(group)}</li> }.into_any());
            }
        }
    }
    view! {
        <div class="seq seq-race seq-lab">
            <ul class="lanes" aria-label="Participants"><li><b>"A"</b></li><li><b>"API"</b></li><li><b>"B"</b></li></ul>
            <div class="flow"><ol class="phase" aria-label="Exchanges">{rows.collect_view()}</ol></div>
        </div>
    }
    .into_any()
}

fn is_shown(place: usize, count: usize) -> bool {
    count <= MANY || place == 0 || place + 1 == count
}

/// `60 requests: 57 answered 200, 3 answered 429`.
fn summary(group: &[Run]) -> String {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for run in group {
        let code = seen(run, "status").unwrap_or_default();
        match counts.iter_mut().find(|(known, _)| *known == code) {
            Some((_, count)) => *count += 1,
            None => counts.push((code, 1)),
        }
    }
    let parts: Vec<String> = counts.into_iter().map(|(code, count)| format!("{count} answered {code}")).collect();
    format!("{} requests: {}", group.len(), parts.join(", "))
}

fn message(cast: &[String], number: usize, run: &Run) -> AnyView {
    let is_left = cast.first().is_none_or(|first| *first == run.by);
    let code: u16 = seen(run, "status").and_then(|status| status.parse().ok()).unwrap_or_default();
    let method = run.request.method.to_string();
    let target = run.request.target.clone();
    let names = ["if-match", "if-none-match", "idempotency-key"];
    let guard = names.iter().find_map(|name| Some(format!("{name}: {}", run.request.headers.get(name)?)));
    let body = run.request.body.text().filter(|body| !body.is_empty()).map(compact);
    let asked = body.unwrap_or_else(|| target.clone());
    let tag = seen(run, "header etag").filter(|tag| tag != "none");
    let words = if code == 0 { "no answer".to_owned() } else { tag.unwrap_or_else(|| status::reason(code).to_owned()) };
    let (there, back) = if is_left { ("msg r01", "msg l10") } else { ("msg l21 is-req", "msg r12 is-ans") };
    let who = if is_left { "A" } else { "B" };
    view! {
        <li class=there><span class="no" aria-hidden="true">{number}</span><span class="vh">{format!("{who} to API: ")}</span>
            <span class="t" title=target><span class=method_class(&method)>{method.clone()}</span><span class="trunc">{asked}</span></span><span class="a" aria-hidden="true"></span></li>
        {guard.map(|guard| view! { <li class="race-guard"><code>{guard}</code></li> })}
        <li class=format!("{back} {}", tone(code))><span class="vh">{format!("API to {who}: ")}</span>
            <span class="t"><StatusBadge status=code text=if code == 0 { "none".to_owned() } else { String::new() } class="st-plain st-small"/><span class="trunc">{words}</span></span><span class="a" aria-hidden="true"></span></li>
    }
    .into_any()
}

/// JSON on one line, without its braces.
fn compact(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_start_matches('{').trim_end_matches('}').trim().to_owned()
}

fn alone(group: &[Run]) -> AnyView {
    let is_many = group.len() > MANY;
    let shown = group.iter().enumerate().filter(|(place, _)| is_shown(*place, group.len()));
    let rows = shown.map(|(_, run)| sequence::still(&entry(0, run, Wire::Virtual))).collect_view();
    view! {
        {is_many.then(|| view! { <p class="lab-many">{summary(group)}". The first and the last:"</p> })}
        {rows}
    }
    .into_any()
}
