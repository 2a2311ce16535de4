//! Response headers: those that matter here with a sentence each; and the tab with all lines of both messages.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::http::{Headers, Response};
use roundtrip::mock::{Exchange, Stage};
use roundtrip::order;

use super::ON_ITS_WAY;
use super::player::scroll_near;
use crate::browser::window;
use crate::ui::traffic::{Entry, Line};
use crate::ui::workspace::{Workspace, workspace};

/// Fields in the order in which they tell something; what is not named comes behind.
const FIRST: [&str; 18] = [
    "www-authenticate",
    "retry-after",
    "allow",
    "accept-patch",
    "accept-post",
    "accept",
    "location",
    "etag",
    "link",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-max-age",
    "content-type",
    "access-control-allow-origin",
    "cache-control",
    "vary",
    "access-control-expose-headers",
    "last-modified",
];
/// On every answer: they explain nothing about this one.
const ROUTINE: [&str; 2] = ["date", "content-length"];

/// What is said of a field that CORS keeps from the page.
const NOT_EXPOSED: &str = "Not readable by the page's script: not exposed.";

/// A line with what is known about it.
#[derive(Clone)]
struct Told {
    name: String,
    value: String,
    note: Option<String>,
    /// The stage that set it.
    stage: Option<Stage>,
    hidden: bool,
}

/// The lines of an answer, with what its exchange says of them; a copy from a cache has none.
fn told(response: &Response, exchange: Option<&Exchange>, hidden: &[String]) -> Vec<Told> {
    let line = |(name, value): (&str, &str)| Told {
        name: name.to_owned(),
        value: value.to_owned(),
        stage: exchange.and_then(|exchange| exchange.note(name)?.stage),
        note: match (exchange, name) {
            (Some(exchange), name) => exchange.note(name).map(|note| note.text.to_string()),
            (None, "age") => Some(format!("The copy is {value} s old (RFC 9111 section 5.1).")),
            (None, "cache-control") => Some("What lets the cache answer in the server's place.".to_owned()),
            (None, "etag" | "last-modified") => Some("By this the copy is validated once it is stale.".to_owned()),
            (None, "vary") => Some("The copy answers only requests that agree in these fields.".to_owned()),
            (None, _) => None,
        },
        hidden: hidden.iter().any(|known| known == name),
    };
    response.headers.iter().map(line).collect()
}

/// The headers that mattered to the answer of the marked step.
#[component]
pub fn KeyHeaders(entry: Arc<Entry>) -> impl IntoView {
    let workspace = workspace();
    let steps = Arc::clone(&entry);
    let place = Memo::new(move |_| steps.place_at(workspace.step.get()));
    workspace.pointed.set(None);
    view! {
        <section aria-labelledby="t-hdr" tabindex="0">
            {move || seen(&entry, place.get()).map(|(response, exchange)| {
                let all = told(response, exchange, exchange.map_or(&[], |exchange| hidden_of(&entry, exchange)));
                let count = all.len();
                let mut key: Vec<Told> = all.into_iter().filter(|line| line.note.is_some() && !ROUTINE.contains(&line.name.as_str())).collect();
                order::by_key(&mut key, |line| FIRST.iter().position(|name| *name == line.name).unwrap_or(FIRST.len()));
                let matter = key.len();
                view! {
                    <h3 class="h3" id="t-hdr">"Response headers "<span class="r">{format!("{matter} of {count} matter here")}</span></h3>
                    <ul class="hdr">{key.into_iter().map(|line| show(line, false)).collect_view()}</ul>
                }
            })}
        </section>
    }
}

/// The answer at a place, with its exchange; the kept copy where the server was not asked.
fn seen(entry: &Entry, place: usize) -> Option<(&Response, Option<&Exchange>)> {
    match entry.exchanges.get(place) {
        Some(exchange) => Some((&exchange.response, Some(exchange))),
        None => Some((entry.given()?, None)),
    }
}

