//! Score: the review of the design, with fixes.

mod accept;
mod detail;
mod diff;
mod findings;
mod overview;
pub mod panel;
mod place;
mod proof;
mod row;
mod settled;

use leptos::prelude::*;
use roundtrip::rules::Finding;
use wasm_split_helpers::wasm_split;

pub use panel::ScorePanel;

use super::parts::{Fetched, Review};

/// The part with every rule, and with what opens under a finding.
#[wasm_split(details, fallible)]
pub fn review_part() -> Fetched<Review> {
    Ok(Review { rules: roundtrip::rules::ALL, finding: |key, finding| view! { <detail::Detail key finding/> }.into_any() })
}

/// The part that shows findings on a scratch copy of the server.
#[wasm_split(proofs, fallible)]
pub fn proofs_part() -> Fetched<fn(Finding) -> AnyView> {
    Ok(|finding| view! { <proof::Proof finding/> }.into_any())
}
