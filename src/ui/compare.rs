//! Compare: an old version against the design, what breaks whom, and a softer way.

mod choose;
mod detail;
mod list;
mod take_away;
pub mod versions;
mod view;

use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use super::parts::Fetched;

/// The part with the comparison.
#[wasm_split(compare, fallible)]
pub fn part() -> Fetched<fn() -> AnyView> {
    Ok(|| view::CompareView().into_any())
}
