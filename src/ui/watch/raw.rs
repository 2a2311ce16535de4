//! The exact messages, as `curl -v` prints them.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::http::{Request, Response, status};

use super::ON_ITS_WAY;
use crate::ui::kit::Icon;
use crate::ui::send::code::copy;
use crate::ui::traffic::Entry;
use crate::ui::workspace::workspace;

/// Both messages of the exchange that the marked step speaks of.
#[component]
pub fn RawTab(entry: Memo<Option<Arc<Entry>>>) -> impl IntoView {
    let workspace = workspace();
    let lines = Memo::new(move |_| {
        let Some(entry) = entry.get() else { return Vec::new() };
        let is_waiting = workspace.waiting.with(Option::is_some);
        let host = workspace.design.with(|design| design.origin.split_once("://").map_or_else(|| design.origin.clone(), |(_, host)| host.to_owned()));
        match (entry.exchanges.get(entry.place_at(workspace.step.get())), entry.given()) {
            (Some(exchange), _) => raw(&host, &exchange.request, Some(&exchange.response).filter(|_| !is_waiting)),
            (None, Some(copy)) => raw(&host, &entry.request, Some(copy)),
            (None, None) => Vec::new(),
        }
    });
    let text = move || lines.with_untracked(|lines| lines.iter().map(|(mark, line)| format!("{mark}{line}\n")).collect::<String>());
    view! {
        <div class="raw-h"><button class="btn btn-s btn-line" type="button" aria-label="Copy the messages"
            on:click=move |_| copy(workspace, "the messages", text())><Icon name="copy" class="i-s"/>"Copy"</button></div>
        <pre class="raw" tabindex="0" role="region" aria-label="Both messages">
            {move || lines.get().into_iter().map(|(mark, line)| {
                let class = match mark { "> " => "gt", "< " => "lt", _ => "" };
                view! { <span class=class>{mark}</span>{line}"\n" }
            }).collect_view()}
        </pre>
    }
}

/// Lines with the mark of who sent them; the answer may be on its way.
fn raw(host: &str, request: &Request, response: Option<&Response>) -> Vec<(&'static str, String)> {
    let mut lines = vec![("> ", format!("{} {} HTTP/1.1", request.method, request.target)), ("> ", format!("host: {host}"))];
    lines.extend(request.headers.iter().map(|(name, value)| ("> ", format!("{name}: {value}"))));
    lines.push(("> ", String::new()));
    lines.extend(request.body.text().unwrap_or_default().lines().map(|line| ("", line.to_owned())));
    let Some(response) = response else {
        lines.push(("* ", ON_ITS_WAY.to_owned()));
        return lines;
    };
    lines.push(("< ", format!("HTTP/1.1 {}", status::line(response.status))));
    lines.extend(response.headers.iter().map(|(name, value)| ("< ", format!("{name}: {value}"))));
    lines.push(("< ", String::new()));
    lines.extend(response.body.text().unwrap_or("(bytes that are no text)").lines().map(|line| ("", line.to_owned())));
    lines
}
