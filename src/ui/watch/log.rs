//! The traffic: exchanges, newest first, each preflight under its request.

use std::sync::Arc;

use leptos::{ev::KeyboardEvent, prelude::*};

use super::head::duration;
use super::player::{show, show_at};
use crate::browser::window;
use crate::ui::kit::{MethodWord, StatusBadge};
use crate::ui::traffic::{Entry, Wire};
use crate::ui::workspace::{Overlay, workspace};

/// Rows shown at first, and more with each press.
const PAGE: usize = 200;

/// The list of exchanges.
#[component]
pub fn Traffic() -> impl IntoView {
    let workspace = workspace();
    let room = RwSignal::new(PAGE);
    let rows = Memo::new_with_compare(
        move |_| workspace.traffic.with(|traffic| traffic.iter().rev().take(room.get()).cloned().collect::<Vec<_>>()),
        |old: Option<&Vec<Arc<Entry>>>, new: Option<&Vec<Arc<Entry>>>| match (old, new) {
            (Some(old), Some(new)) => old.len() != new.len() || !old.iter().zip(new).all(|(old, new)| Arc::ptr_eq(old, new)),
            _ => true,
        },
    );
    let older = move || workspace.traffic.with(Vec::len).saturating_sub(room.get());
    let on_key = move |event: KeyboardEvent| {
        let shown = workspace.shown.get_untracked();
        let next = rows.with_untracked(|rows| {
            let place = rows.iter().position(|entry| Some(entry.number) == shown).unwrap_or(0);
            let next = match event.key().as_str() {
                "ArrowDown" => place + 1,
                "ArrowUp" => place.checked_sub(1)?,
                "Home" => 0,
                "End" => rows.len().checked_sub(1)?,
                _ => return None,
            };
            rows.get(next).cloned()
        });
        if let Some(entry) = next {
            event.prevent_default();
            event.stop_propagation();
            show(workspace, &entry);
            window::focus(&format!("x-{}", entry.number));
        }
    };
    view! {
        <div class="log" role="region" aria-label="Traffic" on:keydown=on_key>
            <table aria-label="Traffic, newest first">
                <thead><tr><th scope="col">"#"</th><th scope="col" class="c-m">"Method"</th><th scope="col">"Path"</th><th scope="col" class="c-s">"Status"</th>
                    <th scope="col" class="c-w d-only">"Client"</th><th scope="col" class="c-t ta-r">"Time"</th></tr></thead>
                <tbody>
                    <For each=move || rows.get() key=|entry| entry.number let:entry><Row entry/></For>
                </tbody>
            </table>
            <button class="btn btn-s btn-text" type="button" on:click=move |_| workspace.overlay.set(Some(Overlay::Metrics))>"Traffic metrics"</button>
            {move || (older() > 0).then(|| view! {
                <button class="btn btn-s btn-text" type="button" on:click=move |_| room.update(|room| *room += PAGE)>{move || format!("Show older, {} more", older())}</button>
            })}
        </div>
    }
}

#[component]
fn Row(entry: Arc<Entry>) -> impl IntoView {
    let workspace = workspace();
    let number = entry.number;
    let is_shown = Memo::new(move |_| workspace.shown.get() == Some(number));
    let code = entry.main().map(|exchange| exchange.response.status).or_else(|| entry.given().map(|response| response.status));
    let is_copy = entry.main().is_none() && entry.given().is_some();
    let is_blocked = entry.blocked().is_some();
    let status = match code {
        Some(code) => view! {
            <StatusBadge status=code class=if is_blocked { "st-plain is-struck" } else { "st-plain" }/>{is_blocked.then(|| view! { <span class="vh">" blocked by the browser"</span> })}
        }.into_any(),
        None => view! { <span class="small">"blocked"</span> }.into_any(),
    };
    let client = match entry.wire {
        Wire::Real => format!("{}, real", entry.client),
        Wire::Virtual if is_copy => format!("{}, cache", entry.client),
        Wire::Virtual => entry.client.clone(),
    };
    let path = entry.request.target.clone();
    let child = entry.preflight().map(|preflight| {
        let step = entry.lines().iter().position(|line| matches!(line, crate::ui::traffic::Line::Answered { preflight: true, .. })).unwrap_or(0);
        view! {
            <tr class="child" on:click=move |_| show_at(workspace, number, step)>
                <td class="num"></td><td class="in"><MethodWord method="OPTIONS"/></td>
                <td><button class="open" type="button" tabindex=move || if is_shown.get() { "0" } else { "-1" }><code>{format!("preflight of {number}")}</code></button></td>
                <td><StatusBadge status=preflight.response.status class="st-plain"/></td><td class="d-only">"Browser"</td><td></td>
            </tr>
        }
    });
    let (time, method) = (duration(entry.millis), entry.request.method.to_string());
    view! {
        <tr class:is-sel=move || is_shown.get() on:click=move |_| show(workspace, &entry)>
            <td class="num">{number}</td><td><MethodWord method/></td>
            <td><button class="open" type="button" id=format!("x-{number}") aria-current=move || is_shown.get().then_some("true")
                tabindex=move || if is_shown.get() { "0" } else { "-1" } title=path.clone()><code>{path.clone()}</code></button></td>
            <td>{status}</td><td class="d-only">{client}</td><td class="ta-r num">{time}</td>
        </tr>
        {child}
    }
}
