//! The headline: the status with its shape, the result in words, time and size; and what the browser made of it.

use std::sync::Arc;

use leptos::prelude::*;
use roundtrip::design::words::numbers::tenths;
use roundtrip::design::words::sentence;
use roundtrip::http::{Response, status};
use roundtrip::user_agent::cache::Mode as CacheMode;

use super::cors_fix::{fix, is_by_policy};
use super::{edit_cors, edit_rule};
use crate::ui::kit::{Icon, StatusBadge};
use crate::ui::send::send_again;
use crate::ui::traffic::Entry;
use crate::ui::workspace::workspace;

fn sender(entry: &Entry) -> &'static str {
    if entry.journey.is_some() { "page" } else { "program" }
}

/// The result in words.
fn title(entry: &Entry) -> String {
    match (entry.blocked(), entry.last()) {
        _ if entry.is_cancelled() => format!("Cancelled: the {} stopped waiting", sender(entry)),
        (Some(blocked), _) if blocked.reached_server || entry.reuse().is_some() => "The browser blocked this answer".to_owned(),
        (Some(_), _) => "The browser blocked this request".to_owned(),
        (None, Some(_)) if entry.is_copy() => format!("Not modified: {} uses its copy", entry.client),
        (None, Some(exchange)) => exchange.title.clone(),
        (None, None) if entry.given().is_some() => format!("From {}'s cache", entry.client),
        (None, None) => "No answer".to_owned(),
    }
}

/// The result in one sentence, for those who hear it.
pub fn spoken(entry: &Entry) -> String {
    let exchange = entry.last();
    let line = entry.answer().map(|response| status::line(response.status)).unwrap_or_default();
    if entry.is_cancelled() {
        return format!("{line}, and nobody waits for it.");
    }
    if let Some(blocked) = entry.blocked() {
        return format!("{}. {}.", title(entry), sentence(&blocked.reason));
    }
    let stopped =
        exchange.and_then(|exchange| exchange.trace.decisive()).map(|step| format!(" Stopped at {}.", step.stage.title())).unwrap_or_default();
    format!("{line}. {}.{stopped}", title(entry).trim_end_matches('.'))
}

/// A duration that the tab took.
pub fn duration(millis: f64) -> String {
    match millis {
        short if short < 0.05 => "< 0.1 ms".to_owned(),
        short if short < 100.0 => format!("{} ms", tenths(short)),
        long => format!("{} ms", long.round() as i64),
    }
}

fn size(bytes: usize) -> String {
    match bytes {
        0..=9999 => format!("{bytes} B"),
        _ => format!("{} kB", tenths(bytes as f64 / 1000.0)),
    }
}

/// `problem+json` of `application/problem+json; charset=utf-8`.
pub fn short_type(response: &Response) -> Option<String> {
    let essence = response.headers.get("content-type")?.split(';').next()?.trim();
    Some(essence.strip_prefix("application/").unwrap_or(essence).to_owned())
}

/// The headline of an entry.
#[component]
pub fn Head(entry: Arc<Entry>) -> impl IntoView {
    let title = title(&entry);
    let is_cancelled = entry.is_cancelled();
    let is_blocked = entry.blocked().is_some() && !is_cancelled;
    let badge = entry.answer().map(|response| {
        let code = response.status;
        let of_preflight = entry.is_held_back() || is_blocked && entry.main().is_none();
        view! {
            {of_preflight.then(|| view! { <span class="muted small">"preflight"</span> })}
            <StatusBadge status=code text=status::line(code) class=if is_blocked || is_cancelled { "st-l is-struck" } else { "st-l" }/>
            {(is_blocked && !of_preflight).then(|| view! { <span class="muted small head-opaque">"opaque to the page"</span> })}
        }
    });
    // What nobody has read has no size for anybody.
    let size = entry.answer().filter(|_| !is_cancelled).map(|response| (size(response.body.len()), short_type(response).unwrap_or_default()));
    let time = duration(entry.time());
    let note = verdict(&entry);
    view! {
        <div class="head">
            {badge}
            <p class="trunc" id="watch-answer" tabindex="-1" title=title.clone()>{title.clone()}</p>
            <super::restore::RestoreMenu number=entry.number changed=!entry.is_scratch() && entry.exchanges.iter().any(|exchange| !exchange.changes.is_empty())/>
            <div class="meta num">
                <span><b>{time}</b></span>
                {size.map(|(size, kind)| view! { <span><b>{size}</b>" "<span class="d-only">{kind}</span></span> })}
            </div>
        </div>
        {note}
    }
}

