//! What a finding says, shown on a scratch copy of the server: the claim, and the exchanges behind it, to be opened in Watch.

use std::sync::{Arc, OnceLock};

use leptos::prelude::*;
use roundtrip::proofs::{self, Seen, Shown};
use roundtrip::rules::Finding;

use super::place::sentence;
use crate::ui::kit::{MethodWord, StatusBadge};
use crate::ui::send::Options;
use crate::ui::traffic::{Entry, SCRATCH, Wire};
use crate::ui::workspace::{View, Workspace, workspace};

/// At most this many exchanges are listed, from both ends.
const LISTED: usize = 8;

/// The proof of a finding; nothing where it does not reproduce.
#[component]
pub fn Proof(
    /// The finding.
    finding: Finding,
) -> impl IntoView {
    let workspace = workspace();
    let shown = workspace.design.with_untracked(|design| proofs::prove(design, &finding))?;
    let Shown { claim, seen } = shown;
    let entries: Vec<Arc<Entry>> = seen.into_iter().enumerate().map(|(index, seen)| Arc::new(entry(index, seen))).collect();
    let count = entries.len();
    let is_listed = |index: usize| index < LISTED / 2 || index + LISTED / 2 >= count || index == claim.exchange;
    let rows = entries.iter().enumerate().filter(|(index, _)| is_listed(*index)).filter_map(|(index, entry)| {
        let exchange = entry.exchanges.first()?;
        let (method, status, target) = (exchange.request.method.to_string(), exchange.response.status, exchange.request.target.clone());
        let line = (index == claim.exchange).then(|| view! { <p class="proof-line">"This shows it: "<code>{claim.line.clone()}</code></p> });
        let (all, number) = (entries.clone(), entry.number);
        let open = move |_| watch(workspace, &all, number);
        let about = format!("Open in Watch: {} {target}, {status}", exchange.request.method);
        Some(view! {
            <li class:shows=index == claim.exchange>
                <button class="chip chip-b" type="button" aria-label=about title="Open in Watch" on:click=open>
                    <MethodWord method/><code class="trunc">{target}</code><StatusBadge status text=status.to_string()/>
                </button>
                <span class="muted small">{entry.client.clone()}</span>
                {line}
            </li>
        })
    });
    let rows = rows.collect_view();
    Some(view! {
        <section>
            <h4>"Seen on a scratch copy"</h4>
            <p>{sentence(&claim.text)}</p>
            <ol class="where proof">{rows}</ol>
        </section>
    })
}

/// An exchange of the scratch copy as an entry of its own.
fn entry(index: usize, seen: Seen) -> Entry {
    let Seen { who, exchange } = seen;
    let number = SCRATCH.saturating_add(u32::try_from(index).unwrap_or_default());
    Entry {
        number,
        client: who,
        request: exchange.request.clone(),
        wire: Wire::Virtual,
        options: Options::default(),
        exchanges: vec![exchange],
        journey: None,
        millis: 0.0,
        started: 0.0,
        cancelled: OnceLock::new(),
        suggestions: Vec::new(),
    }
}

/// Shows an exchange in Watch; the traffic stays as it is.
fn watch(workspace: Workspace, entries: &[Arc<Entry>], number: u32) {
    let step = entries.iter().find(|entry| entry.number == number).map_or(0, |entry| entry.decisive_step());
    workspace.scratch.set(entries.to_vec());
    workspace.shown.set(Some(number));
    workspace.step.set(step);
    workspace.view.set(View::Watch);
}
