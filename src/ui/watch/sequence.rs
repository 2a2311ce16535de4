//! The sequence: who said what, in reading order, as an ordered list that CSS draws.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::words::letters::Letters;
use roundtrip::design::words::sentence;
use roundtrip::http::{Method, Request, Response, status};
use roundtrip::mock::Exchange;
use roundtrip::user_agent::Verdict;
use roundtrip::user_agent::fetch::Mode;

use super::head::short_type;
use super::player::{Player, reveal};
use crate::browser::window;
use crate::ui::kit::{Icon, StatusBadge, method_class, tone};
use crate::ui::traffic::{Entry, Line, Party, Phase, Wire};
use crate::ui::workspace::workspace;

/// Who stands where: the number of each party's lane.
#[derive(Clone, Copy)]
struct Lanes {
    /// Page or program, on the left.
    caller: &'static str,
    /// The browser's, where one stands between.
    browser: usize,
    /// The shared cache's; the browser's where there is none.
    cache: usize,
    /// The API's.
    api: usize,
    /// How many there are.
    count: usize,
}

impl Lanes {
    fn of(entry: &Entry) -> Self {
        let caller = match (entry.journey.is_some(), entry.wire) {
            (true, _) => "Page",
            (false, Wire::Real) => "Browser",
            (false, _) => "Program",
        };
        let browser = usize::from(entry.journey.is_some());
        let cache = browser + usize::from(entry.has_cache());
        let api = cache + 1;
        Self { caller, browser, cache, api, count: api + 1 + usize::from(entry.has_receiver()) }
    }

    fn names(&self) -> Vec<&'static str> {
        let between =
            [(self.browser > 0, "Browser"), (self.cache > self.browser, "Shared cache"), (true, "API"), (self.count > self.api + 1, "Receiver")];
        [self.caller].into_iter().chain(between.into_iter().filter(|(is_there, _)| *is_there).map(|(_, name)| name)).collect()
    }
}

/// The sequence of an entry.
#[component]
pub fn Sequence(entry: Arc<Entry>) -> impl IntoView {
    let (workspace, lanes) = (workspace(), Lanes::of(&entry));
    window::after(0, move || reveal(workspace));
    let names = lanes
        .names()
        .into_iter()
        .enumerate()
        .map(|(index, name)| {
            view! { <li><b>{name}{(index == lanes.api).then(|| view! { " "<span>"this tab"</span> })}</b></li> }
        })
        .collect_view();
    let label = if entry.preflight().is_some() { "Sequence: preflight, then the request" } else { "Sequence" };
    let class = if lanes.count == 3 { "seq".to_owned() } else { format!("seq seq-{}", lanes.count) };
    let mut first = 0;
    let phases = entry.phases().into_iter().map(|phase| {
        let start = first;
        first += phase.lines.len();
        show_phase(&entry, lanes, start, phase)
    });
    view! {
        <div class=class role="group" aria-label=label tabindex="0">
            <ul class="lanes" aria-label="Participants">{names}</ul>
            <div class="flow">{phases.collect_view()}</div>
        </div>
    }
}

/// The sequence of an entry as a still picture, apart from the one that is played.
pub fn still(entry: &Arc<Entry>) -> AnyView {
    let lanes = Lanes::of(entry);
    let names = lanes.names().into_iter().map(|name| view! { <li><b>{name}</b></li> }).collect_view();
    let class = if lanes.count == 3 { "seq seq-lab".to_owned() } else { format!("seq seq-lab seq-{}", lanes.count) };
    let mut number = 0;
    let phases = entry.phases().into_iter().map(|phase| {
        let class = if phase.title == "Preflight" { "phase pre" } else { "phase" };
        let title = phase.title;
        let titled = !title.is_empty() && entry.journey.is_some();
        let rows = phase.lines.into_iter().map(|line| {
            number += 1;
            let look = look_of(entry, lanes, line);
            view! { <li class=look.class><span class="no" aria-hidden="true">{number}</span><span class="vh">{look.spoken}</span>{look.content}</li> }
        });
        let rows = rows.collect_view();
        view! {
            <ol class=class aria-label=if title.is_empty() { "Call" } else { title }>
                {titled.then(|| view! { <li class="phase-t"><span>{title}</span></li> })}{rows}
            </ol>
        }
    });
    let phases = phases.collect_view();
    view! { <div class=class><ul class="lanes" aria-label="Participants">{names}</ul><div class="flow">{phases}</div></div> }.into_any()
}