/// What has to be said under the headline: a block with its way out, a copy that stays good.
fn verdict(entry: &Arc<Entry>) -> Option<AnyView> {
    if entry.is_scratch() {
        let text = format!("Scratch run: {} sent it to a copy of the server. Your data and the traffic are as they were.", entry.client);
        return Some(view! { <div class="banner verdict"><Icon name="info"/><p>{text}</p></div> }.into_any());
    }
    if entry.is_cancelled() {
        let done =
            if entry.exchanges.iter().any(|exchange| !exchange.changes.is_empty()) { "carry it out: cancelling undoes nothing" } else { "answer" };
        let text = match entry.is_held_back() {
            false => format!("The {} no longer listens. The server did {done}.", sender(entry)),
            true => "The page no longer listens. Its request waited for the answer to the preflight, and never left.".to_owned(),
        };
        return Some(view! { <div class="banner verdict"><Icon name="info"/><p>{text}</p></div> }.into_any());
    }
    if entry.blocked().is_some() {
        let entry = Arc::clone(entry);
        return Some(view! { <Blocked entry/> }.into_any());
    }
    if let Some(why) = entry.reuse().filter(|_| entry.is_copy() && entry.main().is_none()) {
        return Some(kept(entry, format!("The server was not asked: {}.", why.text)));
    }
    let exchange = entry.last().filter(|exchange| exchange.response.status == 304)?;
    let tag = exchange.response.headers.get("etag").map(|tag| format!(" It still has the ETag {tag}.")).unwrap_or_default();
    let holds = entry.validated().map_or("the copy that the client holds is still right", |why| &why.text);
    let text = format!("No content was sent: {holds}.{tag}");
    Some(match entry.is_copy() {
        true => kept(entry, text),
        false => view! { <div class="banner verdict"><Icon name="info"/><p>{text}</p></div> }.into_any(),
    })
}

/// A copy answers the page: why, and the way past it.
fn kept(entry: &Arc<Entry>, text: String) -> AnyView {
    let workspace = workspace();
    let entry = Arc::clone(entry);
    let press = move |_| {
        let options = workspace.draft.options;
        options.update(|options| options.cache = CacheMode::Reload);
        send_again(workspace, Some(&entry.client), &entry.request);
        options.update(|options| options.cache = CacheMode::Default);
    };
    view! {
        <div class="banner verdict"><Icon name="info"/><p>{text}</p>
            <button class="btn btn-s btn-line" type="button" on:click=press>"Send past the cache"</button></div>
    }
    .into_any()
}

/// Why the browser kept it back, and the change that lets it through.
#[component]
fn Blocked(entry: Arc<Entry>) -> impl IntoView {
    let workspace = workspace();
    let blocked = entry.blocked().cloned();
    let is_of_origin =
        blocked.as_ref().is_some_and(|blocked| workspace.design.with_untracked(|design| !design.policies.cors.admits(&blocked.origin)));
    let reason = blocked.as_ref().map(|blocked| match is_of_origin && !entry.exchanges.is_empty() {
        true => format!("The API did not allow {}: {}", blocked.origin, blocked.reason),
        false => sentence(&blocked.reason),
    });
    let reason = reason.unwrap_or_default();
    let done = match (&blocked, entry.main()) {
        (Some(blocked), Some(main)) if blocked.reached_server && !main.changes.is_empty() => {
            " The server did carry it out: a blocked answer undoes nothing."
        }
        (Some(blocked), _) if blocked.reached_server || entry.reuse().is_some() => " The server did answer; the page may not read it.",
        _ if entry.reuse().is_some() => " It came from the browser's cache; the page may not read it.",
        _ => " The request itself never left the browser.",
    };
    let by_policy = is_by_policy(&entry);
    let (looked_at, again) = (Arc::clone(&entry), Arc::clone(&entry));
    let next = Memo::new(move |_| workspace.design.with(|design| fix(design, &looked_at)));
    // One button for both, so that it keeps the focus: first the change, then the same request again.
    let press = move |_| match next.get_untracked() {
        Some(fix) => {
            // A refusal is told in a toast.
            let _ = workspace.edit_as(format!("{} in CORS", fix.label), vec![fix.edit], None);
        }
        None => send_again(workspace, Some(&again.client), &again.request),
    };
    view! {
        <div class="banner banner-warn verdict" role="group" aria-label="Blocked by the browser">
            <Icon name="warn"/>
            <p>{format!("{}.", reason.trim_end_matches('.'))}<span class="muted">{done}</span></p>
            {by_policy.then(|| view! {
                <button class="btn btn-s btn-line" type="button" on:click=press>{move || next.with(|next| next.as_ref().map_or_else(|| "Send it again".to_owned(), |fix| fix.label.clone()))}</button>
                <button class="btn btn-s btn-text" type="button" on:click=move |_| edit_cors(workspace)>"Edit CORS"</button>
            })}
        </div>
    }
}

/// The button that leads from a reason to its rule.
pub fn rule_button(at: roundtrip::design::Pointer) -> AnyView {
    let workspace = workspace();
    let title = at.breadcrumb();
    view! { <button type="button" title=title on:click=move |_| edit_rule(workspace, &at)>"Edit this rule"</button> }.into_any()
}