/// Fields of an exchange that the page cannot see; a preflight's are the browser's alone.
fn hidden_of<'a>(entry: &'a Entry, exchange: &Exchange) -> &'a [String] {
    match entry.main() {
        Some(main) if std::ptr::eq(main, exchange) => entry.hidden(),
        _ => &[],
    }
}

fn show(line: Told, in_full: bool) -> AnyView {
    let value = line.value.clone();
    // What is written for browsers and caches is no loss to the page.
    let marked = line.hidden && !in_full && !line.name.starts_with("access-control-") && line.name != "vary";
    let (stage, workspace) = (line.stage.filter(|_| !in_full), workspace());
    let is_on = move || stage.is_some() && workspace.pointed.get() == stage;
    let name = line.name.clone();
    view! {
        <li class:is-on=is_on>
            {stage.map(|stage| view! {
                <button class="hit" type="button" aria-label=format!("{name}: show what set it") aria-pressed=move || is_on().to_string() on:click=move |_| point(workspace, stage)></button>
            })}
            <div class="kv">
                <b>{line.name}":"</b><span class="trunc" title=value>{line.value}</span>
                {marked.then(|| view! { <span class="hdr-hid" title=NOT_EXPOSED>"not exposed"</span> })}
            </div>
            {line.note.map(|note| view! { <p>{note}</p> })}
            {(line.hidden && in_full).then(|| view! { <p>{NOT_EXPOSED}</p> })}
        </li>
    }
    .into_any()
}

/// Marks the line of the trace that set a field, and the step in which the answer carries it; or takes the mark away.
fn point(workspace: Workspace, stage: Stage) {
    workspace.pointed.update(|pointed| *pointed = if *pointed == Some(stage) { None } else { Some(stage) });
    let Some(entry) = workspace.shown_entry() else { return };
    let place = entry.place_at(workspace.step.get_untracked());
    if let Some(step) = entry.lines().iter().position(|line| matches!(line, Line::Answered { place: at, .. } if *at == place)) {
        workspace.step.set(step);
    }
    window::after(0, || {
        if let Some(line) = window::document().and_then(|document| document.query_selector(".trace .is-on").ok().flatten()) {
            scroll_near(&line);
        }
    });
}

/// Every line of request and response.
#[component]
pub fn HeadersTab(entry: Memo<Option<Arc<Entry>>>) -> impl IntoView {
    let workspace = workspace();
    view! {
        <div class="tab-scroll" tabindex="0" role="region" aria-label="All header lines">
            {move || {
                let entry = entry.get()?;
                let step = workspace.step.get();
                let (response, exchange) = seen(&entry, entry.place_at(step))?;
                let request = exchange.map_or(&entry.request, |exchange| &exchange.request);
                let source = if exchange.is_some() { "Response" } else { "From the cache" };
                let answer = match workspace.waiting.with(Option::is_some) {
                    true => view! { <h3 class="hdr-h">"Response"</h3><p class="hint">{ON_ITS_WAY}</p> }.into_any(),
                    false => view! {
                        <h3 class="hdr-h">{format!("{source}, {} {}", response.status, lines(response.headers.len()))}</h3>
                        <ul class="hdr hdr-all">{told(response, exchange, exchange.map_or(&[], |exchange| hidden_of(&entry, exchange))).into_iter().map(|line| show(line, true)).collect_view()}</ul>
                    }
                    .into_any(),
                };
                Some(view! {
                    <h3 class="hdr-h">{format!("Request, {} {}", request.method, lines(request.headers.len()))}</h3>
                    <ul class="hdr hdr-all">{plain(&request.headers)}</ul>
                    {answer}
                })
            }}
        </div>
    }
}

fn lines(count: usize) -> String {
    match count {
        1 => "with 1 line".to_owned(),
        count => format!("with {count} lines"),
    }
}

fn plain(headers: &Headers) -> AnyView {
    if headers.is_empty() {
        return view! { <li><p>"None."</p></li> }.into_any();
    }
    headers
        .iter()
        .map(|(name, value)| show(Told { name: name.to_owned(), value: value.to_owned(), note: None, stage: None, hidden: false }, true))
        .collect_view()
        .into_any()
}
