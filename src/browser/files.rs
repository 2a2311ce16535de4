//! Files that a person hands in or takes away.

use wasm_bindgen::JsCast;

use roundtrip::formats::opening;

use super::script;
use super::window::document;

/// Offers a text as a file to save.
pub fn download(name: &str, media_type: &str, text: &str) -> Result<(), ()> {
    let parts = js_sys::Array::of1(&text.into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).map_err(|_| ())?;
    let url = web_sys::Url::create_object_url_with_blob(&blob).map_err(|_| ())?;
    let document = document().ok_or(())?;
    let anchor: web_sys::HtmlAnchorElement = document.create_element("a").map_err(|_| ())?.dyn_into().map_err(|_| ())?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    web_sys::Url::revoke_object_url(&url).map_err(|_| ())
}

/// Reads a file as text. Why not, in words: the browser would put replacement characters for bytes that are no text, and nobody
/// would be told that something is missing.
pub async fn read(file: &web_sys::File) -> Result<String, String> {
    let gone = || format!("{} could not be read. Choose it again; it may have moved.", file.name());
    let bytes = script::promised(file, "arrayBuffer", &[]).await.map_err(|_| gone())?;
    opening::text_of(js_sys::Uint8Array::new(&bytes).to_vec()).map_err(|why| format!("{}: {why}", file.name()))
}
