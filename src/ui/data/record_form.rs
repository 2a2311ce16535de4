//! One record as JSON: what is no JSON cannot be kept; what the server would refuse can, by who knows better.

use leptos::prelude::*;
use roundtrip::http::json;
use roundtrip::mock::{DataError, Server};
use serde_json::{Map, Value};

use super::records::delete;
use crate::browser::window;
use crate::ui::kit::Icon;
use crate::ui::send::body::paint;
use crate::ui::send::json_lines::line_of;
use crate::ui::toasts::Toast;
use crate::ui::workspace::{Workspace, workspace};

/// What is being edited.
#[derive(Clone, PartialEq)]
pub struct Editing {
    resource: String,
    /// The record; `None` for a new one.
    id: Option<String>,
    /// What a new one begins with.
    like: Option<Map<String, Value>>,
}

impl Editing {
    /// A record, a new one, or a new one like another.
    pub fn new(resource: String, id: Option<String>, like: Option<Map<String, Value>>) -> Self {
        Self { resource, id, like }
    }

    fn text(&self, workspace: Workspace) -> String {
        let members = workspace.with_server(|server| match (&self.id, &self.like) {
            (Some(id), _) => server.store().any(&self.resource, id).map(|record| record.value.clone()),
            (None, Some(like)) => {
                let mut like = like.clone();
                if let Some(resource) = server.design().resource(&self.resource) {
                    like.shift_remove(&resource.identifier.field);
                }
                Some(like)
            }
            (None, None) => server.suggest(&self.resource, workspace.now()),
        });
        json::pretty(&Value::Object(members.unwrap_or_default()))
    }
}

/// What stands in the way of keeping the text.
#[derive(Clone, Debug, Default, PartialEq)]
struct Judged {
    /// Each with its line.
    faults: Vec<(Option<usize>, String)>,
    /// Whether it could be kept all the same.
    readable: bool,
}

