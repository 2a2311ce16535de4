//! The chosen change: before and now, who breaks, the old request on both servers, a softer way.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::compare::{Change, Level, Sends};
use roundtrip::http::{Response, json, status};
use roundtrip::proofs::both::{self, Both, Twist};

use super::view::{Compared, shape};
use crate::ui::kit::{MethodWord, StatusBadge};
use crate::ui::toasts::Toast;
use crate::ui::workspace::workspace;

/// Lines of an answer that are shown.
const LINES: usize = 60;

/// The detail.
#[component]
pub fn Detail() -> impl IntoView {
    let compared: Compared = expect_context();
    let change = Memo::new(move |_| {
        compared
            .report
            .with(|report| report.as_ref().and_then(|report| report.changes.get(compared.chosen.get()).or(report.changes.first()).cloned()))
    });
    let shown = Memo::new(move |_| {
        let change = change.get()?;
        let twist = change.sends.clone().map(|sends| match sends {
            Sends::Member(name, value) => Twist::Member(name, value),
            Sends::Without(name) => Twist::Without(name),
            Sends::Query(name, value) => Twist::Query(name, value),
        });
        let (old, new) = (compared.old.with(|old| old.design.clone())?, compared.new_version().design?);
        let mut tried = change.endpoints.iter().take(4).filter_map(|id| both::run(&old, &new, id, twist.as_ref()));
        tried.find(|both| both.differs() && change.is_shown_by(both.old.response.status, both.new.response.status)).map(Arc::new)
    });
    view! {
        <div class="cmp-detail" tabindex="0" role="region" aria-label="The chosen change">
            {move || change.get().map(about)}
            // What is not on the workspace cannot be changed here.
            {move || change.get().filter(|_| compared.other.with(Option::is_none)).map(soften)}
            {move || match (shown.get(), change.with(|change| change.as_ref().map(|change| change.level))) {
                (Some(both), _) => exchange(&both).into_any(),
                (None, Some(Level::Breaking | Level::Risky)) => view! {
                    <p class="hint">"The usual request of an old client meets no difference here: it takes another value, another client, or more requests."</p>
                }.into_any(),
                _ => ().into_any(),
            }}
        </div>
    }
}

fn about(change: Change) -> impl IntoView {
    let said = |text: String| {
        if text.is_empty() { view! { <span class="hint">"nothing"</span> }.into_any() } else { view! { <code>{text}</code> }.into_any() }
    };
    let differs = !change.old.is_empty() || !change.new.is_empty();
    let values = differs.then(|| view! { <dl class="cmp-v"><div><dt>"Old"</dt><dd>{said(change.old.clone())}</dd></div><div><dt>"New"</dt><dd>{said(change.new.clone())}</dd></div></dl> });
    let who = if change.level <= Level::Risky { "Who breaks" } else { "Who notices" };
    let calls = (!change.calls.is_empty()).then(|| {
        let calls = change.calls.iter().map(|call| {
            let (method, path) = call.split_once(' ').unwrap_or_default();
            view! { <li><MethodWord method=method.to_owned()/>" "<code>{path.to_owned()}</code></li> }
        });
        view! { <section><h3>"Where"</h3><ul class="cmp-calls">{calls.collect_view()}</ul></section> }
    });
    view! {
        <h2 class="cmp-t"><i class=shape(change.level) aria-hidden="true"></i><span class="vh">{change.level.word()}": "</span>{change.title.clone()}</h2>
        {values}
        <section><h3>{who}</h3><p>{change.who.clone()}</p></section>
        {calls}
    }
}

/// The old request, and both answers.
fn exchange(both: &Both) -> impl IntoView {
    let request = &both.old.request;
    let lines = request.headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect::<String>();
    let body = request.body.text().unwrap_or_default().to_owned();
    let target = request.target.clone();
    view! {
        <section class="cmp-run">
            <h3>{format!("Seen by running it, as {}", both.who)}</h3>
            <pre class="raw" tabindex="0" role="region" aria-label="The old request">{format!("{} {target}\n{lines}{}{body}", request.method, if body.is_empty() { "" } else { "\n" })}</pre>
            <div class="cmp-two">{answer("The old server", &both.old.response)}{answer("The new server", &both.new.response)}</div>
        </section>
    }
}

fn answer(title: &'static str, response: &Response) -> impl IntoView {
    let told = ["content-type", "location", "link", "www-authenticate", "retry-after", "allow", "deprecation", "sunset", "etag"];
    let headers = response.headers.iter().filter(|(name, _)| told.contains(&name.to_ascii_lowercase().as_str()));
    let headers: String = headers.map(|(name, value)| format!("{name}: {value}\n")).collect();
    let body = response.body.json().map_or_else(|| response.body.text().unwrap_or_default().to_owned(), |value| json::pretty(&value));
    let mut body: Vec<&str> = body.lines().collect();
    let more = body.len().saturating_sub(LINES);
    body.truncate(LINES);
    let body = body.join("\n");
    let rest = (more > 0).then(|| format!("\n… {more} more lines"));
    view! {
        <div>
            <p class="cmp-a"><b>{title}</b>" "<StatusBadge status=response.status text=status::line(response.status)/></p>
            <pre class="raw" tabindex="0" role="region" aria-label=title>{headers}"\n"{body}{rest}</pre>
        </div>
    }
}

/// The softer way, as one step of undo.
fn soften(change: Change) -> impl IntoView {
    let workspace = workspace();
    change.softer.map(|softer| {
        let (label, edits) = (softer.label.clone(), softer.edits);
        let run = move |_| {
            if workspace.edit_as(format!("Soften: {label}"), edits.clone(), None).is_ok() {
                workspace.toast(Toast::undoable(format!("Softened: {label}.")));
            }
        };
        view! {
            <section class="cmp-soft"><h3>"Soften it"</h3>
                <p>{softer.label}"."</p>
                <button class="btn btn-main" type="button" on:click=run>"Soften it"</button>
            </section>
        }
    })
}
