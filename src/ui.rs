//! The page: the loop of sketch, send, watch and score, in folders that mirror the screen.

pub mod app;
pub mod commands;
pub mod compare;
pub mod data;
pub mod dock;
pub mod frame;
pub mod insight;
pub mod keep;
pub mod kit;
pub mod learn;
pub mod measure;
pub mod palette;
pub mod parts;
pub mod policies;
mod race;
pub mod score;
pub mod send;
pub mod settings;
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
use roundtrip::design::words::numbers::tenths;

use crate::browser::{location, window};

/// Takes the place of the static first paint and marks the page as ready.
pub fn start() {
    // In a release a panic is a trap without a text (see the Makefile).
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    if window::window().is_none() {
        // In a worker, for another page.
        return wasm_bindgen_futures::spawn_local(async {
            match start_state::documents().await {
                Ok(documents) => (documents.serve)(),
                // The page that waits is told so by the browser.
                Err(_) => wasm_bindgen::throw_str("A part of the page could not be fetched."),
            }
        });
    }
    // What led here was a task already: the engine was instantiated.
    window::after(0, begin);
}

/// Opens what this visitor has, in a task of its own.
fn begin() {
    if let Some(loaded) = start_state::first_visit() {
        return window::after(0, || show(loaded));
    }
    // Leptos has no executor before it has a page.
    wasm_bindgen_futures::spawn_local(async {
        match start_state::documents().await {
            Ok(documents) => show((documents.load)().await),
            // Nothing is shown in its place: the first change of that would be kept over the visitor's own design.
            Err(_) => window::fault("A part of the page could not be fetched, so your design was not opened. It is safe. Check the connection."),
        }
    });
}

fn show(loaded: start_state::Loaded) {
    let Some(root) = window::element("root") else { return };
    mount_to(&root, move || view! { <app::App loaded/> });
}

/// Takes the static first paint away: the sketch is drawn beneath it.
fn end_first_paint() {
    if let Some(paint) = window::element("first-paint") {
        paint.remove();
    }
}

/// Says that everything is drawn.
fn ready() {
    window::set_root_attribute("data-ready", Some("true"));
    if location::asks_for("measure") {
        leptos::task::spawn_local(async {
            let Ok(measure) = measure::measure_part().await else { return };
            let lines: Vec<String> = measure().into_iter().map(|(name, micros)| format!("{name}\t{}", tenths(micros))).collect();
            window::set_root_attribute("data-measured", Some(&lines.join("\n")));
        });
    }
}
