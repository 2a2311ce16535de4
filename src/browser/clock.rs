//! Milliseconds that have passed, as the browser counts them.

use super::window::window;

/// Milliseconds since the page was opened, with fractions.
pub fn elapsed() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// What this computer's clock says, in milliseconds since 1970.
pub fn wall() -> u64 {
    js_sys::Date::now() as u64
}
