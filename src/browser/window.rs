//! The window and its document.

use wasm_bindgen::{JsCast, closure::Closure};

/// The window.
pub fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

/// The document.
pub fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// Sets an attribute of `<html>`, or removes it.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// The element of this id.
pub fn element(id: &str) -> Option<web_sys::HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the focus to the element of this id, if it can take it.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// The same, without scrolling to where its text begins.
pub fn focus_in_place(id: &str) {
    if let Some(element) = element(id) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Runs something after this many milliseconds, unless the page is gone by then.
pub fn after(millis: i32, run: impl FnOnce() + 'static) {
    let Some(window) = window() else { return };
    let closure = Closure::once_into_js(run);
    let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(closure.unchecked_ref(), millis);
}

/// The same, or at once where there is nothing to wait for.
pub fn after_or_now(millis: u32, run: impl FnOnce() + 'static) {
    if millis == 0 {
        return run();
    }
    after(millis as i32, run);
}

/// Whether a media query holds.
pub fn matches(query: &str) -> bool {
    window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|list| list.matches())
}

/// Whether the modifier for commands is ⌘ rather than Ctrl.
pub fn is_apple() -> bool {
    window().and_then(|window| window.navigator().platform().ok()).is_some_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

/// Says that the page cannot go on; the only way out is to load it again.
pub fn fault(title: &str) {
    let Some(fault) = element("fault") else { return };
    if let Some(heading) = fault.query_selector("h2").ok().flatten() {
        heading.set_text_content(Some(title));
    }
    fault.set_hidden(false);
    set_root_attribute("data-ready", Some("failed"));
}
