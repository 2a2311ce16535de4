//! What changed in the content since the last answer of the same URL: each place that differs, before and after.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;

use crate::ui::traffic::Entry;
use crate::ui::workspace::Workspace;

/// The most places that are listed.
const MOST: usize = 30;

/// A place that differs: its path, what stood there and what stands there.
type Change = (String, Option<Value>, Option<Value>);

/// The changes against the answer before, folded; nothing where there is none to compare with.
pub fn draw(workspace: Workspace, entry: &Entry) -> Option<AnyView> {
    let now = body(entry)?;
    let (number, before) = workspace.traffic.with_untracked(|traffic| {
        let same = |other: &&Arc<Entry>| other.number < entry.number && other.request.target == entry.request.target && other.client == entry.client;
        traffic.iter().rev().filter(same).find_map(|other| Some((other.number, body(other)?)))
    })?;
    let mut changes = Vec::new();
    compare(String::new(), Some(&before), Some(&now), &mut changes);
    let count = changes.len();
    let title = match count {
        0 => format!("The same content as in #{number}"),
        1 => format!("1 place differs from #{number}"),
        count => format!("{count} places differ from #{number}"),
    };
    if count == 0 {
        return Some(view! { <p class="hint body-from">{title}</p> }.into_any());
    }
    let rows = changes.into_iter().take(MOST).map(|(path, old, new)| {
        let path = if path.is_empty() { "the whole".to_owned() } else { path };
        view! {
            <li><code>{path}</code>
                {old.map(|old| view! { <del><span class="vh">"was "</span>{shown(&old)}</del> })}
                {new.map(|new| view! { <ins><span class="vh">"is "</span>{shown(&new)}</ins> })}
            </li>
        }
    });
    Some(view! { <details class="body-diff" open=count <= 6><summary>{title}</summary><ul>{rows.collect_view()}</ul></details> }.into_any())
}

fn body(entry: &Entry) -> Option<Value> {
    entry.given().or_else(|| entry.main().map(|exchange| &exchange.response))?.body.json()
}

/// A value on one line, cut where it is long.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

fn compare(path: String, old: Option<&Value>, new: Option<&Value>, into: &mut Vec<Change>) {
    match (old, new) {
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            for name in before.keys().chain(after.keys().filter(|name| !before.contains_key(*name))) {
                compare(format!("{path}/{name}"), before.get(name), after.get(name), into);
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) => {
            for index in 0..before.len().max(after.len()) {
                compare(format!("{path}/{index}"), before.get(index), after.get(index), into);
            }
        }
        (old, new) if old != new => into.push((path, old.cloned(), new.cloned())),
        _ => {}
    }
}
