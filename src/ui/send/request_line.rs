//! The request line: method, address, Send, and what has to be said before it leaves.

use leptos::{ev::KeyboardEvent, prelude::*};
use roundtrip::design::{Access, Client, Credential, Design, Endpoint};
use roundtrip::http::method::KNOWN;

use super::made;
use super::slots::Slots;
use crate::ui::commands;
use crate::ui::kit::{Icon, method_class};
use crate::ui::traffic::Wire;
use crate::ui::workspace::{Workspace, workspace};

/// How long an answer may take before there is a way out, in milliseconds.
const PATIENCE: i32 = 300;

/// Sends, or says why that cannot be.
pub fn press_send(workspace: Workspace) {
    if let Some(send) = commands::ALL.iter().find(|command| command.id == "send") {
        commands::run(workspace, send);
    }
}

/// Method, address, Send; slots of the path and warnings under it.
#[component]
pub fn RequestLine() -> impl IntoView {
    let workspace = workspace();
    let draft = workspace.draft;
    let keys = commands::keys_shown("Mod+Enter");
    let origin = move || workspace.design.with(|design| design.origin.clone());
    let late = RwSignal::new(false);
    // What is answered soon needs no way out.
    Effect::new(move |_| {
        late.set(false);
        if let Some(entry) = workspace.waiting.get() {
            crate::browser::window::after(PATIENCE, move || {
                if workspace.waiting.with_untracked(|now| now.as_ref().is_some_and(|now| std::sync::Arc::ptr_eq(now, &entry))) {
                    late.set(true);
                }
            });
        }
    });
    let on_input = move |event| {
        let text = event_target_value(&event);
        let origin = workspace.design.with_untracked(|design| design.origin.clone());
        // A whole address may be pasted: the origin is known.
        draft.target.set(text.strip_prefix(&origin).map(str::to_owned).unwrap_or(text));
        workspace.design.with_untracked(|design| draft.point_to_meant(design));
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.ctrl_key() && !event.meta_key() => {
            event.prevent_default();
            press_send(workspace);
        }
        "ArrowUp" | "ArrowDown" if event.alt_key() => {
            event.prevent_default();
            let step = if event.key() == "ArrowDown" { 1 } else { KNOWN.len() - 1 };
            let now = draft.method.with_untracked(|method| KNOWN.iter().position(|known| known.as_str() == method)).unwrap_or(0);
            if let Some(next) = KNOWN.get((now + step) % KNOWN.len()) {
                set_method(workspace, next.as_str());
            }
        }
        _ => {}
    };
    view! {
        <div class="req">
            <div class="url">
                <MethodField/>
                <label class="u">
                    <span class="d-only">{origin}</span><span class="vh">"Path and query"</span>
                    <input id="send-target" type="text" spellcheck="false" autocapitalize="off" autocomplete="off" placeholder="/v1/…"
                        prop:value=move || draft.target.get() on:input=on_input on:keydown=on_key/>
                </label>
            </div>
            <button class="btn btn-main" type="button" on:click=move |_| if !workspace.cancel() { press_send(workspace) }>
                {move || match late.get() {
                    true => view! { "Cancel "<kbd class="d-only">"Esc"</kbd> }.into_any(),
                    false => view! { "Send "{keys.iter().map(|key| view! { <kbd class="d-only">{key.clone()}</kbd> }).collect_view()} }.into_any(),
                }}
            </button>
        </div>
        {move || late.get().then(|| {
            let wait = workspace.waiting.with(|entry| entry.as_ref().map_or(0, |entry| entry.latency()));
            view! {
                <p class="req-note hint" role="status"><Icon name="clock" class="i-s"/><span>{format!("Waiting {wait} ms, set by policy. ")}</span>
                    <button type="button" class="btn-text small" on:click=move |_| { workspace.end_wait(); }>"Show the answer now"</button></p>
            }
        })}
        <Slots/>
        <Braces/>
        <MissingCredentials/>
    }
}

fn set_method(workspace: Workspace, method: &str) {
    workspace.draft.choose_method(method);
    workspace.design.with_untracked(|design| workspace.draft.point_to_meant(design));
}

