//! The changes, by how they are felt. Arrow keys go from one to the next.

use leptos::prelude::*;
use roundtrip::compare::Level;

use super::view::{Compared, shape};
use crate::browser::window;

/// The list.
#[component]
pub fn Changes() -> impl IntoView {
    let compared: Compared = expect_context();
    let count = move || compared.report.with_untracked(|report| report.as_ref().map_or(0, |report| report.changes.len()));
    let on_key = move |event: web_sys::KeyboardEvent| {
        let (at, last) = (compared.chosen.get_untracked(), count().saturating_sub(1));
        let to = match event.key().as_str() {
            "ArrowDown" => at.saturating_add(1).min(last),
            "ArrowUp" => at.saturating_sub(1),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        compared.chosen.set(to);
        window::focus(&format!("cmp-{to}"));
    };
    let groups = move || {
        compared.report.get().map(|report| {
            Level::ALL
                .into_iter()
                .map(|level| {
                    let all = report.changes.iter().enumerate().filter(|(_, change)| change.level == level);
                    let rows: Vec<_> = all.map(|(place, change)| row(compared, place, level, change.title.clone(), change.calls.len())).collect();
                    let same = report.same.clone();
                    let is_same = level == Level::Same && !same.is_empty();
                    (!rows.is_empty() || is_same).then(|| {
                        view! {
                            <section>
                                <h2><i class=shape(level) aria-hidden="true"></i>{level.word()}" "<span class="n">{report.count(level)}</span></h2>
                                {(!rows.is_empty()).then(|| view! { <ul>{rows}</ul> })}
                                {is_same.then(|| view! {
                                    <details><summary>{format!("{} calls are as they were", same.len())}</summary>
                                        <ul class="cmp-same">{same.into_iter().map(|call| view! { <li><code>{call}</code></li> }).collect_view()}</ul>
                                    </details>
                                })}
                            </section>
                        }
                    })
                })
                .collect_view()
        })
    };
    view! { <div class="cmp-list" role="region" aria-label="Changes" on:keydown=on_key>{groups}</div> }
}

fn row(compared: Compared, place: usize, level: Level, title: String, calls: usize) -> impl IntoView {
    let is_chosen = move || compared.chosen.get() == place;
    let calls = match calls {
        0 => "everywhere".to_owned(),
        1 => "1 call".to_owned(),
        calls => format!("{calls} calls"),
    };
    view! {
        <li>
            <button type="button" id=format!("cmp-{place}") aria-current=move || is_chosen().then_some("true") tabindex=move || if is_chosen() { "0" } else { "-1" }
                on:click=move |_| compared.chosen.set(place)>
                <i class=shape(level) aria-hidden="true"></i><span class="vh">{level.word()}": "</span><span>{title}</span><small>{calls}</small>
            </button>
        </li>
    }
}
