//! Score: the review of the design, with fixes.

mod accept;
mod catalogue;
mod constraints;
mod detail;
mod diff;
pub mod findings;
mod fixing;
mod overview;
pub mod panel;
mod place;
mod proof;
mod row;
mod safe_fixes;
mod settled;

use leptos::prelude::*;
use roundtrip::rules::Finding;
use wasm_split_helpers::wasm_split;

pub use panel::ScorePanel;

use super::parts::{Fetched, Review};
use super::workspace::Workspace;

/// The part with every rule, and with what opens under a finding.
#[wasm_split(details, fallible)]
pub fn review_part() -> Fetched<Review> {
    Ok(Review {
        rules: roundtrip::rules::ALL,
        finding: |key, finding| view! { <detail::Detail key finding/> }.into_any(),
        settled: || view! { <settled::Settled/> }.into_any(),
        fix: fixing::fix,
    })
}

/// Applies the fix of a row of the findings.
pub fn fix(workspace: Workspace, findings: findings::Findings, key: &str) {
    let key = key.to_owned();
    workspace.parts.review.with(move |review| (review.fix)(workspace, findings, &key));
}

/// The part that shows findings on a scratch copy of the server.
#[wasm_split(proofs, fallible)]
pub fn proofs_part() -> Fetched<fn(Finding) -> AnyView> {
    Ok(|finding| view! { <proof::Proof finding/> }.into_any())
}

/// The part with the catalogue of rules and the constraints of REST.
#[wasm_split(catalogue, fallible)]
pub fn catalogue_part() -> Fetched<fn() -> AnyView> {
    Ok(|| catalogue::Dialogs().into_any())
}
