//! Sizes that only the browser knows, and being told when they change.

use wasm_bindgen::{JsCast, closure::Closure};

use super::window::{document, window};

/// CSS pixels of one rem.
pub fn rem() -> f64 {
    let root = document().and_then(|document| document.document_element());
    let style = window().zip(root).and_then(|(window, root)| window.get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    size.map(|size| js_sys::parse_float(&size)).filter(|size| size.is_finite()).unwrap_or(16.0)
}

/// Width and height of what the window shows, in CSS pixels.
pub fn viewport() -> (f64, f64) {
    let size = |value: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0);
    window().map_or((0.0, 0.0), |window| (size(window.inner_width()), size(window.inner_height())))
}

/// Tells of changes of an element's size as long as it is kept.
pub struct SizeWatch {
    observer: web_sys::ResizeObserver,
    _on_change: Closure<dyn Fn()>,
}

impl SizeWatch {
    /// Runs something now and whenever the element changes its size.
    pub fn new(element: &web_sys::Element, run: impl Fn() + 'static) -> Option<Self> {
        let on_change = Closure::<dyn Fn()>::new(run);
        let observer = web_sys::ResizeObserver::new(on_change.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _on_change: on_change })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
