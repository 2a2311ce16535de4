//! The traffic: exchanges, newest first, each preflight under its request.

use std::sync::Arc;

use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;

use super::dense::{Item, SecondRow, items, spoken};
use super::head::duration;
use super::player::{show, show_at};
use super::sieve::{Sieve, SieveBar};
use crate::browser::{measure, window};
use crate::ui::kit::{MethodWord, StatusBadge};
use crate::ui::traffic::{Entry, Wire};
use crate::ui::workspace::{Overlay, workspace};

/// Up to so many exchanges every row is there; of more, those in sight and some around them.
const ALL: usize = 200;
/// Exchanges drawn above and below what is in sight.
const AROUND: usize = 12;

/// The rows in sight: the first and the end among the exchanges, and how many table rows lie before and behind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sight {
    first: usize,
    end: usize,
    before: usize,
    behind: usize,
}

impl Sight {
    /// What is to be drawn of a list that is scrolled so many table rows far.
    fn of(items: &[Item], scrolled: usize, room: usize) -> Self {
        if items.len() <= ALL {
            return Self { end: items.len(), ..Self::default() };
        }
        let mut top = 0;
        let place = items.iter().position(|item| {
            top += item.rows();
            top > scrolled
        });
        let place = place.unwrap_or(items.len());
        let (first, end) = (place.saturating_sub(AROUND), (place + room + AROUND).min(items.len()));
        Self { first, end, before: rows_of(items.get(..first).unwrap_or_default()), behind: rows_of(items.get(end..).unwrap_or_default()) }
    }
}

/// How many table rows some rows of the list take.
fn rows_of(items: &[Item]) -> usize {
    items.iter().map(Item::rows).sum()
}

/// The height of a table row, as `style/traffic.css` has it.
fn row_height() -> f64 {
    measure::rem() * if window::matches("(max-width: 640px)") { 2.25 } else { 1.5 }
}

