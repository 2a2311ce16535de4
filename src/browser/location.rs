//! The page's address: its fragment and its folder.

use wasm_bindgen::{JsCast, closure::Closure};

use super::script;
use super::window::window;

/// What follows `#`, without it.
pub fn fragment() -> String {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// Runs something each time the fragment changes, for as long as the page lives.
pub fn on_fragment(run: impl Fn() + 'static) {
    let on_change = Closure::<dyn Fn()>::new(run);
    if let Some(window) = window() {
        let _ = window.add_event_listener_with_callback("hashchange", on_change.as_ref().unchecked_ref());
    }
    on_change.forget();
}

/// Goes to a fragment, as a link would.
pub fn go(fragment: &str) {
    if let Some(window) = window() {
        // Where the browser refuses, the page stays where it is.
        let _ = window.location().set_hash(fragment);
    }
}

/// Whether the query is this word.
pub fn asks_for(word: &str) -> bool {
    window().and_then(|window| window.location().search().ok()).is_some_and(|search| search.strip_prefix('?') == Some(word))
}

/// Replaces the fragment without a new entry in the history; an empty one is taken away.
pub fn replace_fragment(fragment: &str) {
    change_fragment("replaceState", fragment);
}

/// Changes the fragment with a new entry in the history, and without telling `on_fragment`.
pub fn push_fragment(fragment: &str) {
    change_fragment("pushState", fragment);
}

fn change_fragment(method: &str, fragment: &str) {
    let Some(window) = window() else { return };
    let path = window.location().pathname().unwrap_or_default() + &window.location().search().unwrap_or_default();
    let url = if fragment.is_empty() { path } else { format!("{path}#{fragment}") };
    // Where the browser refuses, the address stays as it is.
    let _ = script::call(&script::global("history"), method, &[wasm_bindgen::JsValue::NULL, "".into(), url.into()]);
}

/// The value of a part of a fragment: `14` for `x` in `v=watch&x=14`.
pub fn part<'a>(fragment: &'a str, name: &str) -> Option<&'a str> {
    fragment.split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('='))
}

/// Loads the page again, with what is kept here.
pub fn reload_without_fragment() {
    replace_fragment("");
    reload();
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = window() {
        // The page is about to go.
        let _ = window.location().reload();
    }
}

/// The page's address up to its folder: scheme, host, path, with a slash at the end.
pub fn base() -> String {
    let Some(window) = window() else { return String::new() };
    let location = window.location();
    let path = location.pathname().unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{}{folder}/", location.origin().unwrap_or_default())
}
