//! The sequence: who said what, in reading order, as an ordered list that CSS draws.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::words::sentence;
use roundtrip::http::{Request, status};
use roundtrip::mock::Exchange;
use roundtrip::user_agent::Verdict;

use super::head::short_type;
use super::player::Player;
use crate::ui::kit::{Icon, StatusBadge, method_class};
use crate::ui::traffic::{Entry, Line, Wire};
use crate::ui::workspace::workspace;

/// A stretch of the sequence with a name.
struct Phase {
    title: &'static str,
    /// Why there is one.
    reason: String,
    lines: Vec<(usize, Line)>,
}

/// The sequence of an entry.
#[component]
pub fn Sequence(entry: Arc<Entry>) -> impl IntoView {
    let in_browser = entry.journey.is_some();
    let lanes: &[&str] = match (in_browser, entry.wire) {
        (true, _) => &["Page", "Browser", "API"],
        (false, Wire::Real) => &["Browser", "API"],
        (false, Wire::Virtual) => &["Program", "API"],
    };
    let last = lanes.len() - 1;
    let lanes = lanes
        .iter()
        .enumerate()
        .map(|(index, name)| {
            view! { <li><b>{*name}{(index == last).then(|| view! { " "<span>"this tab"</span> })}</b></li> }
        })
        .collect_view();
    let label = if entry.preflight().is_some() { "Sequence: preflight, then the request" } else { "Sequence" };
    let class = if in_browser { "seq" } else { "seq seq-2" };
    view! {
        <div class=class role="group" aria-label=label tabindex="0">
            <ul class="lanes" aria-label="Participants">{lanes}</ul>
            <div class="flow">{phases(&entry).into_iter().map(|phase| show_phase(&entry, phase)).collect_view()}</div>
        </div>
    }
}

fn phases(entry: &Entry) -> Vec<Phase> {
    let mut phases: Vec<Phase> = Vec::new();
    for (index, line) in entry.lines().into_iter().enumerate() {
        let begins = match &line {
            Line::Sent { preflight: Some(reason), .. } => Some(("Preflight", reason.clone())),
            Line::Sent { preflight: None, .. } => Some(("Request", String::new())),
            Line::Delivered(_) if phases.last().is_some_and(|phase| phase.title == "Preflight") => Some(("", String::new())),
            _ if phases.is_empty() => Some(("", String::new())),
            _ => None,
        };
        if let Some((title, reason)) = begins {
            phases.push(Phase { title, reason, lines: Vec::new() });
        }
        if let Some(phase) = phases.last_mut() {
            phase.lines.push((index, line));
        }
    }
    phases
}

fn show_phase(entry: &Arc<Entry>, phase: Phase) -> AnyView {
    let class = if phase.title == "Preflight" { "phase pre" } else { "phase" };
    let label = match phase.title {
        "" => "Call",
        title => title,
    };
    let start = phase.lines.first().map_or(1, |(index, _)| index + 1);
    // A program's exchange needs no names for its stretches: there is one.
    let titled = !phase.title.is_empty() && entry.journey.is_some();
    view! {
        <ol class=class start=start aria-label=label>
            {titled.then(|| view! {
                <li class="phase-t"><span aria-hidden="true">{phase.title}</span>{(!phase.reason.is_empty()).then(|| view! { <span class="phase-why">{phase.reason}</span> })}</li>
            })}
            {phase.lines.into_iter().map(|(index, line)| show_line(entry, index, line)).collect_view()}
        </ol>
    }
    .into_any()
}

/// What a line looks like: its class, who speaks to whom, and its content.
struct Look {
    class: String,
    spoken: &'static str,
    content: AnyView,
}

fn show_line(entry: &Arc<Entry>, index: usize, line: Line) -> AnyView {
    let in_browser = entry.journey.is_some();
    let look = match line {
        Line::Call => Look { class: "msg r01".into(), spoken: "Page to browser: ", content: text(call(entry)) },
        Line::Browser(verdict, reason) => Look {
            class: if verdict == Verdict::Blocked { "note n1 bad".into() } else { "note n1".into() },
            spoken: "Browser: ",
            content: boxed(
                match verdict {
                    Verdict::Allowed => ("check", "c2"),
                    Verdict::Noted => ("info", ""),
                    Verdict::Blocked => ("x", "c4"),
                },
                sentence(&reason),
            ),
        },
        Line::Sent { place, preflight } => Look {
            class: if in_browser { "msg r12".into() } else { "msg r01".into() },
            spoken: if in_browser { "Browser to API: " } else { "To API: " },
            content: entry.exchanges.get(place).map(|exchange| text(sent(exchange, preflight.is_some()))).into_any(),
        },
        Line::Server(place) => {
            let exchange = entry.exchanges.get(place);
            let code = exchange.map_or(0, |exchange| exchange.response.status);
            let icon = match code / 100 {
                2 => ("check", "c2"),
                3 => ("check", "c3"),
                5 => ("x", "c5"),
                _ => ("x", "c4"),
            };
            let reason = exchange.and_then(Exchange::decisive).map(|step| sentence(&step.why.text)).unwrap_or_default();
            Look { class: format!("note {}{}", if in_browser { "n2" } else { "n1" }, note_tone(code)), spoken: "API: ", content: boxed(icon, reason) }
        }
        Line::Answered { place, preflight } => Look {
            class: format!(
                "msg {} {}",
                if in_browser { "l21" } else { "l10" },
                entry.exchanges.get(place).map_or("", |exchange| tone(exchange.response.status))
            ),
            spoken: if in_browser { "API to browser: " } else { "From API: " },
            content: entry.exchanges.get(place).map(|exchange| text(answered(entry, exchange, preflight))).into_any(),
        },
        Line::Delivered(true) => Look {
            class: format!("msg l10 {}", entry.main().map_or("", |exchange| tone(exchange.response.status))),
            spoken: "Browser to page: ",
            content: text(view! { <span>"readable"<span class="d-only">" by the page"</span></span> }.into_any()),
        },
        Line::Delivered(false) => Look {
            class: "msg l10 bad".into(),
            spoken: "Browser to page: ",
            content: text(view! { <span><span class="d-only">"TypeError: "</span>"Failed to fetch"</span> }.into_any()),
        },
    };
    step(index, look)
}

