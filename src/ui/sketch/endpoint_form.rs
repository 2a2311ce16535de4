//! The form of one endpoint: everything about it, saved as one step. What is wrong stands beside its field.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::{Access, Behaviour, Design, Edit, EditError, Endpoint, answers};
use roundtrip::http::{json, method};
use roundtrip::order;
use serde_json::Value;
use wasm_split_helpers::wasm_split;

use super::add_endpoint::METHODS;
use super::behaviours::{behaviour_of, behaviours, key_of};
use super::endpoint_life::{Life, LifeRows};
use super::{attempt_one, endpoint_rows};
use crate::ui::kit::modal::Modal;
use crate::ui::parts::Fetched;
use crate::ui::workspace::{Overlay, View, Workspace, workspace};

/// The part with the form.
#[wasm_split(editors, fallible)]
pub fn part() -> Fetched<fn() -> AnyView> {
    Ok(|| EndpointDialog().into_any())
}

/// Known methods in any case; other tokens as typed, since methods are case-sensitive.
pub fn known_method(word: &str) -> String {
    let upper = word.trim().to_ascii_uppercase();
    if METHODS.contains(&upper.as_str()) { upper } else { word.trim().to_owned() }
}

/// A field of the form, to put a message beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Id,
    Method,
    Path,
    Status,
    Content,
    Errors,
    Roles,
    Summary,
    Life(&'static str),
}

/// What stands in the form.
#[derive(Clone, Copy)]
pub struct Form {
    before: StoredValue<Arc<Endpoint>>,
    id: RwSignal<String>,
    method: RwSignal<String>,
    path: RwSignal<String>,
    behaviour: RwSignal<String>,
    status: RwSignal<String>,
    content: RwSignal<String>,
    access: RwSignal<String>,
    roles: RwSignal<String>,
    errors: RwSignal<String>,
    summary: RwSignal<String>,
    deprecated: RwSignal<bool>,
    pub(super) life: Life,
    wrong: RwSignal<Option<(Part, String)>>,
}

impl Form {
    fn of(endpoint: Arc<Endpoint>) -> Self {
        let (status, content) = match &endpoint.behaviour {
            Behaviour::Fixed { status, body } => (status.to_string(), if body.is_null() { String::new() } else { json::pretty(body) }),
            _ => (endpoint.success.map(|status| status.to_string()).unwrap_or_default(), String::new()),
        };
        let (access, roles) = match &endpoint.access {
            Access::Inherit => ("inherit", String::new()),
            Access::Public => ("public", String::new()),
            Access::Authenticated => ("authenticated", String::new()),
            Access::Roles(roles) => ("roles", roles.join(", ")),
        };
        Self {
            id: RwSignal::new(endpoint.id.clone()),
            method: RwSignal::new(endpoint.method.to_string()),
            path: RwSignal::new(endpoint.path.clone()),
            behaviour: RwSignal::new(key_of(&endpoint.behaviour)),
            status: RwSignal::new(status),
            content: RwSignal::new(content),
            access: RwSignal::new(access.to_owned()),
            roles: RwSignal::new(roles),
            errors: RwSignal::new(list(&endpoint.errors)),
            summary: RwSignal::new(endpoint.summary.clone()),
            deprecated: RwSignal::new(endpoint.deprecated),
            life: Life::of(&endpoint),
            wrong: RwSignal::new(None),
            before: StoredValue::new(endpoint),
        }
    }

