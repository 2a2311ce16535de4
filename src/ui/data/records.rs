//! The records of one resource: searched, a page at a time; and what can be done with each.

use leptos::prelude::*;
use roundtrip::design::words::letters::Letters;
use roundtrip::design::{FieldKind, Resource};
use roundtrip::mock::data::MOST_AT_ONCE;
use roundtrip::mock::{Record, Server};
use serde_json::Value;
use std::sync::Arc;

use super::record_form::{Editing, RecordForm};
use super::restore::records;
use crate::browser::window;
use crate::ui::kit::Icon;
use crate::ui::sketch::selected_resource;
use crate::ui::toasts::Toast;
use crate::ui::workspace::{Workspace, workspace};

/// Records on a page.
const PAGE: usize = 50;
/// Fields that have a column.
const COLUMNS: usize = 5;
/// Characters of a value in its cell.
const CELL: usize = 40;

/// The tab.
#[component]
pub fn RecordsTab() -> impl IntoView {
    let workspace = workspace();
    let names = Memo::new(move |_| workspace.design.with(|design| design.resources.iter().map(|resource| resource.name.clone()).collect::<Vec<_>>()));
    let wanted = RwSignal::new(selected(workspace).or_else(|| names.with_untracked(|names| names.first().cloned())).unwrap_or_default());
    let resource = Memo::new(move |_| wanted.with(|name| workspace.design.with(|design| design.resource(name).cloned())));
    let editing = RwSignal::new(None::<Editing>);
    view! {
        <Show when=move || resource.with(Option::is_some) fallback=|| view! { <p class="data-none muted">"The sketch has no resources yet, so there are no records."</p> }>
            {move || match editing.get() {
                Some(at) => view! { <RecordForm at editing/> }.into_any(),
                None => view! { <Listing names wanted resource editing/> }.into_any(),
            }}
        </Show>
    }
}

/// The resource that is selected in the sketch.
fn selected(workspace: Workspace) -> Option<String> {
    selected_resource(&workspace.design.get_untracked(), &workspace.selection.get_untracked())
}

#[component]
fn Listing(
    names: Memo<Vec<String>>,
    wanted: RwSignal<String>,
    resource: Memo<Option<Arc<Resource>>>,
    editing: RwSignal<Option<Editing>>,
) -> impl IntoView {
    let workspace = workspace();
    let search = RwSignal::new(String::new());
    let page = RwSignal::new(0_usize);
    let found = Memo::new(move |_| {
        workspace.records.track();
        let words = search.with(|search| search.trim().lower());
        let fits = |record: &&Arc<Record>| words.is_empty() || text_of(record).contains(&words);
        wanted.with(|name| workspace.with_server(|server| server.store().all(name).filter(fits).cloned().collect::<Vec<_>>()))
    });
    // Records may have gone since the page was turned.
    let shown = move || page.get().min(found.with(|found| found.len().saturating_sub(1) / PAGE));
    let choose = move |event: web_sys::Event| {
        page.set(0);
        wanted.set(event_target_value(&event));
    };
    let option = move |name: String| {
        let (value, chosen) = (name.clone(), name.clone());
        let count = workspace.with_server(|server| server.store().count(&name));
        view! { <option value=value selected=move || wanted.with(|now| *now == chosen)>{format!("{name}, {count}")}</option> }
    };
    let add = move |_| editing.set(Some(Editing::new(wanted.get_untracked(), None, None)));
    let where_now = move || {
        let (count, first) = (found.with(Vec::len), shown() * PAGE);
        match count {
            0 => "None".to_owned(),
            _ => format!("{} to {} of {count}", first + 1, (first + PAGE).min(count)),
        }
    };
    let last = move || found.with(|found| (shown() + 1) * PAGE >= found.len());
    view! {
        <div class="data-bar">
            <label class="data-of"><span class="vh">"Resource"</span>
                <select class="select" id="data-resource" prop:value=move || wanted.get() on:change=choose>
                    {move || { workspace.records.track(); names.get().into_iter().map(option).collect_view() }}
                </select>
            </label>
            <label class="data-find"><span class="vh">"Search the records"</span>
                <input class="input" type="text" id="data-search" placeholder="Search" autocomplete="off" spellcheck="false" prop:value=move || search.get()
                    on:input=move |event: web_sys::Event| { page.set(0); search.set(event_target_value(&event)); }/>
            </label>
            <button class="btn btn-line" type="button" id="data-add" on:click=add><Icon name="plus" class="i-s"/>"Add"</button>
            <Generate wanted/>
        </div>
        <div class="grid-wrap" tabindex="0" role="group" aria-label="Table of records">
            <table class="grid data-grid">
                <caption class="vh">{move || format!("Records of {}", wanted.get())}</caption>
                <thead><tr>
                    {move || resource.with(|resource| resource.as_deref().map(heads))}
                    <th scope="col"><span class="vh">"Actions"</span></th>
                </tr></thead>
                <tbody>
                    {move || {
                        let columns = resource.with(|resource| resource.as_deref().map(columns).unwrap_or_default());
                        found.with(|found| found.iter().skip(shown() * PAGE).take(PAGE).map(|record| row(workspace, wanted, editing, record, &columns)).collect_view())
                    }}
                </tbody>
            </table>
            {move || found.with(Vec::is_empty).then(|| view! {
                <p class="data-none muted">{move || if search.with(|search| search.trim().is_empty()) { "No records. Add one, or generate some." } else { "No record holds that." }}</p>
            })}
        </div>
        <div class="data-pages">
            <span class="muted small" role="status">{where_now}</span><span class="grow"></span>
            <button class="btn btn-s btn-line" type="button" disabled=move || shown() == 0 on:click=move |_| page.set(shown().saturating_sub(1))>"Previous"</button>
            <button class="btn btn-s btn-line" type="button" disabled=last on:click=move |_| page.set(shown() + 1)>"Next"</button>
        </div>
    }
}

