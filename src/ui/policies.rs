//! The policies drawer: the server's rules, each with its choices; what the API is called and for; and the clients.

mod about;
mod clients;
mod concerns;
pub mod controls;
pub mod drawer;
mod form;
mod list_field;

pub use concerns::fact;

use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use super::parts::Fetched;

/// The part with the drawers.
#[wasm_split(editors, fallible)]
pub fn drawers() -> Fetched<fn() -> AnyView> {
    Ok(|| drawer::PoliciesDrawer().into_any())
}
