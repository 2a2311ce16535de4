//! The server's data: its records to read and to change, in and out as JSON, the seed, the clock, and the way back to an exchange.

mod clock;
mod drawer;
mod files;
mod record_form;
mod records;
mod restore;
mod seed;

use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use super::parts::Fetched;
use super::workspace::{Side, Workspace};

/// The part with the drawer.
#[wasm_split(data, fallible)]
pub fn drawer_part() -> Fetched<fn() -> AnyView> {
    Ok(|| drawer::DataDrawer().into_any())
}

/// Brings the data back to an exchange, and says what that changed; in the same part.
#[wasm_split(data, fallible)]
pub fn restore(workspace: Workspace, number: u32, side: Side) -> Fetched<()> {
    restore::restore(workspace, number, side);
    Ok(())
}
