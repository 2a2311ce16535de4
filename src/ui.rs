//! The page: the loop of sketch, send, watch and score, in folders that mirror the screen.

pub mod app;
pub mod commands;
pub mod dock;
pub mod kit;
pub mod palette;
pub mod parts;
pub mod policies;
pub mod score;
pub mod send;
pub mod share;
pub mod sketch;
pub mod start_state;
pub mod status_bar;
pub mod toasts;
pub mod top_bar;
pub mod traffic;
pub mod tree;
pub mod watch;
pub mod workspace;

use leptos::prelude::*;

use crate::browser::window;

/// Takes the place of the static first paint and marks the page as ready.
pub fn start() {
    console_error_panic_hook::set_once();
    let Some(root) = window::element("root") else { return };
    root.set_inner_html("");
    mount_to(root, app::App).forget();
    window::set_root_attribute("data-ready", Some("true"));
}
