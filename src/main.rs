//! Picks the shell: the page on wasm32, the command elsewhere.

// Leptos's macros write `::leptos::...`; here that name leads to `dom`, which says why.
#[cfg(target_arch = "wasm32")]
extern crate self as leptos;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(not(target_arch = "wasm32"))]
mod terminal;
#[cfg(target_arch = "wasm32")]
mod ui;

#[cfg(target_arch = "wasm32")]
use dom::leptos_names::*;

#[cfg(target_arch = "wasm32")]
fn main() {
    ui::start();
}

/// Each exchange is made of some hundred small pieces, each made on one thread and mostly dropped there.
#[cfg(not(target_arch = "wasm32"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    terminal::main()
}
