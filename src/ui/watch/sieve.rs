//! Which exchanges the traffic shows: those of a client, of a class of status, with a word in the path.

use leptos::prelude::*;

use crate::ui::traffic::Entry;
use crate::ui::workspace::workspace;

/// What is wanted; what is empty wants everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sieve {
    /// A client's name.
    pub client: String,
    /// `2` for 200 to 299, `blocked` for what the browser kept back.
    pub status: String,
    /// Letters that occur in method and target.
    pub path: String,
}

impl Sieve {
    /// Whether an entry is shown.
    pub fn admits(&self, entry: &Entry) -> bool {
        let is_blocked = entry.blocked().is_some();
        let class = entry.answer().map(|response| (response.status / 100).to_string());
        let fits_status = match self.status.as_str() {
            "" => true,
            "blocked" => is_blocked,
            wanted => class.as_deref() == Some(wanted),
        };
        let path = self.path.trim().to_ascii_lowercase();
        let line = || format!("{} {}", entry.request.method, entry.request.target).to_ascii_lowercase();
        fits_status && (self.client.is_empty() || self.client == entry.client) && (path.is_empty() || line().contains(&path))
    }

    /// Whether anything is left out.
    pub fn is_on(&self) -> bool {
        *self != Self::default()
    }
}

const STATUSES: [(&str, &str); 6] = [
    ("", "Any status"),
    ("2", "2xx success"),
    ("3", "3xx elsewhere"),
    ("4", "4xx the request"),
    ("5", "5xx the server"),
    ("blocked", "Blocked by the browser"),
];

/// The fields of the sieve.
#[component]
pub fn SieveBar(sieve: RwSignal<Sieve>) -> impl IntoView {
    let workspace = workspace();
    let clients = Memo::new(move |_| {
        workspace.traffic.with(|traffic| {
            let mut names: Vec<String> = Vec::new();
            for entry in traffic {
                if !names.contains(&entry.client) {
                    names.push(entry.client.clone());
                }
            }
            names
        })
    });
    view! {
        <div class="log-f" role="search" aria-label="Filter the traffic">
            <input class="input" type="text" aria-label="Path" placeholder="Path" autocomplete="off" spellcheck="false" prop:value=move || sieve.with(|sieve| sieve.path.clone())
                on:input=move |event: web_sys::Event| sieve.update(|sieve| sieve.path = event_target_value(&event))/>
            <select class="select" aria-label="Status" on:change=move |event: web_sys::Event| sieve.update(|sieve| sieve.status = event_target_value(&event))>
                {STATUSES.into_iter().map(|(value, label)| view! { <option value=value selected=move || sieve.with(|sieve| sieve.status == value)>{label}</option> }).collect_view()}
            </select>
            <select class="select" aria-label="Client" on:change=move |event: web_sys::Event| sieve.update(|sieve| sieve.client = event_target_value(&event))>
                <option value="">"Any client"</option>
                {move || clients.get().into_iter().map(|name| {
                    let chosen = name.clone();
                    view! { <option value=name.clone() selected=move || sieve.with(|sieve| sieve.client == chosen)>{name.clone()}</option> }
                }).collect_view()}
            </select>
            <button class="btn btn-s btn-text" type="button" disabled=move || !sieve.with(Sieve::is_on) on:click=move |_| sieve.set(Sieve::default())>"Show all"</button>
        </div>
    }
}
