//! The header lines of the request: on or off, name, value. The last row is empty and becomes a line when it is typed in.

use leptos::prelude::*;
use roundtrip::design::Credential;
use roundtrip::design::policy::ApiKeyPlace;

use super::HeaderLine;
use crate::ui::kit::Icon;
use crate::ui::workspace::workspace;

/// Names offered while typing.
const KNOWN: [&str; 13] = [
    "accept",
    "accept-language",
    "authorization",
    "cache-control",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-unmodified-since",
    "origin",
    "prefer",
    "range",
];

/// Editable header lines under the client's own.
#[component]
pub fn HeadersPart() -> impl IntoView {
    let count = workspace().draft.headers;
    view! {
        <ul class="kvs" aria-label="Header lines">
            <CredentialRow/>
            <For each=move || 0..=count.with(Vec::len) key=|index| *index let:index><Row index/></For>
        </ul>
        <datalist id="send-fields">{KNOWN.iter().map(|name| view! { <option value=*name></option> }).collect_view()}</datalist>
    }
}

/// The field that the client's credentials become; it is changed with the client.
#[component]
fn CredentialRow() -> impl IntoView {
    let workspace = workspace();
    let draft = workspace.draft;
    let field = Memo::new(move |_| {
        let name = draft.client.get();
        if !draft.credentials.get() {
            return None;
        }
        workspace.design.with(|design| match &design.client(&name)?.credential {
            Credential::Bearer(token) => Some(("authorization".to_owned(), format!("Bearer {token}"), name.clone())),
            Credential::ApiKey(key) => {
                let place = design.policies.authentication.api_key.as_ref().filter(|place| place.place == ApiKeyPlace::Header)?;
                Some((place.name.to_ascii_lowercase(), key.clone(), name.clone()))
            }
            Credential::None | Credential::Password(_) => None,
        })
    });
    move || {
        field.get().map(|(name, value, client)| {
            view! {
                <li class="kvrow kvrow-own">
                    <span></span><span class="mono trunc">{name}</span><span class="mono trunc" title=value.clone()>{value.clone()}</span>
                    <span class="muted small" title=format!("From {client}: change it under Auth")>"own"</span>
                </li>
            }
        })
    }
}

#[component]
fn Row(index: usize) -> impl IntoView {
    let headers = workspace().draft.headers;
    let is_new = move || headers.with(|lines| index >= lines.len());
    let on = move || headers.with(|lines| lines.get(index).is_none_or(|line| line.on));
    let name = move || headers.with(|lines| lines.get(index).map(|line| line.name.clone()).unwrap_or_default());
    let value = move || headers.with(|lines| lines.get(index).map(|line| line.value.clone()).unwrap_or_default());
    let change = move |set: &dyn Fn(&mut HeaderLine)| {
        headers.update(|lines| {
            if index >= lines.len() {
                lines.push(HeaderLine { on: true, name: String::new(), value: String::new() });
            }
            if let Some(line) = lines.get_mut(index) {
                set(line);
            }
        });
    };
    let named = move |what: &str| match name() {
        name if name.is_empty() => format!("{what} of line {}", index + 1),
        name => format!("{what} of {name}"),
    };
    view! {
        <li class="kvrow" class:is-off=move || !on()>
            <label class="check-s"><input type="checkbox" aria-label=move || named("Send line") prop:checked=on disabled=is_new
                on:change=move |event: web_sys::Event| { let checked = event_target_checked(&event); change(&|line| line.on = checked); }/></label>
            <input class="cell mono" type="text" list="send-fields" spellcheck="false" autocapitalize="off" placeholder="name" aria-label=move || format!("Name of line {}", index + 1)
                prop:value=name on:input=move |event: web_sys::Event| { let text = event_target_value(&event); change(&|line| line.name.clone_from(&text)); }/>
            <input class="cell mono" type="text" spellcheck="false" autocapitalize="off" placeholder="value" aria-label=move || named("Value")
                prop:value=value on:input=move |event: web_sys::Event| { let text = event_target_value(&event); change(&|line| line.value.clone_from(&text)); }/>
            {move || (!is_new()).then(|| view! {
                <button class="btn btn-s btn-icon" type="button" aria-label=move || named("Delete line")
                    on:click=move |_| headers.update(|lines| if index < lines.len() { lines.remove(index); })><Icon name="trash"/></button>
            })}
        </li>
    }
}
