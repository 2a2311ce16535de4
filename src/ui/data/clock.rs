//! The server's clock: where it stands, how to put it ahead, and what lies ahead.

use leptos::prelude::*;
use roundtrip::mock::Moment;
use roundtrip::mock::upcoming::Coming;

use crate::browser::{clock, window};
use crate::ui::kit::Icon;
use crate::ui::toasts::Toast;
use crate::ui::workspace::{Workspace, workspace};

const STEPS: [(&str, u64); 3] = [("+1 min", 60_000), ("+1 h", 3_600_000), ("+1 day", 86_400_000)];
const UNITS: [(&str, u64); 4] = [("seconds", 1000), ("minutes", 60_000), ("hours", 3_600_000), ("days", 86_400_000)];
/// As far as the clock goes at once.
const FARTHEST: u64 = 3650 * 86_400_000;
/// Exchanges that are asked what their answers say of later.
const SEEN: usize = 20;

/// The tab.
#[component]
pub fn ClockTab() -> impl IntoView {
    let workspace = workspace();
    let tick = RwSignal::new(0_u32);
    keep_ticking(tick);
    let now = move || {
        tick.track();
        workspace.ahead.track();
        workspace.now()
    };
    let state = move || match workspace.ahead.get() {
        ahead if ahead > 0 && workspace.now().0.abs_diff(clock::wall()) < 1500 => "Real time: the clock of this computer.".to_owned(),
        0 => "Virtual time: it began on 10 March 2026 at 09:41 UTC when the page was opened, and goes on with it.".to_owned(),
        ahead => format!("Virtual time, {} ahead of the page.", span(ahead)),
    };
    let amount = RwSignal::new("42".to_owned());
    let unit = RwSignal::new(0_usize);
    let go = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let each = UNITS.get(unit.get_untracked()).map_or(1000, |(_, millis)| *millis);
        match amount
            .get_untracked()
            .trim()
            .parse::<u64>()
            .ok()
            .and_then(|amount| amount.checked_mul(each))
            .filter(|millis| (1..=FARTHEST).contains(millis))
        {
            Some(millis) => advance(workspace, millis),
            None => workspace.toast(Toast::error("Write a whole number, 1 or more, and at most ten years.".to_owned())),
        }
    };
    let back = move |_| {
        workspace.turn_back();
        workspace
            .toast(Toast::said("The clock is back with the page. Records keep the times they got; limits of later are counted anew.".to_owned()));
    };
    let real = move |_| {
        workspace.ahead.set(clock::wall().saturating_sub(workspace.page_time().0));
        workspace.toast(Toast::said(format!("The clock follows this computer: {}.", words(workspace.now()))));
    };
    let coming = Memo::new(move |_| {
        tick.track();
        workspace.ahead.track();
        workspace.records.track();
        upcoming(workspace)
    });
    view! {
        <div class="dialog-b">
            <section>
                <p class="data-now num"><Icon name="clock"/><b>{move || words(now())}</b></p>
                <p class="hint">{state}</p>
                <div class="btns data-gap">
                    {STEPS.into_iter().map(|(label, millis)| view! {
                        <button class="btn btn-line" type="button" on:click=move |_| advance(workspace, millis)>{label}</button>
                    }).collect_view()}
                    <button class="btn btn-line" type="button" on:click=real>"Use real time"</button>
                    <button class="btn btn-line" type="button" disabled=move || workspace.ahead.get() == 0 on:click=back><Icon name="reset" class="i-s"/>"Back to the page's time"</button>
                </div>
            </section>
            <form class="field" on:submit=go>
                <label for="clock-amount">"Put it ahead by"</label>
                <div class="btns">
                    <input class="input input-num" id="clock-amount" type="text" inputmode="numeric" autocomplete="off" prop:value=move || amount.get()
                        on:input=move |event: web_sys::Event| amount.set(event_target_value(&event))/>
                    <label class="data-of"><span class="vh">"Unit"</span>
                        <select class="select" prop:value=move || unit.get().to_string() on:change=move |event: web_sys::Event| unit.set(event_target_value(&event).parse().unwrap_or(0))>
                            {UNITS.iter().enumerate().map(|(index, (name, _))| view! { <option value=index.to_string() selected=move || unit.get() == index>{*name}</option> }).collect_view()}
                        </select>
                    </label>
                    <button class="btn btn-line" type="submit">"Go"</button>
                </div>
            </form>
            <section>
                <h3 class="dialog-t">"What the clock brings next"</h3>
                {move || match coming.get() {
                    coming if coming.is_empty() => view! { <p class="hint">"Nothing waits for the clock. Limits, jobs, tokens, kept copies and sunsets show here."</p> }.into_any(),
                    coming => view! { <ul class="list-rows data-coming">{coming.into_iter().map(|coming| row(workspace, tick, coming)).collect_view()}</ul> }.into_any(),
                }}
            </section>
            <p class="hint">"It drives limits, jobs, tokens, kept answers, caches and sunsets. Restoring data leaves it where it is."</p>
        </div>
    }
}

fn row(workspace: Workspace, tick: RwSignal<u32>, Coming { at, what }: Coming) -> AnyView {
    let wait = move || {
        tick.track();
        workspace.ahead.track();
        at.0.saturating_sub(workspace.now().0)
    };
    let label = format!("Go to {}: {what}", words(at));
    let go = move |_| advance(workspace, at.0.saturating_sub(workspace.now().0));
    view! {
        <li>
            <span><b class="num">{move || format!("in {}", span(wait()))}</b>" "<span class="muted">{what}</span></span>
            <button class="btn btn-s btn-line" type="button" aria-label=label on:click=go>"Go there"</button>
        </li>
    }
    .into_any()
}

fn advance(workspace: Workspace, millis: u64) {
    workspace.advance(millis);
    workspace.toast(Toast::said(format!("The clock went on by {}. It is {}.", span(millis), words(workspace.now()))));
}

/// What the server and the exchange in Watch say of later.
fn upcoming(workspace: Workspace) -> Vec<Coming> {
    let now = workspace.now();
    let mut entries = workspace.traffic.with(|traffic| traffic.iter().rev().take(SEEN).cloned().collect::<Vec<_>>());
    entries.extend(workspace.shown_entry());
    let seen: Vec<_> = entries.iter().flat_map(|entry| &entry.exchanges).collect();
    workspace.with_server(|server| server.upcoming(&seen, now))
}

/// Once a second, as long as the tab is there.
fn keep_ticking(tick: RwSignal<u32>) {
    window::after(1000, move || {
        if tick.try_with_untracked(|_| ()).is_some() {
            tick.update(|count| *count += 1);
            keep_ticking(tick);
        }
    });
}

/// `2026-03-10 09:41:07 UTC`.
fn words(moment: Moment) -> String {
    let text = moment.rfc3339();
    format!("{} {} UTC", text.get(..10).unwrap_or_default(), text.get(11..19).unwrap_or_default())
}

/// The two largest units of a time: `1 h 2 min`.
fn span(millis: u64) -> String {
    let seconds = millis.div_ceil(1000);
    let parts = [(seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")];
    let said: Vec<String> = parts
        .iter()
        .skip_while(|(count, _)| *count == 0)
        .take(2)
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}"))
        .collect();
    if said.is_empty() { "0 s".to_owned() } else { said.join(" ") }
}