    /// The endpoint that the form describes, or what is wrong with it and where.
    fn read(&self) -> Result<Endpoint, (Part, String)> {
        let before = self.before.get_value();
        let word = self.method.get_untracked();
        let method =
            method::parse(&known_method(&word)).ok_or_else(|| (Part::Method, format!("`{word}` is no method. Use letters, such as GET.")))?;
        let given = self.status.get_untracked();
        let status: Option<u16> = match given.trim() {
            "" => None,
            text => Some(
                text.parse()
                    .ok()
                    .filter(|status| (100..=599).contains(status))
                    .ok_or_else(|| (Part::Status, format!("`{text}` is no status. Use a number from 100 to 599, or leave it to the policies.")))?,
            ),
        };
        let mut behaviour = behaviour_of(&self.behaviour.get_untracked(), &given, Some(&before.behaviour));
        let mut success = status;
        if let Behaviour::Fixed { body, .. } = &mut behaviour {
            success = None;
            let content = self.content.get_untracked();
            *body = match content.trim() {
                "" => Value::Null,
                text => json::read(text.as_bytes()).map_err(|why| (Part::Content, format!("The content is no JSON: {why}.")))?,
            };
        }
        let roles = words(&self.roles.get_untracked());
        let access = match self.access.get_untracked().as_str() {
            "public" => Access::Public,
            "authenticated" => Access::Authenticated,
            "roles" if roles.is_empty() => return Err((Part::Roles, "Name at least one role, such as staff.".to_owned())),
            "roles" => Access::Roles(roles),
            _ => Access::Inherit,
        };
        let errors = words(&self.errors.get_untracked()).into_iter().map(|word| {
            let status = word.parse().ok().filter(|status| (400..=599).contains(status));
            status.ok_or_else(|| (Part::Errors, format!("`{word}` is no error status. Use numbers from 400 to 599 with commas between them.")))
        });
        let mut errors = errors.collect::<Result<Vec<u16>, _>>()?;
        order::distinct(&mut errors);
        let (lifetime, since, until) = self.life.read()?;
        Ok(Endpoint {
            id: self.id.get_untracked().trim().to_owned(),
            method,
            path: self.path.get_untracked().trim().to_owned(),
            behaviour,
            success,
            access,
            errors,
            summary: self.summary.get_untracked().trim().to_owned(),
            deprecated: self.deprecated.get_untracked(),
            lifetime,
            since,
            until,
            ..(*before).clone()
        })
    }

    fn declare(&self, design: &Design) {
        match self.read() {
            Ok(endpoint) => self.errors.set(list(&endpoint.with_expected_errors(design).errors)),
            Err(wrong) => self.wrong.set(Some(wrong)),
        }
    }

    /// Saves the endpoint as one step and closes the form.
    fn save(&self, workspace: Workspace) {
        let before = self.before.get_value();
        let to = match self.read() {
            Ok(to) => to,
            Err(wrong) => return self.wrong.set(Some(wrong)),
        };
        match attempt_one(workspace, Edit::SetEndpoint { id: before.id.clone(), to: to.clone() }) {
            Ok(()) => {
                workspace.overlay.set(None);
                let is_loaded = workspace.draft.endpoint.with_untracked(|known| known.as_ref() == Some(&before.id));
                let calls_differently = before.method != to.method || before.path != to.path || before.behaviour != to.behaviour;
                match is_loaded {
                    true if calls_differently => workspace.pick_endpoint(&to.id),
                    true => workspace.draft.endpoint.set(Some(to.id)),
                    false => {}
                }
            }
            Err(why) => self.wrong.set(Some((if matches!(why, EditError::BadPath(_)) { Part::Path } else { Part::Id }, why.to_string()))),
        }
    }
}

/// The form of the endpoint that the overlay names.
#[component]
pub fn EndpointDialog() -> impl IntoView {
    let workspace = workspace();
    let id = Memo::new(move |_| match workspace.overlay.get() {
        Some(Overlay::Endpoint(id)) => Some(id),
        _ => None,
    });
    move || {
        let endpoint = workspace.design.with_untracked(|design| id.get().and_then(|id| design.endpoint(&id).cloned()));
        endpoint.map(|endpoint| view! { <EndpointForm endpoint/> })
    }
}

