//! The line that adds an endpoint: any method, any path, any behaviour.

use leptos::prelude::*;
use roundtrip::design::{Edit, EditError, Endpoint, naming};
use roundtrip::http::method;

use super::behaviours::{behaviour_of, behaviours};
use super::card::CardState;
use super::endpoint_form::known_method;
use super::typing::{begun, keep_begun};
use super::{attempt_one, card_id, matrix};
use crate::ui::workspace::{Workspace, workspace};

/// The line that adds an endpoint to a resource.
#[component]
pub fn AddEndpoint(card: CardState) -> impl IntoView {
    let workspace = workspace();
    let word = RwSignal::new("GET".to_owned());
    let id = card_id(&card.name.get_value());
    let path_id = format!("{id}-new-path");
    let path = RwSignal::new(begun(&path_id));
    let line = StoredValue::new(path_id.clone());
    let behaviour = RwSignal::new("list".to_owned());
    let status = RwSignal::new("200".to_owned());
    let error = RwSignal::new(None::<String>);
    let usual = move || {
        card.resource
            .with(|resource| resource.as_deref().map(|resource| Endpoint::usual(resource, behaviour_of(&behaviour.get(), &status.get(), None))))
    };
    let write = move |now: String| {
        line.with_value(|line| keep_begun(line, &now));
        path.set(now);
        error.set(None);
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let line = path.get_untracked();
        let (word, line) = split(word.get_untracked(), line.trim());
        let behaviour = behaviour_of(&behaviour.get_untracked(), &status.get_untracked(), None);
        match add(workspace, card, word, line, behaviour) {
            Ok(label) => {
                write(String::new());
                workspace.sketch.said.set(format!("Added {label}."));
            }
            Err(why) => error.set(Some(why)),
        }
    };
    let choose = move |event| {
        behaviour.set(event_target_value(&event));
        if let Some(usual) = untrack(usual).filter(|_| path.with_untracked(|path| path.trim().is_empty())) {
            word.set(usual.method.to_string());
        }
    };
    let options = move || card.resource.with(|resource| behaviours(resource.as_deref()));
    let (methods_id, error_id) = (format!("{id}-methods"), format!("{id}-new-error"));
    view! {
        <form class="erow-line" novalidate on:submit=submit>
            <input class="input mono" aria-label="Method" list=methods_id.clone() autocomplete="off" spellcheck="false" prop:value=move || word.get()
                on:input=move |event: web_sys::Event| { word.set(event_target_value(&event)); error.set(None); }/>
            <input class="input mono" id=path_id aria-label="Path of the new endpoint" autocomplete="off" spellcheck="false"
                placeholder=move || usual().map(|usual| usual.path).unwrap_or_default() prop:value=move || path.get()
                on:input=move |event: web_sys::Event| write(event_target_value(&event))
                aria-invalid=move || error.with(|error| error.is_some().then_some("true")) aria-describedby=error_id.clone()/>
            <select class="select" aria-label="Behaviour" prop:value=move || behaviour.get() on:change=choose>
                {move || options().into_iter().map(|(key, label)| view! { <option value=key>{label}</option> }).collect_view()}
            </select>
            {move || (behaviour.get() == "fixed").then(|| view! {
                <input class="input input-num" aria-label="Status" inputmode="numeric" prop:value=move || status.get() on:input=move |event: web_sys::Event| status.set(event_target_value(&event))/>
            })}
            <button type="submit" class="btn btn-line">"Add endpoint"</button>
            <datalist id=methods_id>{METHODS.iter().map(|method| view! { <option value=*method></option> }).collect_view()}</datalist>
            <p class="error" id=error_id role="alert" hidden=move || error.with(Option::is_none)>{move || error.get()}</p>
        </form>
    }
}

/// Methods that are offered; any token works.
pub const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// `GET /deleteUser` in the field of the path holds the method too.
fn split(word: String, line: &str) -> (String, String) {
    match line.split_once(' ') {
        Some((first, path)) if !first.starts_with('/') && path.trim_start().starts_with('/') => (first.to_owned(), path.trim().to_owned()),
        _ => (word, line.to_owned()),
    }
}

fn add(workspace: Workspace, card: CardState, word: String, path: String, behaviour: roundtrip::design::Behaviour) -> Result<String, String> {
    let Some(method) = method::parse(&known_method(&word)) else { return Err(format!("`{word}` is no method. Use letters, such as GET.")) };
    let Some(resource) = card.resource.get_untracked() else { return Ok(String::new()) };
    let usual = Endpoint::usual(&resource, behaviour.clone());
    let path = if path.is_empty() { usual.path } else { path };
    let (id, summary) = naming::operation(&resource, &behaviour);
    let endpoint = Endpoint { summary, ..Endpoint::new(&id, method, &path, behaviour, Some(&resource.name)) };
    let endpoint = workspace.design.with_untracked(|design| matrix::ready(design, endpoint));
    let label = endpoint.label();
    attempt_one(workspace, Edit::AddEndpoint { endpoint }).map_err(|why: EditError| why.to_string())?;
    Ok(label)
}
