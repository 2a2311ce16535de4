//! The content of the answer: JSON as a tree that folds, anything else as text.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::http::Response;
use serde_json::Value;

use super::ON_ITS_WAY;
use crate::ui::traffic::Entry;
use crate::ui::workspace::workspace;

/// Branches deeper than this begin folded.
const OPEN: usize = 3;
/// The most members of one branch that are shown.
const MOST: usize = 200;

/// The content of the exchange that the marked step speaks of.
#[component]
pub fn BodyTab(entry: Memo<Option<Arc<Entry>>>) -> impl IntoView {
    let workspace = workspace();
    move || {
        let entry = entry.get()?;
        if workspace.waiting.with(Option::is_some) {
            return Some(match entry.request.body.text().filter(|text| !text.is_empty()) {
                Some(text) => view! {
                    <p class="hint body-from">{ON_ITS_WAY}" This was sent:"</p>
                    <pre class="raw" tabindex="0" role="region" aria-label="Request body">{text.to_owned()}</pre>
                }
                .into_any(),
                None => view! { <div class="empty"><p>{ON_ITS_WAY}</p></div> }.into_any(),
            });
        }
        let exchange = entry.exchanges.get(entry.place_at(workspace.step.get())).filter(|_| !entry.is_copy());
        match (exchange, entry.given()) {
            (Some(exchange), _) => {
                let is_main = entry.main().is_some_and(|main| std::ptr::eq(main, exchange));
                let differs = is_main.then(|| super::body_diff::draw(workspace, &entry)).flatten();
                Some(view! { {differs}{content(&exchange.response)} }.into_any())
            }
            (None, Some(copy)) => {
                let source = format!("From {}'s cache: this is what the page reads.", entry.client);
                Some(view! { <p class="hint body-from">{source}</p>{super::body_diff::draw(workspace, &entry)}{content(copy)} }.into_any())
            }
            (None, None) => None,
        }
    }
}

fn content(response: &Response) -> AnyView {
    if response.body.is_empty() {
        let text = match response.status {
            304 => "No content: the copy that the client holds is still right.",
            204 => "No content: that is what 204 says.",
            _ => "No content.",
        };
        return view! { <div class="empty"><p>{text}</p></div> }.into_any();
    }
    let is_problem = response.headers.get("content-type").is_some_and(|kind| kind.starts_with("application/problem+json"));
    match response.body.json() {
        Some(value) => view! {
            <div class="json" tabindex="0" role="region" aria-label="Response body">{node(None, &value, 0, is_problem)}</div>
        }
        .into_any(),
        None => {
            let text = response.body.text().map_or_else(|| format!("{} bytes that are no text.", response.body.len()), str::to_owned);
            view! { <pre class="raw" tabindex="0" role="region" aria-label="Response body">{text}</pre> }.into_any()
        }
    }
}

/// A value with its name, folded if it has members.
fn node(name: Option<&str>, value: &Value, depth: usize, is_problem: bool) -> AnyView {
    let key = || name.map(|name| view! { <span class="k">{Value::from(name).to_string()}</span>": " });
    let branch = |open: char, close: char, count: usize, items: AnyView| {
        let shown = if count > MOST { format!("… and {} more: see Raw", count - MOST) } else { String::new() };
        let what = match open {
            '[' => {
                if count == 1 {
                    "item"
                } else {
                    "items"
                }
            }
            _ => {
                if count == 1 {
                    "member"
                } else {
                    "members"
                }
            }
        };
        view! {
            <details open=depth < OPEN>
                <summary>{key()}{open.to_string()}<span class="n">{format!(" {count} {what} {close}")}</span></summary>
                <ul>{items}{(!shown.is_empty()).then(|| view! { <li class="why">{shown}</li> })}</ul><span class="json-end">{close.to_string()}</span>
            </details>
        }
        .into_any()
    };
    match value {
        Value::Object(members) if !members.is_empty() => {
            let items = members.iter().take(MOST).map(|(name, value)| {
                let why = is_problem.then(|| member_of_problem(name)).flatten();
                let shown = match value.as_str().filter(|_| is_problem && name == "type").and_then(|uri| uri.rsplit('/').next()) {
                    // The URI leads to a page about the problem type, and that page is here (RFC 9457 section 3.1.1).
                    Some(kind) => {
                        let href = format!("#/problem/{kind}");
                        view! { <span class="k">"\"type\""</span>": "<a class="s" href=href>{value.to_string()}</a> }.into_any()
                    }
                    None => node(Some(name), value, depth + 1, false),
                };
                view! { <li>{shown}{why.map(|why| view! { <span class="why">"  "{why}</span> })}</li> }
            });
            branch('{', '}', members.len(), items.collect_view().into_any())
        }
        Value::Array(values) if !values.is_empty() => {
            let items = values.iter().take(MOST).map(|value| view! { <li>{node(None, value, depth + 1, false)}</li> });
            branch('[', ']', values.len(), items.collect_view().into_any())
        }
        leaf => {
            let class = match leaf {
                Value::String(_) => "s",
                Value::Object(_) | Value::Array(_) => "p",
                _ => "d",
            };
            view! { {key()}<span class=class>{leaf.to_string()}</span> }.into_any()
        }
    }
}

/// What a member of a problem details object is for (RFC 9457 section 3.1).
fn member_of_problem(name: &str) -> Option<&'static str> {
    Some(match name {
        "type" => "names the kind of problem, for programs",
        "title" => "the kind of problem in words, the same each time",
        "status" => "the status code again, for logs",
        "detail" => "what happened this time",
        "instance" => "where it happened",
        "errors" => "one entry per fault, with its place",
        "conflictsWith" => "the record in the way",
        _ => return None,
    })
}
