//! Score: the review of the design, with fixes.

mod accept;
mod detail;
mod diff;
mod findings;
mod overview;
pub mod panel;
mod place;
mod row;
mod settled;

use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

pub use panel::ScorePanel;

use super::parts::{DrawFinding, Fetched};

/// The part with what opens under a finding.
#[wasm_split(details, fallible)]
pub fn finding_part() -> Fetched<DrawFinding> {
    Ok(|key, finding| view! { <detail::Detail key finding/> }.into_any())
}