/// Makes more records.
#[component]
fn Generate(wanted: RwSignal<String>) -> impl IntoView {
    let workspace = workspace();
    let count = RwSignal::new("50".to_owned());
    let make = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let name = wanted.get_untracked();
        let Some(number) = count.get_untracked().trim().parse::<usize>().ok().filter(|number| (1..=MOST_AT_ONCE).contains(number)) else {
            return workspace.toast(Toast::error(format!("Write a whole number from 1 to {MOST_AT_ONCE}.")));
        };
        let toast = match workspace.change_records(|server, now, rng| server.generate(&name, number, now, rng)) {
            Some(Ok(made)) if made.made == made.wanted => Toast::said(format!("Generated {} {} of {name}.", made.made, records(made.made))),
            Some(Ok(made)) => Toast::said(format!("Generated {} of {}: no more fit, since unique values ran out.", made.made, made.wanted)),
            Some(Err(error)) => Toast::error(error.to_string()),
            None => return,
        };
        workspace.toast(toast);
    };
    view! {
        <form class="data-make" on:submit=make>
            <label><span class="vh">"How many to generate"</span>
                <input class="input input-num" id="data-count" type="text" inputmode="numeric" autocomplete="off" prop:value=move || count.get()
                    on:input=move |event: web_sys::Event| count.set(event_target_value(&event))/>
            </label>
            <button class="btn btn-line" type="submit">"Generate"</button>
        </form>
    }
}

fn columns(resource: &Resource) -> Vec<String> {
    resource.fields.iter().take(COLUMNS).map(|field| field.name.clone()).collect()
}

fn heads(resource: &Resource) -> AnyView {
    let right = |kind: &FieldKind| matches!(kind, FieldKind::Integer { .. } | FieldKind::Number { .. } | FieldKind::Money).then_some("ta-r");
    let fields =
        resource.fields.iter().take(COLUMNS).map(|field| view! { <th scope="col" class=right(&field.kind)>{field.name.clone()}</th> }).collect_view();
    view! { <th scope="col">{resource.identifier.field.clone()}</th>{fields} }.into_any()
}

fn row(workspace: Workspace, wanted: RwSignal<String>, editing: RwSignal<Option<Editing>>, record: &Record, columns: &[String]) -> AnyView {
    let id = record.id.clone();
    let (edited, copied, gone) = (id.clone(), record.value.clone(), id.clone());
    let copy_name = format!("Duplicate {id}");
    let delete_name = format!("Delete {id}");
    let edit = move |_| editing.set(Some(Editing::new(wanted.get_untracked(), Some(edited.clone()), None)));
    let copy = move |_| editing.set(Some(Editing::new(wanted.get_untracked(), None, Some(copied.clone()))));
    let delete = move |_| delete(workspace, &wanted.get_untracked(), &gone);
    let class = record.hidden.then_some("is-hidden");
    let cells = columns
        .iter()
        .map(|name| {
            let value = record.value.get(name);
            let right = matches!(value, Some(Value::Number(_))) || value.is_some_and(|value| value.get("amount").is_some());
            view! { <td class=right.then_some("ta-r num")>{shown(value)}</td> }
        })
        .collect_view();
    view! {
        <tr class=class>
            <td><button class="btn-text" type="button" id=format!("record-{id}") title="Edit this record" on:click=edit><code>{id.clone()}</code></button>
                {record.hidden.then(|| view! { <span class="muted small">" removed"</span> })}</td>
            {cells}
            <td class="data-acts">
                <button class="btn btn-s btn-icon" type="button" aria-label=copy_name.clone() title=copy_name on:click=copy><Icon name="copy"/></button>
                <button class="btn btn-s btn-icon" type="button" aria-label=delete_name.clone() title=delete_name on:click=delete><Icon name="trash"/></button>
            </td>
        </tr>
    }
    .into_any()
}

/// Takes a record out and says so.
pub fn delete(workspace: Workspace, resource: &str, id: &str) {
    let done = workspace.change_records(|server: &mut Server, _, _| server.erase(resource, id));
    workspace.toast(match done {
        Some(Err(error)) => Toast::error(error.to_string()),
        _ => Toast::said(format!("Deleted {resource} {id}.")),
    });
    window::focus("data-search");
}

fn text_of(record: &Record) -> String {
    format!("{} {}", record.id, Value::Object(record.value.clone())).lower()
}

/// A value as a cell shows it.
fn shown(value: Option<&Value>) -> String {
    let text = match value {
        None | Some(Value::Null) => "–".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(money) if money.get("amount").is_some_and(Value::is_i64) && money.get("currency").is_some_and(Value::is_string) => {
            let amount = money.get("amount").and_then(Value::as_i64).unwrap_or_default();
            format!("{}.{:02} {}", amount / 100, amount.abs() % 100, money.get("currency").and_then(Value::as_str).unwrap_or_default())
        }
        Some(other) => other.to_string(),
    };
    match text.char_indices().nth(CELL) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text,
    }
}