/// The list of exchanges.
#[component]
pub fn Traffic() -> impl IntoView {
    let workspace = workspace();
    let list = NodeRef::<html::Div>::new();
    let sieve = RwSignal::new(Sieve::default());
    let sifts = RwSignal::new(false);
    let scrolled = RwSignal::new((0_usize, 40_usize));
    // Paused, the list stays at so many exchanges; the traffic goes on, and is there afterwards.
    let paused = RwSignal::new(None::<usize>);
    let one_by_one = RwSignal::new(false);
    let newer = Memo::new(move |_| workspace.traffic.with(Vec::len).checked_sub(paused.get()?));
    let all = Memo::new(move |_| {
        let sieve = sieve.get();
        workspace.traffic.with(|traffic| {
            let seen = paused.get().and_then(|count| traffic.get(..count)).unwrap_or(traffic);
            let newest: Vec<Arc<Entry>> = seen.iter().rev().filter(|entry| sieve.admits(entry)).cloned().collect();
            items(&newest, !one_by_one.get())
        })
    });
    let is_dense = Memo::new(move |_| one_by_one.get() || all.with(|all| all.iter().any(|item| matches!(item, Item::Second(_)))));
    let pause = move |_| paused.update(|paused| *paused = if paused.is_some() { None } else { Some(workspace.traffic.with_untracked(Vec::len)) });
    let sight = Memo::new(move |_| {
        let (top, room) = scrolled.get();
        all.with(|all| Sight::of(all, top, room))
    });
    let rows = move || {
        let Sight { first, end, .. } = sight.get();
        all.with(|all| all.get(first..end).unwrap_or_default().to_vec())
    };
    let height = move |count: usize| (count > 0).then(|| format!("{}px", (count as f64 * row_height()).round() as i64));
    let on_scroll = move |_| {
        if let Some(list) = list.get_untracked() {
            let row = row_height().max(1.0);
            // In steps, so that not every pixel draws anew.
            let top = (f64::from(list.scroll_top()) / row) as usize / 8 * 8;
            scrolled.set((top, (f64::from(list.client_height()) / row) as usize + 8));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let shown = workspace.shown.get_untracked();
        let next = all.with_untracked(|rows| {
            let place = rows.iter().position(|item| shown.is_some_and(|number| item.holds(number))).unwrap_or(0);
            let next = match event.key().as_str() {
                "ArrowDown" => place + 1,
                "ArrowUp" => place.checked_sub(1)?,
                "Home" => 0,
                "End" => rows.len().checked_sub(1)?,
                _ => return None,
            };
            Some((rows.get(next)?.entry().clone(), rows_of(rows.get(..next)?)))
        });
        if let Some((entry, before)) = next.filter(|_| !is_field(&event)) {
            event.prevent_default();
            event.stop_propagation();
            show(workspace, &entry);
            let id = format!("x-{}", entry.number);
            if window::element(&id).is_none()
                && let Some(list) = list.get_untracked()
            {
                list.set_scroll_top((before as f64 * row_height()) as i32);
                on_scroll(());
            }
            window::after(0, move || window::focus(&id));
        }
    };
    let count = move || all.with(Vec::len);
    let dense = spoken(all);
    let told = move || {
        let fitting = || sieve.with(|sieve| workspace.traffic.with(|traffic| traffic.iter().filter(|entry| sieve.admits(entry)).count()));
        sieve.with(Sieve::is_on).then(|| format!("{} of {}", fitting(), workspace.traffic.with(Vec::len)))
    };
    view! {
        <div class="log" role="log" aria-label="Traffic" aria-live=move || if is_dense.get() { "off" } else { "polite" } node_ref=list on:keydown=on_key on:scroll=move |_| on_scroll(())>
            {move || sifts.get().then(|| view! { <SieveBar sieve/> })}
            <p class="vh" role="status">{move || dense.get()}</p>
            <table aria-label="Traffic, newest first" aria-rowcount=move || (all.with(|all| rows_of(all)) + 1).to_string()>
                <thead><tr><th scope="col">"#"</th><th scope="col" class="c-m">"Method"</th>
                    <th scope="col">"Path "<button class="btn-text log-sift" type="button" aria-expanded=move || sifts.get().to_string() on:click=move |_| sifts.update(|sifts| *sifts = !*sifts)>
                        "Filter"{move || told().map(|told| format!(", {told}"))}</button>
                        {move || (is_dense.get() || newer.get().is_some()).then(|| view! { <span class="log-dense">
                            <button class="btn-text log-sift" type="button" on:click=pause>{move || match newer.get() {
                                None => "Pause".to_owned(),
                                Some(0) => "Resume".to_owned(),
                                Some(newer) => format!("Resume, {newer} new"),
                            }}</button>
                            <button class="btn-text log-sift" type="button" aria-pressed=move || one_by_one.get().to_string()
                                on:click=move |_| one_by_one.update(|one_by_one| *one_by_one = !*one_by_one)>"One by one"</button>
                        </span> })}</th>
                    <th scope="col" class="c-s">"Status"</th><th scope="col" class="c-w d-only">"Client"</th><th scope="col" class="c-t ta-r">"Time"</th></tr></thead>
                <tbody>
                    {move || height(sight.get().before).map(|height| view! { <tr class="pad" aria-hidden="true" style:height=height></tr> })}
                    <For each=rows key=Item::key let:item>{match item {
                        Item::One(entry) => view! { <Row entry/> }.into_any(),
                        Item::Second(second) => view! { <SecondRow second/> }.into_any(),
                    }}</For>
                    {move || height(sight.get().behind).map(|height| view! { <tr class="pad" aria-hidden="true" style:height=height></tr> })}
                </tbody>
            </table>
            {move || (count() == 0 && sieve.with(Sieve::is_on)).then(|| view! { <p class="hint log-none" role="status">"No exchange fits the filter."</p> })}
            <button class="btn btn-s btn-text" type="button" on:click=move |_| workspace.overlay.set(Some(Overlay::Metrics))>"Traffic metrics"</button>
        </div>
    }
}

/// Whether the key belongs to a field of the filter.
fn is_field(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "SELECT"))
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
        _ if entry.is_cancelled() => {
            let title = code.map(|code| format!("The server has answered {code}; nobody waited for it."));
            view! { <span class="small" title=title>"cancelled"</span> }.into_any()
        }
        Some(code) => view! {
            <StatusBadge status=code class=if is_blocked { "st-plain is-struck" } else { "st-plain" }/>{is_blocked.then(|| view! { <span class="vh">" blocked by the browser"</span> })}
        }.into_any(),
        None => view! { <span class="small">"blocked"</span> }.into_any(),
    };
    let client = match entry.wire {
        Wire::Real => format!("{}, real", entry.client),
        Wire::Check => format!("◎ {}", entry.client),
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
    let (time, method) = (duration(entry.time()), entry.request.method.to_string());
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