/// The method as a coloured word over a list; any other token can be typed.
#[component]
fn MethodField() -> impl IntoView {
    let workspace = workspace();
    let method = workspace.draft.method;
    let typing = RwSignal::new(false);
    let is_other = Memo::new(move |_| typing.get() || method.with(|method| !KNOWN.iter().any(|known| known.as_str() == method)));
    let choose = move |event| match event_target_value(&event).as_str() {
        "" => {
            typing.set(true);
            crate::browser::window::after(0, || crate::browser::window::focus("send-method-other"));
        }
        known => {
            typing.set(false);
            set_method(workspace, known);
        }
    };
    view! {
        <span class="meth" class:meth-x=move || is_other.get()>
            {move || match is_other.get() {
                true => view! {
                    <input id="send-method-other" class="m" type="text" aria-label="Other method" size="8" spellcheck="false" prop:value=move || method.get()
                        on:input=move |event: web_sys::Event| set_method(workspace, &event_target_value(&event))/>
                }.into_any(),
                false => view! { <span class=move || method.with(|method| method_class(method)) aria-hidden="true">{move || method.get()}</span> }.into_any(),
            }}
            <Icon name="down"/>
            <select aria-label="Method" prop:value=move || if is_other.get() { String::new() } else { method.get() } on:change=choose>
                {KNOWN.iter().map(|known| view! { <option value=known.to_string() selected=move || method.with(|method| known.as_str() == method)>{known.to_string()}</option> }).collect_view()}
                <option value="" selected=move || is_other.get()>"Other…"</option>
            </select>
        </span>
    }
}

/// Says what braces that are left in the path mean.
#[component]
fn Braces() -> impl IntoView {
    let workspace = workspace();
    let left = Memo::new(move |_| {
        workspace.draft.target.with(|target| {
            let from = target.find('{')?;
            let to = target.get(from..)?.find('}')? + from;
            target.get(from..=to).map(str::to_owned)
        })
    });
    move || {
        left.get().map(|braces| {
            view! {
                <p class="req-note hint"><Icon name="info" class="i-s"/>
                    <span><code>{braces}</code>" stands for a value that no record gives yet. Create a record first, or type one. Sent as it is, the braces are taken literally."</span>
                </p>
            }
        })
    }
}

/// A client that would get through: it has credentials, and a role if one is wanted.
pub fn able_client(design: &Design, endpoint: &Endpoint) -> Option<String> {
    let fits = |client: &&std::sync::Arc<Client>| {
        client.credential != Credential::None
            && match &endpoint.access {
                Access::Roles(wanted) => client.roles.iter().any(|role| wanted.contains(role)),
                _ => true,
            }
    };
    design.clients.iter().find(fits).map(|client| client.name.clone())
}

/// The endpoint wants credentials, and none would go along.
#[component]
fn MissingCredentials() -> impl IntoView {
    let workspace = workspace();
    let draft = workspace.draft;
    let made = made();
    // The client to borrow from, if anything is missing.
    let missing = Memo::new(move |_| {
        let endpoint = made.endpoint.get()?;
        let client = draft.client.get();
        let (on, typed) = (
            draft.credentials.get(),
            draft.headers.with(|lines| lines.iter().any(|line| line.on && line.name.eq_ignore_ascii_case("authorization"))),
        );
        workspace.design.with(|design| {
            let has = design.client(&client).is_some_and(|client| client.credential != Credential::None);
            if !design.needs_credentials(&endpoint) || endpoint.behaviour.reads_form() || typed || (has && on) {
                return None;
            }
            Some(if has { Some(client) } else { able_client(design, &endpoint) })
        })
    });
    let borrow = move |name: String| {
        draft.client.set(name);
        draft.credentials.set(true);
    };
    move || {
        missing.get().map(|from| {
            view! {
                <div class="banner send-auth" role="group" aria-label="Credentials">
                    <Icon name="info"/><p>"This endpoint wants credentials."</p>
                    {from.map(|name| {
                        let label = format!("Use {name}'s");
                        view! { <button class="btn btn-s btn-line" type="button" on:click=move |_| borrow(name.clone())>{label}</button> }
                    })}
                    <button class="btn btn-s btn-text" type="button" on:click=move |_| press_send(workspace)>"Send without"</button>
                </div>
            }
        })
    }
}

/// One line about the wire that was chosen.
#[component]
pub fn WireNote() -> impl IntoView {
    let wire = workspace().draft.wire;
    move || {
        (wire.get() == Wire::Real).then(|| {
            view! {
                <p class="req-note hint"><Icon name="info" class="i-s"/>
                    <span>"Real: this browser's own fetch to the same origin, so no preflight, and it sets host, origin and cookies itself. It shows in the developer tools."</span>
                </p>
            }
        })
    }
}
