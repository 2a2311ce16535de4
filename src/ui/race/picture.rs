//! The race as a sequence: A on the left, B on the right, the API between.

use leptos::prelude::*;
use roundtrip::http::status;

use super::{Race, Step, Verb};
use crate::ui::kit::{StatusBadge, method_class, tone};

/// Every step so far.
#[component]
pub fn Picture(race: Race) -> impl IntoView {
    view! {
        <div class="seq seq-race" role="group" aria-label="What happened so far" tabindex="0">
            <ul class="lanes" aria-label="Participants"><li><b>"A"</b></li><li><b>"API"</b></li><li><b>"B"</b></li></ul>
            <div class="flow"><ol class="phase" aria-label="Steps">
                {move || race.steps.get().iter().enumerate().map(|(index, step)| show(index, step)).collect_view()}
            </ol></div>
        </div>
    }
}

fn show(index: usize, step: &Step) -> AnyView {
    let is_left = step.side == 0;
    let code = step.status();
    let tone = tone(code);
    let method = step.entry.request.method.to_string();
    let asked = match step.verb {
        Verb::Read => String::new(),
        Verb::Write => step.entry.request.body.text().unwrap_or_default().to_owned(),
    };
    let guard = step.entry.request.headers.get("if-match").map(|tag| format!("if-match: {tag}"));
    let tag = step.entry.answer().and_then(|response| response.headers.get("etag")).map(str::to_owned);
    let words = if code == 0 { "no answer".to_owned() } else { tag.unwrap_or_else(|| status::reason(code).to_owned()) };
    let (there, back) = if is_left { ("msg r01", "msg l10") } else { ("msg l21 is-req", "msg r12 is-ans") };
    let (who, title) = (if is_left { "A" } else { "B" }, asked.clone());
    view! {
        <li class=there><span class="no" aria-hidden="true">{index + 1}</span><span class="vh">{format!("{who} to API: ")}</span>
            <span class="t" title=title><span class=method_class(&method)>{method.clone()}</span><span class="trunc">{asked}</span></span><span class="a" aria-hidden="true"></span></li>
        {guard.map(|guard| view! { <li class="race-guard"><code>{guard}</code></li> })}
        <li class=format!("{back} {tone}")><span class="vh">{format!("API to {who}: ")}</span>
            <span class="t"><StatusBadge status=code text=if code == 0 { "none".to_owned() } else { String::new() } class="st-plain st-small"/><span class="trunc">{words}</span></span><span class="a" aria-hidden="true"></span></li>
    }
    .into_any()
}
