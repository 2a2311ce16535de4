//! One of the two clients: what it has read, what it will write, and whether it guards its change.

use leptos::prelude::*;
use roundtrip::design::FieldKind;
use roundtrip::http::{Method, Request, json};
use serde_json::{Map, Value};

use super::{Prize, Race, Verb};
use crate::ui::traffic::Entry;
use crate::ui::workspace::workspace;

/// What a client holds of the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The record as it was read.
    pub body: Map<String, Value>,
    /// Its entity tag.
    pub tag: Option<String>,
    /// When it was last changed, as the server wrote it.
    pub modified: Option<String>,
}

/// A client in the race.
#[derive(Clone, Copy)]
pub struct Side {
    /// Its name.
    pub client: RwSignal<String>,
    /// What it has read.
    pub held: RwSignal<Option<Held>>,
    /// The value that it will write, as typed: JSON, or a text.
    pub value: RwSignal<String>,
    /// Whether it says which version it has seen.
    pub guards: RwSignal<bool>,
}

impl Side {
    /// Nobody yet.
    pub fn new() -> Self {
        Self { client: RwSignal::new(String::new()), held: RwSignal::new(None), value: RwSignal::new(String::new()), guards: RwSignal::new(false) }
    }

    /// A client that has read nothing.
    pub fn begin(&self, client: String) {
        self.client.set(client);
        self.held.set(None);
        self.value.set(String::new());
    }

    /// Takes what an answer shows of the record.
    pub fn learn(&self, entry: &Entry, verb: Verb, prize: &Prize, index: usize) {
        let Some(response) = entry.answer().filter(|response| response.status == 200 && verb == Verb::Read) else { return };
        let Some(Value::Object(body)) = response.body.json() else { return };
        if let Some(value) = body.get(&prize.member) {
            self.value.set(next_value(&prize.kind, value, index));
        }
        let field = |name: &str| response.headers.get(name).map(str::to_owned);
        self.held.set(Some(Held { body, tag: field("etag"), modified: field("last-modified") }));
    }

    /// The request of its next step.
    pub fn request(&self, prize: &Prize, verb: Verb) -> Request {
        if verb == Verb::Read {
            return Request::new(Method::GET, prize.write.target.clone()).header("accept", "application/json");
        }
        let mut request = prize.write.clone();
        for name in ["if-match", "if-unmodified-since", "idempotency-key"] {
            request.headers.remove(name);
        }
        let held = self.held.get_untracked();
        if let Some(held) = held.as_ref().filter(|_| self.guards.get_untracked()) {
            match (held.tag.as_deref().filter(|tag| !tag.starts_with("W/")), &held.modified) {
                (Some(tag), _) => request.headers.set("if-match", tag),
                (None, Some(moment)) => request.headers.set("if-unmodified-since", moment.clone()),
                (None, None) => {}
            }
        }
        let mut body = prize.write.body.json().and_then(|body| body.as_object().cloned()).unwrap_or_default();
        // A whole record is written back as it was read, but for the one member.
        for (name, value) in &mut body {
            if let Some(known) = held.as_ref().and_then(|held| held.body.get(name)) {
                *value = known.clone();
            }
        }
        if request.method == Method::PATCH {
            body.retain(|name, _| *name == prize.member);
        }
        let typed = self.value.get_untracked();
        let value = json::read(typed.as_bytes()).unwrap_or_else(|_| Value::from(typed));
        body.insert(prize.member.clone(), value);
        request.body = Value::Object(body).to_string().into();
        request
    }
}

/// Another value of the same kind, so that each client has something of its own to write.
fn next_value(kind: &FieldKind, value: &Value, index: usize) -> String {
    let step = index as i64 + 1;
    match (kind, value) {
        (FieldKind::Integer { min, max }, Value::Number(number)) => {
            let next = number.as_i64().unwrap_or_default() + step;
            if max.is_some_and(|max| next > max) { (min.unwrap_or_default() + step - 1).to_string() } else { next.to_string() }
        }
        (FieldKind::Money, Value::Object(members)) => {
            let mut members = members.clone();
            if let Some(amount) = members.get_mut("amount") {
                *amount = Value::from(amount.as_i64().unwrap_or_default() + step * 1000);
            }
            Value::Object(members).to_string()
        }
        (FieldKind::Enum { values }, Value::String(text)) => {
            let now = values.iter().position(|known| known == text).unwrap_or_default();
            values.get((now + 1 + index) % values.len().max(1)).cloned().unwrap_or_default()
        }
        (FieldKind::Boolean, Value::Bool(is)) => (!is).to_string(),
        (_, Value::String(text)) => format!("{} {}", text.trim_end_matches([' ', 'A', 'B']), if index == 0 { "A" } else { "B" }),
        (_, other) => other.to_string(),
    }
}

/// The form of a client.
#[component]
pub fn SideForm(race: Race, index: usize) -> impl IntoView {
    let workspace = workspace();
    let letter = if index == 0 { "A" } else { "B" };
    let names = workspace.design.with_untracked(|design| design.clients.iter().map(|client| client.name.clone()).collect::<Vec<_>>());
    race.sides.get(index).copied().map(|side| {
        let held = move || side.held.with(|held| held.as_ref().map_or_else(
            || "It has read nothing yet.".to_owned(),
            |held| held.tag.as_ref().map_or_else(|| "It holds a copy without a tag.".to_owned(), |tag| format!("It holds version {tag}.")),
        ));
        let member = move || race.prize.with(|prize| prize.as_ref().map(|prize| prize.member.clone()).unwrap_or_default());
        view! {
            <section class="race-side" aria-label=format!("Client {letter}")>
                <label class="field"><span>{format!("Client {letter}")}</span>
                    <select class="select" id=format!("race-client-{index}") on:change=move |event: web_sys::Event| side.client.set(event_target_value(&event))>
                        {names.into_iter().map(|name| { let value = name.clone(); let own = name.clone(); view! {
                            <option value=value selected=move || side.client.with(|client| *client == own)>{name}</option>
                        } }).collect_view()}
                    </select></label>
                <button class="btn btn-line" type="button" on:click=move |_| race.go(index, Verb::Read)>{format!("{letter} reads")}</button>
                <p class="hint">{held}</p>
                <label class="field"><span>{member}</span>
                    <input class="input" id=format!("race-value-{index}") type="text" autocomplete="off" spellcheck="false" prop:value=move || side.value.get()
                        on:input=move |event: web_sys::Event| side.value.set(event_target_value(&event))/></label>
                <label class="check"><input type="checkbox" prop:checked=move || side.guards.get()
                    on:change=move |event: web_sys::Event| side.guards.set(event_target_checked(&event))/><span>"Send If-Match"</span></label>
                <button class="btn btn-main" type="button" aria-disabled=move || side.held.with(Option::is_none).to_string()
                    on:click=move |_| if side.held.with_untracked(Option::is_some) { race.go(index, Verb::Write) }>{format!("{letter} saves")}</button>
            </section>
        }
    })
}
