//! The query as rows. They are read from the target and written back to it, so the address bar and the rows say the same.

use leptos::prelude::*;
use roundtrip::http::Target;

use crate::ui::kit::Icon;
use crate::ui::workspace::workspace;

/// Names and values of a target's query, decoded where they decode.
pub fn pairs(target: &str) -> Vec<(String, String)> {
    let query = target.split('#').next().unwrap_or_default().split_once('?').map(|(_, query)| query).unwrap_or_default();
    let decoded = |pair: &str| {
        let read = Target::parse(&format!("/?{pair}")).ok().and_then(|target| target.query.into_iter().next());
        let raw = || pair.split_once('=').map_or_else(|| (pair.to_owned(), String::new()), |(name, value)| (name.to_owned(), value.to_owned()));
        read.unwrap_or_else(raw)
    };
    query.split('&').filter(|pair| !pair.is_empty()).map(decoded).collect()
}

/// The target with this query in the place of its own.
fn with_pairs(target: &str, query: Vec<(String, String)>) -> String {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let written = Target { segments: Vec::new(), query }.to_string();
    format!("{path}{}", written.trim_start_matches('/'))
}

/// Query parameters; the last row is empty and becomes one when it is typed in.
#[component]
pub fn QueryPart() -> impl IntoView {
    let target = workspace().draft.target;
    let rows = Memo::new(move |_| target.with(|target| pairs(target)));
    view! {
        <ul class="kvs kvs-3" aria-label="Query parameters">
            <For each=move || 0..=rows.with(Vec::len) key=|index| *index let:index><Row index rows/></For>
        </ul>
    }
}

#[component]
fn Row(index: usize, rows: Memo<Vec<(String, String)>>) -> impl IntoView {
    let target = workspace().draft.target;
    let is_new = move || rows.with(|rows| index >= rows.len());
    let name = move || rows.with(|rows| rows.get(index).map(|(name, _)| name.clone()).unwrap_or_default());
    let value = move || rows.with(|rows| rows.get(index).map(|(_, value)| value.clone()).unwrap_or_default());
    let change = move |set: &dyn Fn(&mut (String, String))| {
        let mut pairs = rows.get_untracked();
        if index >= pairs.len() {
            pairs.push((String::new(), String::new()));
        }
        if let Some(pair) = pairs.get_mut(index) {
            set(pair);
        }
        target.update(|target| *target = with_pairs(target, pairs));
    };
    let delete = move |_| {
        let mut pairs = rows.get_untracked();
        if index < pairs.len() {
            pairs.remove(index);
        }
        target.update(|target| *target = with_pairs(target, pairs));
    };
    view! {
        <li class="kvrow">
            <input class="cell mono" type="text" spellcheck="false" autocapitalize="off" placeholder="name" aria-label=format!("Name of parameter {}", index + 1)
                prop:value=name on:input=move |event: web_sys::Event| { let text = event_target_value(&event); change(&|pair| pair.0.clone_from(&text)); }/>
            <input class="cell mono" type="text" spellcheck="false" autocapitalize="off" placeholder="value" aria-label=format!("Value of parameter {}", index + 1)
                prop:value=value on:input=move |event: web_sys::Event| { let text = event_target_value(&event); change(&|pair| pair.1.clone_from(&text)); }/>
            {move || (!is_new()).then(|| view! {
                <button class="btn btn-s btn-icon" type="button" aria-label=move || format!("Delete parameter {}", name()) on:click=delete><Icon name="trash"/></button>
            })}
        </li>
    }
}
