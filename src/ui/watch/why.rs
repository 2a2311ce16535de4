//! «Why 409?» The decisions of the server in order, the one that answered opened up.

use std::sync::Arc;

use leptos::{html, prelude::*};
use roundtrip::design::words::sentence;
use roundtrip::mock::{Exchange, Outcome, Stage, Step};
use roundtrip::user_agent::Verdict;

use super::head::rule_button;
use crate::browser::window;
use crate::ui::kit::Icon;
use crate::ui::traffic::{Entry, Line};
use crate::ui::workspace::workspace;

/// The trace of the exchange that the marked step speaks of.
#[component]
pub fn Why(entry: Arc<Entry>) -> impl IntoView {
    let workspace = workspace();
    let steps = Arc::clone(&entry);
    let place = Memo::new(move |_| steps.place_at(workspace.step.get()));
    let all = RwSignal::new(false);
    let section = NodeRef::<html::Section>::new();
    Effect::new(move |_| {
        place.track();
        window::after(0, move || show_decision(section));
    });
    view! {
        <section aria-labelledby="t-why" tabindex="0" node_ref=section>
            {move || match entry.exchanges.get(place.get()) {
                None => unasked(&entry),
                Some(exchange) => trace("t-why", exchange, entry.blocked().is_some(), all, true),
            }}
        </section>
    }
}

/// What the browser decided where the server was not asked.
fn unasked(entry: &Entry) -> AnyView {
    let title = match entry.given() {
        Some(response) => format!("Why {} without a request?", response.status),
        None => "Why no answer?".to_owned(),
    };
    let lines = entry.lines().into_iter().filter_map(|line| match line {
        Line::Decided(_, verdict, why) => Some((verdict, why)),
        _ => None,
    });
    let lines = lines.map(|(verdict, why)| {
        let (icon, class, word) = match verdict {
            Verdict::Blocked => ("x", "stop", "Stopped here: "),
            Verdict::Allowed => ("check", "", "Passed: "),
            Verdict::Noted => ("info", "", ""),
        };
        let text = sentence(&why.text);
        let spec = (!why.spec.is_empty()).then(|| view! { <dl class="eg"><dt>"Standard"</dt><dd>{spec_link(&why.spec)}</dd></dl> });
        view! { <li class=class><Icon name=icon/><b><span class="vh">{word}</span>"Browser"</b><span class="trunc" title=text.clone()>{text.clone()}</span>{spec}</li> }
    });
    view! {
        <h3 class="h3" id="t-why">{title}</h3>
        <p class="hint">"Nothing reached the server: the browser decided by itself."</p>
        <ol class="trace">{lines.collect_view()}</ol>
    }
    .into_any()
}

/// Scrolls the section, and nothing around it, until the line that decided is in sight.
fn show_decision(section: NodeRef<html::Section>) {
    // The exchange may have changed meanwhile, and this section with it.
    let Some(section) = section.get_untracked() else { return };
    let Some(line) = section.query_selector(".stop").ok().flatten() else { return };
    let (line, room) = (line.get_bounding_client_rect(), section.get_bounding_client_rect());
    // What the line begins with is not to go under the heading, which stays.
    let heading = section.first_element_child().map_or(0.0, |heading| heading.get_bounding_client_rect().height());
    let missing = (line.bottom() - room.bottom()).min(line.top() - room.top() - heading);
    if missing > 0.0 {
        section.set_scroll_top(section.scroll_top() + missing.ceil() as i32);
    }
}

/// Whether a step kept something back: it answered with an error, or did not give the permission that was asked for.
fn refuses(step: &Step, code: u16) -> bool {
    match step.outcome {
        Outcome::Answered => code >= 400 || step.why.expected.is_some(),
        Outcome::Passed => step.stage == Stage::Cors && step.why.expected.is_some(),
        Outcome::Skipped => false,
    }
}

