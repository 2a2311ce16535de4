//! The clipboard.

use super::window::window;

/// Copies a text. `Err`: the browser does not allow it now.
pub async fn copy(text: &str) -> Result<(), ()> {
    let clipboard = window().ok_or(())?.navigator().clipboard();
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text)).await.map(|_| ()).map_err(|_| ())
}
