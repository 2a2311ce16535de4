//! What another server was told of an exchange, and what a receiver makes of it.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::Concern;
use roundtrip::design::words::sentence;
use roundtrip::mock::receiver::{self, Receipt, Trick};
use roundtrip::mock::stages::webhooks::Delivery;
use roundtrip::user_agent::reason::span;

use super::edit_rule;
use crate::ui::kit::StatusBadge;
use crate::ui::traffic::Entry;
use crate::ui::workspace::workspace;

/// Every message of the entry.
#[component]
pub fn DeliveriesTab(entry: Memo<Option<Arc<Entry>>>) -> impl IntoView {
    let workspace = workspace();
    move || {
        let entry = entry.get()?;
        let all: Vec<Delivery> = entry.exchanges.iter().flat_map(|exchange| exchange.deliveries.clone()).collect();
        Some(match all.is_empty() {
            true => view! { <div class="empty"><p>"This exchange told nobody. The webhooks policy says who is told of what."</p>
                <button class="btn btn-line" type="button" on:click=move |_| edit_rule(workspace, &roundtrip::design::Pointer::Policy(Concern::Webhooks))>"Edit webhooks"</button></div> }
                .into_any(),
            false => view! {
                <div class="tab-scroll deliveries" tabindex="0" role="region" aria-label="Messages to another server">
                    {all.into_iter().enumerate().map(|(index, delivery)| view! { <Message index delivery/> }).collect_view()}
                </div>
            }
            .into_any(),
        })
    }
}

/// One message: what is sent, when it is taken, and what else could be done with it.
#[component]
fn Message(index: usize, delivery: Delivery) -> impl IntoView {
    let workspace = workspace();
    let most = delivery.attempts.len();
    let failures = RwSignal::new(0_usize);
    let tried = RwSignal::new(None::<Trick>);
    let first = delivery.attempts.first().copied();
    let delivery = Arc::new(delivery);
    let (sent, tricked) = (Arc::clone(&delivery), Arc::clone(&delivery));
    let attempts = move || {
        let receipts = workspace.design.with(|design| receiver::deliver(&design.policies.webhooks, &sent, failures.get()));
        let given_up = receipts.last().is_some_and(|receipt| receipt.status == 503);
        view! {
            <ol class="attempts" aria-live="polite">
                {receipts.into_iter().map(|receipt| {
                    let later = first.map_or(0, |first| receipt.moment.seconds().saturating_sub(first.seconds()));
                    let when = if later == 0 { "at once".to_owned() } else { format!("{} later", span(later)) };
                    view! { <li><span class="num">{when}</span>{told(&receipt)}</li> }
                }).collect_view()}
                {given_up.then(|| view! { <li><span></span><span>"The sender gives up. Its receiver has to ask for what it missed."</span></li> })}
            </ol>
        }
    };
    let verdict = move || {
        let trick = tried.get()?;
        let receipt = workspace.design.with(|design| receiver::trick(&design.policies.webhooks, &tricked, trick));
        Some(view! { <p class="told">{told(&receipt)}</p> })
    };
    let id = format!("delivery-{index}");
    view! {
        <section aria-labelledby=id.clone()>
            <h3 class="h3" id=id.clone()><code>{delivery.event.clone()}</code><span class="r">{delivery.id.clone()}</span></h3>
            <p class="muted small">"POST "<code>{delivery.url.clone()}</code></p>
            <ul class="hdr hdr-all">{delivery.headers.iter().map(|(name, value)| view! {
                <li><div class="kv"><b>{name.to_owned()}":"</b><span class="trunc" title=value.to_owned()>{value.to_owned()}</span></div></li>
            }).collect_view()}</ul>
            <pre class="raw">{delivery.body.text().unwrap_or_default().to_owned()}</pre>
            <label class="field"><span>"The receiver is down for"</span>
                <select class="select" on:change=move |event: web_sys::Event| failures.set(event_target_value(&event).parse().unwrap_or_default())>
                    {(0..=most).map(|count| view! { <option value=count.to_string()>{match count {
                        0 => "no attempt".to_owned(),
                        1 => "the first attempt".to_owned(),
                        all if all == most => format!("all {all} attempts"),
                        count => format!("the first {count} attempts"),
                    }}</option> }).collect_view()}
                </select></label>
            {attempts}
            <div class="btns">{Trick::ALL.into_iter().map(|trick| view! {
                <button class="btn btn-s btn-line" type="button" aria-pressed=move || (tried.get() == Some(trick)).to_string() on:click=move |_| tried.set(Some(trick))>{trick.label()}</button>
            }).collect_view()}</div>
            <div aria-live="polite">{verdict}</div>
        </section>
    }
}

fn told(receipt: &Receipt) -> AnyView {
    let done = if receipt.acts { "It acts on it." } else { "It does nothing." };
    view! { <span class="receipt"><StatusBadge status=receipt.status class="st-plain st-small"/><span>{format!("{}. ", sentence(receipt.why))}<span class="muted">{done}</span></span></span> }
        .into_any()
}
