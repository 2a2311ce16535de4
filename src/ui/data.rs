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

/// Brings the data back to an exchange, and says what that changed.
pub type Restore = fn(Workspace, u32, Side);

/// The part with the drawer.
#[wasm_split(data, fallible)]
pub fn drawer_part() -> Fetched<fn() -> AnyView> {
    Ok(|| drawer::DataDrawer().into_any())
}

/// The part that brings data back.
#[wasm_split(data, fallible)]
pub fn restore_part() -> Fetched<Restore> {
    Ok(restore::restore)
}