/// The trace of an exchange under a heading of this id, with the way to the rule that decided where it can be edited.
pub fn trace(id: &'static str, exchange: &Exchange, is_blocked: bool, all: RwSignal<bool>, editable: bool) -> AnyView {
    let code = exchange.response.status;
    // Where the browser blocked it, what the server said to pages of other origins is what matters.
    let cors = exchange.trace.0.iter().find(|step| is_blocked && step.stage == Stage::Cors && refuses(step, code));
    let deciding = exchange.trace.decisive().filter(|step| refuses(step, code)).or(cors).or_else(|| exchange.decisive());
    let is_blocked = is_blocked && deciding.is_some_and(|step| refuses(step, code));
    let decisive = deciding.map(|step| step.stage);
    let edit = deciding.and_then(|step| step.why.design.clone()).filter(|_| editable).map(rule_button);
    let quiet =
        |step: &Step| Some(step.stage) != decisive && (step.outcome == Outcome::Skipped || matches!(step.stage, Stage::Message | Stage::Finish));
    let hidden = exchange.trace.0.iter().filter(|step| quiet(step)).count();
    let (before, behind): (Vec<&Step>, Vec<&Step>) = exchange.trace.0.iter().partition(|step| step.stage < Stage::Cors);
    let pointed = workspace().pointed;
    let line = |step: &&Step| {
        let shown = !quiet(step);
        let step = (*step).clone();
        let is_decisive = Some(step.stage) == decisive;
        move || {
            let is_on = pointed.get() == Some(step.stage);
            (shown || all.get() || is_on).then(|| show_step(&step, is_decisive, is_on, code))
        }
    };
    let before = before.iter().map(line).collect_view();
    let behind = behind.iter().map(line).collect_view();
    view! {
        <h3 class="h3" id=id>{if is_blocked { "Why blocked?".to_owned() } else { format!("Why {code}?") }}{edit}</h3>
        <ol class="trace">{before}{not_reached(&exchange.trace.not_reached())}{behind}</ol>
        {(hidden > 0).then(|| view! {
            <button class="btn-text small trace-all" type="button" aria-expanded=move || all.get().to_string() on:click=move |_| all.update(|all| *all = !*all)>
                {move || if all.get() { "Show fewer checks".to_owned() } else { format!("{hidden} more {} had nothing to add", if hidden == 1 { "check" } else { "checks" }) }}
            </button>
        })}
    }
    .into_any()
}

fn show_step(step: &Step, is_decisive: bool, is_on: bool, code: u16) -> AnyView {
    let stopped = refuses(step, code);
    let (icon, word) = match step.outcome {
        _ if stopped => ("x", "Stopped here: "),
        Outcome::Skipped => ("minus", "Skipped: "),
        _ => ("check", "Passed: "),
    };
    let class = match (is_decisive, step.outcome) {
        _ if stopped && code < 500 => "stop",
        (true, _) => match code / 100 {
            2 => "stop stop-2",
            3 => "stop stop-3",
            5 => "stop stop-5",
            _ => "stop",
        },
        (false, Outcome::Skipped) => "skip-s",
        _ => "",
    };
    let why = &step.why;
    let text = why.text.to_string();
    let compared = is_decisive.then(|| {
        let row = |name: &'static str, value: Option<String>| value.map(|value| view! { <dt>{name}</dt><dd>{value}</dd> });
        let spec = why.spec.as_deref().map(|spec| view! { <dt>"Standard"</dt><dd>{spec_link(spec)}</dd> });
        (why.expected.is_some() || why.spec.is_some()).then(|| {
            view! {
                <dl class="eg">{row("Expected", why.expected.clone())}{row("Got", why.got.clone())}{spec}</dl>
            }
        })
    });
    view! {
        <li class=class class:is-on=is_on><Icon name=icon/><b><span class="vh">{word}</span>{step.stage.title()}</b><span class="trunc" title=text.clone()>{text.clone()}</span>{compared}</li>
    }
    .into_any()
}

/// One line for what was not reached: it is the same for each.
fn not_reached(stages: &[Stage]) -> Option<AnyView> {
    let first = stages.first()?;
    let rest = stages.len() - 1;
    let titles = stages.iter().map(|stage| stage.title()).collect::<Vec<_>>().join(", ");
    let text = match rest {
        0 => "not reached".to_owned(),
        1 => format!("not reached, nor {}", stages.last().map_or("", |stage| stage.title())),
        _ => format!("not reached, nor {rest} more"),
    };
    Some(view! { <li class="skip-s" title=titles><Icon name="ring"/><b>{first.title()}</b><span class="trunc">{text}</span></li> }.into_any())
}

/// A standard's section as a link to its text.
fn spec_link(spec: &str) -> AnyView {
    let words: Vec<&str> = spec.split(' ').collect();
    let href = match words.as_slice() {
        ["RFC", number, "section", section, ..] => Some(format!("https://www.rfc-editor.org/rfc/rfc{number}#section-{section}")),
        ["RFC", number, ..] => Some(format!("https://www.rfc-editor.org/rfc/rfc{number}")),
        ["Fetch", ..] => Some("https://fetch.spec.whatwg.org/#http-cors-protocol".to_owned()),
        _ => None,
    };
    let text = spec.to_owned();
    match href {
        Some(href) => view! { <a href=href target="_blank" rel="noopener">{text}</a> }.into_any(),
        None => text.into_any(),
    }
}