fn step(index: usize, look: Look) -> AnyView {
    let workspace = workspace();
    let player: Player = expect_context();
    let now = Memo::new(move |_| workspace.step.get() == index);
    let later = Memo::new(move |_| player.playing.get() && workspace.step.get() < index);
    view! {
        <li class=look.class class:is-now=move || now.get() class:is-later=move || later.get() class:is-new=move || now.get() && player.playing.get()
            aria-current=move || now.get().then_some("step")>
            <span class="no" aria-hidden="true">{index + 1}</span><span class="vh">{look.spoken}</span>
            {look.content}
            <button class="hit" type="button" id=format!("step-{index}") aria-label=format!("Step {}", index + 1)
                tabindex=move || if now.get() { "0" } else { "-1" } on:click=move |_| { player.go(index); }></button>
        </li>
    }
    .into_any()
}

fn text(content: AnyView) -> AnyView {
    view! { <span class="t">{content}</span><span class="a" aria-hidden="true"></span> }.into_any()
}

fn boxed((icon, class): (&'static str, &'static str), reason: String) -> AnyView {
    let title = reason.clone();
    view! { <span class="box" title=title><Icon name=icon class=class/><span>{reason}</span></span> }.into_any()
}

fn tone(code: u16) -> &'static str {
    match code / 100 {
        2 => "ok",
        3 => "is-3",
        5 => "is-5",
        _ => "bad",
    }
}

fn note_tone(code: u16) -> &'static str {
    match code / 100 {
        2 => " ok",
        3 => " is-3",
        5 => " is-5",
        _ => " bad",
    }
}

fn call(entry: &Entry) -> AnyView {
    let carries = match (entry.request.headers.has("authorization"), entry.request.headers.has("x-api-key")) {
        (true, _) => "with a token",
        (_, true) => "with a key",
        _ => "as anybody",
    };
    view! { <code>"fetch()"</code><span class="d-only">{carries}</span> }.into_any()
}

fn sent(exchange: &Exchange, preflight: bool) -> AnyView {
    let request = &exchange.request;
    let method = request.method.to_string();
    let asks = preflight.then(|| question(request));
    let tail = match asks {
        Some(asks) => asks,
        None => guard(request),
    };
    view! {
        <span class=method_class(&method)>{method.clone()}</span><code class="trunc">{request.target.clone()}</code>
        {(!tail.is_empty()).then(|| view! { <span class="d-only trunc">{tail}</span> })}
    }
    .into_any()
}

/// What a preflight asks, in words.
fn question(request: &Request) -> String {
    let method = request.headers.get("access-control-request-method").unwrap_or_default();
    let fields = request.headers.combined("access-control-request-headers").unwrap_or_default();
    match fields.split(',').filter(|name| !name.trim().is_empty()).count() {
        0 => format!("may I {method}?"),
        1 => format!("may I {method} with {}?", fields.trim()),
        count => format!("may I {method} with {count} headers?"),
    }
}

/// The precondition of a request, if it has one.
fn guard(request: &Request) -> String {
    let names = ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since"];
    names.iter().find_map(|name| Some(format!("{name}: {}", request.headers.get(name)?))).unwrap_or_default()
}

fn answered(entry: &Entry, exchange: &Exchange, preflight: bool) -> AnyView {
    let code = exchange.response.status;
    let (words, how_long) = match preflight {
        true => permission(entry, exchange),
        false => (short_type(&exchange.response).unwrap_or_else(|| status::reason(code).to_owned()), String::new()),
    };
    view! { <StatusBadge status=code class="st-plain st-small"/><span class="trunc">{words}<span class="d-only">{how_long}</span></span> }.into_any()
}

/// What a preflight's answer permits, in words, and for how long.
fn permission(entry: &Entry, exchange: &Exchange) -> (String, String) {
    if entry.main().is_none() {
        return ("not allowed".to_owned(), String::new());
    }
    let seconds = exchange.response.headers.get("access-control-max-age").and_then(|seconds| seconds.parse::<u32>().ok());
    let how_long = match seconds {
        None => String::new(),
        Some(seconds @ 0..=119) => format!(", keep for {seconds} s"),
        Some(seconds @ 120..=7199) => format!(", keep for {} min", seconds / 60),
        Some(seconds) => format!(", keep for {} h", seconds / 3600),
    };
    ("allowed".to_owned(), how_long)
}
