//! Objects of the browser, reached by name. A binding of its own stands in the script that every visitor loads first; what only
//! a part of the page needs is called through this instead.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::window::window;

/// A property of the window; `undefined` where there is none.
pub fn global(name: &str) -> JsValue {
    window().map_or(JsValue::UNDEFINED, |window| get(&window, name))
}

/// A property; `undefined` where there is none, or where it may not be read.
pub fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A property that is a text.
pub fn text(of: &JsValue, name: &str) -> Option<String> {
    get(of, name).as_string()
}

/// Sets a property. What cannot be set stays as it is.
pub fn set(of: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(of, &name.into(), value);
}

/// Calls a method.
pub fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = get(of, name).dyn_into()?;
    Reflect::apply(&method, of, &arguments.iter().collect::<Array>())
}

/// Makes an object with `new`.
pub fn new(class: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let class: Function = global(class).dyn_into()?;
    Reflect::construct(&class, &arguments.iter().collect::<Array>())
}

/// Waits for one of an object's events: `Ok` with the first, `Err` with any of the others.
pub async fn event(of: &JsValue, good: &str, bad: &[&str]) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        set(of, good, &resolve);
        for name in bad {
            set(of, name, &reject);
        }
    });
    wasm_bindgen_futures::JsFuture::from(promise).await
}

/// Waits for what a method promises.
pub async fn promised(of: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let promise: Promise = call(of, name, arguments)?.dyn_into()?;
    wasm_bindgen_futures::JsFuture::from(promise).await
}

/// A function that the browser may call for as long as the page lives.
pub fn function(run: impl FnMut(JsValue) + 'static) -> JsValue {
    Closure::<dyn FnMut(JsValue)>::new(run).into_js_value()
}