#[component]
fn EndpointForm(endpoint: Arc<Endpoint>) -> impl IntoView {
    let workspace = workspace();
    let title = endpoint.label();
    let id = StoredValue::new(endpoint.id.clone());
    let resource = workspace.design.with_untracked(|design| design.resource_of(&endpoint).cloned());
    let form = Form::of(endpoint);
    let close = move || workspace.overlay.set(None);
    let is_fixed = move || form.behaviour.get() == "fixed";
    let by_policy = move || {
        form.behaviour.track();
        let probe = form.before.with_value(|before| Endpoint {
            success: None,
            behaviour: behaviour_of(&form.behaviour.get_untracked(), "", None),
            ..(**before).clone()
        });
        workspace.design.with(|design| answers::success_status(design, &probe)).to_string()
    };
    let options = behaviours(resource.as_deref());
    let send = move |_| {
        close();
        id.with_value(|id| workspace.pick_endpoint(id));
        workspace.view.set(View::Send);
    };
    view! {
        <Modal title on_close=Callback::new(move |()| close())>
            <form class="endpoint-form" novalidate on:submit=move |event: web_sys::SubmitEvent| { event.prevent_default(); form.save(workspace); }>
                <div class="dialog-b">
                    <div class="fields fields-3">
                        <Text form part=Part::Method value=form.method id="ep-method" label="Method" list="ep-methods"/>
                        <Text form part=Part::Path value=form.path id="ep-path" label="Path"/>
                        <datalist id="ep-methods">{METHODS.iter().map(|method| view! { <option value=*method></option> }).collect_view()}</datalist>
                    </div>
                    <div class="fields fields-2">
                        <div class="field">
                            <label for="ep-behaviour">"Behaviour"</label>
                            <select class="select" id="ep-behaviour" prop:value=move || form.behaviour.get() on:change=move |event: web_sys::Event| form.behaviour.set(event_target_value(&event))>
                                {options.into_iter().map(|(key, words)| {
                                    let chosen = form.behaviour.with_untracked(|known| *known == key);
                                    view! { <option value=key selected=chosen>{words}</option> }
                                }).collect_view()}
                            </select>
                        </div>
                        <Text form part=Part::Status value=form.status id="ep-status" label="Success status" placeholder=Signal::derive(by_policy)/>
                    </div>
                    <Show when=is_fixed>
                        <div class="field">
                            <label for="ep-content">"Content, as JSON"</label>
                            <textarea class="area mono" id="ep-content" rows="4" spellcheck="false" prop:value=move || form.content.get()
                                on:input=move |event: web_sys::Event| form.content.set(event_target_value(&event))></textarea>
                            <Wrong form part=Part::Content/>
                        </div>
                    </Show>
                    <div class="fields fields-2">
                        <div class="field">
                            <label for="ep-access">"Who may call"</label>
                            <select class="select" id="ep-access" on:change=move |event: web_sys::Event| form.access.set(event_target_value(&event))>
                                {[("inherit", "what the policy says"), ("public", "everybody"), ("authenticated", "signed in"), ("roles", "these roles")].into_iter().map(|(key, words)| {
                                    let chosen = form.access.with_untracked(|known| known == key);
                                    view! { <option value=key selected=chosen>{words}</option> }
                                }).collect_view()}
                            </select>
                        </div>
                        <Show when=move || form.access.get() == "roles"><Text form part=Part::Roles value=form.roles id="ep-roles" label="Roles"/></Show>
                    </div>
                    <div class="with-button">
                        <Text form part=Part::Errors value=form.errors id="ep-errors" label="Declared errors"/>
                        <button type="button" class="btn btn-line" on:click=move |_| workspace.design.with_untracked(|design| form.declare(design))>"Declare what it can answer"</button>
                    </div>
                    <Text form part=Part::Summary value=form.summary id="ep-summary" label="Summary"/>
                    <Text form part=Part::Id value=form.id id="ep-id" label="Id"/>
                    <label class="check">
                        <input type="checkbox" prop:checked=move || form.deprecated.get() on:change=move |event: web_sys::Event| form.deprecated.set(event_target_checked(&event))/>
                        <span>"Deprecated"<span class="hint">"Clients should move away from it."</span></span>
                    </label>
                    <LifeRows form/>
                </div>
                <footer class="dialog-f">
                    <button type="button" class="btn btn-danger" on:click=move |_| { close(); id.with_value(|id| endpoint_rows::delete(workspace, id)); }>"Delete endpoint"</button>
                    <span class="grow"></span>
                    <button type="button" class="btn btn-line" on:click=send>"Load into Send"</button>
                    <button type="submit" class="btn btn-main">"Save endpoint"</button>
                </footer>
            </form>
        </Modal>
    }
}

#[component]
pub fn Text(
    form: Form,
    part: Part,
    value: RwSignal<String>,
    id: &'static str,
    label: &'static str,
    #[prop(optional)] list: &'static str,
    #[prop(optional, into)] placeholder: Signal<String>,
) -> impl IntoView {
    let is_wrong = move || form.wrong.with(|wrong| wrong.as_ref().is_some_and(|(at, _)| *at == part));
    let class = if part == Part::Summary { "input" } else { "input mono" };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input class=class id=id autofocus=part == Part::Path autocomplete="off" spellcheck="false" list=(!list.is_empty()).then_some(list) placeholder=move || placeholder.get()
                prop:value=move || value.get() on:input=move |event: web_sys::Event| { value.set(event_target_value(&event)); form.wrong.set(None); }
                aria-invalid=move || is_wrong().then_some("true") aria-describedby=format!("{id}-wrong")/>
            <div id=format!("{id}-wrong")><Wrong form part/></div>
        </div>
    }
}

#[component]
fn Wrong(form: Form, part: Part) -> impl IntoView {
    move || {
        let text = form.wrong.with(|wrong| wrong.as_ref().filter(|(at, _)| *at == part).map(|(_, text)| text.clone()));
        text.map(|text| view! { <p class="error" role="alert">{text}</p> })
    }
}

fn list(numbers: &[u16]) -> String {
    numbers.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

fn words(text: &str) -> Vec<String> {
    text.split([',', ' ']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