/// The form.
#[component]
pub fn RecordForm(at: Editing, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let workspace = workspace();
    let text = RwSignal::new(at.text(workspace));
    let refused = RwSignal::new(None::<String>);
    let own = StoredValue::new(at.clone());
    let judged = Memo::new(move |_| {
        workspace.records.track();
        text.with(|text| own.with_value(|at| judge(workspace, at, text)))
    });
    let bad = move || judged.with(|judged| judged.faults.iter().filter_map(|(line, text)| Some(((*line)?, text.clone()))).collect::<Vec<_>>());
    // As in Send, lines that have moved apart stay so.
    let apart = Memo::new(move |before| before == Some(&true) || !bad().is_empty());
    let title = match (&at.id, &at.like) {
        (Some(id), _) => format!("{} {id}", at.resource),
        (None, Some(_)) => format!("A copy, {}", at.resource),
        (None, None) => format!("A new {}", at.resource),
    };
    let leave = move |focus: String| {
        editing.set(None);
        window::after(0, move || window::focus(&focus));
    };
    let back = move || leave(own.with_value(|at| at.id.as_ref().map_or("data-add".to_owned(), |id| format!("record-{id}"))));
    let keep = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let done = text.with_untracked(|text| own.with_value(|at| write(workspace, at, text)));
        match done {
            Ok(id) => {
                workspace.toast(Toast::said(own.with_value(|at| format!("Kept {} {id}.", at.resource))));
                leave(format!("record-{id}"));
            }
            Err(error) => {
                refused.set(Some(error.to_string()));
                window::focus("data-text");
            }
        }
    };
    let is_known = at.id.is_some();
    let remove = move |_| {
        own.with_value(|at| delete(workspace, &at.resource, at.id.as_deref().unwrap_or_default()));
        leave("data-search".to_owned());
    };
    let duplicate = move |_| {
        let members = Server::read_record(&text.get_untracked()).unwrap_or_default();
        let resource = own.with_value(|at| at.resource.clone());
        editing.set(Some(Editing::new(resource, None, Some(members))));
    };
    window::after(0, || window::focus("data-text"));
    view! {
        <form class="data-form" on:submit=keep>
            <div class="data-bar">
                <button class="btn btn-icon" type="button" aria-label="Back to the records" title="Back to the records" on:click=move |_| back()><Icon name="prev"/></button>
                <h3 class="trunc">{title}</h3><span class="grow"></span>
                {is_known.then(|| view! {
                    <button class="btn btn-line" type="button" on:click=duplicate><Icon name="copy" class="i-s"/>"Duplicate"</button>
                    <button class="btn btn-line btn-danger" type="button" on:click=remove><Icon name="trash" class="i-s"/>"Delete"</button>
                })}
            </div>
            <div class="editor is-lined is-painted data-editor" class:is-apart=move || apart.get()>
                <pre class="editor-paint" aria-hidden="true">{move || text.with(|text| paint(text, &bad()))}</pre>
                <textarea class="editor-t" id="data-text" aria-label="The record as JSON" aria-describedby="data-faults" spellcheck="false" autocapitalize="off"
                    aria-invalid=move || judged.with(|judged| (!judged.faults.is_empty()).then_some("true"))
                    rows=move || text.with(|text| text.split('\n').count().max(3)) prop:value=move || text.get()
                    on:input=move |event: web_sys::Event| { refused.set(None); text.set(event_target_value(&event)); }></textarea>
            </div>
            <div id="data-faults" role="status">
                {move || {
                    let own = refused.get().map(|text| (None, text));
                    let faults: Vec<_> = own.into_iter().chain(judged.with(|judged| judged.faults.clone())).collect();
                    (!faults.is_empty()).then(|| view! {
                        <ul class="problems">
                            {faults.into_iter().map(|(line, text)| view! {
                                <li><b>{line.map_or_else(|| "Record".to_owned(), |line| format!("Line {line}"))}</b><span>{text}</span></li>
                            }).collect_view()}
                        </ul>
                    })
                }}
            </div>
            <div class="data-pages">
                <p class="hint">{move || match judged.with(|judged| (judged.readable, judged.faults.is_empty())) {
                    (false, _) => "Mend the JSON before it can be kept.",
                    (true, true) => "The server would take it as it stands.",
                    (true, false) => "The server would refuse it from a client. It can be kept all the same.",
                }}</p><span class="grow"></span>
                <button class="btn btn-line" type="button" on:click=move |_| back()>"Cancel"</button>
                <button class="btn btn-main" type="submit" disabled=move || judged.with(|judged| !judged.readable)>
                    {move || if judged.with(|judged| judged.faults.is_empty()) { "Keep" } else { "Keep anyway" }}
                </button>
            </div>
        </form>
    }
}

fn judge(workspace: Workspace, at: &Editing, text: &str) -> Judged {
    let members = match Server::read_record(text) {
        Ok(members) => members,
        Err(DataError::Syntax { line, column, what }) => {
            return Judged { faults: vec![(Some(line), format!("column {column}: {what}"))], readable: false };
        }
        Err(error) => return Judged { faults: vec![(None, error.to_string())], readable: false },
    };
    let now = workspace.now();
    let faults = match workspace.with_server(|server| server.judge(&at.resource, at.id.as_deref(), &members, now)) {
        Ok(errors) => errors.into_iter().map(|error| (line_of(text, &error.pointer), error.detail)).collect(),
        Err(error) => vec![(None, error.to_string())],
    };
    Judged { faults, readable: true }
}

fn write(workspace: Workspace, at: &Editing, text: &str) -> Result<String, DataError> {
    let members = Server::read_record(text)?;
    let written = workspace.change_records(|server, now, rng| server.write(&at.resource, at.id.as_deref(), members, now, rng));
    written.unwrap_or_else(|| Err(DataError::NoResource(at.resource.clone())))
}