fn show_phase(entry: &Arc<Entry>, lanes: Lanes, start: usize, phase: Phase) -> AnyView {
    let class = if phase.title == "Preflight" { "phase pre" } else { "phase" };
    let label = match phase.title {
        "" => "Call",
        title => title,
    };
    // A program's exchange needs no name for its only stretch.
    let titled = !phase.title.is_empty() && (entry.journey.is_some() || phase.title != "Request");
    view! {
        <ol class=class start=start + 1 aria-label=label>
            {titled.then(|| view! {
                <li class="phase-t"><span aria-hidden="true">{phase.title}</span>{(!phase.reason.is_empty()).then(|| view! { <span class="phase-why">{phase.reason}</span> })}</li>
            })}
            {phase.lines.into_iter().enumerate().map(|(index, line)| show_line(entry, lanes, start + index, line)).collect_view()}
        </ol>
    }
    .into_any()
}

/// What a line looks like: its class, who speaks to whom, and its content.
struct Look {
    class: String,
    spoken: String,
    content: AnyView,
}

fn show_line(entry: &Arc<Entry>, lanes: Lanes, index: usize, line: Line) -> AnyView {
    step(index, look_of(entry, lanes, line))
}

fn look_of(entry: &Arc<Entry>, lanes: Lanes, line: Line) -> Look {
    let names = lanes.names();
    let name = |lane: usize| names.get(lane).copied().unwrap_or_default();
    // An arrow to the right asks, one to the left answers.
    let message = |from: usize, to: usize, tone: &str, content: AnyView| Look {
        class: format!("msg {}{from}{to} {tone}", if from < to { 'r' } else { 'l' }),
        spoken: format!("{} to {}: ", name(from), if to == lanes.api { "API".to_owned() } else { name(to).lower() }),
        content: text(content),
    };
    let note =
        |lane: usize, tone: &str, content: AnyView| Look { class: format!("note n{lane} {tone}"), spoken: format!("{}: ", name(lane)), content };
    let exchange = |place: usize| entry.exchanges.get(place);
    match line {
        Line::Call => message(0, lanes.browser, "", call(entry)),
        Line::Decided(party, verdict, why) => note(
            if party == Party::Cache { lanes.cache } else { lanes.browser },
            if verdict == Verdict::Blocked { "bad" } else { "" },
            boxed(
                match verdict {
                    Verdict::Allowed => ("check", "c2"),
                    Verdict::Noted => ("info", ""),
                    Verdict::Blocked => ("x", "c4"),
                },
                sentence(&why.text),
                &why.spec,
            ),
        ),
        Line::ToCache(request) => message(lanes.browser, lanes.cache, "", sent(&request)),
        Line::FromCache(response) => message(lanes.cache, lanes.browser, tone(response.status), answer(&response)),
        Line::Sent { place, .. } => message(lanes.cache, lanes.api, "", exchange(place).map(|exchange| sent(&exchange.request)).into_any()),
        Line::Server(place) => {
            let code = exchange(place).map_or(0, |exchange| exchange.response.status);
            let icon = match code / 100 {
                2 => ("check", "c2"),
                3 => ("check", "c3"),
                5 => ("x", "c5"),
                _ => ("x", "c4"),
            };
            let why = exchange(place).and_then(Exchange::decisive).map(|step| &step.why);
            let reason = why.map(|why| sentence(&why.text)).unwrap_or_default();
            note(lanes.api, tone(code), boxed(icon, reason, why.and_then(|why| why.spec.as_deref()).unwrap_or_default()))
        }
        Line::Answered { place, preflight } => {
            let content = exchange(place).map(|exchange| if preflight { permission(entry, exchange) } else { answer(&exchange.response) });
            message(lanes.api, lanes.cache, exchange(place).map_or("", |exchange| tone(exchange.response.status)), content.into_any())
        }
        Line::Delivered(true) => {
            let is_readable = entry.given().is_some() && !entry.is_copy();
            let opens = entry.options.mode == Some(Mode::Navigate);
            let words = if opens {
                "the next page"
            } else if entry.is_copy() {
                "the kept copy"
            } else if is_readable {
                "readable"
            } else {
                "opaque"
            };
            let code = entry.given().map_or(200, |response| response.status);
            message(
                1,
                0,
                tone(code),
                view! { <span>{words}<span class="d-only">{if is_readable && !opens { " by the page" } else { "" }}</span></span> }.into_any(),
            )
        }
        Line::Delivered(false) => message(1, 0, "bad", view! { <span><span class="d-only">"TypeError: "</span>"Failed to fetch"</span> }.into_any()),
        Line::Aborted => {
            let who = if entry.journey.is_some() { "AbortError: the page" } else { "The program" };
            note(0, "bad", boxed(("x", "c4"), format!("{who} no longer listens"), "Fetch: AbortController"))
        }
        Line::Announced(place, index) => {
            let delivery = exchange(place).and_then(|exchange| exchange.deliveries.get(index));
            message(
                lanes.api,
                lanes.api + 1,
                "",
                view! { <code>{delivery.map(|delivery| delivery.event.clone()).unwrap_or_default()}</code> }.into_any(),
            )
        }
    }
}

