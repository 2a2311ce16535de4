//! The request as code to take away: curl, fetch, and the bare HTTP message.

use leptos::prelude::*;
use roundtrip::http::{Request, json};

use super::made;
use crate::browser::clipboard;
use crate::ui::kit::Icon;
use crate::ui::toasts::Toast;
use crate::ui::workspace::{Workspace, workspace};

/// The forms, and what a copy of each is called.
const FORMS: [(&str, &str); 3] = [("curl", "the curl command"), ("fetch", "the fetch call"), ("HTTP", "the HTTP message")];

/// The request in three forms.
#[component]
pub fn CodePart() -> impl IntoView {
    let workspace = workspace();
    let made = made();
    let form = RwSignal::new(0_usize);
    let text = Memo::new(move |_| {
        let origin = workspace.design.with(|design| design.origin.clone());
        made.request.with(|request| {
            request.as_ref().map_or_else(String::new, |request| match form.get() {
                1 => fetch(&origin, request),
                2 => http(&origin, request),
                _ => curl(&origin, request),
            })
        })
    });
    let what = move || FORMS.get(form.get()).map_or("", |(_, what)| what);
    view! {
        <div class="code-h">
            <div class="seg" role="group" aria-label="Form">
                {FORMS.into_iter().enumerate().map(|(index, (name, _))| view! {
                    <button type="button" aria-pressed=move || (form.get() == index).to_string() on:click=move |_| form.set(index)>{name}</button>
                }).collect_view()}
            </div>
            <button class="btn btn-s btn-line" type="button" aria-label=move || format!("Copy {}", what())
                on:click=move |_| copy(workspace, what(), text.get_untracked())><Icon name="copy" class="i-s"/>"Copy"</button>
        </div>
        <pre class="raw code-t" tabindex="0" role="region" aria-label=what>{move || text.get()}</pre>
    }
}

/// Copies a text and says what was copied.
pub fn copy(workspace: Workspace, what: &str, text: String) {
    let what = what.to_owned();
    wasm_bindgen_futures::spawn_local(async move {
        workspace.toast(match clipboard::copy(&text).await {
            Ok(()) => Toast::said(format!("Copied {what}, {} characters.", text.chars().count())),
            Err(()) => Toast::error(format!("The browser did not let the page copy {what}. Select the text and copy it by hand.")),
        });
    });
}

fn curl(origin: &str, request: &Request) -> String {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "'\\''"));
    let method = match request.method.as_str() {
        "GET" if request.body.is_empty() => String::new(),
        "HEAD" => " --head".to_owned(),
        method => format!(" --request {method}"),
    };
    let mut text = format!("curl{method} {}", quoted(&format!("{origin}{}", request.target)));
    for (name, value) in request.headers.iter() {
        text = text + " \\\n  --header " + &quoted(&format!("{name}: {value}"));
    }
    match request.body.text().filter(|body| !body.is_empty()) {
        Some(body) => text + " \\\n  --data-raw " + &quoted(body),
        None => text,
    }
}

fn fetch(origin: &str, request: &Request) -> String {
    let string = |text: &str| serde_json::Value::from(text).to_string();
    let mut text = format!(
        "const response = await fetch({}, {{\n  method: {},\n",
        string(&format!("{origin}{}", request.target)),
        string(request.method.as_str())
    );
    if !request.headers.is_empty() {
        let lines: Vec<String> = request.headers.iter().map(|(name, value)| format!("    {}: {},\n", string(name), string(value))).collect();
        text = format!("{text}  headers: {{\n{}  }},\n", lines.concat());
    }
    if let Some(body) = request.body.text().filter(|body| !body.is_empty()) {
        let body = match json::read(body.as_bytes()) {
            Ok(_) => format!("JSON.stringify({})", body.replace('\n', "\n  ")),
            Err(_) => string(body),
        };
        text = format!("{text}  body: {body},\n");
    }
    text + "});"
}

fn http(origin: &str, request: &Request) -> String {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let mut text = format!("{} {} HTTP/1.1\nhost: {host}\n", request.method, request.target);
    for (name, value) in request.headers.iter() {
        text = format!("{text}{name}: {value}\n");
    }
    if !request.body.is_empty() {
        text = format!("{text}content-length: {}\n\n{}", request.body.len(), request.body.text().unwrap_or_default());
    }
    text
}
