//! Taking the design away and bringing one in: export, link, samples and files; and finding whatever there is to do.

pub mod beside;
pub mod bring;
pub mod dialogs;
pub mod drop;
mod export;
mod link;
mod open;
pub mod opening;
mod problem;
mod qr;
mod shortcuts;
mod step_link;
mod steps;
pub mod take_away;

use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use super::parts::Fetched;

/// The part with the dialogs.
#[wasm_split(dialogs, fallible)]
pub fn dialogs_part() -> Fetched<fn() -> AnyView> {
    Ok(|| dialogs::Dialogs().into_any())
}