fn step(index: usize, look: Look) -> AnyView {
    let workspace = workspace();
    let player: Player = expect_context();
    let now = Memo::new(move |_| workspace.step.get() == index);
    let later = Memo::new(move |_| {
        (player.playing.get() || workspace.presents.get() || workspace.waiting.with(Option::is_some)) && workspace.step.get() < index
    });
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

fn boxed((icon, class): (&'static str, &'static str), reason: String, spec: &str) -> AnyView {
    let title = if spec.is_empty() { reason.clone() } else { format!("{reason}. {spec}") };
    view! { <span class="box" title=title><Icon name=icon class=class/><span>{reason}</span></span> }.into_any()
}

fn call(entry: &Entry) -> AnyView {
    let carries = match (entry.request.headers.has("authorization"), entry.request.headers.has("x-api-key")) {
        (true, _) => "with a token",
        (_, true) => "with a key",
        _ => "as anybody",
    };
    let how = match entry.options.mode {
        Some(Mode::Navigate) if entry.request.method == Method::GET => "a link",
        Some(Mode::Navigate) => "a form",
        _ => "fetch()",
    };
    view! { <code>{how}</code><span class="d-only">{carries}</span> }.into_any()
}

fn sent(request: &Request) -> AnyView {
    let method = request.method.to_string();
    let tail = if request.headers.has("access-control-request-method") { question(request) } else { guard(request) };
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

fn answer(response: &Response) -> AnyView {
    let words = short_type(response).unwrap_or_else(|| status::reason(response.status).to_owned());
    view! { <StatusBadge status=response.status class="st-plain st-small"/><span class="trunc">{words}</span> }.into_any()
}

/// What a preflight's answer permits, in words, and for how long.
fn permission(entry: &Entry, exchange: &Exchange) -> AnyView {
    let seconds = exchange.response.headers.get("access-control-max-age").and_then(|seconds| seconds.parse::<u32>().ok());
    let (words, how_long) = match seconds {
        _ if entry.is_held_back() && entry.exchanges.last().is_some_and(|last| std::ptr::eq(last, exchange)) => ("comes too late", String::new()),
        _ if entry.main().is_none() => ("not allowed", String::new()),
        None => ("allowed", String::new()),
        Some(seconds @ 0..=119) => ("allowed", format!(", keep for {seconds} s")),
        Some(seconds @ 120..=7199) => ("allowed", format!(", keep for {} min", seconds / 60)),
        Some(seconds) => ("allowed", format!(", keep for {} h", seconds / 3600)),
    };
    let code = exchange.response.status;
    view! { <StatusBadge status=code class="st-plain st-small"/><span class="trunc">{words}<span class="d-only">{how_long}</span></span> }.into_any()
}
